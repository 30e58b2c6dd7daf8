//! Folds under any events in any order, allowed or not.

use crate::histories::{care_history, next_after, offer_history, usual_in_care};
use crate::may_care::walk;
use crate::town::{CHEN, LI, VISIT, WANG, assigned, draft, offer, writers};
use linli_domain::{
    access::{Touch, may_write},
    care::{
        self, Care, CareEvent, CareStatus, Check, Rating, ReleaseReason, TaskResult, VisitStatus,
        VisitStep,
    },
    contents::Contents,
    document::{Author, Event, in_order},
    id::{EventId, PersonId},
    offer::{self, DeclineReason, Offer, OfferEvent, Standing},
    role::Role,
    time::Timestamp,
};
use linli_testing::cases;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn caregiver() -> impl Strategy<Value = PersonId> {
    prop_oneof![Just(CHEN), Just(LI)]
}

fn reason() -> impl Strategy<Value = ReleaseReason> {
    prop_oneof![
        Just(ReleaseReason::Lapsed),
        Just(ReleaseReason::GaveBack),
        Just(ReleaseReason::Override),
        Just(ReleaseReason::OutOfReach),
    ]
}

fn decline_reason() -> impl Strategy<Value = DeclineReason> {
    prop_oneof![
        Just(DeclineReason::TooMany),
        Just(DeclineReason::AtSameTime),
        Just(DeclineReason::GaveBackOften),
        Just(DeclineReason::TimeOver),
    ]
}

fn step() -> impl Strategy<Value = VisitStep> {
    let words = String::new;
    prop_oneof![
        Just(VisitStep::OnTheWay),
        Just(VisitStep::Arrived),
        Just(VisitStep::Started),
        Just(VisitStep::Finished),
        Just(VisitStep::NoAnswer),
        Just(VisitStep::Stopped { reason: words() }),
        Just(VisitStep::CancelledByProvider { reason: words() }),
        Just(VisitStep::CancelledByClient),
    ]
}

pub(crate) fn care_event() -> impl Strategy<Value = CareEvent> {
    let words = String::new;
    prop_oneof![
        3 => Just(CareEvent::Sent),
        3 => Just(CareEvent::Received),
        4 => caregiver().prop_map(assigned),
        2 => reason().prop_map(|reason| CareEvent::Released { reason }),
        1 => Just(CareEvent::Cancelled { reason: words() }),
        1 => Just(CareEvent::Discarded),
        5 => step().prop_map(|step| CareEvent::Step { visit: VISIT, step }),
        1 => Just(CareEvent::Checked { visit: VISIT, check: "water".into(), result: Check::Fine }),
        1 => Just(CareEvent::Task { visit: VISIT, task: "wash".into(), result: TaskResult::Done }),
        1 => Just(CareEvent::Noted { visit: VISIT, text: "note".into() }),
        1 => (0u8..8).prop_map(|grade| CareEvent::Rated { visit: VISIT, rating: Rating { grade, words: String::new() }, by_proxy: false }),
        1 => Just(CareEvent::Said { text: "hello".into() }),
        1 => Just(CareEvent::OutOfReach),
    ]
}

pub(crate) fn offer_event() -> impl Strategy<Value = OfferEvent> {
    prop_oneof![
        4 => Just(OfferEvent::Claimed),
        1 => Just(OfferEvent::Withdrawn),
        4 => caregiver().prop_map(|caregiver| OfferEvent::Assigned { caregiver, claim: None }),
        2 => (caregiver(), decline_reason())
            .prop_map(|(caregiver, why)| OfferEvent::Declined { caregiver, why }),
        2 => reason().prop_map(|reason| OfferEvent::Released { reason }),
        1 => Just(OfferEvent::Closed),
    ]
}

pub(crate) fn author() -> impl Strategy<Value = Author> {
    proptest::sample::select(writers()).prop_map(|(_, writer)| writer.author())
}

/// Events by anyone, in turns that collide, with distinct ids.
pub(crate) fn events<What: Clone + std::fmt::Debug>(
    what: impl Strategy<Value = What>,
) -> impl Strategy<Value = Vec<Event<What>>> {
    let one = (what, author(), 0u64..8, any::<u8>());
    proptest::collection::vec(one, 0..24).prop_map(written)
}

/// What somebody wrote: what, who, in which turn, and how its id begins.
pub(crate) type EventOfAnybody<What> = (What, Author, u64, u8);

