//! Notices when two copies of one device's data are in use at once: a folder that was
//! copied, a backup of a phone that was put onto a second one. Each start of the program
//! has an incarnation of its own, and a program that ended never comes back. So two that
//! take turns are two programs.

use linli_domain::id::DeviceId;
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How often an earlier incarnation must come back. One request that was late is two: it
/// comes back, and so does the one after it.
const RETURNS: u32 = 3;
/// How long after its last return it is still told of.
const TOLD: Duration = Duration::from_mins(10);
/// Most devices that are remembered; beyond, all are forgotten and noticed anew.
const MOST: usize = 100_000;

/// The incarnations under which devices came last.
#[derive(Debug, Default)]
pub struct Copies {
    seen: Mutex<HashMap<DeviceId, Turns>>,
}

#[derive(Debug)]
struct Turns {
    current: u32,
    earlier: Option<u32>,
    returns: u32,
    returned_at: Instant,
}

impl Copies {
    /// Notes that `device` came under `incarnation`; whether another copy of it is in use.
    /// A device of an earlier release, with 0, does not say.
    pub fn note(&self, device: DeviceId, incarnation: u32, now: Instant) -> bool {
        if incarnation == 0 {
            return false;
        }
        let mut devices = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if devices.len() >= MOST {
            devices.clear();
        }
        let turns = devices.entry(device).or_insert_with(|| Turns {
            current: incarnation,
            earlier: None,
            returns: 0,
            returned_at: now,
        });
        if now.saturating_duration_since(turns.returned_at) > TOLD {
            turns.returns = 0;
        }
        if turns.earlier == Some(incarnation) {
            turns.returns += 1;
            turns.returned_at = now;
        } else if turns.current != incarnation {
            turns.returns = 0;
        }
        if turns.current != incarnation {
            turns.earlier = Some(turns.current);
            turns.current = incarnation;
        }
        turns.returns >= RETURNS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DEVICE: DeviceId = DeviceId([1; 16]);

    fn told(copies: &Copies, incarnations: &[u32], now: Instant) -> Vec<bool> {
        let told = incarnations.iter();
        told.map(|one| copies.note(DEVICE, *one, now)).collect()
    }

    #[test]
    fn a_program_that_starts_anew_is_no_second_copy() {
        let copies = Copies::default();
        let now = Instant::now();
        // Restarts and refusals, and a request of the one before that came late.
        let told = told(&copies, &[1, 1, 2, 1, 2, 2, 3, 3, 4, 0, 0], now);
        assert!(told.iter().all(|told| !told), "{told:?}");
    }

    #[test]
    fn two_that_take_turns_are_noticed_and_forgotten_when_one_stops() {
        let copies = Copies::default();
        let now = Instant::now();
        assert_eq!(
            told(&copies, &[1, 2, 1, 2, 1], now),
            [false, false, false, false, true]
        );
        let later = now + TOLD / 2;
        assert_eq!(told(&copies, &[1, 1], later), [true, true]);
        assert!(
            !copies.note(DeviceId([2; 16]), 1, later),
            "of others it says nothing"
        );
        let much_later = now + TOLD * 2;
        assert_eq!(told(&copies, &[1, 1, 2], much_later), [false, false, false]);
    }
}
