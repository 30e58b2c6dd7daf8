//! What a caregiver did herself, visit by visit. Made from a request while it is here, and
//! kept when it leaves the device; never a name, a door or a telephone number.

use super::{Database, json, viewer::Viewer};
use crate::error::{EngineError, Result};
use linli_domain::{
    care::{self, Care, VisitId, VisitState},
    catalogue::KindId,
    id::DocId,
    recur,
    time::{Date, Minute, Window},
};
use rusqlite::{Connection, types::Type};
use serde::{Deserialize, Serialize};

/// One visit at which she did something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OwnVisitLine {
    pub(crate) kind: KindId,
    /// The part of the day for which it was asked.
    pub(crate) window: Window,
    /// Only what she did.
    pub(crate) record: VisitState,
}

/// Keeps what the viewer did in a request, as it says now.
pub(super) fn keep(db: &Connection, care: &Care, viewer: Viewer<'_>) -> Result<()> {
    let doc = care.header.id.0;
    db.prepare_cached("DELETE FROM own_visit WHERE doc = ?1")?
        .execute([doc])?;
    let Some(window) = care.when.as_ref().map(recur::window) else {
        return Ok(());
    };
    let mut insert =
        db.prepare_cached("INSERT INTO own_visit (doc, visit, line) VALUES (?1, ?2, ?3)")?;
    for (visit, record) in care::own_record(care, viewer.person) {
        let line = OwnVisitLine {
            kind: care.kind.clone(),
            window,
            record,
        };
        let line = serde_json::to_string(&line).map_err(EngineError::kept("own visit"))?;
        insert.execute((doc, visit.to_string(), line))?;
    }
    Ok(())
}

impl Database {
    /// What the person of this device did on one day, whether the request is here or not.
    pub(crate) fn own_visits(&self, date: Date) -> Result<Vec<(DocId, VisitId, OwnVisitLine)>> {
        let at = |slot| VisitId { date, slot }.to_string();
        let mut statement = self.db.prepare_cached(
            "SELECT doc, visit, line FROM own_visit WHERE visit BETWEEN ?1 AND ?2
             ORDER BY visit, doc",
        )?;
        let day = (at(Minute::of(0, 0)), at(Minute::of(23, 59)));
        let rows = statement.query_map(day, |row| {
            let visit: String = row.get(1)?;
            let visit = visit.parse().map_err(|error| {
                rusqlite::Error::FromSqlConversionFailure(1, Type::Text, Box::new(error))
            })?;
            Ok((DocId(row.get(0)?), visit, json(row, 2)?))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
