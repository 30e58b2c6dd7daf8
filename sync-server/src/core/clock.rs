//! The centre's time: where it comes from, and how other programs read it.

use crate::store::{Store, StoreError};
use linli_domain::time::{Timestamp, write_day};
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// A computer whose clock is further behind the store than this is told of.
const FAR_BEHIND_MS: i64 = 60_000;

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

    /// This clock for `store`: it never goes back past what the store has seen, so that no
    /// code that was used up or has expired lives again when the computer's clock is set
    /// back. While that is behind, time goes on from the latest.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn of(self, store: &dyn Store) -> Result<Self, StoreError> {
        let seen = store.read(|store| store.latest_time())?;
        let behind = seen.0.saturating_sub(self.now().0);
        if behind > FAR_BEHIND_MS {
            let seconds = behind / 1000;
            tracing::error!(
                seconds,
                "this computer's clock is behind the store's time, which goes on from where it was"
            );
        }
        Ok(self.not_before(seen))
    }

    fn not_before(self, seen: Timestamp) -> Self {
        let latest = Mutex::new((seen, Instant::now()));
        Self::new(move || {
            let (told, instant) = (self.now(), Instant::now());
            let mut latest = latest.lock().unwrap_or_else(PoisonError::into_inner);
            let now = going_on(*latest, (told, instant));
            *latest = (now, instant);
            now
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

/// The time after `latest`, each with the moment it was read at: what the clock tells,
/// unless that is earlier.
fn going_on(latest: (Timestamp, Instant), (told, at): (Timestamp, Instant)) -> Timestamp {
    if told >= latest.0 {
        return told;
    }
    let passed: Duration = at.saturating_duration_since(latest.1);
    let ms = i64::try_from(passed.as_millis()).unwrap_or(i64::MAX);
    Timestamp(latest.0.0.saturating_add(ms))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_goes_on_from_the_latest_time() {
        let start = Instant::now();
        let after = |ms| start + Duration::from_millis(ms);
        let latest = (Timestamp(1_000), start);
        assert_eq!(
            going_on(latest, (Timestamp(1_005), after(3))),
            Timestamp(1_005)
        );
        assert_eq!(
            going_on(latest, (Timestamp(400), after(3))),
            Timestamp(1_003)
        );
        let last = (Timestamp(i64::MAX), start);
        assert_eq!(
            going_on(last, (Timestamp(0), after(3))),
            Timestamp(i64::MAX)
        );
    }
}
