//! Applications under any events in any order, allowed or not, and the rules that
//! a resident and an office rely on.

use crate::{
    folds::{events, shuffled},
    histories::{application_history, next_after, usual_in_application},
    may::walk,
    office::{
        SUBMITTED, application, decided, filed, introduced, more_asked, not_accepted, objected,
        paper_seen, received, taken, withdrawn,
    },
    town::{LI, SUN, WANG, event, writer, writers},
};
use linli_domain::{
    access::{Refusal, Touch, may_write},
    application::{
        Application, ApplicationEvent as E, ApplicationState, ApplicationStatus as S, Outcome,
        REOPEN_DAYS, fold,
    },
    care::Rating,
    contents::Contents,
    document::{Event, in_order},
    id::{EventId, PersonId},
    role::Role,
    time::{DAY_MS, Timestamp},
};
use linli_testing::cases;
use proptest::prelude::*;

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Granted),
        Just(Outcome::Refused),
        Just(Outcome::Partly)
    ]
}

pub(crate) fn rated(grade: u8) -> E {
    E::Rated {
        rating: Rating {
            grade,
            words: String::new(),
        },
    }
}

pub(crate) fn application_event() -> impl Strategy<Value = E> {
    let words = String::new;
    prop_oneof![
        4 => any::<bool>().prop_map(|by_proxy| E::Submitted { by_proxy }),
        1 => Just(E::Unsent),
        1 => Just(E::Discarded),
        2 => Just(E::Resumed),
        1 => Just(E::Checked),
        4 => Just(received()),
        3 => (any::<u8>(), 0u8..24).prop_map(|(first, last)| {
            let mut id = [first; 16];
            id[15] = last;
            E::Arrived { event: EventId(id) }
        }),
        4 => Just(E::Accepted),
        1 => Just(not_accepted()),
        2 => prop_oneof![Just(SUN), Just(LI)].prop_map(|officer| taken(officer, 10)),
        1 => Just(E::LeaseGiven),
        2 => any::<bool>().prop_map(|again| more_asked(again.then_some("supervisor"))),
        2 => Just(E::Supplemented),
        1 => Just(E::NoMoreAsked),
        1 => Just(paper_seen()),
        1 => Just(introduced()),
        1 => Just(E::Lapsed),
        4 => outcome().prop_map(decided),
        2 => Just(E::Served),
        1 => Just(withdrawn()),
        1 => Just(objected()),
        1 => Just(E::CorrectionAsked { words: words() }),
        1 => any::<bool>().prop_map(|approved| E::CorrectionAnswered { approved, words: String::new() }),
        1 => Just(E::FollowedUp { words: words() }),
        1 => Just(E::Said { text: "hello".into() }),
        2 => (0u8..8).prop_map(rated),
    ]
}

pub(crate) fn with(events: Vec<Event<E>>) -> Application {
    Application {
        events,
        ..application(&[])
    }
}

