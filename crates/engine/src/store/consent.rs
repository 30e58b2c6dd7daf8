//! View rows of consents.

use super::{Database, json, view_rows::ViewRows, viewer::Viewer};
use crate::error::{EngineError, Result};
use linli_api::Topic;
use linli_domain::{
    consent::{self, Consent, Grant},
    document::Author,
    id::{DocId, PersonId},
    time::Timestamp,
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};

/// A consent as it stands; there is no row of one that was begun and never given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct GivenConsent {
    pub(crate) grant: Grant,
    /// Who wrote it down.
    pub(crate) given_by: Author,
    pub(crate) given_at: Timestamp,
    pub(crate) ended_at: Option<Timestamp>,
}

impl ViewRows for Consent {
    const TABLES: &'static [&'static str] = &["consent_line"];
    // For whom a worker acts depends on it.
    const TOPICS: &'static [Topic] = &[Topic::Session, Topic::Consents];

    fn write(&self, db: &Connection, _: Viewer<'_>) -> Result<()> {
        let state = consent::fold(self);
        let (Some(grant), Some(given)) = (state.grant, state.given) else {
            return Ok(());
        };
        let line = GivenConsent {
            grant,
            given_by: given.by,
            given_at: given.at,
            ended_at: state.ended.map(|ended| ended.at),
        };
        let line = serde_json::to_string(&line).map_err(EngineError::kept("line"))?;
        db.prepare_cached(
            "INSERT OR REPLACE INTO consent_line (doc, resident, line) VALUES (?1, ?2, ?3)",
        )?
        .execute((self.header.id.0, self.header.resident.0, line))?;
        Ok(())
    }
}

impl Database {
    /// What a resident consented to, in no order.
    pub(crate) fn consents(&self, resident: PersonId) -> Result<Vec<(DocId, GivenConsent)>> {
        let sql = "SELECT doc, line FROM consent_line WHERE resident = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows =
            statement.query_map([resident.0], |row| Ok((DocId(row.get(0)?), json(row, 1)?)))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
