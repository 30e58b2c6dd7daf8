//! The shelf of refused changes: their words stay until somebody decides.

use super::{Database, count, json, outbox::RemovedChange};
use crate::error::{EngineError, Result};
use linli_domain::{access::Refusal, id::DocId, time::Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};

/// A refused change on its way to the shelf.
#[derive(Debug)]
pub(crate) struct Shelved {
    pub(crate) change: RemovedChange,
    /// Why it, or one it stood on, was refused.
    pub(crate) reason: Refusal,
}

/// A line of the shelf.
#[derive(Debug)]
pub(crate) struct ShelfLine {
    pub(crate) id: i64,
    pub(crate) doc: DocId,
    pub(crate) intent: Option<String>,
    pub(crate) words: String,
    pub(crate) reason: Refusal,
    pub(crate) at: Timestamp,
}

const COLUMNS: &str = "id, doc, intent, words, reason, at";

fn line(row: &Row<'_>) -> rusqlite::Result<ShelfLine> {
    Ok(ShelfLine {
        id: row.get(0)?,
        doc: DocId(row.get(1)?),
        intent: row.get(2)?,
        words: row.get(3)?,
        reason: json(row, 4)?,
        at: Timestamp(row.get(5)?),
    })
}

impl Database {
    /// The shelf, oldest first.
    pub(crate) fn shelf(&self) -> Result<Vec<ShelfLine>> {
        let sql = format!("SELECT {COLUMNS} FROM refused ORDER BY id");
        let mut statement = self.db.prepare_cached(&sql)?;
        let lines = statement.query_map([], line)?;
        Ok(lines.collect::<rusqlite::Result<_>>()?)
    }

    /// One line of the shelf.
    pub(crate) fn shelf_line(&self, id: i64) -> Result<Option<ShelfLine>> {
        let sql = format!("SELECT {COLUMNS} FROM refused WHERE id = ?1");
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row([id], line)
            .optional()?)
    }

    /// How many lines the shelf has.
    pub(crate) fn shelf_count(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM refused";
        Ok(count(
            self.db
                .prepare_cached(sql)?
                .query_row([], |row| row.get(0))?,
        ))
    }
}

pub(super) fn put(db: &Connection, shelved: &Shelved) -> Result<()> {
    let RemovedChange {
        doc,
        intent,
        words,
        at,
    } = &shelved.change;
    let reason = serde_json::to_string(&shelved.reason).map_err(EngineError::kept("reason"))?;
    db.prepare_cached(
        "INSERT INTO refused (doc, intent, words, reason, at) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((doc.0, intent, words, reason, at.0))?;
    Ok(())
}

pub(super) fn clear(db: &Connection, id: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM refused WHERE id = ?1")?
        .execute([id])?;
    Ok(())
}
