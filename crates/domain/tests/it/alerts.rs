//! What cannot wait: when a request comes first on the desk's page, and when no longer.

use crate::town::{CHEN, DAY, LI, LIN, assigned, care, states};
use linli_domain::{
    care::{
        Alert, AlertKind, AlertRules, Care, CareEvent, CareStatus, Check, ReleaseReason, VisitId,
        VisitStep, Watch, When, fold, has_run_out,
    },
    document::Author,
    role::Role,
    time::{DAY_MS, MINUTE_MS, Minute, Timestamp, Weekday, Weekdays, Window, add_days},
};

const OFFSET_MINUTES: i32 = 480;
const LEASE_MINUTES: u32 = 120;

fn at(days: i32, hour: u16, minute: u16) -> Timestamp {
    Timestamp::at(
        add_days(DAY, days),
        Minute::of(hour, minute),
        OFFSET_MINUTES,
    )
}

/// A request for a visit in the morning of [`DAY`], or every day from then on, to which
/// `events` happened an hour before midnight.
fn wanted(when: When, events: &[CareEvent]) -> Care {
    let mut care = care(events);
    care.when = Some(when);
    for event in &mut care.events {
        event.at = at(-1, 23, 0);
    }
    care
}

fn once() -> When {
    When::Once {
        date: DAY,
        window: Window::MORNING,
    }
}

fn daily() -> When {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    When::Weekly {
        days: Weekdays::of(&[
            Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
        ]),
        window: Window::MORNING,
        from: DAY,
        until: None,
    }
}

fn alert(care: &Care, is_urgent: bool, now: Timestamp) -> Option<Alert> {
    let rules = AlertRules {
        calls: is_urgent.then_some(AlertKind::UrgentCall),
        now,
        offset_minutes: OFFSET_MINUTES,
        lease_minutes: LEASE_MINUTES,
    };
    Watch::of(&fold(care)).alert(care.when.as_ref()?, &rules)
}

fn kind(care: &Care, now: Timestamp) -> Option<AlertKind> {
    alert(care, false, now).map(|alert| alert.kind)
}

const RECEIVED: [CareEvent; 2] = [CareEvent::Sent, CareEvent::Received];

fn to_chen(last: &[CareEvent]) -> Vec<CareEvent> {
    [&RECEIVED[..], &[assigned(CHEN)], last].concat()
}

fn visit() -> VisitId {
    VisitId {
        date: DAY,
        slot: Window::MORNING.from,
    }
}

fn step(step: VisitStep) -> CareEvent {
    let visit = visit();
    CareEvent::Step { visit, step }
}

#[test]
fn urgent_help_cannot_wait_from_its_sending_until_it_is_over() {
    for (name, care) in states() {
        let is_pressing = matches!(name, "sent" | "received" | "assigned");
        let found = alert(&care, true, Timestamp(0)).map(|alert| alert.kind);
        assert_eq!(
            found,
            is_pressing.then_some(AlertKind::UrgentCall),
            "{name}"
        );
    }
}

#[test]
fn who_takes_care_of_urgent_help_stands_beside_it_for_as_long_as_it_is_open() {
    let taken_on = [&RECEIVED[..], &[CareEvent::Seen, CareEvent::TakenOn]].concat();
    let call = wanted(When::Soon { date: DAY }, &taken_on);
    let after_days = alert(&call, true, at(9, 0, 0)).unwrap();
    assert_eq!(after_days.taken_on.keys().collect::<Vec<_>>(), [&LIN]);

    let words = "lifted, unhurt".to_owned();
    let settled = [&taken_on[..], &[CareEvent::Settled { words }]].concat();
    assert_eq!(alert(&care(&settled), true, at(0, 0, 0)), None);
    let ended = fold(&care(&settled)).settled.unwrap();
    assert_eq!(
        (ended.by.person, ended.words.as_str()),
        (LIN, "lifted, unhurt")
    );
}

