//! The latest time in SQLite: a row of the settings.

use super::SqliteTx;
use crate::store::{ReadClock, StoreError, WriteClock};
use linli_domain::time::Timestamp;

impl ReadClock for SqliteTx<'_> {
    fn latest_time(&self) -> Result<Timestamp, StoreError> {
        let sql = "SELECT value FROM setting WHERE name = 'clock'";
        let latest = self.one(sql, [], |row| row.get(0))?;
        Ok(Timestamp(latest.unwrap_or(0)))
    }
}

impl WriteClock for SqliteTx<'_> {
    fn note_time(&mut self, now: Timestamp) -> Result<(), StoreError> {
        let sql = "INSERT INTO setting (name, value) VALUES ('clock', ?1)
                   ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)";
        self.run(sql, [now.0]).map(drop)
    }
}
