//! Time in the town: one true time, which steps let pass, and for each device a clock
//! that may be wrong.

use crate::town::dice::SharedDice;
use linli_domain::time::Timestamp;
use linli_engine::Host;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// 2026-11-23 08:00 in Demo City, a Monday.
const MORNING: i64 = 1_795_392_000_000;

/// The true time, which the centre's clock shows.
#[derive(Debug, Clone)]
pub(crate) struct TrueTime(Arc<AtomicI64>);

impl TrueTime {
    pub(crate) fn new() -> Self {
        Self(Arc::new(AtomicI64::new(MORNING)))
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }
}

/// A device's clock and its randomness. Both outlive the program and its files.
#[derive(Debug, Clone)]
pub(crate) struct PhoneHost {
    time: TrueTime,
    /// How far its clock is ahead.
    off: Arc<AtomicI64>,
    dice: SharedDice,
}

impl PhoneHost {
    pub(crate) fn new(time: &TrueTime, seed: u64) -> Self {
        Self {
            time: time.clone(),
            off: Arc::default(),
            dice: SharedDice::of(seed),
        }
    }

    /// Somebody sets the clock, or it goes wrong.
    pub(crate) fn set_off_by(&self, ms: i64) {
        self.off.store(ms, Ordering::SeqCst);
    }
}

impl Host for PhoneHost {
    fn now(&self) -> Timestamp {
        self.time.now().plus_ms(self.off.load(Ordering::SeqCst))
    }

    fn fresh(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        self.dice.fill(&mut bytes);
        bytes
    }
}
