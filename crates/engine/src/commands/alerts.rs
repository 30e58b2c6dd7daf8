//! What cannot wait, first on the worker's page; and what the worker does about it.

use super::{care_of, intent, open_care, roster::for_worker, watch};
use crate::{engine::Engine, error::Result, store::care::CareRow};
use linli_api::{ListAlerts, SeeCare, SettleCare, TakeOnCare, Topic, view};
use linli_domain::{
    care::{self, CareEvent, CareMove, Said},
    role::Role,
    time::Timestamp,
};
use linli_replica::replica::Edit;

pub(super) fn list(
    engine: &mut Engine,
    _: ListAlerts,
    _: &mut Vec<Topic>,
) -> Result<Vec<view::AlertLine>> {
    for_worker(engine)?;
    let now = engine.now();
    let rows = engine.store.open_requests()?;
    let lines = rows.into_iter().map(|row| line(engine, row, now));
    let mut lines: Vec<_> = lines
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect();
    lines.sort_by_key(|line| {
        let alert = &line.alert;
        (!line.taken_on.is_empty(), alert.kind, alert.since, line.doc)
    });
    Ok(lines)
}

fn line(engine: &Engine, row: CareRow, now: Timestamp) -> Result<Option<view::AlertLine>> {
    let Some(when) = row.line.when else {
        return Ok(None);
    };
    let rules = watch::rules(engine, &row.line.kind, now);
    let Some(alert) = row.line.watch.alert(&when, &rules) else {
        return Ok(None);
    };
    let care = care_of(engine, row.doc)?;
    let taken_on = watch::hands(engine, &alert.taken_on, &row.line.names)?;
    let of_desk = |said: &Said| matches!(said.by.role, Role::Worker | Role::Centre);
    let last = care.said().into_iter().rfind(|said| !of_desk(said));
    let said = open_care::messages(engine, last.as_slice(), &row.line.names)?;
    Ok(Some(view::AlertLine {
        doc: row.doc,
        kind: row.line.kind,
        alert,
        taken_on,
        place: row.line.place.unwrap_or_default(),
        when,
        answers: care.answers,
        said: said.into_iter().next(),
        caregiver: row.line.caregiver,
    }))
}

/// Notes once that the desk has looked; where there is nothing to note, nothing happens.
pub(super) fn see(engine: &mut Engine, ask: SeeCare, changed: &mut Vec<Topic>) -> Result<()> {
    let state = care::fold(&care_of(engine, ask.doc)?);
    let me = engine.enrolled()?.writer.author();
    let is_noted = state.seen.contains_key(&me.person);
    if is_noted || care::may(&state, me, CareMove::See).is_err() {
        return Ok(());
    }
    let edits = [Edit::Care(CareEvent::Seen)];
    engine.write(ask.doc, &edits, intent(ask, ""), changed)
}

pub(super) fn take_on(
    engine: &mut Engine,
    ask: TakeOnCare,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let edits = [Edit::Care(CareEvent::TakenOn)];
    engine.write(ask.doc, &edits, intent(ask, ""), changed)
}

pub(super) fn settle(engine: &mut Engine, ask: SettleCare, changed: &mut Vec<Topic>) -> Result<()> {
    let words = ask.words.clone();
    let edits = [Edit::Care(CareEvent::Settled {
        words: words.trim().to_owned(),
    })];
    engine.write(ask.doc, &edits, intent(ask, &words), changed)
}
