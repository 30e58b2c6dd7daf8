//! Reading from SQLite.

use super::{Doing, Session, from_seq, to_seq};
use crate::store::{
    Account, Code, Device, Document, Reading, ScopeRow, StoreError, Stored, Watched,
};
use linli_domain::{
    access::Writer,
    document::DocKind,
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, Scope},
    time::Timestamp,
};
use linli_replica::{
    exchange::{self, DeviceCard, Snapshot},
    keys::{PublicKey, Signature},
    signed::{Hash, SignedChange},
};
use rusqlite::{OptionalExtension, Params, Row, types::Type};
use std::fmt::Write as _;

const ACCOUNT: &str = "SELECT a.id, a.person, a.role, a.area, a.name, a.scopes FROM account a";
/// What [`device`] reads, from `device d` and `account a`.
pub(super) const DEVICE_COLUMNS: &str = "a.id, a.person, a.role, a.area, a.name, a.scopes,
    d.id, d.key, d.enrolled_at, d.revoked_at";
const DEVICES: &str = "FROM device d JOIN account a ON a.id = d.account";
const CHANGE: &str = "SELECT seq, doc, hash, device, bytes, signature, received_at FROM change";

impl Session<'_> {
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let query = || {
            self.0
                .prepare_cached(sql)?
                .query_row(params, read)
                .optional()
        };
        query().doing("read from the store")
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let query = || {
            let mut statement = self.0.prepare_cached(sql)?;
            let rows = statement.query_map(params, read)?;
            rows.collect::<rusqlite::Result<Vec<T>>>()
        };
        query().doing("read from the store")
    }
}

