//! Who gave requests back, request by request, for the community worker.

use super::Database;
use crate::error::Result;
use linli_domain::{
    care::{self, Care, CareState, GivenBack},
    id::PersonId,
    time::Timestamp,
};
use rusqlite::Connection;

/// Keeps who gave a request back, as it says now.
pub(super) fn keep(db: &Connection, care: &Care, state: &CareState) -> Result<()> {
    let doc = care.header.id.0;
    db.prepare_cached("DELETE FROM returned WHERE doc = ?1")?
        .execute([doc])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO returned (doc, nth, caregiver, name, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (nth, given) in (0_i64..).zip(care::given_back(care, state)) {
        insert.execute((doc, nth, given.caregiver.0, given.name, given.at.0))?;
    }
    Ok(())
}

impl Database {
    /// What was given back after `since`, in no order.
    pub(crate) fn given_back(&self, since: Timestamp) -> Result<Vec<GivenBack>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT caregiver, name, at FROM returned WHERE at > ?1")?;
        let rows = statement.query_map([since.0], |row| {
            Ok(GivenBack {
                caregiver: PersonId(row.get(0)?),
                name: row.get(1)?,
                at: Timestamp(row.get(2)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