/// The events of `all`, with distinct ids.
pub(crate) fn written<What>(all: Vec<EventOfAnybody<What>>) -> Vec<Event<What>> {
    let numbered = all.into_iter().enumerate();
    let events = numbered.map(|(index, (what, by, turn, first))| {
        let mut id = [first; 16];
        id[15] = u8::try_from(index).unwrap_or(0);
        Event {
            id: EventId(id),
            turn,
            at: Timestamp(0),
            by,
            what,
        }
    });
    events.collect()
}

pub(crate) fn with_events(events: Vec<Event<CareEvent>>) -> Care {
    Care { events, ..draft() }
}

pub(crate) fn shuffled<T: Clone>(items: &[T], keys: &[u32]) -> Vec<T> {
    let mut keyed: Vec<_> = items.iter().cloned().zip(keys.iter().cycle()).collect();
    keyed.sort_by_key(|(_, key)| **key);
    keyed.into_iter().map(|(item, _)| item).collect()
}

const fn is_closed(status: CareStatus) -> bool {
    matches!(
        status,
        CareStatus::Completed | CareStatus::Cancelled | CareStatus::Discarded
    )
}

/// What holds in every state, however it came about.
pub(crate) fn sound(
    state: &care::CareState,
    events: &[Event<CareEvent>],
) -> Result<(), TestCaseError> {
    let is_assigned = state.status == CareStatus::Assigned;
    prop_assert!(!is_assigned || state.assigned.is_some());
    let before = matches!(
        state.status,
        CareStatus::Draft | CareStatus::Sent | CareStatus::Received | CareStatus::Discarded
    );
    prop_assert!(
        !before || state.assigned.is_none(),
        "nobody comes before being assigned"
    );
    prop_assert_eq!(
        state.sent_at.is_some(),
        !matches!(state.status, CareStatus::Draft | CareStatus::Discarded)
    );
    prop_assert_eq!(
        state.cancelled.is_some(),
        state.status == CareStatus::Cancelled
    );
    for (id, visit) in &state.visits {
        prop_assert!(
            visit.rating.is_none() || visit.status == VisitStatus::Confirmed,
            "{}",
            id
        );
        prop_assert!(
            visit
                .rating
                .as_ref()
                .is_none_or(|rating| (1..=5).contains(&rating.grade))
        );
    }
    let ignored: BTreeSet<_> = state.ignored.iter().map(|ignored| ignored.id).collect();
    prop_assert_eq!(
        ignored.len(),
        state.ignored.len(),
        "an event is ignored once"
    );
    prop_assert!(
        ignored
            .iter()
            .all(|id| events.iter().any(|event| event.id == *id))
    );
    let said = events
        .iter()
        .filter(|event| matches!(event.what, CareEvent::Said { .. }));
    let heard = with_events(events.to_vec()).said();
    prop_assert_eq!(heard.len(), said.count(), "nothing said is lost");
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_care_request_folds_alike_in_any_order(
        events in care_history(), keys in proptest::collection::vec(any::<u32>(), 1..24),
    ) {
        let state = care::fold(&with_events(events.clone()));
        sound(&state, &events)?;
        let other = care::fold(&with_events(shuffled(&events, &keys)));
        prop_assert_eq!(state, other);
    }

    #[test]
    fn what_one_carer_did_is_hers_whatever_others_write(
        events in care_history(), keys in proptest::collection::vec(any::<u32>(), 1..24),
    ) {
        let care = with_events(events.clone());
        for person in [CHEN, LI] {
            let did = |event: &&Event<CareEvent>| {
                event.by.person == person && event.by.role == Role::Caregiver
            };
            let record = care::own_record(&care, person);
            let of_her: Vec<_> = events.iter().filter(did).cloned().collect();
            let is_step = |event: &&Event<CareEvent>| matches!(event.what, CareEvent::Step { .. });
            let steps = of_her.iter().filter(is_step).count();
            prop_assert_eq!(record.values().map(|visit| visit.steps.len()).sum::<usize>(), steps);
            let alone = care::own_record(&with_events(of_her), person);
            prop_assert_eq!(&record, &alone, "nothing that somebody else did is in it");
            let other = with_events(shuffled(&events, &keys));
            prop_assert_eq!(&record, &care::own_record(&other, person));
        }
    }

    #[test]
    fn what_was_done_at_a_visit_is_in_the_records_of_who_did_it(care in walk()) {
        let records = [CHEN, LI].map(|person| care::own_record(&care, person));
        for (id, visit) in care::fold(&care).visits {
            for step in visit.steps {
                let is_hers = |record: &std::collections::BTreeMap<_, care::VisitState>| {
                    record.get(&id).is_some_and(|own| own.steps.contains(&step))
                };
                let by_client = step.0 == VisitStep::CancelledByClient;
                prop_assert!(by_client || records.iter().any(is_hers), "{:?}", step);
            }
        }
    }

    #[test]
    fn a_closed_care_request_stays_as_it_is_whatever_comes_after(events in care_history()) {
        let ordered: Vec<_> = in_order(&events).into_iter().cloned().collect();
        let mut closed: Option<CareStatus> = None;
        let mut caregiver = None;
        for end in 0..=ordered.len() {
            let state = care::fold(&with_events(ordered[..end].to_vec()));
            if let Some(status) = closed {
                prop_assert_eq!(state.status, status);
                prop_assert_eq!(state.caregiver(), caregiver, "nobody else comes");
            }
            closed = is_closed(state.status).then_some(state.status);
            caregiver = state.caregiver();
        }
    }

    #[test]
    fn who_comes_changes_only_by_the_centre_or_a_worker(events in care_history()) {
        let ordered: Vec<_> = in_order(&events).into_iter().cloned().collect();
        let mut before = care::CareState::default();
        for end in 1..=ordered.len() {
            let event = &ordered[end - 1];
            let after = care::fold(&with_events(ordered[..end].to_vec()));
            let decides = matches!(event.by.role, Role::Centre | Role::Worker);
            // Whose work the centre took for lapsed, and who had set out.
            let had = before.lapsed.as_ref().map(|(person, ..)| *person);
            let is_step = matches!(event.what, CareEvent::Step { .. });
            match (before.caregiver(), after.caregiver()) {
                (None, Some(who)) if !decides => {
                    prop_assert!(is_step && had == Some(who) && who == event.by.person);
                }
                (Some(old), Some(new)) if old != new => {
                    prop_assert_eq!(event.by.role, Role::Worker, "only a worker overrides");
                }
                (Some(old), None) => prop_assert!(decides || event.by.person == old),
                _ => {}
            }
            before = after;
        }
    }

    #[test]
    fn whatever_passes_the_policy_one_after_the_other_keeps_what_is_closed_closed(
        events in events(care_event()), mut contents in walk(),
    ) {
        for event in events {
            let event = next_after(&contents.events, event, usual_in_care);
            let before = care::fold(&contents);
            let (_, writer) = writers().into_iter().find(|(_, writer)| writer.author() == event.by).unwrap();
            let touch = Touch::Care(Box::new(event.clone()));
            if may_write(&writer, &Contents::Care(contents.clone()), &touch).is_err() {
                continue;
            }
            contents.events.push(event);
            let after = care::fold(&contents);
            sound(&after, &contents.events)?;
            if is_closed(before.status) {
                prop_assert_eq!(after.status, before.status);
            }
            prop_assert!(after.status != CareStatus::Draft || before.status == CareStatus::Draft, "what is sent stays sent");
        }
    }

    #[test]
    fn an_offer_folds_alike_in_any_order(
        events in offer_history(), keys in proptest::collection::vec(any::<u32>(), 1..24),
    ) {
        let of = |events: Vec<_>| Offer { events, ..offer(&[]) };
        let state = offer::fold(&of(events.clone()));
        prop_assert_eq!(&state, &offer::fold(&of(shuffled(&events, &keys))));
        let claimants: BTreeSet<_> = state.claims.iter().map(|claim| claim.by).collect();
        prop_assert_eq!(claimants.len(), state.claims.len(), "one claim a person");
        prop_assert!(state.assigned.is_none() || state.claims.is_empty(), "decided");
        prop_assert!(state.assigned.is_none_or(|who| !state.lost.contains(&who)));
        let yours = [CHEN, LI, WANG].into_iter().filter(|person| state.standing(*person) == Standing::Yours);
        prop_assert!(yours.count() <= 1, "never two");
    }

    #[test]
    fn only_the_centre_opens_a_closed_offer_and_only_deciders_decide(events in offer_history()) {
        let ordered: Vec<_> = in_order(&events).into_iter().cloned().collect();
        let of = |end: usize| offer::fold(&Offer { events: ordered[..end].to_vec(), ..offer(&[]) });
        for end in 1..=ordered.len() {
            let (before, after, event) = (of(end - 1), of(end), &ordered[end - 1]);
            let opens = event.by.role == Role::Centre
                && matches!(event.what, OfferEvent::Released { .. });
            prop_assert!(!before.closed || after == before || opens);
            let decides = matches!(event.by.role, Role::Centre | Role::Worker);
            match (before.assigned, after.assigned) {
                (None, Some(_)) => prop_assert!(decides),
                (Some(old), Some(new)) if old != new => prop_assert_eq!(event.by.role, Role::Worker),
                (Some(old), None) => prop_assert!(decides || event.by.person == old),
                _ => {}
            }
        }
    }

    #[test]
    fn of_two_who_claimed_while_apart_one_comes_and_the_other_knows(
        order in any::<bool>(), first in caregiver(), turns in (1u64..3, 1u64..3),
    ) {
        let claim = |person: PersonId, turn| Event {
            id: EventId(person.0),
            turn,
            at: Timestamp(0),
            by: Author { person, role: Role::Caregiver },
            what: OfferEvent::Claimed,
        };
        let centre = Author { person: PersonId([9; 16]), role: Role::Centre };
        let mut events = vec![claim(CHEN, turns.0), claim(LI, turns.1)];
        if order {
            events.reverse();
        }
        // The centre had one of the two claims when it decided, or both.
        events.push(Event {
            id: EventId([0xff; 16]),
            turn: 2,
            at: Timestamp(0),
            by: centre,
            what: OfferEvent::Assigned { caregiver: first, claim: Some(EventId(first.0)) },
        });
        let state = offer::fold(&Offer { events, ..offer(&[]) });
        let other = if first == CHEN { LI } else { CHEN };
        prop_assert_eq!(state.standing(first), Standing::Yours);
        prop_assert_eq!(state.standing(other), Standing::Lost);
    }
}

