//! Documents and the feed in SQLite.

use super::{
    SqliteTx,
    value::{from_count, json, to_count, to_json},
};
use crate::store::{
    Appended, DailyUse, Document, NewChange, ReadDocuments, ScopeRow, Seq, StoreError,
    StoredChange, StoredSnapshot, UNSIGNED, Volume, WriteDocuments,
};
use linli_domain::{
    id::{DeviceId, DocId, PersonId},
    role::Scope,
    time::{Date, Timestamp, write_day},
};
use linli_replica::{
    exchange::Snapshot,
    keys::Signature,
    signed::{Hash, SignedChange},
};
use rusqlite::Row;
use std::collections::BTreeSet;

const CHANGE: &str = "SELECT seq, doc, hash, device, bytes, signature, received_at, incarnation
    FROM change";

impl ReadDocuments for SqliteTx<'_> {
    fn horizon(&self) -> Result<Seq, StoreError> {
        let sql = "SELECT coalesce(max(seq), 0) FROM change";
        let last = self.one(sql, [], |row| row.get(0))?;
        Ok(last.unwrap_or(Seq::START))
    }

    fn hash_at(&self, seq: Seq) -> Result<Option<Hash>, StoreError> {
        let sql = "SELECT hash FROM change WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1";
        self.one(sql, [seq], |row| row.get(0).map(Hash))
    }

    fn change(&self, hash: Hash) -> Result<Option<StoredChange>, StoreError> {
        self.one(&format!("{CHANGE} WHERE hash = ?1"), [hash.0], change)
    }

    fn document(&self, id: DocId) -> Result<Option<Document>, StoreError> {
        let sql = "SELECT kind, last_seq FROM document WHERE id = ?1";
        self.one(sql, [id.0], |row| {
            Ok(Document {
                kind: json(row, 0)?,
                last_seq: row.get(1)?,
            })
        })
    }

    fn snapshot(&self, id: DocId) -> Result<Option<StoredSnapshot>, StoreError> {
        let sql = "SELECT snapshot_seq, snapshot, snapshot_signature FROM document
                   WHERE id = ?1 AND snapshot IS NOT NULL";
        self.one(sql, [id.0], |row| {
            Ok(StoredSnapshot {
                seq: row.get(0)?,
                snapshot: Snapshot {
                    bytes: row.get(1)?,
                    signature: Signature(row.get(2)?),
                },
            })
        })
    }

    fn changes(&self, doc: DocId, after: Seq) -> Result<Vec<StoredChange>, StoreError> {
        let sql = format!("{CHANGE} WHERE doc = ?1 AND seq > ?2 ORDER BY seq");
        self.all(&sql, (doc.0, after), change)
    }

    fn authors(&self, doc: DocId) -> Result<Vec<DeviceId>, StoreError> {
        let sql = "SELECT DISTINCT device FROM change WHERE doc = ?1";
        self.all(sql, [doc.0], |row| row.get(0).map(DeviceId))
    }

    fn written(&self, doc: DocId, person: PersonId) -> Result<Volume, StoreError> {
        let sql = "SELECT changes, bytes FROM written WHERE doc = ?1 AND person = ?2";
        let found = self.one(sql, (doc.0, person.0), |row| {
            Ok(Volume {
                changes: to_count(row.get(0)?),
                bytes: to_count(row.get(1)?),
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn bytes_of(&self, doc: DocId) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(sum(bytes), 0) FROM written WHERE doc = ?1";
        let bytes = self.one(sql, [doc.0], |row| row.get(0).map(to_count))?;
        Ok(bytes.unwrap_or(0))
    }

    fn used_on(&self, person: PersonId, day: Date) -> Result<DailyUse, StoreError> {
        let sql = "SELECT documents, bytes, photos FROM daily_use WHERE person = ?1 AND day >= ?2";
        let found = self.one(sql, (person.0, write_day(day)), |row| {
            Ok(DailyUse {
                documents: to_count(row.get(0)?),
                bytes: to_count(row.get(1)?),
                photos: to_count(row.get(2)?),
            })
        })?;
        Ok(found.unwrap_or_default())
    }

    fn first_change(&self, doc: DocId, after: Seq) -> Result<Option<Seq>, StoreError> {
        let sql = "SELECT min(seq) FROM change WHERE doc = ?1 AND seq > ?2";
        Ok(self.one(sql, (doc.0, after), |row| row.get(0))?.flatten())
    }

    fn scope_rows(&self, scope: &Scope, after: Seq) -> Result<Vec<ScopeRow>, StoreError> {
        let sql = "SELECT doc, granted_seq, revoked_seq FROM doc_scope
                   WHERE scope = ?1 AND last_seq > ?2";
        self.all(sql, (scope.to_string(), after), |row| {
            Ok(ScopeRow {
                doc: DocId(row.get(0)?),
                granted: row.get(1)?,
                revoked: row.get(2)?,
            })
        })
    }

    fn carries(&self, doc: DocId, scopes: &BTreeSet<Scope>) -> Result<bool, StoreError> {
        let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
        let sql = "SELECT 1 FROM doc_scope WHERE doc = ?1 AND revoked_seq IS NULL
                   AND scope IN (SELECT value FROM json_each(?2))";
        let found = self.one(sql, (doc.0, to_json(&scopes)?), |_| Ok(()))?;
        Ok(found.is_some())
    }

    fn documents_in(
        &self,
        scope: &Scope,
        after: Seq,
        most: usize,
    ) -> Result<Vec<(DocId, Seq)>, StoreError> {
        let sql = "SELECT doc, last_seq FROM doc_scope
                   WHERE scope = ?1 AND last_seq > ?2 AND revoked_seq IS NULL
                   ORDER BY last_seq LIMIT ?3";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.all(sql, (scope.to_string(), after, most), |row| {
            Ok((DocId(row.get(0)?), row.get(1)?))
        })
    }
}

impl WriteDocuments for SqliteTx<'_> {
    fn append(&mut self, change: &NewChange<'_>) -> Result<Appended, StoreError> {
        let seq = Seq(self.horizon()?.0 + 1);
        let signed = change.signed;
        let tail = match change.begins {
            Some(kind) => self.one(
                "INSERT INTO document (id, kind, first_seq, last_seq, snapshot_seq, tail)
                 VALUES (?1, ?2, ?3, ?3, 0, 1) RETURNING tail",
                (signed.doc.0, to_json(&kind)?, seq),
                |row| row.get(0),
            )?,
            None => self.one(
                "UPDATE document SET last_seq = ?2, tail = tail + 1 WHERE id = ?1 RETURNING tail",
                (signed.doc.0, seq),
                |row| row.get(0),
            )?,
        };
        let since_snapshot = tail
            .map(to_count)
            .ok_or(StoreError::Unreadable("document"))?;
        self.run(
            "INSERT INTO change
                 (seq, doc, hash, device, incarnation, actor_seq, bytes, signature, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (
                seq,
                signed.doc.0,
                change.hash.0,
                signed.device.0,
                change.incarnation,
                // A number like a place in the feed.
                Seq(change.actor_seq),
                &signed.change,
                signed.signature.0,
                change.at.0,
            ),
        )?;
        // A number like a place in the feed.
        let bytes = u64::try_from(signed.change.len()).unwrap_or(u64::MAX);
        self.run(
            "INSERT INTO written (doc, person, changes, bytes)
             SELECT ?1, account.person, 1, ?3
             FROM device JOIN account ON account.id = device.account WHERE device.id = ?2
             ON CONFLICT (doc, person)
             DO UPDATE SET changes = changes + 1, bytes = bytes + excluded.bytes",
            (signed.doc.0, signed.device.0, Seq(bytes)),
        )?;
        self.run(
            "UPDATE doc_scope SET last_seq = ?2 WHERE doc = ?1 AND revoked_seq IS NULL",
            (signed.doc.0, seq),
        )?;
        Ok(Appended {
            seq,
            since_snapshot,
        })
    }

    fn count_use(&mut self, person: PersonId, day: Date, more: DailyUse) -> Result<(), StoreError> {
        let before = self.used_on(person, day)?;
        let sql = "INSERT INTO daily_use (person, day, documents, bytes, photos)
                   VALUES (?1, ?2, ?3, ?4, ?5)
                   ON CONFLICT (person) DO UPDATE
                   SET day = max(day, excluded.day), documents = excluded.documents,
                       bytes = excluded.bytes, photos = excluded.photos";
        let sum = |before: u64, more: u64| from_count(before.saturating_add(more));
        self.run(
            sql,
            (
                person.0,
                write_day(day),
                sum(before.documents, more.documents),
                sum(before.bytes, more.bytes),
                sum(before.photos, more.photos),
            ),
        )
        .map(drop)
    }

    fn set_scopes(&mut self, doc: DocId, seq: Seq, scopes: &[Scope]) -> Result<(), StoreError> {
        let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
        self.run(
            "UPDATE doc_scope SET revoked_seq = ?2, last_seq = ?2
             WHERE doc = ?1 AND revoked_seq IS NULL
               AND scope NOT IN (SELECT value FROM json_each(?3))",
            (doc.0, seq, to_json(&scopes)?),
        )?;
        for scope in &scopes {
            self.run(
                "INSERT INTO doc_scope (scope, doc, granted_seq, revoked_seq, last_seq)
                 VALUES (?1, ?2, ?3, NULL, ?3)
                 ON CONFLICT (doc, scope) DO UPDATE
                 SET granted_seq = ?3, revoked_seq = NULL, last_seq = ?3
                 WHERE revoked_seq IS NOT NULL",
                (scope, doc.0, seq),
            )?;
        }
        Ok(())
    }

    fn write_again(&mut self, change: &NewChange<'_>) -> Result<(), StoreError> {
        let signed = change.signed;
        self.run(
            "UPDATE change SET device = ?3, incarnation = ?4, actor_seq = ?5,
                 bytes = ?6, signature = ?7
             WHERE hash = ?1 AND doc = ?2",
            (
                change.hash.0,
                signed.doc.0,
                signed.device.0,
                change.incarnation,
                // A number like a place in the feed.
                Seq(change.actor_seq),
                &signed.change,
                signed.signature.0,
            ),
        )
        .map(drop)
    }

    fn sign(&mut self, hash: Hash, signature: &Signature) -> Result<(), StoreError> {
        let sql = "UPDATE change SET signature = ?2 WHERE hash = ?1 AND signature = ?3";
        self.run(sql, (hash.0, signature.0, UNSIGNED.0)).map(drop)
    }

    fn put_snapshot(
        &mut self,
        doc: DocId,
        seq: Seq,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE document SET snapshot = ?3, snapshot_signature = ?4, snapshot_seq = ?2,
                 tail = (SELECT count(*) FROM change WHERE doc = ?1 AND seq > ?2)
             WHERE id = ?1 AND snapshot_seq < ?2",
            (doc.0, seq, &snapshot.bytes, snapshot.signature.0),
        )
        .map(drop)
    }
}

fn change(row: &Row<'_>) -> rusqlite::Result<StoredChange> {
    Ok(StoredChange {
        seq: row.get(0)?,
        hash: Hash(row.get(2)?),
        at: Timestamp(row.get(6)?),
        incarnation: row.get(7)?,
        signed: SignedChange {
            doc: DocId(row.get(1)?),
            device: DeviceId(row.get(3)?),
            change: row.get(4)?,
            signature: Signature(row.get(5)?),
        },
    })
}
