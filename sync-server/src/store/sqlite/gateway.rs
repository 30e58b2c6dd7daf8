//! Gateways in SQLite.

use super::{
    Session, from_seq,
    read::{DEVICE_COLUMNS, device},
    to_seq,
};
use crate::store::{Answer, Gateway, GatewayReading, GatewayWriting, StoreError};
use linli_domain::{
    id::{DeviceId, DocId, OfficeId},
    role::Scope,
    time::Timestamp,
};
use rusqlite::Row;

const TABLES: &str = "FROM gateway g JOIN device d ON d.id = g.device
    JOIN account a ON a.id = d.account";

impl GatewayReading for Session<'_> {
    fn gateway_by_token(&self, hash: &[u8; 32]) -> Result<Option<Gateway>, StoreError> {
        let sql = format!("SELECT {DEVICE_COLUMNS}, g.office {TABLES} WHERE g.token_hash = ?1");
        self.one(&sql, [hash], gateway)
    }

    fn gateways(&self) -> Result<Vec<Gateway>, StoreError> {
        let sql =
            format!("SELECT {DEVICE_COLUMNS}, g.office {TABLES} ORDER BY d.enrolled_at, d.id");
        self.all(&sql, [], gateway)
    }

    fn answer(&self, device: DeviceId, key: &str) -> Result<Option<Answer>, StoreError> {
        let sql = "SELECT request, status, body FROM gateway_answer
                   WHERE device = ?1 AND key = ?2";
        self.one(sql, (device.0, key), |row| {
            Ok(Answer {
                request: row.get(0)?,
                status: row.get(1)?,
                body: row.get(2)?,
            })
        })
    }

    fn carrying(
        &self,
        scope: &Scope,
        after: u64,
        most: usize,
    ) -> Result<Vec<(DocId, u64)>, StoreError> {
        let sql = "SELECT doc, last_seq FROM doc_scope
                   WHERE scope = ?1 AND last_seq > ?2 AND revoked_seq IS NULL
                   ORDER BY last_seq LIMIT ?3";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.all(sql, (scope.to_string(), from_seq(after), most), |row| {
            Ok((DocId(row.get(0)?), to_seq(row.get(1)?)))
        })
    }
}

impl GatewayWriting for Session<'_> {
    fn put_gateway(
        &mut self,
        device: DeviceId,
        office: &OfficeId,
        token_hash: &[u8; 32],
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO gateway (device, office, token_hash) VALUES (?1, ?2, ?3)",
            (device.0, &office.0, token_hash),
        )
        .map(drop)
    }

    fn keep_answer(
        &mut self,
        device: DeviceId,
        key: &str,
        answer: &Answer,
        at: Timestamp,
        forget_before: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM gateway_answer WHERE at < ?1",
            [forget_before.0],
        )?;
        self.run(
            "INSERT INTO gateway_answer (device, key, request, status, body, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                device.0,
                key,
                answer.request,
                answer.status,
                &answer.body,
                at.0,
            ),
        )
        .map(drop)
    }
}

fn gateway(row: &Row<'_>) -> rusqlite::Result<Gateway> {
    Ok(Gateway {
        device: device(row)?,
        office: OfficeId(row.get(10)?),
    })
}
