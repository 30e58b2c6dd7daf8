//! Clocks that are wrong and news that come late: what counts is when the centre had
//! them. And what is taken up again.

use crate::{
    folds::events,
    office::{
        SUBMITTED, application, arrived, decided, filed, more_asked, not_accepted, objected,
        received, taken, withdrawn,
    },
    town::{LI, SUN, WANG, event, writer},
};
use linli_domain::{
    access::{Refusal, Touch, may_arrive, may_write},
    application::{
        Application, ApplicationEvent as E, ApplicationStatus as S, Outcome, REOPEN_DAYS,
        TOLERANCE_MS, fold, is_noted,
    },
    contents::Contents,
    document::Event,
    folded::Folded,
    id::PersonId,
    role::Role,
    time::{DAY_MS, Timestamp},
};
use linli_testing::cases;
use proptest::prelude::*;

const TEN_DAYS: Timestamp = Timestamp(10 * DAY_MS);

/// `path`, with the last event noted by the centre at `at`.
fn noted(path: &[E], at: Timestamp) -> Application {
    let last = u64::try_from(path.len() - 1).unwrap();
    let mut own = application(&[path, &[arrived(last)]].concat());
    own.events.last_mut().unwrap().at = at;
    own
}

fn at_hand(state: &str) -> Application {
    let (_, own) = filed()
        .into_iter()
        .find(|(name, _)| *name == state)
        .unwrap();
    own
}

fn next(own: &Application, role: Role, what: E, at: Timestamp) -> Event<E> {
    let person = if role == Role::Officer { SUN } else { WANG };
    let mut event = event(&own.events, writer(person, role).author(), what);
    event.at = at;
    event
}

#[test]
fn an_offices_clock_goes_on_when_the_centre_has_what_was_brought() {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        more_asked(None),
        E::Supplemented,
    ];
    let pressed = fold(&application(&path));
    assert!(pressed.waiting_for_receipt, "it is on the phone only");
    let state = fold(&noted(&path, TEN_DAYS));
    assert_eq!(state.clock.pauses[0].until, Some(TEN_DAYS));
    assert_eq!(state.asked.unwrap().supplemented_at, Some(TEN_DAYS));
    assert!(!state.waiting_for_receipt);
    assert!(state.ignored.is_empty());
}

#[test]
fn an_objections_new_time_begins_when_the_centre_has_it() {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Refused),
        objected(),
    ];
    assert!(fold(&application(&path)).waiting_for_receipt);
    let state = fold(&noted(&path, TEN_DAYS));
    assert_eq!(state.clock.started, Some(TEN_DAYS));
    assert!(!state.waiting_for_receipt);
}

#[test]
fn what_an_office_acted_upon_has_arrived_though_nobody_noted_it() {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        more_asked(None),
        E::Supplemented,
        decided(Outcome::Granted),
    ];
    let state = fold(&application(&path));
    assert!(!state.waiting_for_receipt);
    assert_eq!(state.clock.pauses[0].until, Some(Timestamp(5_000)));
}

#[test]
fn a_decision_dated_back_is_as_late_as_it_came() {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Granted),
    ];
    let state = fold(&noted(&path, TEN_DAYS));
    assert_eq!(state.clock.stopped, Some(TEN_DAYS));
    assert_eq!(state.decision().unwrap().at, TEN_DAYS);
}

#[test]
fn only_the_centre_notes_and_only_once() {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        more_asked(None),
        E::Supplemented,
    ];
    let mut own = noted(&path, TEN_DAYS);
    let mut again = next(&own, Role::Resident, arrived(4), Timestamp(0));
    own.events.push(again.clone());
    again.id.0[15] = 1;
    again.by = own.events[5].by;
    own.events.push(again);
    let state = fold(&own);
    assert_eq!(state.clock.pauses[0].until, Some(TEN_DAYS));
    assert_eq!(state.ignored.len(), 2);
}

#[test]
fn a_turn_is_neither_got_round_nor_lengthened_by_a_clock_that_goes_ahead() {
    let held = application(&[SUBMITTED, received(), E::Accepted, taken(SUN, 2_000_000)]);
    let mut early = next(
        &held,
        Role::Officer,
        decided(Outcome::Granted),
        Timestamp(3_000_000),
    );
    early.by.person = LI;
    let touch = Touch::Application(Box::new(early));
    let before = Folded::of(Contents::Application(held));
    let judge = |now| may_arrive(&before, &touch, Timestamp(now));
    assert_eq!(judge(1_999_999), Err(Refusal::TooLate));
    assert_eq!(judge(2_000_000), Ok(()));

    let mut own = application(&[SUBMITTED, received(), E::Accepted]);
    let ahead = next(&own, Role::Officer, taken(SUN, 90_000_000), TEN_DAYS);
    let ahead = Event {
        what: taken(SUN, TEN_DAYS.0 + 60_000),
        ..ahead
    };
    own.events.push(ahead);
    let mut note = event(
        &own.events,
        writer(PersonId([9; 16]), Role::Centre).author(),
        arrived(3),
    );
    note.at = Timestamp(100_000);
    own.events.push(note);
    assert_eq!(fold(&own).lease.unwrap().until, Timestamp(160_000));
}

