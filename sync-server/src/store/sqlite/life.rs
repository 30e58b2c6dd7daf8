//! Lives of the store in SQLite.

use super::{
    SqliteTx,
    value::{from_count, to_count},
};
use crate::store::{ReadLife, StoreError, WriteLife};
use linli_replica::exchange::Epoch;

impl ReadLife for SqliteTx<'_> {
    fn epoch(&self) -> Result<Epoch, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = 'epoch'";
        let kept = self.one(sql, [], |row| row.get(0))?;
        Ok(Epoch(kept.map_or(0, to_count)))
    }
}

impl WriteLife for SqliteTx<'_> {
    fn set_epoch(&mut self, epoch: Epoch) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES ('epoch', ?1)
                   ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.run(sql, [from_count(epoch.0)]).map(drop)
    }
}
