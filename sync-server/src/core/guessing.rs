//! Wrong enrolment codes, from everybody together: a few are slips, many are somebody who
//! guesses, and the operator is told. Nobody is locked out for them: codes are so long
//! that guessing is hopeless at any rate (`docs/decisions/`), while a lock would keep out
//! everybody behind one address, or everybody.

use std::{
    collections::BTreeSet,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Wrong codes are counted over so long.
const SPAN: Duration = Duration::from_secs(60);
/// Networks that are told apart; "at least so many" is all that anybody needs to know.
const NETWORKS: usize = 1000;

/// Counts wrong codes and says when to tell.
#[derive(Debug)]
pub struct WrongCodes {
    quiet_per_minute: u32,
    minute: Mutex<Option<WrongCodeMinute>>,
}

#[derive(Debug)]
struct WrongCodeMinute {
    began: Instant,
    count: u32,
    networks: BTreeSet<IpAddr>,
    /// At how many to tell next.
    tell_at: u32,
}

/// What is to be told of one more wrong code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuessNotice {
    /// That there was one.
    One,
    /// That somebody guesses: how many there were in this minute, from how many networks.
    Guessing { count: u32, networks: usize },
    /// Nothing: it was told of this minute.
    Nothing,
}

impl WrongCodes {
    /// Up to `quiet_per_minute` wrong codes are taken for slips.
    #[must_use]
    pub fn new(quiet_per_minute: u32) -> Self {
        Self {
            quiet_per_minute,
            minute: Mutex::default(),
        }
    }

    /// Notes one more. A flood is told at the first wrong code too many, and then each
    /// time that it has doubled, so that it does not fill the log.
    pub fn note(&self, from: IpAddr, now: Instant) -> GuessNotice {
        let mut held = self.minute.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = || WrongCodeMinute {
            began: now,
            count: 0,
            networks: BTreeSet::new(),
            tell_at: self.quiet_per_minute.saturating_add(1),
        };
        let minute = held.get_or_insert_with(fresh);
        if now.saturating_duration_since(minute.began) >= SPAN {
            *minute = fresh();
        }
        minute.count = minute.count.saturating_add(1);
        if minute.networks.len() < NETWORKS {
            minute.networks.insert(from);
        }
        if minute.count == minute.tell_at {
            minute.tell_at = minute.tell_at.saturating_mul(2);
            return GuessNotice::Guessing {
                count: minute.count,
                networks: minute.networks.len(),
            };
        }
        if minute.count <= self.quiet_per_minute {
            GuessNotice::One
        } else {
            GuessNotice::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv6Addr;

    #[test]
    fn slips_are_quiet_and_a_flood_is_told_as_it_doubles() {
        let (codes, start) = (WrongCodes::new(3), Instant::now());
        let from = |number: u32| IpAddr::V6(Ipv6Addr::from(u128::from(number) << 64));
        let told: Vec<GuessNotice> = (1..=16)
            .map(|number| codes.note(from(number), start))
            .collect();
        assert_eq!(told[..3], [GuessNotice::One; 3]);
        let guessing = |count| GuessNotice::Guessing {
            count,
            networks: usize::try_from(count).unwrap(),
        };
        assert_eq!(
            (told[3], told[7], told[15]),
            (guessing(4), guessing(8), guessing(16))
        );
        assert_eq!(
            told.iter()
                .filter(|told| **told == GuessNotice::Nothing)
                .count(),
            10
        );
        assert_eq!(
            codes.note(from(1), start + SPAN),
            GuessNotice::One,
            "a new minute"
        );
    }
}
