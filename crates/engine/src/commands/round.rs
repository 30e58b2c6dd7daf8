//! The caregiver's visits of one day.

use crate::{engine::Engine, error::Result, store::care::CareRow};
use linli_api::{Round, Topic, view};
use linli_domain::{
    care::{CareStatus, VisitId},
    recur,
    time::Date,
};
use std::collections::BTreeSet;

pub(super) fn round(engine: &mut Engine, ask: Round, _: &mut Vec<Topic>) -> Result<view::Round> {
    let today = engine.today();
    let date = ask.date.unwrap_or(today);
    let me = engine.enrolled()?.writer.person;
    let rows = engine.store.assigned_to(me)?;
    let mut stops: Vec<view::Stop> = rows.iter().flat_map(|row| stops(row, date)).collect();
    stops.sort_by(|a, b| {
        let key = |stop: &view::Stop| (stop.window.from, stop.window.to, stop.doc);
        let place = a
            .place
            .building
            .cmp(&b.place.building)
            .then(a.place.door.cmp(&b.place.door));
        (a.window.from, a.window.to)
            .cmp(&(b.window.from, b.window.to))
            .then(place)
            .then(key(a).cmp(&key(b)))
    });
    Ok(view::Round { date, stops })
}

fn stops(row: &CareRow, date: Date) -> Vec<view::Stop> {
    let line = &row.line;
    let Some(when) = &line.when else {
        return Vec::new();
    };
    let happened = line.visits.keys().filter(|id| id.date == date).copied();
    let mut ids: BTreeSet<VisitId> = happened.collect();
    if line.status == CareStatus::Assigned {
        ids.extend(recur::visits(when, date, date));
    }
    ids.into_iter()
        .map(|visit| view::Stop {
            doc: row.doc,
            visit,
            kind: line.kind.clone(),
            window: recur::window(when),
            place: line.place.clone().unwrap_or_default(),
            status: line.visits.get(&visit).copied().unwrap_or_default(),
        })
        .collect()
}
