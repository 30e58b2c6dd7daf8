//! Days that a person should be reminded of, worked out from what the profile says.

use crate::{
    profile::ProfileKey,
    time::{Date, days_between, plus_months},
};
use serde::{Deserialize, Serialize};

/// How long after it a birthday is still worth a reminder, in days.
const AFTER_DAYS: i64 = 30;
/// What has been due for longer is no matter of a reminder, in days.
const OVERDUE_DAYS: i64 = 365;

/// When a service comes round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum Remind {
    /// It must be done again so long after it was done last.
    Again {
        /// The profile's field with the day on which it was.
        field: ProfileKey,
        /// How long after that, in months.
        months: u8,
        /// How long before it falls due people are told, in days, the longest first.
        days_before: Vec<u16>,
    },
    /// It ends on a day.
    Until {
        /// The profile's field with that day.
        field: ProfileKey,
        /// How long before people are told, in days, the longest first.
        days_before: Vec<u16>,
    },
    /// It changes with age.
    Ages {
        /// The profile's field with the date of birth.
        field: ProfileKey,
        /// At which birthdays, in years.
        ages: Vec<u8>,
        /// How long before people are told, in days, the longest first.
        days_before: Vec<u16>,
    },
}

impl Remind {
    /// The profile's field that it counts from.
    #[must_use]
    pub const fn field(&self) -> &ProfileKey {
        match self {
            Self::Again { field, .. } | Self::Until { field, .. } | Self::Ages { field, .. } => {
                field
            }
        }
    }

    /// How long before the day people are told, in days.
    #[must_use]
    pub fn days_before(&self) -> &[u16] {
        match self {
            Self::Again { days_before, .. }
            | Self::Until { days_before, .. }
            | Self::Ages { days_before, .. } => days_before,
        }
    }

    /// The day to be reminded of on `today`, where `since` is what the field says;
    /// `None` while it is far off, and when it is long over.
    #[must_use]
    pub fn day(&self, since: Date, today: Date) -> Option<Date> {
        let longest = self
            .days_before()
            .iter()
            .copied()
            .max()
            .map_or(0, i64::from);
        let is_near = |day: &Date, after: i64| {
            let left = days_between(today, *day);
            (-after..=longest).contains(&left)
        };
        match self {
            Self::Again { months, .. } => {
                let day = plus_months(since, i32::from(*months));
                Some(day).filter(|day| is_near(day, OVERDUE_DAYS))
            }
            Self::Until { .. } => Some(since).filter(|day| is_near(day, AFTER_DAYS)),
            Self::Ages { ages, .. } => ages
                .iter()
                .map(|age| plus_months(since, i32::from(*age) * 12))
                .find(|day| is_near(day, AFTER_DAYS)),
        }
    }

    /// Which of the notices is due on `today`: how many days before `day` it was to come.
    #[must_use]
    pub fn notice(&self, day: Date, today: Date) -> Option<u16> {
        let left = days_between(today, day);
        let reached = |before: &&u16| left <= i64::from(**before);
        self.days_before().iter().filter(reached).min().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::ProfileField;

    fn day(year: i16, month: i8, day: i8) -> Date {
        Date::constant(year, month, day)
    }

    #[test]
    fn a_check_comes_round_a_year_later_and_is_told_three_times() {
        let check = Remind::Again {
            field: "pension_check_on".into(),
            months: 12,
            days_before: vec![60, 30, 7],
        };
        let last = day(2025, 12, 31);
        let due = day(2026, 12, 31);
        assert_eq!(
            check.day(last, day(2026, 11, 1)),
            Some(due),
            "60 days before"
        );
        assert_eq!(check.day(last, day(2026, 10, 31)), None);
        assert_eq!(
            check.day(last, day(2027, 2, 1)),
            Some(due),
            "overdue is not over"
        );
        assert_eq!(check.day(last, day(2028, 1, 1)), None);
        for (today, notice) in [
            (day(2026, 11, 1), Some(60)),
            (day(2026, 11, 30), Some(60)),
            (day(2026, 12, 1), Some(30)),
            (day(2026, 12, 24), Some(7)),
            (day(2027, 1, 5), Some(7)),
            (day(2026, 10, 1), None),
        ] {
            assert_eq!(check.notice(due, today), notice, "{today}");
        }
        // As rules count: who did it on 29 February has until 1 March.
        let leap = Remind::Again {
            field: ProfileField::RemoteUntil.into(),
            months: 12,
            days_before: vec![60],
        };
        assert_eq!(
            leap.day(day(2024, 2, 29), day(2025, 2, 1)),
            Some(day(2025, 3, 1))
        );
    }

    #[test]
    fn what_ends_on_a_day_is_told_before_and_for_a_month_after() {
        let until = Remind::Until {
            field: "remote_until".into(),
            days_before: vec![30, 7],
        };
        let end = day(2027, 3, 3);
        for (today, told) in [
            (day(2027, 1, 31), None),
            (day(2027, 2, 1), Some(end)),
            (day(2027, 4, 2), Some(end)),
            (day(2027, 4, 3), None),
        ] {
            assert_eq!(until.day(end, today), told, "{today}");
        }
    }

    #[test]
    fn a_birthday_is_told_before_and_for_a_month_after() {
        let tiers = Remind::Ages {
            field: "birth_date".into(),
            ages: vec![80, 90],
            days_before: vec![60, 30, 7],
        };
        let born = day(1947, 3, 3);
        assert_eq!(tiers.day(born, day(2026, 12, 1)), None);
        assert_eq!(tiers.day(born, day(2027, 1, 2)), Some(day(2027, 3, 3)));
        assert_eq!(tiers.day(born, day(2027, 4, 2)), Some(day(2027, 3, 3)));
        assert_eq!(tiers.day(born, day(2027, 4, 3)), None);
        assert_eq!(tiers.day(born, day(2037, 3, 3)), Some(day(2037, 3, 3)));
        let leap = day(1944, 2, 29);
        assert_eq!(tiers.day(leap, day(2034, 2, 1)), Some(day(2034, 3, 1)));
    }
}
