//! Words that are being typed: on this device only, until they are sent or kept.

use super::Database;
use crate::error::Result;
use linli_api::view::FormName;
use linli_domain::{answer::FieldId, care::VisitId, id::DocId};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeMap;

/// What stands in a field now; empty: nothing.
#[derive(Debug)]
pub(crate) struct TypedText {
    pub(crate) doc: DocId,
    /// Which field of it.
    pub(crate) place: TypedPlace,
    pub(crate) text: String,
}

/// What is typed about a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypedPlace {
    Message,
    /// The note about a visit.
    Note(VisitId),
    /// A form, all its fields in one text.
    Form(FormName),
    /// The field of a question, where what stands in it is no answer.
    Field(FieldId),
}

/// What the keys of [`TypedPlace::Field`] begin with.
const FIELD: &str = "field:";

impl From<Option<VisitId>> for TypedPlace {
    fn from(visit: Option<VisitId>) -> Self {
        visit.map_or(Self::Message, Self::Note)
    }
}

impl TypedPlace {
    /// As in the table's column `visit`; no visit's id has a colon.
    fn key(&self) -> String {
        match self {
            Self::Message => String::new(),
            Self::Note(visit) => visit.to_string(),
            Self::Form(form) => format!("form:{}", form.word()),
            Self::Field(field) => format!("{FIELD}{field}"),
        }
    }
}

impl Database {
    /// The words typed before.
    pub(crate) fn typed(&self, doc: DocId, place: &TypedPlace) -> Result<String> {
        let text = self
            .db
            .prepare_cached("SELECT text FROM typed WHERE doc = ?1 AND visit = ?2")?
            .query_row((doc.0, place.key()), |row| row.get(0))
            .optional()?;
        Ok(text.unwrap_or_default())
    }

    /// What stands in fields of a form and is no answer.
    pub(crate) fn half_typed(&self, doc: DocId) -> Result<BTreeMap<FieldId, String>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT visit, text FROM typed WHERE doc = ?1")?;
        let rows = statement.query_map([doc.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let rows: Vec<(String, String)> = rows.collect::<rusqlite::Result<_>>()?;
        let of_field = |(key, text): (String, String)| {
            let field = key.strip_prefix(FIELD)?;
            Some((FieldId(field.to_owned()), text))
        };
        Ok(rows.into_iter().filter_map(of_field).collect())
    }
}

pub(super) fn write(db: &Connection, typed: &TypedText) -> Result<()> {
    let key = typed.place.key();
    if typed.text.is_empty() {
        db.prepare_cached("DELETE FROM typed WHERE doc = ?1 AND visit = ?2")?
            .execute((typed.doc.0, key))?;
    } else {
        db.prepare_cached("INSERT OR REPLACE INTO typed (doc, visit, text) VALUES (?1, ?2, ?3)")?
            .execute((typed.doc.0, key, &typed.text))?;
    }
    Ok(())
}
