//! Chance from one number: the same seed throws the same dice on every machine.

use std::sync::{Arc, Mutex, PoisonError};

/// Dice that a seed decides (SplitMix64).
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number, any of them.
    pub(crate) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).expect("a count fits");
        usize::try_from(self.next() % end).expect("smaller than a usize")
    }

    /// Whether something happens that does in `percent` of all cases.
    pub(crate) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of `from`, if there is any.
    pub(crate) fn one<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        if from.is_empty() {
            return None;
        }
        from.get(self.below(from.len()))
    }

    /// The place of one of `weights`, each as likely as it is heavy; `None` where all weigh
    /// nothing.
    pub(crate) fn weighted(&mut self, weights: &[usize]) -> Option<usize> {
        let all = weights.iter().sum();
        if all == 0 {
            return None;
        }
        let mut at = self.below(all);
        weights.iter().position(|weight| {
            let is_it = at < *weight;
            at = at.saturating_sub(*weight);
            is_it
        })
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for part in bytes.chunks_mut(8) {
            let number = self.next().to_le_bytes();
            part.copy_from_slice(&number[..part.len()]);
        }
    }
}

/// Dice that several hold, for what asks for random bytes.
#[derive(Debug, Clone)]
pub(crate) struct SharedDice(Arc<Mutex<Dice>>);

impl SharedDice {
    pub(crate) fn of(seed: u64) -> Self {
        Self(Arc::new(Mutex::new(Dice::of(seed))))
    }

    pub(crate) fn fill(&self, bytes: &mut [u8]) {
        let mut dice = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        dice.fill(bytes);
    }
}