impl Reading for Session<'_> {
    fn horizon(&self) -> Result<u64, StoreError> {
        let sql = "SELECT coalesce(max(seq), 0) FROM change";
        Ok(self
            .one(sql, [], |row| row.get(0).map(to_seq))?
            .unwrap_or(0))
    }

    fn hash_at(&self, seq: u64) -> Result<Option<Hash>, StoreError> {
        let sql = "SELECT hash FROM change WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1";
        self.one(sql, [from_seq(seq)], |row| row.get(0).map(Hash))
    }

    fn account(&self, person: PersonId, role: Role) -> Result<Option<Account>, StoreError> {
        let sql = format!("{ACCOUNT} WHERE a.person = ?1 AND a.role = ?2");
        self.one(&sql, (person.0, role.word()), account)
    }

    fn accounts_named(&self, name: &str) -> Result<Vec<Account>, StoreError> {
        let sql = format!("{ACCOUNT} WHERE instr(a.name, ?1) > 0 ORDER BY a.id");
        let mut accounts = self.all(&sql, [name], account)?;
        accounts.retain(|account| is_name(&account.name, name));
        Ok(accounts)
    }

    fn count_accounts(&self) -> Result<u64, StoreError> {
        Ok(self
            .one("SELECT count(*) FROM account", [], |row| {
                row.get(0).map(to_seq)
            })?
            .unwrap_or(0))
    }

    fn code(&self, hash: &[u8; 32]) -> Result<Option<Code>, StoreError> {
        let sql = "SELECT account, expires_at, used_by FROM enrolment_code WHERE hash = ?1";
        self.one(sql, [hash], |row| {
            Ok(Code {
                account: row.get(0)?,
                expires_at: Timestamp(row.get(1)?),
                used_by: row.get::<_, Option<[u8; 16]>>(2)?.map(DeviceId),
            })
        })
    }

    fn account_by_id(&self, id: i64) -> Result<Option<Account>, StoreError> {
        self.one(&format!("{ACCOUNT} WHERE a.id = ?1"), [id], account)
    }

    fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        self.one(
            &format!("SELECT {DEVICE_COLUMNS} {DEVICES} WHERE d.id = ?1"),
            [id.0],
            device,
        )
    }

    fn device_by_token(&self, hash: &[u8; 32]) -> Result<Option<Device>, StoreError> {
        self.one(
            &format!("SELECT {DEVICE_COLUMNS} {DEVICES} WHERE d.token_hash = ?1"),
            [hash],
            device,
        )
    }

    fn devices(&self) -> Result<Vec<Device>, StoreError> {
        self.all(
            &format!("SELECT {DEVICE_COLUMNS} {DEVICES} ORDER BY d.enrolled_at, d.id"),
            [],
            device,
        )
    }

    fn card(&self, id: DeviceId) -> Result<Option<DeviceCard>, StoreError> {
        let bytes: Option<Vec<u8>> =
            self.one("SELECT card FROM device WHERE id = ?1", [id.0], |row| {
                row.get(0)
            })?;
        let card = bytes.map(|bytes| exchange::decode(&bytes)).transpose();
        card.map_err(|_| StoreError::Unreadable("device card"))
    }

    fn document(&self, id: DocId) -> Result<Option<Document>, StoreError> {
        let sql = "SELECT kind, first_seq, snapshot, snapshot_signature, snapshot_seq, tail
                   FROM document WHERE id = ?1";
        self.one(sql, [id.0], |row| {
            let bytes: Option<Vec<u8>> = row.get(2)?;
            let signature: Option<[u8; 64]> = row.get(3)?;
            Ok(Document {
                kind: json(row, 0)?,
                first_seq: to_seq(row.get(1)?),
                snapshot: bytes.zip(signature).map(|(bytes, signature)| Snapshot {
                    bytes,
                    signature: Signature(signature),
                }),
                snapshot_seq: to_seq(row.get(4)?),
                tail: to_seq(row.get(5)?),
            })
        })
    }

    fn last_seq(&self, id: DocId) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT last_seq FROM document WHERE id = ?1";
        self.one(sql, [id.0], |row| row.get(0).map(to_seq))
    }

    fn kind(&self, id: DocId) -> Result<Option<DocKind>, StoreError> {
        self.one("SELECT kind FROM document WHERE id = ?1", [id.0], |row| {
            json(row, 0)
        })
    }

    fn changes(&self, doc: DocId, after: u64) -> Result<Vec<Stored>, StoreError> {
        let sql = format!("{CHANGE} WHERE doc = ?1 AND seq > ?2 ORDER BY seq");
        self.all(&sql, (doc.0, from_seq(after)), stored)
    }

    fn first_change(&self, doc: DocId, after: u64) -> Result<Option<u64>, StoreError> {
        let sql = "SELECT min(seq) FROM change WHERE doc = ?1 AND seq > ?2";
        let seq = self.one(sql, (doc.0, from_seq(after)), |row| {
            row.get::<_, Option<i64>>(0)
        })?;
        Ok(seq.flatten().map(to_seq))
    }

    fn change(&self, hash: Hash) -> Result<Option<Stored>, StoreError> {
        self.one(&format!("{CHANGE} WHERE hash = ?1"), [hash.0], stored)
    }

    fn scope_rows(&self, scope: &Scope, after: u64) -> Result<Vec<ScopeRow>, StoreError> {
        let sql = "SELECT doc, granted_seq, revoked_seq FROM doc_scope
                   WHERE scope = ?1 AND last_seq > ?2";
        self.all(sql, (scope.to_string(), from_seq(after)), |row| {
            Ok(ScopeRow {
                doc: DocId(row.get(0)?),
                granted: to_seq(row.get(1)?),
                revoked: row.get::<_, Option<i64>>(2)?.map(to_seq),
            })
        })
    }

    fn lapsed(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError> {
        let sql = "SELECT care FROM lease WHERE lapses_at < ?1 ORDER BY lapses_at, care";
        self.all(sql, [now.0], |row| row.get(0).map(DocId))
    }

    fn watched(&self, doc: DocId) -> Result<Option<Watched>, StoreError> {
        let sql = "SELECT resident, tracking, lapses_at, decided_seq FROM application
                   WHERE doc = ?1";
        self.one(sql, [doc.0], |row| {
            Ok(Watched {
                resident: PersonId(row.get(0)?),
                tracking: row.get(1)?,
                lapses_at: row.get::<_, Option<i64>>(2)?.map(Timestamp),
                decided_seq: row.get::<_, Option<i64>>(3)?.map(to_seq),
            })
        })
    }

    fn tracked(&self, code: &str) -> Result<Option<DocId>, StoreError> {
        let sql = "SELECT doc FROM application WHERE tracking = ?1";
        self.one(sql, [code], |row| row.get(0).map(DocId))
    }

    fn waiting_too_long(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError> {
        let sql = "SELECT doc FROM application WHERE lapses_at <= ?1 ORDER BY lapses_at, doc";
        self.all(sql, [now.0], |row| row.get(0).map(DocId))
    }

    fn decided_unread(&self, resident: PersonId, seq: u64) -> Result<Vec<DocId>, StoreError> {
        let sql = "SELECT doc FROM application WHERE resident = ?1 AND decided_seq <= ?2
                   ORDER BY decided_seq";
        self.all(sql, (resident.0, from_seq(seq)), |row| {
            row.get(0).map(DocId)
        })
    }

    fn catalogue(&self, version: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM catalogue WHERE version = ?1";
        self.one(sql, [version], |row| row.get(0))
    }

    fn last_catalogue(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM catalogue ORDER BY at DESC, rowid DESC LIMIT 1";
        self.one(sql, [], |row| row.get(0))
    }

    fn dump(&self) -> Result<String, StoreError> {
        let mut text = String::new();
        let tables = self.all(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
            [],
            |row| row.get::<_, String>(0),
        )?;
        for table in tables {
            let columns = match table.as_str() {
                "document" => "id, kind, first_seq, last_seq",
                // Its version names its bytes.
                "catalogue" => "version, at",
                _ => "*",
            };
            let sql = format!("SELECT {columns} FROM {table} ORDER BY 1, 2");
            let rows = self.all(&sql, [], |row| {
                let columns = row.as_ref().column_count();
                (0..columns)
                    .map(|at| row.get::<_, rusqlite::types::Value>(at))
                    .collect()
            })?;
            for row in rows {
                let row: Vec<_> = row;
                // Writing to a string cannot fail.
                let _written = writeln!(text, "{table} {row:?}");
            }
        }
        Ok(text)
    }
}

/// Whether `asked` is the whole of `name`, or all of it before or after a space:
/// a name may stand there in two scripts.
fn is_name(name: &str, asked: &str) -> bool {
    let before = name
        .strip_prefix(asked)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    let after = name
        .strip_suffix(asked)
        .is_some_and(|rest| rest.ends_with(' '));
    before || after
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let role: String = row.get(2)?;
    let person = PersonId(row.get(1)?);
    Ok(Account {
        id: row.get(0)?,
        writer: Writer {
            person,
            role: role.parse().map_err(|error| unreadable(2, error))?,
            scopes: json(row, 5)?,
        },
        area: AreaId(row.get(3)?),
        name: row.get(4)?,
    })
}

pub(super) fn device(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        account: account(row)?,
        id: DeviceId(row.get(6)?),
        key: PublicKey(row.get(7)?),
        enrolled_at: Timestamp(row.get(8)?),
        revoked_at: row.get::<_, Option<i64>>(9)?.map(Timestamp),
    })
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        seq: to_seq(row.get(0)?),
        hash: Hash(row.get(2)?),
        at: Timestamp(row.get(6)?),
        signed: SignedChange {
            doc: DocId(row.get(1)?),
            device: DeviceId(row.get(3)?),
            change: row.get(4)?,
            signature: Signature(row.get(5)?),
        },
    })
}

/// A column that holds JSON text.
fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, at: usize) -> rusqlite::Result<T> {
    let text: String = row.get(at)?;
    serde_json::from_str(&text).map_err(|error| unreadable(at, error))
}

fn unreadable(at: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(error))
}

/// A kind of document as its column holds it.
pub(super) fn kind_text(kind: DocKind) -> String {
    serde_json::to_string(&kind).unwrap_or_default()
}
