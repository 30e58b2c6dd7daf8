//! Rescues in SQLite.

use super::{SqliteTx, value::to_count};
use crate::store::{ReadRescues, RescueId, StoreError, StoredRescue, WriteRescues};
use linli_domain::{id::DeviceId, time::Timestamp};

impl ReadRescues for SqliteTx<'_> {
    fn rescues(&self) -> Result<Vec<StoredRescue>, StoreError> {
        let sql = "SELECT id, device, at, length(bytes) FROM rescue ORDER BY id";
        self.all(sql, [], |row| {
            Ok(StoredRescue {
                id: RescueId(row.get(0)?),
                by: DeviceId(row.get(1)?),
                at: Timestamp(row.get(2)?),
                size: to_count(row.get(3)?),
            })
        })
    }

    fn rescue_bytes(&self, id: RescueId) -> Result<Option<Vec<u8>>, StoreError> {
        self.one("SELECT bytes FROM rescue WHERE id = ?1", [id.0], |row| {
            row.get(0)
        })
    }

    fn count_rescues(&self, by: DeviceId) -> Result<u64, StoreError> {
        let sql = "SELECT count(*) FROM rescue WHERE device = ?1";
        Ok(self.one(sql, [by.0], |row| row.get(0))?.map_or(0, to_count))
    }
}

impl WriteRescues for SqliteTx<'_> {
    fn put_rescue(&mut self, by: DeviceId, bytes: &[u8], at: Timestamp) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO rescue (device, at, bytes)
             SELECT ?1, ?2, ?3 WHERE NOT EXISTS
                 (SELECT 1 FROM rescue WHERE device = ?1 AND bytes = ?3)",
            (by.0, at.0, bytes),
        )
        .map(drop)
    }

    fn remove_rescue(&mut self, id: RescueId) -> Result<bool, StoreError> {
        Ok(self.run("DELETE FROM rescue WHERE id = ?1", [id.0])? > 0)
    }
}
