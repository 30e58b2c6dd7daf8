//! The resident's home page and list of matters.

use super::{MOST_ROWS, page, read_key, sent_for_you, waits, write_key};
use crate::{
    engine::Engine,
    error::Result,
    store::{
        application::ListedApplication,
        care::{CareLine, CareRow},
        matter::MatterRow,
    },
};
use linli_api::{GetHome, ListMatters, Topic, view};
use linli_domain::{
    care::{CareStatus, VisitId, VisitStatus},
    id::{DocId, PersonId},
    recur,
    time::{Date, add_days},
};

/// How far ahead the next visit is looked for.
const AHEAD_DAYS: i32 = 60;

pub(super) fn home(engine: &mut Engine, _: GetHome, _: &mut Vec<Topic>) -> Result<view::Home> {
    let Some(resident) = engine.enrolled()?.resident() else {
        return Ok(view::Home {
            open_matters: 0,
            next_visit: None,
            waits: Vec::new(),
            reminders: Vec::new(),
            sent_for_you: Vec::new(),
        });
    };
    let today = engine.today();
    let rows = engine.store.assigned_matters(resident)?;
    let upcoming = rows.into_iter().filter_map(|row| upcoming(row, today));
    let next_visit = upcoming.min_by_key(|visit| (visit.visit, visit.doc));
    let open_matters = engine.store.matter_count(resident, true, today)?;
    Ok(view::Home {
        open_matters,
        next_visit,
        waits: waits::list(engine, resident)?,
        reminders: super::services::reminders(engine)?,
        sent_for_you: sent_for_you::list(engine)?,
    })
}

fn upcoming(row: CareRow, today: Date) -> Option<view::Upcoming> {
    let (visit, status) = next_visit(&row.line, today)?;
    Some(view::Upcoming {
        doc: row.doc,
        visit,
        kind: row.line.kind,
        window: recur::window(row.line.when.as_ref()?),
        caregiver: row.line.caregiver?,
        status,
    })
}

pub(super) fn list(
    engine: &mut Engine,
    ask: ListMatters,
    _: &mut Vec<Topic>,
) -> Result<view::ListPage<view::Matter>> {
    let Some(resident) = engine.enrolled()?.resident() else {
        return Ok(view::ListPage {
            rows: Vec::new(),
            next: None,
            total: 0,
        });
    };
    let after = read_key(ask.after.as_ref());
    let limit = ask.limit.clamp(1, MOST_ROWS);
    of(engine, (resident, ask.open), after, limit)
}

/// The matters of a resident that are under way, or those that are over.
pub(super) fn of(
    engine: &mut Engine,
    (resident, is_open): (PersonId, bool),
    after: Option<(i64, DocId)>,
    limit: u32,
) -> Result<view::ListPage<view::Matter>> {
    let today = engine.today();
    let rows = engine
        .store
        .matters((resident, is_open, today), after, limit + 1)?;
    let rows = rows
        .into_iter()
        .map(|row| match row {
            MatterRow::Care(row) => care(engine, row, today).map(view::Matter::Care),
            MatterRow::Application(row) => application(engine, row).map(view::Matter::Application),
        })
        .collect::<Result<Vec<_>>>()?;
    let total = engine.store.matter_count(resident, is_open, today)?;
    Ok(page(rows, limit, total, |row| {
        let (touched, doc) = match row {
            view::Matter::Care(line) => (line.touched_at, line.doc),
            view::Matter::Application(line) => (line.touched_at, line.doc),
        };
        write_key(&(touched.0, doc))
    }))
}

fn application(engine: &Engine, row: ListedApplication) -> Result<view::ApplicationMatter> {
    let service = engine.catalogue.service(&row.line.service);
    Ok(view::ApplicationMatter {
        doc: row.doc,
        name: service
            .map(|service| service.name.clone())
            .unwrap_or_default(),
        service: row.line.service,
        bundle: row.line.bundle,
        status: row.line.status,
        sent_for_them: row.line.sent_for_them,
        sender: row.line.sender,
        due: linli_domain::time::read_day(&row.due),
        touched_at: row.touched,
        delivered: engine.store.delivered(row.doc)?,
    })
}

fn care(engine: &Engine, row: CareRow, today: Date) -> Result<view::CareMatter> {
    Ok(view::CareMatter {
        doc: row.doc,
        visit: standing_out(&row.line, today),
        sender: row.line.sender(),
        kind: row.line.kind,
        status: row.line.status,
        when: row.line.when,
        sent_for_them: row.line.sent_for_them,
        caregiver: row.line.caregiver,
        touched_at: row.touched,
        delivered: engine.store.delivered(row.doc)?,
    })
}

/// The visit to show with a matter: one under way, else the next, else the last.
fn standing_out(line: &CareLine, today: Date) -> Option<(VisitId, VisitStatus)> {
    let last = || {
        line.visits
            .iter()
            .next_back()
            .map(|(id, status)| (*id, *status))
    };
    match line.status {
        CareStatus::Assigned => under_way(line)
            .or_else(|| next_visit(line, today))
            .or_else(last),
        _ => last(),
    }
}

fn under_way(line: &CareLine) -> Option<(VisitId, VisitStatus)> {
    let mut visits = line.visits.iter().rev();
    let found = visits.find(|(_, status)| status.is_under_way());
    found.map(|(id, status)| (*id, *status))
}

/// The next visit that is not over.
fn next_visit(line: &CareLine, today: Date) -> Option<(VisitId, VisitStatus)> {
    let when = line.when.as_ref()?;
    if line.status != CareStatus::Assigned {
        return None;
    }
    let status = |id: &VisitId| line.visits.get(id).copied().unwrap_or_default();
    recur::visits(when, today, add_days(today, AHEAD_DAYS))
        .into_iter()
        .map(|id| (id, status(&id)))
        .find(|(_, status)| !status.is_over())
}
