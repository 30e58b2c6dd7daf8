//! Working days, and the clock of a promise: how long an office may take.
//! Which days are off is data; what an application's events do to its clock is in
//! [`crate::application`].

use crate::time::{Date, Timestamp, add_days};
use serde::{Deserialize, Serialize};

/// A count of days never runs over more days than this: ten years.
const LONGEST_DAYS: u32 = 3_660;

/// On which days offices work.
pub trait Calendar {
    /// Whether offices work on `date`.
    fn is_working(&self, date: Date) -> bool;
}

/// The day on which `days` working days have passed after `from`, which itself does
/// not count. With 0 days, `from`.
#[must_use]
pub fn add_working_days(from: Date, days: u16, calendar: &impl Calendar) -> Date {
    nth_day(from, days, |date| calendar.is_working(date))
}

/// Working days after `from` up to and with `to`; 0 where `to` is not later.
#[must_use]
pub fn working_days_between(from: Date, to: Date, calendar: &impl Calendar) -> u16 {
    count(from, to, |date| calendar.is_working(date))
}

fn nth_day(from: Date, days: u16, counts: impl Fn(Date) -> bool) -> Date {
    let (mut date, mut left) = (from, days);
    for _ in 0..LONGEST_DAYS {
        if left == 0 {
            break;
        }
        date = add_days(date, 1);
        left -= u16::from(counts(date));
    }
    date
}

fn count(from: Date, to: Date, counts: impl Fn(Date) -> bool) -> u16 {
    let (mut date, mut days) = (from, 0);
    for _ in 0..LONGEST_DAYS {
        if date >= to {
            break;
        }
        date = add_days(date, 1);
        days += u16::from(counts(date));
    }
    days
}

/// A time in which the clock of a promise stands still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    pub from: Timestamp,
    /// Until when; absent while it lasts.
    pub until: Option<Timestamp>,
}

/// The clock of a promise: what happened to it, not what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Clock {
    /// When it began to run.
    pub started: Option<Timestamp>,
    /// When it stood still.
    pub pauses: Vec<Pause>,
    /// When it was stopped for good.
    pub stopped: Option<Timestamp>,
}

impl Clock {
    /// Starts it, if it has not been.
    pub fn start(&mut self, at: Timestamp) {
        self.started.get_or_insert(at);
    }

    /// Lets a running clock stand still.
    pub fn pause(&mut self, at: Timestamp) {
        if self.started.is_some() && !self.is_paused() {
            self.pauses.push(Pause {
                from: at,
                until: None,
            });
        }
    }

    /// Lets it run on.
    pub fn resume(&mut self, at: Timestamp) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.until.get_or_insert(at);
        }
    }

    /// Stops it for good.
    pub fn stop(&mut self, at: Timestamp) {
        self.resume(at);
        self.stopped = Some(at);
    }

    /// Sets it back to nothing, and running from `at` if `runs`.
    pub fn restart(&mut self, at: Timestamp, runs: bool) {
        *self = Self::default();
        if runs {
            self.start(at);
        }
    }

    /// Whether it stands still now.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.pauses
            .last()
            .is_some_and(|pause| pause.until.is_none())
    }
}

/// Until when a promise is to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day. While the clock stands still, as if it went on tomorrow.
    #[serde(with = "crate::time::day")]
    pub date: Date,
    /// Working days after today until then, as the calendar stands.
    pub left: u16,
    /// Working days by which it is late, or was when the clock stopped.
    pub overdue_by: u16,
    /// The clock stands still: the day moves.
    pub is_paused: bool,
}

/// What `clock` shows on `today` for a promise of `promise_days` working days, where
/// clocks are `offset_minutes` ahead of UTC; `None` before it started.
///
/// The day of starting does not count. Of a pause, the day on which it begins
/// counts and the day on which it ends does not.
#[must_use]
pub fn due(
    clock: &Clock,
    promise_days: u16,
    calendar: &impl Calendar,
    offset_minutes: i32,
    today: Date,
) -> Option<Due> {
    let day = |at: Timestamp| at.local(offset_minutes).0;
    let started = day(clock.started?);
    let end = clock.stopped.map_or(today, day);
    let pauses: Vec<_> = clock
        .pauses
        .iter()
        .map(|pause| (day(pause.from), pause.until.map_or(end, day)))
        .collect();
    let counts = |date: Date| {
        let rests = pauses
            .iter()
            .any(|(from, until)| *from < date && date <= *until);
        !rests && calendar.is_working(date)
    };
    let date = nth_day(started, promise_days, counts);
    Some(Due {
        date,
        left: working_days_between(today, date, calendar),
        overdue_by: count(date, end, counts),
        is_paused: clock.is_paused(),
    })
}

/// What has to be done within `days` working days after `since`.
#[must_use]
pub fn due_after(
    since: Timestamp,
    days: u16,
    calendar: &impl Calendar,
    offset_minutes: i32,
    today: Date,
) -> Due {
    let since = since.local(offset_minutes).0;
    let date = add_working_days(since, days, calendar);
    Due {
        date,
        left: working_days_between(today, date, calendar),
        overdue_by: working_days_between(date, today, calendar),
        is_paused: false,
    }
}
