//! Gateways in SQLite.

use super::{
    SqliteTx,
    account::{DEVICE_COLUMNS, device},
};
use crate::store::{Gateway, ReadGateways, SavedResponse, StoreError, TokenHash, WriteGateways};
use linli_domain::{
    id::{DeviceId, OfficeId},
    time::Timestamp,
};
use rusqlite::Row;

const TABLES: &str = "FROM gateway g JOIN device d ON d.id = g.device
    JOIN account a ON a.id = d.account";

impl ReadGateways for SqliteTx<'_> {
    fn gateway_by_token(&self, hash: TokenHash) -> Result<Option<Gateway>, StoreError> {
        let sql = format!("SELECT {DEVICE_COLUMNS}, g.office {TABLES} WHERE g.token_hash = ?1");
        self.one(&sql, [hash], gateway)
    }

    fn gateways(&self) -> Result<Vec<Gateway>, StoreError> {
        let sql =
            format!("SELECT {DEVICE_COLUMNS}, g.office {TABLES} ORDER BY d.enrolled_at, d.id");
        self.all(&sql, [], gateway)
    }

    fn response(&self, device: DeviceId, key: &str) -> Result<Option<SavedResponse>, StoreError> {
        let sql = "SELECT request, status, body FROM gateway_answer
                   WHERE device = ?1 AND key = ?2";
        self.one(sql, (device.0, key), |row| {
            Ok(SavedResponse {
                request: row.get(0)?,
                status: row.get(1)?,
                body: row.get(2)?,
            })
        })
    }
}

impl WriteGateways for SqliteTx<'_> {
    fn add_gateway(
        &mut self,
        device: DeviceId,
        office: &OfficeId,
        token: TokenHash,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO gateway (device, office, token_hash) VALUES (?1, ?2, ?3)",
            (device.0, &office.0, token),
        )
        .map(drop)
    }

    fn add_response(
        &mut self,
        device: DeviceId,
        key: &str,
        response: &SavedResponse,
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
                response.request,
                response.status,
                &response.body,
                at.0,
            ),
        )
        .map(drop)
    }
}

fn gateway(row: &Row<'_>) -> rusqlite::Result<Gateway> {
    Ok(Gateway {
        device: device(row)?,
        office: OfficeId(row.get(16)?),
    })
}
