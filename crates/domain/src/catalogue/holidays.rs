//! Days off and working weekends, year by year.

use crate::{
    text::LocalText,
    time::{Date, Weekday, day},
    workday::Calendar,
};
use serde::{Deserialize, Serialize};

/// A day as a text, `2026-11-24`, in lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ListedDate(#[serde(with = "day")] pub Date);

/// Days off in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaysOff {
    #[serde(with = "day")]
    pub from: Date,
    /// The last day, itself free.
    #[serde(with = "day")]
    pub to: Date,
    pub name: LocalText,
}

/// What is known of one year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayYear {
    pub year: i16,
    /// Where it is from.
    pub source: LocalText,
    /// What to know about it.
    pub note: LocalText,
    /// Not announced yet: dates counted by it may still move.
    #[serde(default)]
    pub is_assumption: bool,
    /// Days off besides weekends.
    pub off: Vec<DaysOff>,
    /// Weekend days on which offices work.
    pub work: Vec<ListedDate>,
}

/// Days off of all years that are known. In other years only weekends are off.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Holidays(pub Vec<HolidayYear>);

impl Holidays {
    /// The year, where it is known.
    #[must_use]
    pub fn year(&self, year: i16) -> Option<&HolidayYear> {
        self.0.iter().find(|known| known.year == year)
    }
}

impl Calendar for Holidays {
    fn is_working(&self, date: Date) -> bool {
        let weekend = is_weekend(date);
        let Some(year) = self.year(date.year()) else {
            return !weekend;
        };
        if year.work.contains(&ListedDate(date)) {
            return true;
        }
        !weekend
            && !year
                .off
                .iter()
                .any(|off| (off.from..=off.to).contains(&date))
    }
}

/// Whether `date` is a Saturday or Sunday.
pub(super) fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        time::add_days,
        workday::{add_working_days, working_days_between},
    };
    use linli_testing::cases;
    use proptest::prelude::*;

    fn known() -> Holidays {
        let off = |from, to| DaysOff {
            from,
            to,
            name: LocalText::default(),
        };
        let date = |month, day| Date::constant(2026, month, day);
        Holidays(vec![HolidayYear {
            year: 2026,
            source: LocalText::default(),
            note: LocalText::default(),
            is_assumption: false,
            off: vec![
                off(date(1, 1), date(1, 3)),
                off(date(2, 15), date(2, 23)),
                off(date(10, 1), date(10, 7)),
            ],
            work: vec![
                ListedDate(date(1, 4)),
                ListedDate(date(2, 14)),
                ListedDate(date(2, 28)),
            ],
        }])
    }

    #[test]
    fn a_working_weekend_counts_and_a_day_off_does_not() {
        let holidays = known();
        for (month, day, works) in [
            (1, 1, false),
            (1, 4, true),
            (2, 13, true),
            (2, 14, true),
            (2, 16, false),
            (2, 24, true),
            (2, 28, true),
            (3, 1, false),
        ] {
            let date = Date::constant(2026, month, day);
            assert_eq!(holidays.is_working(date), works, "{date}");
        }
        // An unknown year knows weekends only.
        assert!(holidays.is_working(Date::constant(2031, 1, 1)));
        assert!(!holidays.is_working(Date::constant(2031, 1, 4)));
    }

    #[test]
    fn a_promise_made_before_the_spring_festival_ends_after_it() {
        // Sat 14 works, 15–23 are off, 24 is the second day.
        let before = Date::constant(2026, 2, 13);
        assert_eq!(
            add_working_days(before, 2, &known()),
            Date::constant(2026, 2, 24)
        );
        assert_eq!(
            working_days_between(before, Date::constant(2026, 2, 24), &known()),
            2
        );
        assert_eq!(add_working_days(before, 0, &known()), before);
        assert_eq!(working_days_between(before, before, &known()), 0);
    }

    #[test]
    fn the_calendars_end_is_no_endless_loop() {
        assert_eq!(add_working_days(Date::MAX, 3, &known()), Date::MAX);
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn so_many_working_days_lie_between_a_day_and_its_promised_date(
            offset in 0i32..1500,
            days in 0u16..300,
        ) {
            let holidays = known();
            let from = add_days(Date::constant(2025, 1, 1), offset);
            let to = add_working_days(from, days, &holidays);
            prop_assert_eq!(working_days_between(from, to, &holidays), days);
            prop_assert!(days == 0 || holidays.is_working(to));
        }

        #[test]
        fn a_later_day_has_no_fewer_working_days(offset in 0i32..1500, more in 0i32..400) {
            let holidays = known();
            let from = Date::constant(2025, 6, 1);
            let (to, later) = (add_days(from, offset), add_days(from, offset + more));
            let between = working_days_between(from, to, &holidays) + working_days_between(to, later, &holidays);
            prop_assert_eq!(between, working_days_between(from, later, &holidays));
        }
    }
}