#[test]
fn a_request_that_nobody_took_is_pressing_when_its_time_comes() {
    let soon = wanted(When::Soon { date: DAY }, &RECEIVED);
    assert_eq!(kind(&soon, at(0, 0, 59)), None);
    assert_eq!(kind(&soon, at(0, 1, 0)), Some(AlertKind::NobodyTook));
    for when in [once(), daily()] {
        let care = wanted(when, &RECEIVED);
        assert_eq!(kind(&care, at(0, 5, 59)), None);
        assert_eq!(kind(&care, at(0, 6, 0)), Some(AlertKind::NobodyTook));
        let with_chen = wanted(care.when.clone().unwrap(), &to_chen(&[]));
        assert_eq!(kind(&with_chen, at(0, 6, 0)), None);
        let reason = ReleaseReason::GaveBack;
        let back = wanted(
            care.when.unwrap(),
            &to_chen(&[CareEvent::Released { reason }]),
        );
        // Chen's to give back, not the resident's.
        let mut back = back;
        back.events.last_mut().unwrap().by.person = LIN;
        back.events.last_mut().unwrap().by.role = linli_domain::role::Role::Worker;
        assert_eq!(kind(&back, at(0, 6, 0)), Some(AlertKind::NobodyTook));
    }
}

#[test]
fn what_is_wanted_at_short_notice_is_given_time_before_it_is_pressing() {
    let window = Window::AFTERNOON;
    let when = When::Once { date: DAY, window };
    for (sent, pressing) in [
        // Known long before: two hours before the afternoon begins.
        (at(-1, 23, 0), at(0, 11, 0)),
        (at(0, 9, 0), at(0, 11, 0)),
        // Two hours after it was sent.
        (at(0, 10, 30), at(0, 12, 30)),
        (at(0, 12, 30), at(0, 14, 30)),
        // Two hours before the afternoon ends, or at once.
        (at(0, 14, 0), at(0, 15, 0)),
        (at(0, 15, 45), at(0, 15, 45)),
    ] {
        let mut care = wanted(when.clone(), &RECEIVED);
        for event in &mut care.events {
            event.at = sent;
        }
        assert_eq!(kind(&care, pressing.plus_ms(-MINUTE_MS)), None, "{sent:?}");
        assert_eq!(kind(&care, pressing), Some(AlertKind::NobodyTook));
    }
}

#[test]
fn a_series_that_somebody_comes_for_has_run_out_after_its_last_day() {
    let until = |until| When::Weekly {
        days: Weekdays([true; 7]),
        window: Window::MORNING,
        from: DAY,
        until,
    };
    let ends = until(Some(DAY));
    for (status, when, today, is_out) in [
        (CareStatus::Assigned, &ends, DAY, false),
        (CareStatus::Assigned, &ends, add_days(DAY, 1), true),
        (CareStatus::Received, &ends, add_days(DAY, 1), false),
        (
            CareStatus::Assigned,
            &until(None),
            add_days(DAY, 400),
            false,
        ),
        (CareStatus::Assigned, &once(), add_days(DAY, 1), false),
    ] {
        assert_eq!(has_run_out(status, Some(when), today), is_out, "{when:?}");
    }
}

#[test]
fn a_visit_of_which_nobody_said_anything_is_asked_about_when_its_time_is_over() {
    for when in [once(), daily()] {
        let booked = wanted(when.clone(), &to_chen(&[]));
        assert_eq!(kind(&booked, at(0, 12, 0)), None);
        assert_eq!(kind(&booked, at(0, 12, 1)), Some(AlertKind::NobodyCame));
        for told in [VisitStep::OnTheWay, VisitStep::Arrived] {
            let told = wanted(when.clone(), &to_chen(&[step(told)]));
            assert_eq!(kind(&told, at(0, 12, 1)), None);
        }
    }
    // Who was assigned after the time had passed missed nothing.
    let late = wanted(
        When::Once {
            date: add_days(DAY, -1),
            window: Window::MORNING,
        },
        &to_chen(&[]),
    );
    assert_eq!(kind(&late, at(0, 0, 0)), None);
}

#[test]
fn one_visit_that_a_carer_cannot_make_comes_to_the_desk_at_once_and_the_series_stays_hers() {
    let reason = "ill today".to_owned();
    let off = step(VisitStep::CancelledByProvider { reason });
    let care = wanted(daily(), &to_chen(&[off]));
    let found = alert(&care, false, at(-1, 23, 1)).unwrap();
    assert_eq!(found.kind, AlertKind::CannotCome);
    assert_eq!(
        (found.visit, found.words.as_str()),
        (Some(visit()), "ill today")
    );
    assert_eq!(fold(&care).caregiver(), Some(CHEN));
}