/// What holds in every state, however it came about.
pub(crate) fn sound(state: &ApplicationState, events: &[Event<E>]) -> Result<(), TestCaseError> {
    let early = matches!(state.status, S::Draft | S::Sent | S::Discarded);
    prop_assert!(
        !early || state.tracking.is_none(),
        "no number before the receipt"
    );
    prop_assert!(state.clock.started.is_none() || state.tracking.is_some());
    prop_assert_eq!(state.tracking.is_some(), state.received_at.is_some());
    prop_assert!(!matches!(state.status, S::Decided | S::Closed) || state.decision().is_some());
    prop_assert_eq!(state.status == S::NotAccepted, state.turned_away.is_some());
    prop_assert_eq!(state.status == S::Lapsed, state.lapsed_at.is_some());
    prop_assert_eq!(state.status == S::Withdrawn, state.withdrawn.is_some());
    let waits = matches!(state.status, S::NeedsMore | S::Lapsed);
    prop_assert!(
        !state.clock.is_paused() || waits,
        "it runs when it is the office's turn"
    );
    prop_assert!(!waits || state.clock.started.is_none() || state.clock.is_paused());
    prop_assert!(
        state
            .decisions
            .iter()
            .all(|decision| decision.by.role == Role::Officer)
    );
    let is_low = state
        .rating
        .as_ref()
        .is_some_and(|rating| rating.grade <= 2);
    prop_assert_eq!(state.follow_up || state.followed_up.is_some(), is_low);
    prop_assert!(
        !state.follow_up || state.followed_up.is_none(),
        "asked once"
    );
    prop_assert_eq!(state.rating.is_some(), state.rated_at.is_some());
    let said = events
        .iter()
        .filter(|event| matches!(event.what, E::Said { .. }));
    let heard = with(events.to_vec()).said();
    prop_assert_eq!(heard.len(), said.count(), "nothing said is lost");
    Ok(())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_application_folds_alike_in_any_order(
        events in application_history(), keys in proptest::collection::vec(any::<u32>(), 1..24),
    ) {
        let state = fold(&with(events.clone()));
        sound(&state, &events)?;
        prop_assert_eq!(state, fold(&with(shuffled(&events, &keys))));
    }

    #[test]
    fn an_ignored_event_changes_nothing(events in application_history()) {
        let state = fold(&with(events.clone()));
        let counts = |event: &Event<E>| state.ignored.iter().all(|ignored| ignored.id != event.id);
        let rest = fold(&with(events.into_iter().filter(counts).collect()));
        prop_assert!(rest.ignored.is_empty());
        prop_assert_eq!(ApplicationState { ignored: Vec::new(), ..state }, rest);
    }

    #[test]
    fn only_an_officer_takes_on_asks_and_decides(events in application_history()) {
        let ordered: Vec<_> = in_order(&events).into_iter().cloned().collect();
        for end in 1..=ordered.len() {
            let (before, after) = (fold(&with(ordered[..end - 1].to_vec())), fold(&with(ordered[..end].to_vec())));
            let by = ordered[end - 1].by.role;
            let went = |status| before.status != status && after.status == status;
            if went(S::Accepted) || went(S::NeedsMore) || went(S::NotAccepted) || before.decisions != after.decisions {
                let back = matches!(ordered[end - 1].what, E::Supplemented | E::Objected { .. } | E::Arrived { .. });
                prop_assert!(by == Role::Officer || back);
            }
            let is_resumed = matches!(ordered[end - 1].what, E::Resumed);
            if (before.tracking != after.tracking && !is_resumed) || went(S::Lapsed) {
                prop_assert_eq!(by, Role::Centre);
            }
            prop_assert!(before.rating.is_none() || before.rating == after.rating, "rated once");
        }
    }

    #[test]
    fn whatever_passes_the_policy_leaves_receipts_decisions_and_ratings_alone(
        events in events(application_event()), mut application in walk(),
    ) {
        for event in events {
            let event = next_after(&application.events, event, usual_in_application);
            let before = fold(&application);
            let heard = application.said().len();
            let (_, writer) = writers().into_iter().find(|(_, writer)| writer.author() == event.by).unwrap();
            let touch = Touch::Application(Box::new(event.clone()));
            if may_write(&writer, &Contents::Application(application.clone()), &touch).is_err() {
                continue;
            }
            // The centre notes only what has happened at that time; this one makes it up.
            if matches!(event.what, E::Arrived { .. }) {
                continue;
            }
            let is_said = matches!(event.what, E::Said { .. });
            let is_resumed = matches!(event.what, E::Resumed);
            let takes_up = is_resumed || matches!(event.what,
                E::Objected { .. } | E::Supplemented | E::NoMoreAsked | E::Served);
            application.events.push(event);
            let after = fold(&application);
            sound(&after, &application.events)?;
            prop_assert!(before.tracking.is_none() || after.tracking == before.tracking || is_resumed);
            prop_assert!(before.number().is_none() || before.number() == after.number());
            prop_assert_eq!(heard + usize::from(is_said), application.said().len());
            if is_resumed {
                // Two who take it up while apart: the first does, and what followed stands.
                let is_repeated = ApplicationState { ignored: Vec::new(), ..before.clone() }
                    == ApplicationState { ignored: Vec::new(), ..after.clone() };
                prop_assert!(after.status == S::Draft || is_repeated);
            }
            prop_assert!(after.decisions.starts_with(&before.decisions));
            prop_assert!(before.rating.is_none() || after.rating == before.rating);
            prop_assert!(before.status.is_open() || before.status == after.status || takes_up);
        }
    }
}

/// The resident knew of the withdrawal, but their device gave the taking up the same turn
/// and a lower id: it is read first, where nothing was withdrawn.
#[test]
fn what_would_have_no_effect_where_it_is_read_is_refused() {
    let (_, own) = filed()
        .into_iter()
        .find(|(name, _)| *name == "withdrawn")
        .unwrap();
    let resident = writer(WANG, Role::Resident);
    let judge = |event: &Event<E>| {
        let touch = Touch::Application(Box::new(event.clone()));
        may_write(&resident, &Contents::Application(own.clone()), &touch)
    };
    let fine = event(&own.events, resident.author(), E::Resumed);
    assert_eq!(judge(&fine), Ok(()));
    let early = Event {
        id: EventId([0; 16]),
        turn: own.events.last().unwrap().turn,
        ..fine
    };
    assert_eq!(judge(&early), Err(Refusal::TooLate));
}

