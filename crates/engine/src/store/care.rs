//! View rows of care requests: the resident's matters and the caregiver's round.

use super::{Database, json, own_visit, returned, view_rows::ViewRows, viewer::Viewer};
use crate::error::{EngineError, Result};
use linli_api::Topic;
use linli_domain::{
    care::{self, Care, CareState, CareStatus, Place, VisitId, VisitStatus, Watch, When},
    catalogue::KindId,
    document::Author,
    id::{DocId, PersonId},
    time::Timestamp,
};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What lists show of a care request; what depends on the day is worked out on reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CareLine {
    pub(crate) kind: KindId,
    pub(crate) status: CareStatus,
    pub(crate) when: Option<When>,
    pub(crate) place: Option<Place>,
    /// Who sent it, where that was somebody for the resident.
    #[serde(default)]
    pub(crate) sent_for_them: Option<Author>,
    #[serde(default)]
    pub(crate) sent_at: Option<Timestamp>,
    /// What those who write in it are called.
    #[serde(default)]
    pub(crate) names: BTreeMap<PersonId, String>,
    /// What tells whether it can wait.
    #[serde(default)]
    pub(crate) watch: Watch,
    pub(crate) caregiver: Option<String>,
    /// Visits to which something has happened.
    pub(crate) visits: BTreeMap<VisitId, VisitStatus>,
}

impl CareLine {
    fn of(care: &Care, state: CareState) -> Self {
        let resident = care.header.resident;
        let sent_for_them = state.sent_by.filter(|by| by.person != resident);
        Self {
            sent_for_them,
            sent_at: state.sent_at,
            kind: care.kind.clone(),
            status: state.status,
            when: care.when.clone(),
            place: care.place.clone(),
            watch: Watch::of(&state),
            names: state.names,
            caregiver: state.assigned.map(|(_, name, _)| name),
            visits: state
                .visits
                .into_iter()
                .map(|(id, visit)| (id, visit.status))
                .collect(),
        }
    }

    /// What who sent it for the resident is called, where that is known.
    pub(crate) fn sender(&self) -> Option<String> {
        let sender = self.sent_for_them?;
        self.names.get(&sender.person).cloned()
    }
}

/// A row of a list with its document and the last thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CareRow {
    pub(crate) doc: DocId,
    pub(crate) touched: Timestamp,
    pub(crate) line: CareLine,
}

/// A draft in which nothing was answered yet: kept, but not shown in lists.
fn is_blank(care: &Care) -> bool {
    care.answers.is_empty() && care.when.is_none() && care.events.is_empty()
}

impl ViewRows for Care {
    const TABLES: &'static [&'static str] = &["care_line", "returned"];
    const TOPICS: &'static [Topic] = &[Topic::Matters, Topic::Round, Topic::Roster, Topic::Alerts];

    fn write(&self, db: &Connection, viewer: Viewer<'_>) -> Result<()> {
        let state = care::fold(self);
        let last = linli_domain::document::in_order(&self.events)
            .last()
            .map(|event| event.at);
        // Another device's clock may run ahead; nothing here happened after now.
        let touched = last
            .filter(|_| state.status != CareStatus::Draft)
            .unwrap_or(viewer.now)
            .min(viewer.now);
        let is_shown = !is_blank(self) && state.status != CareStatus::Discarded;
        let (status, caregiver) = (state.status, state.caregiver());
        returned::keep(db, self, &state)?;
        let line =
            serde_json::to_string(&CareLine::of(self, state)).map_err(EngineError::kept("line"))?;
        db.prepare_cached(
            "INSERT INTO care_line
                 (doc, resident, caregiver, kind, is_shown, is_open, is_sent, touched, line)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
             ON CONFLICT (doc) DO UPDATE SET caregiver = excluded.caregiver,
                 is_shown = excluded.is_shown, is_open = excluded.is_open,
                 is_sent = excluded.is_sent, touched = excluded.touched, line = excluded.line",
        )?
        .execute((
            self.header.id.0,
            self.header.resident.0,
            caregiver.map(|person| person.0),
            &self.kind.0,
            is_shown,
            status.is_open(),
            status != CareStatus::Draft && status != CareStatus::Discarded,
            touched.0,
            line,
        ))?;
        own_visit::keep(db, self, viewer)
    }
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<CareRow> {
    Ok(CareRow {
        doc: DocId(row.get(0)?),
        touched: Timestamp(row.get(1)?),
        line: json(row, 2)?,
    })
}

impl Database {
    /// A resident's open requests that somebody was assigned to.
    pub(crate) fn assigned_matters(&self, resident: PersonId) -> Result<Vec<CareRow>> {
        let mut statement = self.db.prepare_cached(
            "SELECT doc, touched, line FROM care_line
             WHERE resident = ?1 AND is_shown AND is_open AND caregiver IS NOT NULL",
        )?;
        let rows = statement.query_map([resident.0], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Requests that a caregiver is assigned to.
    pub(crate) fn assigned_to(&self, caregiver: PersonId) -> Result<Vec<CareRow>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT doc, touched, line FROM care_line WHERE caregiver = ?1")?;
        let rows = statement.query_map([caregiver.0], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Requests that were sent and are not over, of all residents.
    pub(crate) fn open_requests(&self) -> Result<Vec<CareRow>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT doc, touched, line FROM care_line WHERE is_open AND is_sent")?;
        let rows = statement.query_map([], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A draft of that kind in which nothing was answered yet.
    pub(crate) fn blank_draft(&self, resident: PersonId, kind: &KindId) -> Result<Option<DocId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT doc FROM care_line
             WHERE resident = ?1 AND kind = ?2 AND is_open AND NOT is_sent AND NOT is_shown",
        )?;
        let mut rows = statement.query((resident.0, &kind.0))?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?.map(DocId))
    }

    /// Kinds of a resident's open, sent requests.
    pub(crate) fn open_kinds(&self, resident: PersonId) -> Result<Vec<KindId>> {
        let mut statement = self.db.prepare_cached(
            "SELECT DISTINCT kind FROM care_line
             WHERE resident = ?1 AND is_shown AND is_open AND is_sent ORDER BY kind",
        )?;
        let kinds = statement.query_map([resident.0], |row| row.get(0).map(KindId))?;
        Ok(kinds.collect::<rusqlite::Result<_>>()?)
    }
}
