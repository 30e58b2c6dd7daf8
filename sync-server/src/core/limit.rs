//! How often one caller may do something: a bucket of tries that fills up again
//! evenly over a minute.

use std::{
    collections::HashMap,
    hash::Hash,
    net::IpAddr,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

/// Buckets that are full again are dropped when there are more than this.
const MANY: usize = 4096;

/// One bucket for each caller.
#[derive(Debug)]
pub struct Buckets<Caller> {
    per_minute: f64,
    levels: Mutex<HashMap<Caller, (f64, Instant)>>,
}

impl<Caller: Hash + Eq> Buckets<Caller> {
    /// Buckets of `per_minute` tries, full at first.
    #[must_use]
    pub fn new(per_minute: u32) -> Self {
        Self {
            per_minute: per_minute.into(),
            levels: Mutex::default(),
        }
    }

    /// Takes one try of `caller`'s; false where none is left.
    pub fn take(&self, caller: Caller, now: Instant) -> bool {
        let mut levels = self.lock();
        if levels.len() > MANY {
            levels.retain(|_, (level, at)| self.filled(*level, *at, now) < self.per_minute);
        }
        let (level, at) = levels.entry(caller).or_insert((self.per_minute, now));
        *level = self.filled(*level, *at, now);
        *at = now;
        let is_left = *level >= 1.0;
        if is_left {
            *level -= 1.0;
        }
        is_left
    }

    fn filled(&self, level: f64, at: Instant, now: Instant) -> f64 {
        let seconds = now.saturating_duration_since(at).as_secs_f64();
        (level + seconds * self.per_minute / 60.0).min(self.per_minute)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Caller, (f64, Instant)>> {
        self.levels.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The caller to whom limits apply: of an IPv6 address only the part that one customer gets.
#[must_use]
pub fn caller(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(v6) => {
            let network = u128::from(v6) & !u128::from(u64::MAX);
            IpAddr::V6(network.into())
        }
        v4 => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn five_tries_a_minute_are_five_and_then_one_each_twelve_seconds() {
        let buckets = Buckets::new(5);
        let start = Instant::now();
        let taken = (0..10).filter(|_| buckets.take("a", start)).count();
        assert_eq!(taken, 5);
        assert!(buckets.take("b", start), "another caller has their own");
        assert!(buckets.take("a", start + Duration::from_secs(12)));
        assert!(!buckets.take("a", start + Duration::from_secs(12)));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_are_one_caller() {
        let a: IpAddr = "2001:db8:1:2::1".parse().unwrap();
        let b: IpAddr = "2001:db8:1:2:ffff::9".parse().unwrap();
        assert_eq!(caller(a), caller(b));
        assert_ne!(caller(a), caller("2001:db8:1:3::1".parse().unwrap()));
    }
}
