//! Everything that the pages of one care request show.

use super::{
    acts_as::{ActsAs, acts_as},
    care_of, watch,
};
use crate::{engine::Engine, error::Result, store::typed::TypedPlace};
use linli_api::{OpenCare, Topic, view};
use linli_domain::{
    care::{self, Care, CareMove, CareState, VisitId, VisitMove, VisitRules, Watch},
    catalogue::SafetyCheck,
    consent::Permission,
    id::PersonId,
    recur,
    time::add_days,
};
use std::collections::{BTreeMap, BTreeSet};

/// How far ahead planned visits are shown, today included.
const WEEKS_AHEAD_DAYS: i32 = 28;

pub(super) fn open(
    engine: &mut Engine,
    ask: OpenCare,
    _: &mut Vec<Topic>,
) -> Result<view::CarePage> {
    let care = care_of(engine, ask.doc)?;
    let (today, now) = (engine.today(), engine.now());
    let state = care::fold(&care);
    let acts = acts_as(engine, care.header.resident, Permission::Care)?;
    let rules = VisitRules {
        today,
        safety: safety_of(engine, &care),
    };
    let alert_rules = watch::rules(engine, &care.kind, now);
    let alert = care.when.as_ref();
    let alert = alert.and_then(|when| Watch::of(&state).alert(when, &alert_rules));
    Ok(view::CarePage {
        alert,
        seen: watch::hands(engine, &state.seen, &state.names)?,
        taken_on: watch::hands(engine, &state.taken_on, &state.names)?,
        settled: settled(engine, &state)?,
        doc: ask.doc,
        kind: care.kind.clone(),
        status: state.status,
        may: moves(&state, acts),
        visits: lines(&care, &state, acts, &rules),
        messages: messages(engine, &care.said(), &state.names)?,
        typed: engine.store.typed(ask.doc, &TypedPlace::Message)?,
        delivered: engine.store.delivered(ask.doc)?,
        assigned_at: state.assigned.as_ref().map(|(.., at)| *at),
        caregiver: state.assigned.map(|(_, name, _)| name),
        released: state.released,
        cancelled: state.cancelled,
        sent_at: state.sent_at,
        sent_by: state.sent_by,
        names: state.names,
        received_at: state.received_at,
        when: care.when,
        place: care.place,
        answers: care.answers,
    })
}

/// How the desk put it in order.
fn settled(engine: &Engine, state: &CareState) -> Result<Option<view::SettledBy>> {
    let Some(settled) = &state.settled else {
        return Ok(None);
    };
    let who = BTreeMap::from([(settled.by.person, settled.at)]);
    let hand = watch::hands(engine, &who, &state.names)?.pop();
    let words = settled.words.clone();
    Ok(hand.map(|hand| view::SettledBy { hand, words }))
}

/// Visits to which something happened, and the planned ones.
fn lines(
    care: &Care,
    state: &CareState,
    acts: ActsAs,
    rules: &VisitRules<'_>,
) -> Vec<view::VisitLine> {
    let Some(when) = &care.when else {
        return Vec::new();
    };
    let today = rules.today;
    let mut ids: BTreeSet<VisitId> = state.visits.keys().copied().collect();
    if state.sent_at.is_some() {
        ids.extend(recur::only_visit(when));
        if state.status.is_open() {
            ids.extend(recur::visits(
                when,
                today,
                add_days(today, WEEKS_AHEAD_DAYS - 1),
            ));
        }
    }
    let window = recur::window(when);
    ids.into_iter()
        .map(|id| view::VisitLine {
            id,
            window,
            state: state.visit(id),
            may: moves_at(state, id, acts, rules),
        })
        .collect()
}

/// What this device's person may do to the request.
pub(super) fn moves(state: &CareState, acts: ActsAs) -> BTreeSet<CareMove> {
    let all = CareMove::ALL.into_iter();
    all.filter(|what| acts.resident || !what.is_residents())
        .filter(|what| care::may(state, acts.me, *what).is_ok())
        .collect()
}

/// What must be checked before work begins, by the catalogue of today.
pub(super) fn safety_of<'a>(engine: &'a Engine, care: &Care) -> &'a [SafetyCheck] {
    let kind = engine.catalogue.kind(&care.kind);
    kind.map_or(&[], |kind| &kind.safety)
}

/// What this device's person may do at the visit.
pub(super) fn moves_at(
    state: &CareState,
    id: VisitId,
    acts: ActsAs,
    rules: &VisitRules<'_>,
) -> BTreeSet<VisitMove> {
    let all = VisitMove::ALL.into_iter();
    all.filter(|what| acts.resident || !what.is_residents())
        .filter(|what| care::may_visit(state, id, acts.me, *what, Some(rules)).is_ok())
        .collect()
}

/// Messages in order, each with where it is.
pub(super) fn messages(
    engine: &Engine,
    said: &[care::Said],
    names: &BTreeMap<PersonId, String>,
) -> Result<Vec<view::Message>> {
    let me = engine.enrolled()?.writer.person;
    let message = |said: &care::Said| {
        Ok(view::Message {
            by: said.by,
            name: names.get(&said.by.person).cloned(),
            mine: said.by.person == me,
            at: said.at,
            text: said.text.clone(),
            delivered: engine.store.event_delivered(said.id)?,
        })
    };
    said.iter().map(message).collect()
}
