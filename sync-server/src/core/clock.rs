//! The centre's time: where it comes from, and how other programs read it.

use linli_domain::time::{Timestamp, write_day};
use std::{
    fmt,
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

/// A source of time: the system, or a test that lets time pass by itself.
#[derive(Clone)]
pub struct ServerClock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl ServerClock {
    /// A clock that asks `now` each time.
    #[must_use]
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    /// The clock of the computer.
    #[must_use]
    pub fn system() -> Self {
        Self::new(|| {
            let since = SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default();
            Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
        })
    }

    /// The time at this moment.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

impl fmt::Debug for ServerClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ServerClock")
    }
}

/// A moment as in RFC 3339, in UTC and with milliseconds: `2026-11-26T08:30:00.000Z`.
#[must_use]
pub fn rfc3339(at: Timestamp) -> String {
    let (date, minute) = at.local(0);
    let (hour, minute) = minute.clock();
    let ms = at.0.rem_euclid(60_000);
    format!(
        "{}T{hour:02}:{minute:02}:{:02}.{:03}Z",
        write_day(date),
        ms / 1000,
        ms % 1000
    )
}
