//! The caregiver's visits of one day.

use crate::{
    engine::Engine,
    error::Result,
    store::{care::CareRow, own_visit::OwnVisitLine},
};
use linli_api::{GetRound, Topic, view};
use linli_domain::{
    care::{CareStatus, VisitId, VisitStatus},
    id::DocId,
    recur,
    time::Date,
};
use std::collections::BTreeSet;

pub(super) fn round(engine: &mut Engine, ask: GetRound, _: &mut Vec<Topic>) -> Result<view::Round> {
    let today = engine.today();
    let date = ask.date.unwrap_or(today);
    let me = engine.enrolled()?.writer.person;
    let rows = engine.store.assigned_to(me)?;
    let mut own = engine.store.own_visits(date)?;
    let did: BTreeSet<_> = own.iter().map(|(doc, visit, _)| (*doc, *visit)).collect();
    let stops = rows.iter().flat_map(|row| stops(row, date));
    let mut stops: Vec<view::Stop> = stops.filter(|stop| is_mine(stop, &did)).collect();
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
    let shown: BTreeSet<_> = stops.iter().map(|stop| (stop.doc, stop.visit)).collect();
    own.retain(|(doc, visit, _)| !shown.contains(&(*doc, *visit)));
    let own = own.into_iter().map(own_visit).collect();
    Ok(view::Round { date, stops, own })
}

/// Whether a visit is for the caregiver to make, or was made by her: what another one
/// finished before she was sent stays the other's.
fn is_mine(stop: &view::Stop, did: &BTreeSet<(DocId, VisitId)>) -> bool {
    use VisitStatus as S;
    let is_made = matches!(
        stop.status,
        S::Finished | S::Confirmed | S::CancelledByProvider
    );
    !is_made || did.contains(&(stop.doc, stop.visit))
}

fn own_visit((doc, visit, line): (DocId, VisitId, OwnVisitLine)) -> view::OwnVisit {
    let OwnVisitLine {
        kind,
        window,
        record,
    } = line;
    view::OwnVisit {
        doc,
        visit,
        kind,
        window,
        record,
    }
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
