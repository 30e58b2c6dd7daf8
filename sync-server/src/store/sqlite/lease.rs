//! Leases and what was given back, in SQLite.

use super::SqliteTx;
use crate::store::{ReadLeases, StoreError, WriteLeases};
use linli_domain::{
    id::{DocId, PersonId},
    time::{DAY_MS, Timestamp},
};

impl ReadLeases for SqliteTx<'_> {
    fn ended_leases(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError> {
        let sql = "SELECT care FROM lease WHERE lapses_at < ?1 ORDER BY lapses_at, care";
        self.all(sql, [now.0], |row| row.get(0).map(DocId))
    }

    fn give_backs(&self, by: PersonId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError> {
        let sql = "SELECT at FROM give_back WHERE person = ?1 AND at >= ?2 ORDER BY at";
        self.all(sql, (by.0, since.0), |row| row.get(0).map(Timestamp))
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

    fn note_give_back(&mut self, by: PersonId, at: Timestamp) -> Result<(), StoreError> {
        // Nobody asks for those of the day before yesterday.
        let old = at.plus_ms(-2 * DAY_MS);
        self.run("DELETE FROM give_back WHERE at < ?1", [old.0])?;
        let sql = "INSERT INTO give_back (person, at) VALUES (?1, ?2)";
        self.run(sql, (by.0, at.0)).map(drop)
    }
}
