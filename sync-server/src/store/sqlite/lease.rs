//! Leases in SQLite.

use super::SqliteTx;
use crate::store::{ReadLeases, StoreError, WriteLeases};
use linli_domain::{id::DocId, time::Timestamp};

impl ReadLeases for SqliteTx<'_> {
    fn ended_leases(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError> {
        let sql = "SELECT care FROM lease WHERE lapses_at < ?1 ORDER BY lapses_at, care";
        self.all(sql, [now.0], |row| row.get(0).map(DocId))
    }
}

impl WriteLeases for SqliteTx<'_> {
    fn set_lease(&mut self, care: DocId, ends_at: Option<Timestamp>) -> Result<(), StoreError> {
        match ends_at {
            Some(at) => self.run(
                "INSERT INTO lease (care, lapses_at) VALUES (?1, ?2)
                 ON CONFLICT (care) DO UPDATE SET lapses_at = excluded.lapses_at",
                (care.0, at.0),
            ),
            None => self.run("DELETE FROM lease WHERE care = ?1", [care.0]),
        }
        .map(drop)
    }
}
