//! Histories that come to every state: a walk from state to state, and in between what
//! anybody wrote at any turn, allowed or not. That they do come there is counted.

use crate::{
    applications::{application_event, with},
    folds::{EventOfAnybody, author, care_event, events, offer_event, with_events, written},
    may, may_care, may_offer,
    office::application,
    town::{VISIT, care, offer, writers},
};
use linli_domain::{
    access::{Touch, may_write},
    application::{ApplicationEvent, ApplicationStatus as A, fold as fold_application},
    care::{CareEvent, CareStatus as C, VisitStatus as V, fold as fold_care},
    contents::Contents,
    document::{Author, Event, next_turn},
    offer::{Offer, OfferEvent, fold as fold_offer},
};
use linli_testing::cases;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngSeed, TestRunner},
};
use std::{collections::BTreeMap, fmt::Debug};

/// The places up to `len`, each once, in an order that two numbers choose.
pub(crate) fn mixed(len: usize, first: u8, other: u8) -> impl Iterator<Item = usize> {
    // Primes: none of the lists is as long as a multiple of one of them.
    let stride = [1, 5, 11, 13, 17, 19][usize::from(other) % 6];
    (0..len).map(move |place| (usize::from(first) + place * stride) % len)
}

/// What somebody wrote: what, who, and somewhere among the turns.
fn disturbance<What: Clone + Debug>(
    what: impl Strategy<Value = What>,
) -> impl Strategy<Value = Vec<EventOfAnybody<What>>> {
    proptest::collection::vec((what, author(), any::<u64>(), any::<u8>()), 0..8)
}

/// `walked`, and what disturbed it.
fn disturbed<What>(
    mut walked: Vec<Event<What>>,
    by: Vec<EventOfAnybody<What>>,
) -> Vec<Event<What>> {
    let turns = next_turn(&walked) + 2;
    let by = by.into_iter().map(|(what, who, turn, first)| {
        let turn = turn % turns;
        (what, who, turn, first)
    });
    walked.extend(written(by.collect()));
    walked
}

pub(crate) fn care_history() -> impl Strategy<Value = Vec<Event<CareEvent>>> {
    (may_care::walk(), disturbance(care_event())).prop_map(|(care, by)| disturbed(care.events, by))
}

pub(crate) fn offer_history() -> impl Strategy<Value = Vec<Event<OfferEvent>>> {
    (may_offer::walk(), disturbance(offer_event()))
        .prop_map(|(offer, by)| disturbed(offer.events, by))
}

pub(crate) fn application_history() -> impl Strategy<Value = Vec<Event<ApplicationEvent>>> {
    (may::walk(), disturbance(application_event())).prop_map(|(own, by)| disturbed(own.events, by))
}

/// EventOfAnybody next, or by one who had not heard of the last things; most of the events by
/// whoever does that.
pub(crate) fn next_after<What>(
    before: &[Event<What>],
    mut event: Event<What>,
    usual: impl FnOnce(&What) -> Author,
) -> Event<What> {
    let first = event.id.0[0];
    let late = [0, 0, 0, 1, 2, 5][usize::from(first) % 6];
    event.turn = next_turn(before).saturating_sub(late);
    if first >= 64 {
        event.by = usual(&event.what);
    }
    event
}

pub(crate) fn usual_in_care(what: &CareEvent) -> Author {
    care(std::slice::from_ref(what)).events[0].by
}

pub(crate) fn usual_in_application(what: &ApplicationEvent) -> Author {
    application(std::slice::from_ref(what)).events[0].by
}

/// How many are drawn where it is counted.
const DRAWS: u32 = 400;

/// The first draws, the same in every run: a count must not fail by bad luck.
fn draws<T: Debug>(from: &impl Strategy<Value = T>) -> Vec<T> {
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(1),
        ..cases(1)
    });
    let drawn = (0..DRAWS).map(|_| from.new_tree(&mut runner).unwrap().current());
    drawn.collect()
}

/// Each of `states` in at least one of a hundred draws.
#[track_caller]
fn come_to<T, S: Debug>(draws: &[T], states: &[S], of: impl Fn(&T) -> Vec<S>) {
    let counts = states.iter().map(|state| (format!("{state:?}"), 0));
    let mut counts: BTreeMap<String, usize> = counts.collect();
    for state in draws.iter().flat_map(of) {
        *counts.get_mut(&format!("{state:?}")).unwrap() += 1;
    }
    let seldom = counts.values().any(|count| count * 100 < draws.len());
    assert!(!seldom, "of {}: {counts:#?}", draws.len());
}

