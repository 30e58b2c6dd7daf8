//! Whether a request can wait, and who of the desk has turned to it.

use crate::{engine::Engine, error::Result};
use linli_api::view;
use linli_domain::{
    care::{AlertKind, AlertRules},
    catalogue::KindId,
    id::PersonId,
    time::Timestamp,
};
use std::collections::BTreeMap;

/// What decides beside a request's state whether it can wait.
pub(super) fn rules(engine: &Engine, kind: &KindId, now: Timestamp) -> AlertRules {
    let enrolment = engine.enrolled().ok();
    let area = enrolment.and_then(|enrolment| engine.catalogue.area(&enrolment.area));
    AlertRules {
        calls: engine.catalogue.kind(kind).and_then(AlertKind::of),
        now,
        offset_minutes: engine.offset_minutes(),
        lease_minutes: area.map_or(0, |area| area.lease_minutes),
    }
}

/// Those of the desk who turned to a request, the first of them first.
pub(super) fn hands(
    engine: &Engine,
    who: &BTreeMap<PersonId, Timestamp>,
    names: &BTreeMap<PersonId, String>,
) -> Result<Vec<view::DeskHand>> {
    let me = engine.enrolled()?.writer.person;
    let hands = who.iter().map(|(person, at)| view::DeskHand {
        person: *person,
        name: names.get(person).cloned(),
        mine: *person == me,
        at: *at,
    });
    let mut hands: Vec<_> = hands.collect();
    hands.sort_by_key(|hand| (hand.at, hand.person));
    Ok(hands)
}
