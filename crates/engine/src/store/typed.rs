//! Words that are being typed: on this device only, until they are sent or kept.

use super::Store;
use crate::error::Result;
use linli_domain::{care::VisitId, id::DocId};
use rusqlite::{Connection, OptionalExtension};

/// What stands in a field now; empty: nothing.
#[derive(Debug)]
pub(crate) struct Typed {
    /// The document.
    pub(crate) doc: DocId,
    /// The visit whose note it is; `None` for a message.
    pub(crate) visit: Option<VisitId>,
    /// The words.
    pub(crate) text: String,
}

impl Store {
    /// The words typed before.
    pub(crate) fn typed(&self, doc: DocId, visit: Option<VisitId>) -> Result<String> {
        let text = self
            .db
            .prepare_cached("SELECT text FROM typed WHERE doc = ?1 AND visit = ?2")?
            .query_row((doc.0, key(visit)), |row| row.get(0))
            .optional()?;
        Ok(text.unwrap_or_default())
    }
}

pub(super) fn write(db: &Connection, typed: &Typed) -> Result<()> {
    let key = key(typed.visit);
    if typed.text.is_empty() {
        db.prepare_cached("DELETE FROM typed WHERE doc = ?1 AND visit = ?2")?
            .execute((typed.doc.0, key))?;
    } else {
        db.prepare_cached("INSERT OR REPLACE INTO typed (doc, visit, text) VALUES (?1, ?2, ?3)")?
            .execute((typed.doc.0, key, &typed.text))?;
    }
    Ok(())
}

fn key(visit: Option<VisitId>) -> String {
    visit.map_or_else(String::new, |visit| visit.to_string())
}
