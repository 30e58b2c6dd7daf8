//! Moments, days and windows of a day. No clock: whoever asks passes `now` in.

pub use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

/// A moment, in milliseconds since 1970-01-01 00:00 UTC.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Milliseconds in one minute.
pub const MINUTE_MS: i64 = 60_000;
/// Milliseconds in one day.
pub const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

impl Timestamp {
    /// This moment moved by `ms` milliseconds.
    #[must_use]
    pub const fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment (negative when it lies after).
    #[must_use]
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The day and the minute of that day at `offset_minutes` from UTC.
    #[must_use]
    pub fn local(self, offset_minutes: i32) -> (Date, Minute) {
        let local = self.0.saturating_add(i64::from(offset_minutes) * MINUTE_MS);
        let days = local.div_euclid(DAY_MS);
        let minute = local.rem_euclid(DAY_MS) / MINUTE_MS;
        (
            date_from_days(days),
            Minute(u16::try_from(minute).unwrap_or(0)),
        )
    }

    /// The moment that clocks at `offset_minutes` from UTC show as `minute` of `date`.
    #[must_use]
    pub fn at(date: Date, minute: Minute, offset_minutes: i32) -> Self {
        let minutes = i64::from(minute.0) - i64::from(offset_minutes);
        Self(days_of(date) * DAY_MS + minutes * MINUTE_MS)
    }
}

const EPOCH: Date = Date::constant(1970, 1, 1);

/// Days since 1970-01-01.
fn days_of(date: Date) -> i64 {
    i64::from(EPOCH.until(date).map_or(0, |span| span.get_days()))
}

/// The day that lies `days` after 1970-01-01; the calendar's ends where that is out of range.
fn date_from_days(days: i64) -> Date {
    EPOCH.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default())
}

/// `date` moved by `days`; stays at the calendar's end instead of overflowing.
#[must_use]
pub fn add_days(date: Date, days: i32) -> Date {
    date.saturating_add(jiff::Span::new().try_days(days).unwrap_or_default())
}

/// Days from `earlier` to `later`.
#[must_use]
pub fn days_between(earlier: Date, later: Date) -> i64 {
    days_of(later) - days_of(earlier)
}

/// A minute of a day, 0 to 1440 (the end of the day).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Minute(pub u16);

impl Minute {
    /// The minute that clocks show as `hour:minute`.
    #[must_use]
    pub const fn of(hour: u16, minute: u16) -> Self {
        Self(hour * 60 + minute)
    }

    /// Hour and minute as clocks show them.
    #[must_use]
    pub const fn clock(self) -> (u16, u16) {
        (self.0 / 60, self.0 % 60)
    }
}

/// A part of a day, from `from` up to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    /// First minute.
    pub from: Minute,
    /// The minute after the last.
    pub to: Minute,
}

impl Window {
    /// The morning that residents are offered: 8 to 12.
    pub const MORNING: Self = Self {
        from: Minute::of(8, 0),
        to: Minute::of(12, 0),
    };
    /// The afternoon that residents are offered: 13 to 17.
    pub const AFTERNOON: Self = Self {
        from: Minute::of(13, 0),
        to: Minute::of(17, 0),
    };
    /// The whole day.
    pub const DAY: Self = Self {
        from: Minute(0),
        to: Minute(1440),
    };

    /// Whether the window begins before it ends and stays within one day.
    #[must_use]
    pub fn is_valid(self) -> bool {
        self.from < self.to && self.to.0 <= 1440
    }
}

/// The days of a week on which something repeats, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weekdays(pub [bool; 7]);

impl Weekdays {
    /// The set of `days`.
    #[must_use]
    pub fn of(days: &[Weekday]) -> Self {
        let mut set = Self::default();
        days.iter().for_each(|day| set.insert(*day));
        set
    }

    /// Whether `day` is in the set.
    #[must_use]
    pub fn contains(self, day: Weekday) -> bool {
        self.0.get(index(day)).copied().unwrap_or(false)
    }

    /// Adds `day`.
    pub fn insert(&mut self, day: Weekday) {
        if let Some(slot) = self.0.get_mut(index(day)) {
            *slot = true;
        }
    }

    /// Whether no day is in the set.
    #[must_use]
    pub fn is_empty(self) -> bool {
        !self.0.contains(&true)
    }
}

fn index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn demo_city_is_eight_hours_ahead() {
        // 2026-11-23 18:30 UTC is already the next day there.
        let (date, minute) = Timestamp(1_795_458_600_000).local(480);
        assert_eq!(
            (date, minute),
            (Date::constant(2026, 11, 24), Minute::of(2, 30))
        );
    }

    #[test]
    fn a_set_of_weekdays_holds_what_was_put_in() {
        let set = Weekdays::of(&[Weekday::Monday, Weekday::Sunday]);
        assert!(set.contains(Weekday::Sunday) && !set.contains(Weekday::Tuesday));
        assert!(Weekdays::default().is_empty());
    }

    proptest! {
        #[test]
        fn local_and_at_are_inverse(
            minutes in -50_000_000i64..100_000_000,
            offset in -840i32..840,
        ) {
            let moment = Timestamp(minutes * MINUTE_MS);
            let (date, minute) = moment.local(offset);
            prop_assert_eq!(Timestamp::at(date, minute, offset), moment);
        }

        #[test]
        fn no_moment_is_out_of_range(ms in any::<i64>()) {
            let _in_range = Timestamp(ms).local(480);
        }
    }
}
