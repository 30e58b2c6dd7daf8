//! Accounts, codes and devices in SQLite.

use super::{
    SqliteTx,
    value::{from_count, json, to_count, to_json, unreadable},
};
use crate::store::{
    Account, AccountId, CodeHash, Device, EnrolmentCode, ReadAccounts, StoreError, TokenHash,
    WriteAccounts,
};
use linli_domain::{
    access::Writer,
    device::DeviceKind,
    id::{AreaId, DeviceId, PersonId},
    time::Timestamp,
};
use linli_replica::{
    exchange::{self, DeviceCard},
    keys::PublicKey,
};
use rusqlite::Row;
use std::collections::BTreeSet;

/// What [`account`] reads, from `account a`.
const ACCOUNT_COLUMNS: &str = "a.id, a.person, a.role, a.area, a.name, a.scopes,
    a.version, a.rights_version, a.lost, a.closed_at";
/// What [`device`] reads, from `device d` and `account a`.
pub(super) const DEVICE_COLUMNS: &str = "a.id, a.person, a.role, a.area, a.name, a.scopes,
    a.version, a.rights_version, a.lost, a.closed_at, d.id, d.key, d.enrolled_at, d.revoked_at,
    d.kind, d.seen_at";
const DEVICES: &str = "FROM device d JOIN account a ON a.id = d.account";

impl ReadAccounts for SqliteTx<'_> {
    fn accounts_of(&self, person: PersonId) -> Result<Vec<Account>, StoreError> {
        let sql =
            format!("SELECT {ACCOUNT_COLUMNS} FROM account a WHERE a.person = ?1 ORDER BY a.id");
        self.all(&sql, [person.0], account)
    }

    fn accounts(&self) -> Result<Vec<Account>, StoreError> {
        let sql = format!("SELECT {ACCOUNT_COLUMNS} FROM account a ORDER BY a.id");
        self.all(&sql, [], account)
    }

    fn count_accounts(&self) -> Result<u64, StoreError> {
        let count = self.one("SELECT count(*) FROM account", [], |row| row.get(0))?;
        Ok(count.map_or(0, to_count))
    }

    fn code(&self, hash: CodeHash) -> Result<Option<EnrolmentCode>, StoreError> {
        let sql = format!(
            "SELECT {ACCOUNT_COLUMNS}, c.expires_at, c.used_by FROM enrolment_code c
             JOIN account a ON a.id = c.account WHERE c.hash = ?1"
        );
        self.one(&sql, [hash], |row| {
            Ok(EnrolmentCode {
                account: account(row)?,
                expires_at: Timestamp(row.get(10)?),
                used_by: row.get::<_, Option<_>>(11)?.map(DeviceId),
            })
        })
    }

    fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError> {
        let sql = format!("SELECT {DEVICE_COLUMNS} {DEVICES} WHERE d.id = ?1");
        self.one(&sql, [id.0], device)
    }

    fn device_by_token(&self, hash: TokenHash) -> Result<Option<Device>, StoreError> {
        let sql = format!("SELECT {DEVICE_COLUMNS} {DEVICES} WHERE d.token_hash = ?1");
        self.one(&sql, [hash], device)
    }

    fn devices_of(&self, person: PersonId) -> Result<Vec<Device>, StoreError> {
        let sql = format!(
            "SELECT {DEVICE_COLUMNS} {DEVICES} WHERE a.person = ?1 ORDER BY d.enrolled_at, d.id"
        );
        self.all(&sql, [person.0], device)
    }

    fn devices(&self) -> Result<Vec<Device>, StoreError> {
        let sql = format!("SELECT {DEVICE_COLUMNS} {DEVICES} ORDER BY d.enrolled_at, d.id");
        self.all(&sql, [], device)
    }

    fn card(&self, id: DeviceId) -> Result<Option<DeviceCard>, StoreError> {
        let sql = "SELECT card FROM device WHERE id = ?1";
        let bytes: Option<Vec<u8>> = self.one(sql, [id.0], |row| row.get(0))?;
        let card = bytes.map(|bytes| exchange::decode(&bytes)).transpose();
        card.map_err(|_| StoreError::Unreadable("device card"))
    }
}

