//! The device's database. All SQL of the engine is in this module.
//!
//! Not here: what the rows mean for people (`commands`), and the network.

pub(crate) mod application;
pub(crate) mod blob;
pub(crate) mod care;
pub(crate) mod catalogue_version;
pub(crate) mod commit;
pub(crate) mod consent;
pub(crate) mod matter;
mod migrate;
pub(crate) mod offer;
mod open;
pub(crate) mod outbox;
pub(crate) mod own_visit;
pub(crate) mod proof;
mod rescue;
pub(crate) mod resident;
mod returned;
mod search;
pub(crate) mod setting;
pub(crate) mod shelf;
pub(crate) mod spelled;
pub(crate) mod typed;
mod undelivered;
pub(crate) mod unread;
pub(crate) mod view_rows;
pub(crate) mod viewer;
mod wipe;

use crate::error::Result;
use linli_domain::id::DocId;
use linli_replica::replica::Replica;
use rusqlite::{Connection, OptionalExtension, types::Type};

#[derive(Debug)]
pub(crate) struct Database {
    db: Connection,
    /// As given at start: damaged ones lie beside it.
    path: String,
}

impl Database {
    pub(crate) fn replica(&self, doc: DocId) -> Result<Option<Replica>> {
        let bytes: Option<Vec<u8>> = self
            .db
            .prepare_cached("SELECT bytes FROM document WHERE id = ?1")?
            .query_row([doc.0], |row| row.get(0))
            .optional()?;
        Ok(match bytes {
            Some(bytes) => Some(Replica::load(&bytes)?),
            None => None,
        })
    }

    /// Whether the document is here.
    pub(crate) fn holds(&self, doc: DocId) -> Result<bool> {
        Ok(self
            .db
            .prepare_cached("SELECT 1 FROM document WHERE id = ?1")?
            .exists([doc.0])?)
    }

    /// How many documents are here.
    pub(crate) fn document_count(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM document";
        let mut statement = self.db.prepare_cached(sql)?;
        Ok(statement.query_row([], |row| Ok(count(row.get(0)?)))?)
    }

    pub(crate) fn documents(&self) -> Result<Vec<DocId>> {
        let mut statement = self.db.prepare_cached("SELECT id FROM document")?;
        let ids = statement.query_map([], |row| row.get(0).map(DocId))?;
        Ok(ids.collect::<rusqlite::Result<_>>()?)
    }
}

/// A JSON column as its type.
fn json<T: serde::de::DeserializeOwned>(
    row: &rusqlite::Row<'_>,
    column: usize,
) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
    })
}

/// A count as views carry it.
fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