#[test]
fn the_last_day_is_judged_by_when_it_arrives() {
    let lapsed = at_hand("lapsed");
    let since = fold(&lapsed).lapsed_at.unwrap();
    let until = since.plus_ms(REOPEN_DAYS * DAY_MS);
    assert_eq!(fold(&lapsed).reopens_until(), Some(until));
    let brought = next(&lapsed, Role::Resident, E::Supplemented, since);
    let (before, touch) = (
        Folded::of(Contents::Application(lapsed)),
        Touch::Application(Box::new(brought)),
    );
    assert_eq!(may_arrive(&before, &touch, until), Ok(()));
    let late = may_arrive(&before, &touch, until.plus_ms(1));
    assert_eq!(late, Err(Refusal::TooLate));
}

#[test]
fn only_what_counts_is_noted() {
    let own = at_hand("accepted");
    let now = TEN_DAYS;
    let is = |what: E, off: i64| {
        let event = next(&own, Role::Officer, what, now.plus_ms(off));
        is_noted(&event, now)
    };
    for off in [0, TOLERANCE_MS, -TOLERANCE_MS] {
        assert!(!is(decided(Outcome::Granted), off));
        assert!(is(E::Supplemented, off), "always");
    }
    assert!(is(decided(Outcome::Granted), TOLERANCE_MS + 1));
    assert!(is(decided(Outcome::Granted), -TOLERANCE_MS - 1));
    assert!(!is(E::Said { text: "x".into() }, -DAY_MS));
}

#[test]
fn nobody_works_on_it_once_a_turn_is_given_back_or_over() {
    let held = at_hand("in review");
    let state = fold(&held);
    assert_eq!(state.status_at(Timestamp(999_999)), S::InReview);
    assert_eq!(state.status_at(Timestamp(1_000_000)), S::Accepted);
    let path = [SUBMITTED, received(), E::Accepted, taken(SUN, 1_000_000)];
    let given = fold(&application(&[&path[..], &[E::LeaseGiven]].concat()));
    assert_eq!((given.status, given.lease), (S::Accepted, None));
}

#[test]
fn of_two_corrections_asked_while_apart_the_second_is_refused() {
    let asked = E::CorrectionAsked {
        words: "my name".into(),
    };
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Granted),
        asked.clone(),
    ];
    let own = application(&path);
    let second = next(&own, Role::Resident, asked, Timestamp(9_000));
    let resident = writer(WANG, Role::Resident);
    let judged = may_write(
        &resident,
        &Contents::Application(own),
        &Touch::Application(Box::new(second)),
    );
    assert_eq!(judged, Err(Refusal::TooLate));
}

#[test]
fn what_was_not_taken_on_reaches_the_resident_once() {
    let path = [SUBMITTED, received(), not_accepted(), E::Served, E::Served];
    let state = fold(&application(&path));
    assert_eq!(state.status, S::NotAccepted);
    assert_eq!(state.served_at, Some(Timestamp(4_000)));
    assert_eq!(state.ignored.len(), 1);
}

#[test]
fn what_was_withdrawn_is_taken_up_again_within_thirty_days_and_sent_anew() {
    let path = [SUBMITTED, received(), withdrawn()];
    for (days, status) in [(REOPEN_DAYS, S::Draft), (REOPEN_DAYS + 1, S::Withdrawn)] {
        let mut own = application(&path);
        let until = Timestamp(3_000).plus_ms(days * DAY_MS);
        let event = next(&own, Role::Resident, E::Resumed, until);
        own.events.push(event);
        assert_eq!(fold(&own).status, status, "{days}");
    }
    let again = application(&[&path[..], &[E::Resumed]].concat());
    let state = fold(&again);
    assert_eq!(state.tracking, None, "it is no office's to read");
    assert!(state.earlier_tracking.is_some());
    assert!(state.withdrawn.is_none());
    let sent = application(&[&path[..], &[E::Resumed, SUBMITTED, received()]].concat());
    assert_eq!(fold(&sent).status, S::Received);
    let thrown = application(&[E::Discarded, E::Resumed]);
    assert_eq!(fold(&thrown).status, S::Draft);
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Refused),
        objected(),
        withdrawn(),
        E::Resumed,
    ];
    assert_eq!(
        fold(&application(&path)).status,
        S::Withdrawn,
        "decided once"
    );
}

fn client_event() -> impl Strategy<Value = E> {
    prop_oneof![
        3 => Just(SUBMITTED),
        3 => Just(received()),
        3 => Just(E::Accepted),
        3 => Just(more_asked(Some("again"))),
        3 => Just(E::Supplemented),
        2 => Just(decided(Outcome::Refused)),
        2 => Just(objected()),
        1 => Just(withdrawn()),
    ]
}

proptest! {
    #![proptest_config(cases(256))]

    /// Whatever its author's clock says, what the centre has noted is reckoned alike.
    #[test]
    fn an_authors_clock_makes_no_difference_once_the_arrival_is_noted(
        all in events(client_event()), clocks in proptest::collection::vec(-9_000_000_000i64..9_000_000_000, 24),
    ) {
        let own = |is_wrong: bool| {
            let mut own = Application { events: all.clone(), ..application(&[]) };
            let mut notes = Vec::new();
            for (number, event) in own.events.iter_mut().enumerate() {
                event.at = Timestamp(i64::try_from(number).unwrap());
                if event.by.role == Role::Centre {
                    continue;
                }
                let mut note = event.clone();
                note.what = E::Arrived { event: event.id };
                note.by = writer(PersonId([9; 16]), Role::Centre).author();
                note.turn = event.turn + 1;
                note.id.0[14] ^= 0x55;
                notes.push(note);
                if is_wrong {
                    event.at = Timestamp(clocks[number]);
                }
            }
            own.events.extend(notes);
            fold(&own)
        };
        prop_assert_eq!(own(false), own(true));
    }
}