/// It was sent twice, and the receipt came with the turn of the first time.
#[test]
fn an_early_withdrawal_does_not_undo_a_receipt() {
    let path = [SUBMITTED, E::Unsent, E::Discarded, E::Resumed, SUBMITTED];
    let mut own = application(&path);
    let resident = writer(WANG, Role::Resident);
    let early = |by, what, last| Event {
        id: EventId([last; 16]),
        turn: 1,
        ..event(&own.events, by, what)
    };
    let centre = writer(PersonId([9; 16]), Role::Centre).author();
    let receipt = early(centre, received(), 1);
    let taken_back = early(resident.author(), withdrawn(), 2);
    own.events.push(receipt);
    assert!(fold(&own).tracking.is_some());
    let touch = Touch::Application(Box::new(taken_back));
    let judged = may_write(&resident, &Contents::Application(own), &touch);
    assert_eq!(judged, Err(Refusal::TooLate));
}

#[test]
fn an_application_is_what_its_name_says_in_each_of_its_states() {
    let expected = [
        S::Draft,
        S::Discarded,
        S::Sent,
        S::Received,
        S::NotAccepted,
        S::Accepted,
        S::InReview,
        S::NeedsMore,
        S::Lapsed,
        S::Decided,
        S::Closed,
        S::Decided,
        S::Withdrawn,
    ];
    let states: Vec<_> = filed().iter().map(|(_, own)| fold(own).status).collect();
    assert_eq!(states, expected);
}

#[test]
fn what_lapsed_is_taken_up_again_within_thirty_days() {
    for (days, status) in [(REOPEN_DAYS, S::Accepted), (REOPEN_DAYS + 1, S::Lapsed)] {
        let (_, mut lapsed) = filed()
            .into_iter()
            .find(|(name, _)| *name == "lapsed")
            .unwrap();
        let since = fold(&lapsed).lapsed_at.unwrap();
        let resident = writer(WANG, Role::Resident).author();
        let mut brought = event(&lapsed.events, resident, E::Supplemented);
        brought.at = since.plus_ms(days * DAY_MS);
        lapsed.events.push(brought);
        assert_eq!(fold(&lapsed).status, status, "{days}");
    }
}

#[test]
fn an_objection_reopens_and_the_new_decision_counts() {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Refused),
        rated(2),
        E::Served,
        objected(),
    ];
    let reopened = fold(&application(&path));
    assert_eq!(reopened.status, S::Accepted, "nobody works on it yet");
    assert_eq!(reopened.clock.started, Some(Timestamp(7_000)));
    assert!(reopened.follow_up, "somebody asks why");
    let again = application(&[&path[..], &[decided(Outcome::Granted), rated(5)]].concat());
    let state = fold(&again);
    assert_eq!(
        state.decision().map(|decision| decision.outcome),
        Some(Outcome::Granted)
    );
    assert_eq!(state.decisions.len(), 2);
    assert_eq!(
        state.rating.map(|rating| rating.grade),
        Some(2),
        "rated once"
    );
    let away = application(&[SUBMITTED, received(), not_accepted(), objected()]);
    assert_eq!(fold(&away).status, S::Received);
}

#[test]
fn the_office_asks_once_why_a_rating_was_low() {
    let heard = || E::FollowedUp {
        words: "The queue was long.".into(),
    };
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Granted),
    ];
    let good = fold(&application(&[&path[..], &[rated(5), heard()]].concat()));
    assert!(!good.follow_up && good.followed_up.is_none());
    assert_eq!(good.ignored.len(), 1);
    let open = fold(&application(&[&path[..], &[rated(2)]].concat()));
    assert!(open.follow_up && open.rated_at.is_some());
    let done = fold(&application(
        &[&path[..], &[rated(2), heard(), heard()]].concat(),
    ));
    assert!(!done.follow_up);
    assert_eq!(done.followed_up.unwrap().text, "The queue was long.");
    assert_eq!(done.ignored.len(), 1, "once");
}

#[test]
fn a_correction_is_asked_and_answered_one_at_a_time() {
    let ask = |words: &str| E::CorrectionAsked {
        words: words.into(),
    };
    let answer = E::CorrectionAnswered {
        approved: true,
        words: "Put right.".into(),
    };
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Granted),
        ask("my name"),
        ask("my age"),
    ];
    let state = fold(&application(&path));
    assert_eq!(state.correction.unwrap().words, "my name");
    assert_eq!(state.ignored.len(), 1);
    let state = fold(&application(
        &[&path[..], &[answer, ask("my age")]].concat(),
    ));
    assert_eq!(state.correction.unwrap().words, "my age");
}