#[test]
fn who_was_to_come_is_told_when_another_is_sent_instead() {
    let centre = Author {
        person: PersonId([9; 16]),
        role: Role::Centre,
    };
    let happened = |turn, what| Event {
        id: EventId([turn; 16]),
        turn: turn.into(),
        at: Timestamp(0),
        by: centre,
        what,
    };
    let given = |caregiver| OfferEvent::Assigned {
        caregiver,
        claim: None,
    };
    for (reason, told) in [
        (ReleaseReason::Override, Standing::Lost),
        (ReleaseReason::GaveBack, Standing::Taken),
    ] {
        let events = vec![
            happened(1, given(CHEN)),
            happened(2, OfferEvent::Released { reason }),
            happened(3, given(LI)),
        ];
        let state = offer::fold(&Offer {
            events,
            ..offer(&[])
        });
        assert_eq!(state.standing(LI), Standing::Yours);
        assert_eq!(state.standing(CHEN), told);
    }
}

/// A centre that came back from a backup gave away once more what it had given to another.
#[test]
fn of_two_to_whom_it_was_given_the_one_who_does_not_go_knows_whoever_came_first() {
    let by = |person, role| Author { person, role };
    let event = |id: u8, turn, by, what| Event {
        id: EventId([id; 16]),
        turn,
        at: Timestamp(0),
        by,
        what,
    };
    let claim = |id, person| event(id, 1, by(person, Role::Caregiver), OfferEvent::Claimed);
    let centre = by(PersonId([9; 16]), Role::Centre);
    let given = |id, turn, caregiver| {
        let what = OfferEvent::Assigned {
            caregiver,
            claim: None,
        };
        event(id, turn, centre, what)
    };
    for (first, second) in [(CHEN, LI), (LI, CHEN)] {
        for (goes, other) in [(CHEN, LI), (LI, CHEN)] {
            let reason = ReleaseReason::Override;
            let mut events = vec![
                claim(1, CHEN),
                claim(2, LI),
                given(3, 2, first),
                given(4, 2, second),
            ];
            if goes != first {
                events.push(event(5, 3, centre, OfferEvent::Released { reason }));
                events.push(given(6, 4, goes));
            }
            let mut settled = events.clone();
            settled.push(event(7, 5, centre, OfferEvent::Released { reason }));
            settled.push(given(8, 6, goes));
            for events in [events, settled] {
                let state = offer::fold(&Offer {
                    events,
                    ..offer(&[])
                });
                assert_eq!(state.standing(goes), Standing::Yours);
                assert_eq!(state.standing(other), Standing::Lost);
            }
        }
    }
}
