//! Days and times in words, from numbers: no clock and no calendar here.

use crate::messages::{Arg, Messages};

const MONTHS: [&str; 12] = [
    "when-month-1",
    "when-month-2",
    "when-month-3",
    "when-month-4",
    "when-month-5",
    "when-month-6",
    "when-month-7",
    "when-month-8",
    "when-month-9",
    "when-month-10",
    "when-month-11",
    "when-month-12",
];

/// Weekdays, beginning with Monday.
const WEEKDAYS: [&str; 7] = [
    "when-weekday-1",
    "when-weekday-2",
    "when-weekday-3",
    "when-weekday-4",
    "when-weekday-5",
    "when-weekday-6",
    "when-weekday-7",
];

/// A day with its weekday, as the caller's calendar worked it out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarDay {
    pub year: i64,
    /// From 1 to 12.
    pub month: usize,
    /// Day of the month, 1 to 31.
    pub day: i64,
    /// Day of the week, 1 (Monday) to 7.
    pub weekday: usize,
}

/// How far a day lies from today, where people have a word for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearDay {
    Yesterday,
    Today,
    Tomorrow,
    /// Any other; it is told by its date.
    Other,
}

impl NearDay {
    /// From the number of days after today; negative for days before.
    #[must_use]
    pub const fn after_days(days: i64) -> Self {
        match days {
            -1 => Self::Yesterday,
            0 => Self::Today,
            1 => Self::Tomorrow,
            _ => Self::Other,
        }
    }
}

impl Messages {
    /// A day, as "Tuesday 24 November"; with its year where that is not `this_year`.
    #[must_use]
    pub fn day(&self, day: CalendarDay, this_year: i64) -> String {
        let key = if day.year == this_year {
            "when-day"
        } else {
            "when-day-other-year"
        };
        self.text(
            key,
            &[
                ("weekday", self.weekday(day.weekday).into()),
                ("day", day.day.into()),
                ("month", self.month(day.month)),
                ("year", Arg::Text(day.year.to_string())),
            ],
        )
    }

    /// A day with its year, as "24 November 2026".
    #[must_use]
    pub fn day_and_year(&self, day: CalendarDay) -> String {
        self.text(
            "when-day-year",
            &[
                ("year", Arg::Text(day.year.to_string())),
                ("day", day.day.into()),
                ("month", self.month(day.month)),
            ],
        )
    }

    /// A day as people speak of it, where a line begins with it: "Today", "Tomorrow", else
    /// [`Messages::day`].
    #[must_use]
    pub fn near_day(&self, day: CalendarDay, near: NearDay, this_year: i64) -> String {
        match near {
            NearDay::Yesterday => self.text("when-yesterday", &[]),
            NearDay::Today => self.text("when-today", &[]),
            NearDay::Tomorrow => self.text("when-tomorrow", &[]),
            NearDay::Other => self.day(day, this_year),
        }
    }

    /// The same inside a sentence, as in "by today".
    #[must_use]
    pub fn near_day_inside(&self, day: CalendarDay, near: NearDay, this_year: i64) -> String {
        match near {
            NearDay::Yesterday => self.text("when-in-yesterday", &[]),
            NearDay::Today => self.text("when-in-today", &[]),
            NearDay::Tomorrow => self.text("when-in-tomorrow", &[]),
            NearDay::Other => self.day(day, this_year),
        }
    }

    /// The name of a weekday, 1 (Monday) to 7; empty for any other number.
    #[must_use]
    pub fn weekday(&self, weekday: usize) -> String {
        let key = weekday.checked_sub(1).and_then(|index| WEEKDAYS.get(index));
        key.map(|key| self.text(key, &[])).unwrap_or_default()
    }

    /// A time of the day, as "10am" or "9:30am". `hour` is 0 to 24; 24 is the end of the day.
    #[must_use]
    pub fn clock(&self, hour: u16, minute: u16) -> String {
        let (key, shown) = match (hour, minute) {
            (0 | 24.., 0) => return self.text("when-clock-midnight", &[]),
            (12, 0) => return self.text("when-clock-midday", &[]),
            (0..6, _) => ("when-clock-night", if hour == 0 { 12 } else { hour }),
            (6..12, _) => ("when-clock-morning", hour),
            (12, _) => ("when-clock-noon", 12),
            (13..18, _) => ("when-clock-afternoon", hour - 12),
            (18..24, _) => ("when-clock-evening", hour - 12),
            _ => ("when-clock-night", 12),
        };
        let hour = ("hour", Arg::Text(shown.to_string()));
        let time = if minute == 0 {
            self.text("when-time-full", &[hour])
        } else {
            let minute = ("minute", Arg::Text(format!("{minute:02}")));
            self.text("when-time", &[hour, minute])
        };
        self.text(key, &[("time", time.into())])
    }