#[test]
fn a_visit_whose_carer_was_lost_touch_with_comes_to_the_desk_until_somebody_is_heard_of() {
    let begun = [step(VisitStep::Arrived), step(VisitStep::Started)];
    let lost = [&begun[..], &[CareEvent::OutOfReach]].concat();
    let soon = || When::Soon { date: DAY };
    for when in [soon(), once(), daily()] {
        let found = alert(&wanted(when, &to_chen(&lost)), false, at(-1, 23, 1)).unwrap();
        assert_eq!(
            (found.kind, found.visit),
            (AlertKind::OutOfReach, Some(visit()))
        );
    }
    let then = |more: CareEvent| wanted(daily(), &to_chen(&[&lost[..], &[more]].concat()));
    let finished = then(step(VisitStep::Finished));
    assert_eq!(kind(&finished, at(-1, 23, 1)), None);
    let mut sent = then(assigned(LI));
    sent.events.last_mut().unwrap().by = Author {
        person: LIN,
        role: Role::Worker,
    };
    assert_eq!(fold(&sent).caregiver(), Some(LI));
    assert_eq!(kind(&sent, at(-1, 23, 1)), None, "somebody else is sent");
    let booked = wanted(daily(), &to_chen(&[CareEvent::OutOfReach]));
    assert_eq!(kind(&booked, at(-1, 23, 1)), None, "nobody is there");
}

#[test]
fn what_went_wrong_at_the_door_is_told_until_it_is_put_right() {
    let words = || "water too hot".to_owned();
    let worry = CareEvent::Checked {
        visit: visit(),
        check: "water".into(),
        result: Check::Worry {
            why: words(),
            value: None,
        },
    };
    let stopped = step(VisitStep::Stopped { reason: words() });
    let arrived = step(VisitStep::Arrived);
    let cleared = CareEvent::WorryCleared {
        visit: visit(),
        check: "water".into(),
        words: "mixed".into(),
    };
    for (last, put_right, expected, said) in [
        (worry, cleared, AlertKind::NotSafe, "water too hot"),
        (
            stopped,
            arrived.clone(),
            AlertKind::NotSafe,
            "water too hot",
        ),
        (
            step(VisitStep::NoAnswer),
            arrived.clone(),
            AlertKind::NobodyOpened,
            "",
        ),
    ] {
        let care = wanted(once(), &to_chen(&[arrived.clone(), last.clone()]));
        let found = alert(&care, false, at(0, 0, 0)).unwrap();
        assert_eq!((found.kind, found.words.as_str()), (expected, said));
        assert_eq!(found.visit, Some(visit()));
        let right = wanted(once(), &to_chen(&[arrived.clone(), last, put_right]));
        assert_eq!(alert(&right, false, at(0, 0, 0)), None);
    }
}

#[test]
fn what_somebody_takes_care_of_stands_for_a_day_and_what_is_new_stands_again() {
    let nobody_opened = to_chen(&[step(VisitStep::Arrived), step(VisitStep::NoAnswer)]);
    let mut care = wanted(
        daily(),
        &[&nobody_opened[..], &[CareEvent::TakenOn]].concat(),
    );
    let taken_on_at = at(0, 9, 0);
    care.events.last_mut().unwrap().at = taken_on_at;
    let found = alert(&care, false, taken_on_at).unwrap();
    assert_eq!(found.taken_on.get(&LIN), Some(&taken_on_at));
    let much_later = taken_on_at.plus_ms(DAY_MS + MINUTE_MS);
    // The next day's visit is another matter.
    let found = alert(&care, false, at(1, 9, 2)).map(|alert| alert.kind);
    assert_eq!((much_later, found), (at(1, 9, 1), None));
    let found = alert(&care, false, at(1, 12, 1)).unwrap();
    assert_eq!(
        (found.kind, found.taken_on.len()),
        (AlertKind::NobodyCame, 0)
    );
}
