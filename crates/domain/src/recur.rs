//! From "when" to visits: which visits a request asks for in a span of days.
//!
//! Visits made by rule have ids made by rule ([`VisitId`]), so devices that are
//! apart agree on them without talking.

use crate::{
    care::{VisitId, When},
    time::{Date, Minute, Window, add_days, days_between},
};

/// The longest span, in days, for which visits are listed at once.
pub const MAX_SPAN_DAYS: i64 = 366;

/// The visits that `when` asks for from `first` to `last`, both included, in
/// order. Spans longer than [`MAX_SPAN_DAYS`] are cut.
#[must_use]
pub fn visits(when: &When, first: Date, last: Date) -> Vec<VisitId> {
    let span = days_between(first, last).min(MAX_SPAN_DAYS);
    let span = i32::try_from(span).unwrap_or(-1);
    (0..=span)
        .map(|days| add_days(first, days))
        .filter(|date| falls_on(when, *date))
        .map(|date| VisitId {
            date,
            slot: slot(when),
        })
        .collect()
}

/// The visit of a request that asks for just one.
#[must_use]
pub fn only_visit(when: &When) -> Option<VisitId> {
    match when {
        When::Soon { date } | When::Once { date, .. } => Some(VisitId {
            date: *date,
            slot: slot(when),
        }),
        When::Weekly { .. } => None,
    }
}

/// Whether `when` asks for the visit `id`.
#[must_use]
pub fn asks_for(when: &When, id: VisitId) -> bool {
    falls_on(when, id.date) && slot(when) == id.slot
}

/// The last day that `when` asks for; `None` where it goes on without an end.
#[must_use]
pub const fn last_day(when: &When) -> Option<Date> {
    match when {
        When::Soon { date } | When::Once { date, .. } => Some(*date),
        When::Weekly { until, .. } => *until,
    }
}

/// Whether `when` asks for no visit after the one on `date`.
#[must_use]
pub fn ends_on(when: &When, date: Date) -> bool {
    last_day(when).is_some_and(|last| visits(when, add_days(date, 1), last).is_empty())
}

/// The part of the day that a request asks for.
#[must_use]
pub const fn window(when: &When) -> Window {
    match when {
        When::Soon { .. } => Window::DAY,
        When::Once { window, .. } | When::Weekly { window, .. } => *window,
    }
}

fn slot(when: &When) -> Minute {
    window(when).from
}

fn falls_on(when: &When, date: Date) -> bool {
    match when {
        When::Soon { date: on } | When::Once { date: on, .. } => *on == date,
        When::Weekly {
            days, from, until, ..
        } => {
            date >= *from
                && until.is_none_or(|until| date <= until)
                && days.contains(date.weekday())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{Weekday, Weekdays};
    use linli_testing::cases;
    use proptest::prelude::*;

    fn weekly(days: Weekdays) -> When {
        When::Weekly {
            days,
            window: Window::MORNING,
            from: Date::constant(2026, 11, 23),
            until: Some(Date::constant(2026, 12, 31)),
        }
    }

    #[test]
    fn mondays_and_thursdays() {
        let when = weekly(Weekdays::of(&[Weekday::Monday, Weekday::Thursday]));
        let ids = visits(
            &when,
            Date::constant(2026, 11, 20),
            Date::constant(2026, 12, 1),
        );
        let texts: Vec<_> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(
            texts,
            ["2026-11-23T0800", "2026-11-26T0800", "2026-11-30T0800"]
        );
    }

    #[test]
    fn a_span_that_ends_before_it_begins_has_no_visits() {
        let when = weekly(Weekdays([true; 7]));
        assert!(
            visits(
                &when,
                Date::constant(2026, 12, 2),
                Date::constant(2026, 12, 1)
            )
            .is_empty()
        );
    }

    #[test]
    fn a_series_ends_on_its_last_visit() {
        let when = weekly(Weekdays::of(&[Weekday::Monday, Weekday::Thursday]));
        let day = |day| Date::constant(2026, 12, day);
        for (date, ends) in [(24, false), (28, false), (30, false), (31, true)] {
            assert_eq!(ends_on(&when, day(date)), ends, "{date} December");
        }
        let When::Weekly {
            days, window, from, ..
        } = when
        else {
            unreachable!("it is weekly");
        };
        let until_wednesday = When::Weekly {
            days,
            window,
            from,
            until: Some(day(30)),
        };
        assert!(ends_on(&until_wednesday, day(28)), "a Monday");
        let open = When::Weekly {
            days,
            window,
            from,
            until: None,
        };
        assert!(!ends_on(&open, day(31)));
        let date = day(1);
        assert!(ends_on(&When::Soon { date }, date));
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn devices_that_look_at_different_spans_agree(
            days in any::<[bool; 7]>(), start in 0i32..60, length in 0i32..60,
        ) {
            let when = weekly(Weekdays(days));
            let from = add_days(Date::constant(2026, 11, 1), start);
            let whole = visits(&when, Date::constant(2026, 10, 1), Date::constant(2027, 3, 1));
            for id in visits(&when, from, add_days(from, length)) {
                prop_assert!(whole.contains(&id));
                prop_assert!(asks_for(&when, id));
                prop_assert_eq!(ends_on(&when, id.date), whole.last() == Some(&id));
            }
        }
    }
}
