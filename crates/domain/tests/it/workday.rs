//! Working days and the clock of a promise, against counting day by day on paper.

use crate::{
    office::{SUBMITTED, application, decided, more_asked, not_accepted, objected, received},
    town::DAY,
};
use linli_domain::{
    application::{ApplicationEvent as E, Outcome, TAKE_ON_DAYS, fold, waits_since},
    time::{Date, Timestamp, Weekday, add_days},
    workday::{Calendar, Clock, Pause, add_working_days, due, due_after, working_days_between},
};
use linli_testing::cases;
use proptest::prelude::*;
use std::collections::BTreeSet;

const CITY: i32 = 480;

/// Days that differ from "Monday to Friday"; `work` wins.
#[derive(Debug, Clone, Default)]
struct Holidays {
    off: BTreeSet<Date>,
    work: BTreeSet<Date>,
}

impl Calendar for Holidays {
    fn is_working(&self, date: Date) -> bool {
        let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        self.work.contains(&date) || !(is_weekend || self.off.contains(&date))
    }
}

fn noon(day: i32) -> Timestamp {
    Timestamp::at(
        add_days(DAY, day),
        linli_domain::time::Minute::of(12, 0),
        CITY,
    )
}

fn holidays() -> impl Strategy<Value = Holidays> {
    let days =
        || proptest::collection::btree_set((-10i32..120).prop_map(|day| add_days(DAY, day)), 0..20);
    (days(), days()).prop_map(|(off, work)| Holidays { off, work })
}

/// The working days among the `days` days after the first, as a list.
fn on_paper(holidays: &Holidays, from: Date, days: i32) -> Vec<Date> {
    let all = (1..=days).map(|day| add_days(from, day));
    let weekday = |date: Date| !matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    all.filter(|date| {
        holidays.work.contains(date) || (weekday(*date) && !holidays.off.contains(date))
    })
    .collect()
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn working_days_are_those_on_paper(holidays in holidays(), days in -20i32..90, ahead in 0u16..40) {
        let paper = on_paper(&holidays, DAY, days);
        let between = working_days_between(DAY, add_days(DAY, days), &holidays);
        prop_assert_eq!(usize::from(between), paper.len());
        let nth = match ahead {
            0 => DAY,
            nth => on_paper(&holidays, DAY, 400)[usize::from(nth) - 1],
        };
        prop_assert_eq!(add_working_days(DAY, ahead, &holidays), nth);
    }

    #[test]
    fn a_promise_is_due_when_paper_says(
        holidays in holidays(), promise in 0u16..25, today in 0i32..150,
        rests in proptest::collection::vec((0i32..60, 0i32..20), 0..4), stopped in proptest::option::of(0i32..120),
    ) {
        let clock = Clock {
            started: Some(noon(0)),
            pauses: rests.iter().map(|(from, long)| Pause { from: noon(*from), until: Some(noon(from + long)) }).collect(),
            stopped: stopped.map(noon),
        };
        let rests = |date: &Date| rests.iter().any(|(from, long)| (from + 1..=from + long).any(|day| add_days(DAY, day) == *date));
        let mut counted = on_paper(&holidays, DAY, 600);
        counted.retain(|date| !rests(date));
        let shown = due(&clock, promise, &holidays, CITY, add_days(DAY, today)).unwrap();
        let date = if promise == 0 { DAY } else { counted[usize::from(promise) - 1] };
        prop_assert_eq!(shown.date, date);
        let end = add_days(DAY, stopped.unwrap_or(today));
        let late = counted.iter().filter(|day| **day > date && **day <= end).count();
        prop_assert_eq!(usize::from(shown.overdue_by), late);
        prop_assert!(!shown.is_paused);
    }
}

#[test]
fn a_weekend_on_which_offices_work_counts_and_a_day_off_does_not() {
    // DAY is a Monday; the Saturday before the day off is worked instead.
    let (tuesday, saturday) = (add_days(DAY, 1), add_days(DAY, 5));
    let holidays = Holidays {
        off: [tuesday].into(),
        work: [saturday].into(),
    };
    assert!(!holidays.is_working(tuesday) && holidays.is_working(saturday));
    assert_eq!(add_working_days(DAY, 4, &holidays), saturday);
    assert_eq!(working_days_between(DAY, saturday, &holidays), 4);
    assert_eq!(working_days_between(saturday, DAY, &holidays), 0);
}

#[test]
fn the_clock_rests_while_the_office_waits_for_the_resident() {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        more_asked(None),
        E::Supplemented,
        decided(Outcome::Granted),
    ];
    let mut filed = application(&path);
    // Accepted on Monday, asked on Tuesday, brought ten days later, decided the day after.
    for (index, day) in [(2, 0), (3, 1), (4, 11), (5, 12)] {
        filed.events[index].at = noon(day);
    }
    let shown = |upto: usize, today: i32| {
        let mut filed = filed.clone();
        filed.events.truncate(upto);
        due(
            &fold(&filed).clock,
            5,
            &Holidays::default(),
            CITY,
            add_days(DAY, today),
        )
    };
    assert_eq!(shown(2, 0), None, "it has not begun");
    assert_eq!(shown(3, 0).unwrap().date, add_days(DAY, 7));
    let rests = shown(4, 8).unwrap();
    assert!(rests.is_paused && rests.overdue_by == 0);
    // One day used, four left after Friday of the next week.
    let runs = shown(5, 11).unwrap();
    assert_eq!((runs.date, runs.is_paused), (add_days(DAY, 17), false));
    assert_eq!(shown(5, 21).unwrap().overdue_by, 2);
    assert_eq!(
        shown(6, 90).unwrap().overdue_by,
        0,
        "decided in time, whenever one looks"
    );
}

#[test]
fn what_was_received_has_a_day_to_be_taken_on_by() {
    let calendar = Holidays::default();
    let until = |events: &[E], today: i32| {
        let mut own = application(events);
        for (event, day) in own.events.iter_mut().zip([0, 0, 8, 10]) {
            event.at = noon(day);
        }
        let since = waits_since(&fold(&own))?;
        let today = add_days(DAY, today);
        Some(due_after(since, TAKE_ON_DAYS, &calendar, CITY, today))
    };
    let waits = [SUBMITTED, received()];
    let due = until(&waits, 0).unwrap();
    assert_eq!(
        due.date,
        add_working_days(DAY, TAKE_ON_DAYS, &calendar),
        "from the receipt"
    );
    assert_eq!((due.left, due.overdue_by), (TAKE_ON_DAYS, 0));
    assert!(until(&waits, 9).unwrap().overdue_by > 0, "forgotten");
    let taken_on = [SUBMITTED, received(), E::Accepted];
    assert_eq!(until(&taken_on, 9), None);
    // Asked for before it was taken on: from when it is brought.
    let asks = [SUBMITTED, received(), more_asked(None)];
    assert_eq!(until(&asks, 9), None, "the resident's turn");
    let brought = [&asks[..], &[E::Supplemented]].concat();
    let again = add_working_days(add_days(DAY, 10), TAKE_ON_DAYS, &calendar);
    assert_eq!(until(&brought, 10).map(|due| due.date), Some(again));
    let objects = [SUBMITTED, received(), not_accepted(), objected()];
    assert_eq!(until(&objects, 10).map(|due| due.date), Some(again));
}