impl WriteAccounts for SqliteTx<'_> {
    fn add_account(
        &mut self,
        writer: &Writer,
        area: &AreaId,
        name: &str,
    ) -> Result<Account, StoreError> {
        self.run(
            "INSERT INTO account (person, role, area, name, scopes) VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                writer.person.0,
                writer.role.word(),
                &area.0,
                name,
                to_json(&writer.scopes)?,
            ),
        )?;
        Ok(Account {
            id: AccountId(self.0.last_insert_rowid()),
            writer: writer.clone(),
            area: area.clone(),
            name: name.to_owned(),
            version: 0,
            rights_version: 0,
            lost: BTreeSet::new(),
            closed_at: None,
        })
    }

    fn set_account(&mut self, account: &Account) -> Result<(), StoreError> {
        self.run(
            "UPDATE account SET area = ?2, name = ?3, scopes = ?4, version = ?5,
                 rights_version = ?6, lost = ?7, closed_at = ?8 WHERE id = ?1",
            (
                account.id,
                &account.area.0,
                &account.name,
                to_json(&account.writer.scopes)?,
                from_count(account.version),
                from_count(account.rights_version),
                to_json(&account.lost)?,
                account.closed_at.map(|at| at.0),
            ),
        )
        .map(drop)
    }

    fn forget_codes(&mut self, account: AccountId) -> Result<(), StoreError> {
        let sql = "DELETE FROM enrolment_code WHERE account = ?1";
        self.run(sql, [account]).map(drop)
    }

    fn add_code(
        &mut self,
        hash: CodeHash,
        account: AccountId,
        expires_at: Timestamp,
        forget_before: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM enrolment_code WHERE expires_at < ?1",
            [forget_before.0],
        )?;
        self.run(
            "INSERT INTO enrolment_code (hash, account, expires_at) VALUES (?1, ?2, ?3)",
            (hash, account, expires_at.0),
        )
        .map(drop)
    }

    fn set_code_used(&mut self, hash: CodeHash, by: DeviceId) -> Result<(), StoreError> {
        let sql = "UPDATE enrolment_code SET used_by = ?2 WHERE hash = ?1";
        self.run(sql, (hash, by.0)).map(drop)
    }

    fn put_device(
        &mut self,
        card: &DeviceCard,
        account: AccountId,
        token: Option<TokenHash>,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let bytes = exchange::encode(card);
        self.run(
            "INSERT INTO device (id, account, key, token_hash, card, enrolled_at, revoked_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL)
             ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash",
            (card.device.0, account, card.key.0, token, bytes, at.0),
        )
        .map(drop)
    }

    fn set_device_kind(&mut self, id: DeviceId, kind: DeviceKind) -> Result<(), StoreError> {
        let sql = "UPDATE device SET kind = ?2 WHERE id = ?1";
        self.run(sql, (id.0, to_json(&kind)?)).map(drop)
    }

    fn set_device_seen(&mut self, id: DeviceId, at: Timestamp) -> Result<(), StoreError> {
        let sql = "UPDATE device SET seen_at = ?2 WHERE id = ?1";
        self.run(sql, (id.0, at.0)).map(drop)
    }

    fn name_account(&mut self, id: AccountId, name: &str, area: &AreaId) -> Result<(), StoreError> {
        let sql = "UPDATE account SET name = ?2, area = ?3 WHERE id = ?1 AND name = ''";
        self.run(sql, (id, name, &area.0)).map(drop)
    }

    fn set_first_token(&mut self, id: DeviceId, token: TokenHash) -> Result<bool, StoreError> {
        let sql = "UPDATE device SET token_hash = ?2
                   WHERE id = ?1 AND token_hash IS NULL AND revoked_at IS NULL";
        Ok(self.run(sql, (id.0, token))? > 0)
    }

    fn revoke_device(&mut self, id: DeviceId, at: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE device SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
        Ok(self.run(sql, (id.0, at.0))? > 0)
    }
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let role: String = row.get(2)?;
    Ok(Account {
        id: row.get(0)?,
        writer: Writer {
            person: PersonId(row.get(1)?),
            role: role.parse().map_err(|error| unreadable(2, error))?,
            scopes: json(row, 5)?,
        },
        area: AreaId(row.get(3)?),
        name: row.get(4)?,
        version: to_count(row.get(6)?),
        rights_version: to_count(row.get(7)?),
        lost: json(row, 8)?,
        closed_at: row.get::<_, Option<_>>(9)?.map(Timestamp),
    })
}

pub(super) fn device(row: &Row<'_>) -> rusqlite::Result<Device> {
    Ok(Device {
        account: account(row)?,
        id: DeviceId(row.get(10)?),
        key: PublicKey(row.get(11)?),
        enrolled_at: Timestamp(row.get(12)?),
        revoked_at: row.get::<_, Option<_>>(13)?.map(Timestamp),
        kind: json(row, 14)?,
        seen_at: row.get::<_, Option<_>>(15)?.map(Timestamp),
    })
}
