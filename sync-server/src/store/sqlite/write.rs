//! Writing to SQLite.

use super::{Doing, Session, from_seq, read::kind_text, to_seq};
use crate::store::{
    Account, Appended, Code, NewAccount, NewChange, Reading, StoreError, Watched, Writing,
};
use linli_domain::{
    id::{DeviceId, DocId},
    role::Scope,
    time::Timestamp,
};
use linli_replica::exchange::{self, DeviceCard, Snapshot};
use rusqlite::Params;

impl Session<'_> {
    pub(super) fn run(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        let run = || self.0.prepare_cached(sql)?.execute(params);
        run().doing("write to the store")
    }
}

impl Writing for Session<'_> {
    fn begin_part(&mut self) -> Result<(), StoreError> {
        self.run("SAVEPOINT part", []).map(drop)
    }

    fn end_part(&mut self, stands: bool) -> Result<(), StoreError> {
        if !stands {
            self.run("ROLLBACK TO part", [])?;
        }
        self.run("RELEASE part", []).map(drop)
    }

    fn add_account(&mut self, account: &NewAccount) -> Result<Account, StoreError> {
        let NewAccount { writer, area, name } = account;
        let scopes = serde_json::to_string(&writer.scopes)
            .map_err(|_| StoreError::Unreadable("list of scopes"))?;
        self.run(
            "INSERT INTO account (person, role, area, name, scopes) VALUES (?1, ?2, ?3, ?4, ?5)",
            (writer.person.0, writer.role.word(), &area.0, name, scopes),
        )?;
        Ok(Account {
            id: self.0.last_insert_rowid(),
            writer: writer.clone(),
            area: area.clone(),
            name: name.clone(),
        })
    }

    fn add_code(
        &mut self,
        hash: &[u8; 32],
        code: &Code,
        forget_before: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM enrolment_code WHERE expires_at < ?1",
            [forget_before.0],
        )?;
        self.run(
            "INSERT INTO enrolment_code (hash, account, expires_at, used_by)
             VALUES (?1, ?2, ?3, ?4)",
            (
                hash,
                code.account,
                code.expires_at.0,
                code.used_by.map(|device| device.0),
            ),
        )
        .map(drop)
    }

    fn use_code(&mut self, hash: &[u8; 32], by: DeviceId) -> Result<(), StoreError> {
        self.run(
            "UPDATE enrolment_code SET used_by = ?2 WHERE hash = ?1",
            (hash, by.0),
        )
        .map(drop)
    }

    fn put_device(
        &mut self,
        card: &DeviceCard,
        account: i64,
        token_hash: Option<&[u8; 32]>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO device (id, account, key, token_hash, card, enrolled_at, revoked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL)
             ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash",
            (
                card.device.0,
                account,
                card.key.0,
                token_hash,
                exchange::encode(card),
                at.0,
            ),
        )
        .map(drop)
    }

    fn revoke_device(&mut self, id: DeviceId, at: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE device SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
        Ok(self.run(sql, (id.0, at.0))? > 0)
    }

    fn count_up(&mut self, name: &str) -> Result<u64, StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES (?1, 1)
                   ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value";
        let value = self.one(sql, [name], |row| row.get(0))?;
        value.map(to_seq).ok_or(StoreError::Unreadable("counter"))
    }

    fn append(&mut self, change: &NewChange<'_>) -> Result<Appended, StoreError> {
        let seq = self.horizon()? + 1;
        let signed = change.signed;
        let tail = match change.begins {
            Some(kind) => self.one(
                "INSERT INTO document (id, kind, first_seq, last_seq, snapshot_seq, tail)
                 VALUES (?1, ?2, ?3, ?3, 0, 1) RETURNING tail",
                (signed.doc.0, kind_text(kind), from_seq(seq)),
                |row| row.get(0).map(to_seq),
            )?,
            None => self.one(
                "UPDATE document SET last_seq = ?2, tail = tail + 1 WHERE id = ?1 RETURNING tail",
                (signed.doc.0, from_seq(seq)),
                |row| row.get(0).map(to_seq),
            )?,
        };
        let tail = tail.ok_or(StoreError::Unreadable("document"))?;
        self.run(
            "INSERT INTO change
                 (seq, doc, hash, device, incarnation, actor_seq, bytes, signature, received_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            (
                from_seq(seq),
                signed.doc.0,
                change.hash.0,
                signed.device.0,
                change.incarnation,
                from_seq(change.actor_seq),
                &signed.change,
                signed.signature.0,
                change.at.0,
            ),
        )?;
        self.run(
            "UPDATE doc_scope SET last_seq = ?2 WHERE doc = ?1 AND revoked_seq IS NULL",
            (signed.doc.0, from_seq(seq)),
        )?;
        Ok(Appended { seq, tail })
    }

    fn set_scopes(&mut self, doc: DocId, seq: u64, scopes: &[Scope]) -> Result<(), StoreError> {
        let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
        let kept =
            serde_json::to_string(&scopes).map_err(|_| StoreError::Unreadable("list of scopes"))?;
        self.run(
            "UPDATE doc_scope SET revoked_seq = ?2, last_seq = ?2
             WHERE doc = ?1 AND revoked_seq IS NULL
               AND scope NOT IN (SELECT value FROM json_each(?3))",
            (doc.0, from_seq(seq), &kept),
        )?;
        for scope in &scopes {
            self.run(
                "INSERT INTO doc_scope (scope, doc, granted_seq, revoked_seq, last_seq)
                 VALUES (?1, ?2, ?3, NULL, ?3)
                 ON CONFLICT (doc, scope) DO UPDATE
                 SET granted_seq = ?3, revoked_seq = NULL, last_seq = ?3
                 WHERE revoked_seq IS NOT NULL",
                (scope, doc.0, from_seq(seq)),
            )?;
        }
        Ok(())
    }

    fn keep_snapshot(
        &mut self,
        doc: DocId,
        seq: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE document SET snapshot = ?3, snapshot_signature = ?4, snapshot_seq = ?2,
                 tail = (SELECT count(*) FROM change WHERE doc = ?1 AND seq > ?2)
             WHERE id = ?1 AND snapshot_seq < ?2",
            (doc.0, from_seq(seq), &snapshot.bytes, snapshot.signature.0),
        )
        .map(drop)
    }

    fn set_lease(&mut self, care: DocId, lapses_at: Option<Timestamp>) -> Result<(), StoreError> {
        match lapses_at {
            Some(at) => self.run(
                "INSERT INTO lease (care, lapses_at) VALUES (?1, ?2)
                 ON CONFLICT (care) DO UPDATE SET lapses_at = excluded.lapses_at",
                (care.0, at.0),
            ),
            None => self.run("DELETE FROM lease WHERE care = ?1", [care.0]),
        }
        .map(drop)
    }

    fn keep_catalogue(
        &mut self,
        version: &str,
        bytes: &[u8],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO catalogue (version, bytes, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (version) DO UPDATE SET bytes = excluded.bytes, at = excluded.at",
            (version, bytes, at.0),
        )
        .map(drop)
    }

    fn watch(&mut self, doc: DocId, watched: &Watched) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO application (doc, resident, tracking, lapses_at, decided_seq)
             VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (doc) DO UPDATE
             SET tracking = excluded.tracking, lapses_at = excluded.lapses_at,
                 decided_seq = excluded.decided_seq",
            (
                doc.0,
                watched.resident.0,
                &watched.tracking,
                watched.lapses_at.map(|at| at.0),
                watched.decided_seq.map(from_seq),
            ),
        )
        .map(drop)
    }
}
