//! Challenges for devices that want to enrol. A device signs one, so what it sends is
//! worth nothing to whoever repeats it: a challenge is taken once, and for some minutes.
//!
//! None is kept before it was answered rightly: a challenge carries its own time and this
//! process's mark, so that asking for many costs no memory. After a restart, devices ask
//! for new ones.

use crate::{core::key, error::ServerError};
use linli_domain::time::{MINUTE_MS, Timestamp};
use linli_replica::exchange::{ENROL_VERSION, EnrolChallenge};
use std::{
    collections::BTreeMap,
    fmt,
    sync::{Mutex, PoisonError},
};

/// How long a challenge is good for.
const LASTS_MS: i64 = 3 * MINUTE_MS;
/// Random bytes in a challenge; its time and mark follow.
const RANDOM: usize = 16;
const TIME: usize = 8;

type Nonce = [u8; RANDOM];

/// Gives challenges out and knows them again.
pub struct Challenges {
    secret: [u8; 32],
    /// Those that were taken, until they would have ended.
    taken: Mutex<BTreeMap<Nonce, Timestamp>>,
}

impl fmt::Debug for Challenges {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenges").finish_non_exhaustive()
    }
}

impl Challenges {
    /// Challenges of this process.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn new() -> Result<Self, ServerError> {
        Ok(Self {
            secret: key::random()?,
            taken: Mutex::default(),
        })
    }

    /// A fresh challenge.
    ///
    /// # Errors
    /// When the system has no randomness.
    pub fn fresh(&self, now: Timestamp) -> Result<EnrolChallenge, ServerError> {
        let (drawn, time): (Nonce, _) = (key::random()?, now.0.to_be_bytes());
        let mark = self.mark(&drawn, time);
        Ok(EnrolChallenge {
            v: ENROL_VERSION,
            bytes: [drawn.as_slice(), &time, &mark].concat(),
        })
    }

    /// Whether this process gave the challenge, it has not ended, and was not taken.
    pub fn is_open(&self, challenge: &[u8], now: Timestamp) -> bool {
        let open = self.drawn(challenge, now);
        open.is_some_and(|(drawn, _)| !self.lock().contains_key(&drawn))
    }

    /// Takes a challenge; false where it was taken before, or is none.
    pub fn take(&self, challenge: &[u8], now: Timestamp) -> bool {
        let Some((drawn, ends)) = self.drawn(challenge, now) else {
            return false;
        };
        let mut taken = self.lock();
        taken.retain(|_, ends| *ends > now);
        taken.insert(drawn, ends).is_none()
    }

    fn drawn(&self, challenge: &[u8], now: Timestamp) -> Option<(Nonce, Timestamp)> {
        let (drawn, rest) = challenge.split_first_chunk::<RANDOM>()?;
        let (time, mark) = rest.split_first_chunk::<TIME>()?;
        let given = Timestamp(i64::from_be_bytes(*time));
        // How many bytes agree tells nothing of use: a mark is good for one `drawn` only.
        let is_ours = mark == self.mark(drawn, *time).as_slice();
        let ends = given.plus_ms(LASTS_MS);
        (is_ours && ends > now && given <= now).then_some((*drawn, ends))
    }

    fn mark(&self, drawn: &Nonce, time: [u8; TIME]) -> [u8; 32] {
        key::sha256(&[b"linli challenge 1\0", &self.secret, drawn, &time])
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<Nonce, Timestamp>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_challenge_is_taken_once_and_only_while_it_lasts() {
        let (challenges, now) = (Challenges::new().unwrap(), Timestamp(1_000_000));
        let given = challenges.fresh(now).unwrap().bytes;
        assert!(challenges.is_open(&given, now));
        assert!(challenges.take(&given, now));
        assert!(!challenges.take(&given, now), "it was taken");
        assert!(!challenges.is_open(&given, now));

        let late = challenges.fresh(now).unwrap().bytes;
        let end = now.plus_ms(LASTS_MS);
        assert!(challenges.is_open(&late, end.plus_ms(-1)));
        assert!(!challenges.take(&late, end));
        assert!(!challenges.take(&late, now.plus_ms(-1)), "from the future");
        let other = challenges.fresh(end).unwrap().bytes;
        assert!(challenges.take(&other, end));
        assert_eq!(challenges.lock().len(), 1, "what has ended is forgotten");
    }

    #[test]
    fn what_this_process_did_not_give_is_no_challenge() {
        let (challenges, now) = (Challenges::new().unwrap(), Timestamp(1_000_000));
        let given = challenges.fresh(now).unwrap().bytes;
        for at in 0..given.len() {
            let mut bent = given.clone();
            bent[at] ^= 1;
            assert!(!challenges.is_open(&bent, now), "{at}");
        }
        for bytes in [&[][..], &given[..55], &[given.as_slice(), &[0]].concat()] {
            assert!(!challenges.take(bytes, now));
        }
        let other = Challenges::new().unwrap().fresh(now).unwrap().bytes;
        assert!(!challenges.take(&other, now));
    }
}
