//! The latest time that the store has seen.

use super::StoreError;
use linli_domain::time::Timestamp;

/// Reads the latest time.
pub trait ReadClock {
    /// The latest time that was ever noted; 0 before the first.
    fn latest_time(&self) -> Result<Timestamp, StoreError>;
}

/// Notes that the centre's time has come so far.
pub trait WriteClock: ReadClock {
    /// Notes that it is `now`, unless a later time has been noted.
    fn note_time(&mut self, now: Timestamp) -> Result<(), StoreError>;
}
