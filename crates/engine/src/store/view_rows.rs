//! What each kind of document shows in lists: its rows, and what is stale when it changes.
//! Writing, removing and making anew all read it here, so that no two can differ.

use super::{blob, viewer::Viewer};
use crate::error::Result;
use linli_api::Topic;
use linli_domain::{
    application::Application, care::Care, consent::Consent, contents::Contents, document::DocKind,
    id::DocId, offer::Offer, person::Person,
};
use rusqlite::Connection;

/// Goes up whenever what the rows hold changes: a database with rows of another version has
/// them made anew when it is opened.
pub(crate) const VERSION: u32 = 6;

/// A kind of document as lists show it.
pub(super) trait ViewRows {
    /// The tables of its rows, and of the search in them.
    const TABLES: &'static [&'static str];
    /// The lists that are stale when such a document comes, changes or goes.
    const TOPICS: &'static [Topic];

    /// Makes its rows, or makes them anew.
    fn write(&self, db: &Connection, viewer: Viewer<'_>) -> Result<()>;

    /// Removes what does not go with the document by a foreign key: the search's entries.
    fn remove(_db: &Connection, _doc: DocId) -> Result<()> {
        Ok(())
    }
}

/// [`ViewRows`] of one kind, for choosing by a value.
struct Kind {
    tables: &'static [&'static str],
    topics: &'static [Topic],
    remove: fn(&Connection, DocId) -> Result<()>,
}

impl Kind {
    const fn of<D: ViewRows>() -> Self {
        Self {
            tables: D::TABLES,
            topics: D::TOPICS,
            remove: D::remove,
        }
    }
}

const fn of(kind: DocKind) -> Kind {
    match kind {
        DocKind::Person => Kind::of::<Person>(),
        DocKind::Care => Kind::of::<Care>(),
        DocKind::Offer => Kind::of::<Offer>(),
        DocKind::Application => Kind::of::<Application>(),
        DocKind::Consent => Kind::of::<Consent>(),
    }
}

/// Makes the rows of a document, or makes them anew.
pub(super) fn write(db: &Connection, contents: &Contents, viewer: Viewer<'_>) -> Result<()> {
    blob::refer(db, contents, viewer.now)?;
    match contents {
        Contents::Person(person) => person.write(db, viewer),
        Contents::Care(care) => care.write(db, viewer),
        Contents::Offer(offer) => offer.write(db, viewer),
        Contents::Application(application) => application.write(db, viewer),
        Contents::Consent(consent) => consent.write(db, viewer),
    }
}

/// Removes the rows of a document that is about to go.
pub(super) fn remove(db: &Connection, kind: DocKind, doc: DocId) -> Result<()> {
    (of(kind).remove)(db, doc)
}

/// The lists in which documents of `kind` show.
pub(super) const fn topics(kind: DocKind) -> &'static [Topic] {
    of(kind).topics
}

/// Removes all rows that are made from documents.
pub(super) fn clear(db: &Connection) -> Result<()> {
    db.execute_batch("DELETE FROM blob_ref")?;
    for table in DocKind::ALL.iter().flat_map(|kind| of(*kind).tables) {
        db.execute_batch(&format!("DELETE FROM {table}"))?;
    }
    Ok(())
}

#[cfg(test)]
#[path = "view_rows_tests.rs"]
mod tests;
