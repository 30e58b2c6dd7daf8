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

/// Days from 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;
/// Days in four centuries of the Gregorian calendar.
const FOUR_CENTURIES: i64 = 146_097;

/// Days since 1970-01-01, counted in years that begin in March, so that the leap day is the last.
fn days_of(date: Date) -> i64 {
    let (month, day) = (i64::from(date.month()), i64::from(date.day()));
    let year = i64::from(date.year()) - i64::from(month <= 2);
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * FOUR_CENTURIES + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH
}

/// The day that lies `days` after 1970-01-01; the calendar's ends where that is out of range.
fn date_from_days(days: i64) -> Date {
    let days = days.clamp(days_of(Date::MIN), days_of(Date::MAX)) + EPOCH;
    let (era, of_era) = (
        days.div_euclid(FOUR_CENTURIES),
        days.rem_euclid(FOUR_CENTURIES),
    );
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    let made = || {
        Date::new(
            year.try_into().ok()?,
            month.try_into().ok()?,
            day.try_into().ok()?,
        )
        .ok()
    };
    // Always a day, by the clamp above; a test compares with the calendar library.
    made().unwrap_or_default()
}

/// The day that `text` names, as `2026-11-24`; nothing else is a day.
///
/// By hand: the calendar library's own reading carries all its error texts to every phone.
#[must_use]
pub fn read_day(text: &str) -> Option<Date> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let shaped = year.len() == 4 && month.len() == 2 && day.len() == 2;
    if !shaped || !digits(year) || !digits(month) || !digits(day) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day as [`read_day`] reads it; by hand for the same reason.
#[must_use]
pub fn write_day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// A day in JSON and CBOR, as [`read_day`] reads it; for `#[serde(with)]`.
pub mod day {
    use super::{Date, read_day, write_day};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the day.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&write_day(*date))
    }

    /// Reads the day.
    ///
    /// # Errors
    /// Where there is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        read_day(&text).ok_or_else(|| D::Error::custom("a day is expected, as `2026-11-24`"))
    }
}

/// A day that may be absent; for `#[serde(default, with)]`.
pub mod day_or_none {
    use super::{Date, read_day, write_day};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    /// Writes the day or nothing.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        date.map(write_day).serialize(to)
    }

    /// Reads the day or nothing.
    ///
    /// # Errors
    /// Where there is something else.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let Some(text) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        let date = read_day(&text)
            .ok_or_else(|| D::Error::custom("a day is expected, as `2026-11-24`"))?;
        Ok(Some(date))
    }
}

/// `date` moved by `days`; stays at the calendar's end instead of overflowing.
#[must_use]
pub fn add_days(date: Date, days: i32) -> Date {
    date_from_days(days_of(date).saturating_add(i64::from(days)))
}

/// Days from `earlier` to `later`.
#[must_use]
pub fn days_between(earlier: Date, later: Date) -> i64 {
    days_of(later) - days_of(earlier)
}

/// `date` moved by `months`. A day that the month lacks is the first of the next: who was
/// born on 29 February is a year older on 1 March. Stays at the calendar's ends.
#[must_use]
pub fn plus_months(date: Date, months: i32) -> Date {
    let all = i32::from(date.year()) * 12 + i32::from(date.month() - 1);
    let all = all.saturating_add(months);
    let made = |all: i32, day: i8| {
        let year = i16::try_from(all.div_euclid(12)).ok()?;
        let month = i8::try_from(all.rem_euclid(12) + 1).ok()?;
        Date::new(year, month, day).ok()
    };
    let found = made(all, date.day()).or_else(|| made(all.saturating_add(1), 1));
    found.unwrap_or(if months < 0 { Date::MIN } else { Date::MAX })
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

/// How much must be left of a part of today for somebody to come in it still, in minutes.
const ENOUGH_MINUTES: u16 = 60;

/// A part of a day in which somebody comes, from `from` up to `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    pub from: Minute,
    /// The minute after the last.
    pub to: Minute,
    /// When the appointment is to which they go along, where the window follows from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Minute>,
}

impl Window {
    /// The morning that residents are offered: 8 to 12.
    pub const MORNING: Self = Self::between(Minute::of(8, 0), Minute::of(12, 0));
    /// The afternoon that residents are offered: 13 to 17.
    pub const AFTERNOON: Self = Self::between(Minute::of(13, 0), Minute::of(17, 0));
    /// From midnight to midnight.
    pub const DAY: Self = Self::between(Minute(0), Minute(1440));

    /// The part of the day from `from` up to `to`.
    #[must_use]
    pub const fn between(from: Minute, to: Minute) -> Self {
        Self {
            from,
            to,
            appointment: None,
        }
    }

    /// Whether the window begins before it ends, stays within one day, and ends before the
    /// appointment that it is for.
    #[must_use]
    pub fn is_valid(self) -> bool {
        let is_in_time = |at: Minute| self.to <= at && at.0 < 1440;
        self.from < self.to && self.to.0 <= 1440 && self.appointment.is_none_or(is_in_time)
    }