    /// From one time of the day to another, each as hour and minute: "8am to midday".
    #[must_use]
    pub fn span(&self, from: (u16, u16), to: (u16, u16)) -> String {
        self.text(
            "when-span",
            &[
                ("from", self.clock(from.0, from.1).into()),
                ("to", self.clock(to.0, to.1).into()),
            ],
        )
    }

    fn month(&self, month: usize) -> Arg {
        let key = month.checked_sub(1).and_then(|index| MONTHS.get(index));
        Arg::Text(key.map(|key| self.text(key, &[])).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    const DAY: CalendarDay = CalendarDay {
        year: 2026,
        month: 11,
        day: 24,
        weekday: 2,
    };

    #[test]
    fn days_in_both_languages() {
        let (zh, en) = (Messages::new(Lang::ZhCn), Messages::new(Lang::En));
        assert_eq!(zh.day(DAY, 2026), "11月24日（星期二）");
        assert_eq!(en.day(DAY, 2026), "Tuesday 24 November");
        assert_eq!(zh.day_and_year(DAY), "2026年11月24日");
        assert_eq!(en.day_and_year(DAY), "24 November 2026");
        assert_eq!(zh.near_day(DAY, NearDay::after_days(1), 2026), "明天");
        assert_eq!(
            en.near_day(DAY, NearDay::after_days(2), 2026),
            "Tuesday 24 November"
        );
    }

    #[test]
    fn a_day_of_another_year_is_written_with_it() {
        let (zh, en) = (Messages::new(Lang::ZhCn), Messages::new(Lang::En));
        assert_eq!(zh.day(DAY, 2025), "2026年11月24日（星期二）");
        assert_eq!(en.day(DAY, 2027), "Tuesday 24 November 2026");
        let in_a_year = NearDay::after_days(365);
        assert_eq!(
            en.near_day(DAY, in_a_year, 2025),
            "Tuesday 24 November 2026"
        );
        // New Year's Eve and the day after are neighbours all the same.
        assert_eq!(en.near_day(DAY, NearDay::Tomorrow, 2025), "Tomorrow");
    }

    #[test]
    fn times_as_people_say_them() {
        let (zh, en) = (Messages::new(Lang::ZhCn), Messages::new(Lang::En));
        assert_eq!(zh.clock(8, 0), "上午8:00");
        assert_eq!(zh.clock(12, 0), "中午12:00");
        assert_eq!(zh.clock(12, 30), "中午12:30");
        assert_eq!(zh.clock(13, 5), "下午1:05");
        assert_eq!(zh.clock(24, 0), "夜里12:00");
        assert_eq!(zh.span((8, 0), (12, 0)), "上午8:00到中午12:00");
        for (hour, minute, shown) in [
            (0, 0, "midnight"),
            (0, 5, "12:05am"),
            (8, 0, "8am"),
            (9, 30, "9:30am"),
            (12, 0, "midday"),
            (12, 30, "12:30pm"),
            (13, 0, "1pm"),
            (19, 15, "7:15pm"),
            (24, 0, "midnight"),
        ] {
            assert_eq!(en.clock(hour, minute), shown);
        }
        assert_eq!(en.span((8, 0), (12, 0)), "8am to midday");
        assert_eq!(en.span((17, 0), (24, 0)), "5pm to midnight");
    }

    #[test]
    fn inside_a_sentence_a_day_is_written_small() {
        let (zh, en) = (Messages::new(Lang::ZhCn), Messages::new(Lang::En));
        for (days, standing, inside, chinese) in [
            (-1, "Yesterday", "yesterday", "昨天"),
            (0, "Today", "today", "今天"),
            (1, "Tomorrow", "tomorrow", "明天"),
            (
                2,
                "Tuesday 24 November",
                "Tuesday 24 November",
                "11月24日（星期二）",
            ),
        ] {
            let near = NearDay::after_days(days);
            assert_eq!(en.near_day(DAY, near, 2026), standing);
            assert_eq!(en.near_day_inside(DAY, near, 2026), inside);
            assert_eq!(zh.near_day_inside(DAY, near, 2026), chinese);
        }
    }
}