const CARE: [C; 7] = [
    C::Draft,
    C::Sent,
    C::Received,
    C::Assigned,
    C::Completed,
    C::Cancelled,
    C::Discarded,
];

const VISITS: [V; 10] = [
    V::Booked,
    V::OnTheWay,
    V::Arrived,
    V::InProgress,
    V::Finished,
    V::Confirmed,
    V::NoAnswer,
    V::Stopped,
    V::CancelledByProvider,
    V::CancelledByClient,
];

const APPLICATIONS: [A; 12] = [
    A::Draft,
    A::Sent,
    A::Received,
    A::Accepted,
    A::InReview,
    A::NeedsMore,
    A::NotAccepted,
    A::Decided,
    A::Closed,
    A::Withdrawn,
    A::Lapsed,
    A::Discarded,
];

const OFFERS: [&str; 7] = [
    "open",
    "claimed",
    "assigned",
    "lost by another",
    "declined",
    "given to another instead",
    "closed",
];

fn of_offer(events: &[Event<OfferEvent>]) -> Vec<&'static str> {
    let events = events.to_vec();
    let state = fold_offer(&Offer {
        events,
        ..offer(&[])
    });
    let is_free = !state.closed && state.assigned.is_none();
    let all = [
        is_free && state.claims.is_empty(),
        is_free && !state.claims.is_empty(),
        !state.closed && state.assigned.is_some(),
        !state.closed && state.assigned.is_some() && !state.lost.is_empty(),
        !state.closed && !state.declined.is_empty(),
        is_free && state.overridden.is_some(),
        state.closed,
    ];
    let all = OFFERS.into_iter().zip(all);
    all.filter_map(|(name, is_so)| is_so.then_some(name))
        .collect()
}

#[test]
fn walks_of_a_care_request_and_its_visits_come_to_every_state() {
    let histories = care_history().prop_map(with_events);
    for draws in [draws(&may_care::walk()), draws(&histories)] {
        let states: Vec<_> = draws.iter().map(fold_care).collect();
        come_to(&states, &CARE, |state| vec![state.status]);
        come_to(&states, &VISITS, |state| vec![state.visit(VISIT).status]);
    }
}

#[test]
fn walks_of_an_offer_come_to_every_state() {
    let walks = may_offer::walk().prop_map(|offer| offer.events);
    for draws in [draws(&walks), draws(&offer_history())] {
        come_to(&draws, &OFFERS, |events| of_offer(events));
    }
}

#[test]
fn walks_of_an_application_come_to_every_state() {
    let histories = application_history().prop_map(with);
    for draws in [draws(&may::walk()), draws(&histories)] {
        let status = |own: &_| vec![fold_application(own).status];
        come_to(&draws, &APPLICATIONS, status);
    }
}

/// What is judged must not be refused always: such a property would say nothing.
#[test]
fn the_policy_lets_something_in_often_enough() {
    let care = draws(&(may_care::walk(), events(care_event())));
    let care = care.into_iter().filter(|(own, events)| {
        events.iter().cloned().any(|event| {
            let event = next_after(&own.events, event, usual_in_care);
            let contents = Contents::Care(own.clone());
            is_let_in(&contents, event.by, &Touch::Care(Box::new(event)))
        })
    });
    let own = draws(&(may::walk(), events(application_event())));
    let own = own.into_iter().filter(|(own, events)| {
        events.iter().cloned().any(|event| {
            let event = next_after(&own.events, event, usual_in_application);
            let contents = Contents::Application(own.clone());
            is_let_in(&contents, event.by, &Touch::Application(Box::new(event)))
        })
    });
    let (care, own) = (care.count(), own.count());
    let enough = usize::try_from(DRAWS * 2 / 5).unwrap();
    assert!(care > enough && own > enough, "{care} and {own} of {DRAWS}");
}

fn is_let_in(contents: &Contents, by: Author, touch: &Touch) -> bool {
    let who = writers();
    let writer = who.iter().find(|(_, who)| who.author() == by);
    may_write(&writer.unwrap().1, contents, touch).is_ok()
}