    /// Whether at `now`, on its day, there is still time for somebody to come.
    #[must_use]
    pub const fn has_time_left(self, now: Minute) -> bool {
        now.0 + ENOUGH_MINUTES <= self.to.0
    }

    /// Whether at `now`, on its day, nobody can come in it any more.
    #[must_use]
    pub fn is_over(self, now: Minute) -> bool {
        self.to <= now
    }
}

/// A time of the day in JSON, CBOR and the catalogue, as `09:30`; for `#[serde(with)]`.
pub mod clock {
    use super::Minute;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the time.
    ///
    /// # Errors
    /// Those of `to`.
    pub fn serialize<S: Serializer>(minute: &Minute, to: S) -> Result<S::Ok, S::Error> {
        let (hour, minute) = minute.clock();
        to.collect_str(&format_args!("{hour:02}:{minute:02}"))
    }

    /// Reads the time.
    ///
    /// # Errors
    /// Where there is none.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Minute, D::Error> {
        let text = String::deserialize(from)?;
        read(&text).ok_or_else(|| D::Error::custom("a time is expected, as `09:30`"))
    }

    fn read(text: &str) -> Option<Minute> {
        let (hour, minute) = text.split_once(':')?;
        let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !two_digits(hour) || !two_digits(minute) {
            return None;
        }
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < 60).then(|| Minute::of(hour, minute))
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
    use linli_testing::cases;
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
    fn a_day_is_read_as_it_is_written_and_no_other_way() {
        let date = Date::constant(2026, 11, 24);
        assert_eq!(
            write_day(date),
            date.to_string(),
            "as the calendar library writes it"
        );
        assert_eq!(read_day(&write_day(date)), Some(date));
        for text in [
            "",
            "2026-11",
            "2026-2-3",
            "2026-02-30",
            "+026-11-24",
            "2026-11-24T08:00",
            "2026-11-2x",
        ] {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_that_a_month_lacks_is_the_first_of_the_next() {
        let day = Date::constant;
        for (from, months, to) in [
            (day(2024, 2, 29), 12, day(2025, 3, 1)),
            (day(2024, 2, 29), 48, day(2028, 2, 29)),
            (day(2026, 1, 31), 1, day(2026, 3, 1)),
            (day(2026, 11, 24), 12, day(2027, 11, 24)),
            (day(2026, 11, 30), 3, day(2027, 3, 1)),
            (day(2026, 1, 15), -13, day(2024, 12, 15)),
        ] {
            assert_eq!(plus_months(from, months), to, "{from} and {months}");
        }
        assert_eq!(plus_months(day(2026, 1, 1), i32::MAX), Date::MAX);
        assert_eq!(plus_months(day(2026, 1, 1), i32::MIN), Date::MIN);
    }

    #[test]
    fn a_window_ends_before_the_appointment_that_it_is_for() {
        let window = |from: u16, to: u16, appointment: Option<u16>| Window {
            from: Minute(from),
            to: Minute(to),
            appointment: appointment.map(Minute),
        };
        for (window, is_valid) in [
            (Window::DAY, true),
            (window(540, 540, None), false),
            (window(540, 1441, None), false),
            (window(480, 510, Some(570)), true),
            (window(480, 570, Some(570)), true),
            (window(480, 510, Some(500)), false),
            (window(480, 510, Some(1440)), false),
        ] {
            assert_eq!(window.is_valid(), is_valid, "{window:?}");
        }
    }

    #[test]
    fn an_earlier_version_s_window_is_read_and_written_as_it_was() {
        let text = r#"{"from":480,"to":720}"#;
        let window: Window = serde_json::from_str(text).unwrap();
        assert_eq!(window, Window::MORNING);
        assert_eq!(serde_json::to_string(&window).unwrap(), text);
    }

    #[test]
    fn somebody_can_come_while_an_hour_is_left() {
        let afternoon = Window::AFTERNOON;
        assert!(afternoon.has_time_left(Minute::of(16, 0)));
        assert!(!afternoon.has_time_left(Minute::of(16, 1)));
        assert!(!afternoon.is_over(Minute::of(16, 59)));
        assert!(afternoon.is_over(Minute::of(17, 0)));
    }

    #[test]
    fn a_set_of_weekdays_holds_what_was_put_in() {
        let set = Weekdays::of(&[Weekday::Monday, Weekday::Sunday]);
        assert!(set.contains(Weekday::Sunday) && !set.contains(Weekday::Tuesday));
        assert!(Weekdays::default().is_empty());
    }

    proptest! {
        #![proptest_config(cases(256))]

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
        fn days_are_counted_as_the_calendar_library_counts_them(days in -4_371_587i64..2_932_896) {
            let span = jiff::Span::new().try_days(days).unwrap();
            let date = Date::constant(1970, 1, 1).saturating_add(span);
            prop_assert_eq!(date_from_days(days), date);
            prop_assert_eq!(days_of(date), days);
        }

        #[test]
        fn no_moment_is_out_of_range(ms in any::<i64>()) {
            let _in_range = Timestamp(ms).local(480);
        }
    }
}
