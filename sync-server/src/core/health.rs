//! Whether the store can be written, for whoever looks after the centre. It follows from
//! what the writer met last, so that asking costs the writer nothing; where nobody writes,
//! the centre's rounds do (`server.rs`).

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Added to three rounds: how long nothing may have been written.
const GRACE: Duration = Duration::from_secs(5);
/// A transaction that takes longer is stuck.
const STUCK: Duration = Duration::from_secs(5);

/// What became of the last try to write.
#[derive(Debug)]
pub struct StoreHealth {
    last: Mutex<LastWrite>,
    longest: Duration,
}

#[derive(Debug, Clone, Copy)]
struct LastWrite {
    /// When something was written last.
    at: Instant,
    /// Whether a later try failed.
    failed: bool,
    /// Since when the writer has been at a transaction, where it is.
    busy_since: Option<Instant>,
}

impl StoreHealth {
    /// A store that was written just `now`, and is written at least once in `every`.
    #[must_use]
    pub fn new(every: Duration, now: Instant) -> Self {
        Self {
            last: Mutex::new(LastWrite {
                at: now,
                failed: false,
                busy_since: None,
            }),
            longest: every.saturating_mul(3).saturating_add(GRACE),
        }
    }

    /// Notes that a transaction begins.
    pub fn began(&self, now: Instant) {
        self.lock().busy_since = Some(now);
    }

    /// Notes that a transaction has ended, however.
    pub fn ended(&self) {
        self.lock().busy_since = None;
    }

    /// Notes that something was written; whether that had failed before.
    pub fn wrote(&self, now: Instant) -> bool {
        let mut last = self.lock();
        last.at = now;
        std::mem::take(&mut last.failed)
    }

    /// Notes that something could not be written.
    pub fn failed(&self) {
        self.lock().failed = true;
    }

    /// Whether what is written now will be kept, as far as is known: the last try did not
    /// fail, is not so old that nobody can be writing, and the writer is not stuck.
    #[must_use]
    pub fn is_well(&self, now: Instant) -> bool {
        let last = *self.lock();
        let since = |at| now.saturating_duration_since(at);
        let is_stuck = last.busy_since.is_some_and(|at| since(at) > STUCK);
        !last.failed && !is_stuck && since(last.at) <= self.longest
    }

    fn lock(&self) -> MutexGuard<'_, LastWrite> {
        self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_write_and_a_stuck_writer_are_ill_and_a_later_write_is_well_again() {
        let start = Instant::now();
        let health = StoreHealth::new(Duration::from_secs(30), start);
        let after = |seconds| start + Duration::from_secs(seconds);
        assert!(health.is_well(after(95)));
        assert!(!health.is_well(after(96)), "three rounds without a write");
        assert!(!health.wrote(after(100)), "nothing had failed");
        assert!(health.is_well(after(100)));
        health.failed();
        assert!(!health.is_well(after(100)));
        assert!(health.wrote(after(101)), "it had failed");
        assert!(health.is_well(after(101)));
        health.began(after(101));
        assert!(health.is_well(after(106)) && !health.is_well(after(107)));
        health.ended();
        assert!(health.is_well(after(107)));
    }
}
