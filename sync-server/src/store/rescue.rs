//! What revoked devices handed over: sealed bytes, which only the centre's key opens.

use super::{RescueId, StoreError};
use linli_domain::{id::DeviceId, time::Timestamp};

/// A rescue as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredRescue {
    pub id: RescueId,
    /// The device that handed it over.
    pub by: DeviceId,
    /// When the centre got it, by its own clock.
    pub at: Timestamp,
    /// How many bytes it has.
    pub size: u64,
}

/// What the command line and the gate read of rescues.
pub trait ReadRescues {
    /// Every rescue, in the order in which they came.
    fn rescues(&self) -> Result<Vec<StoredRescue>, StoreError>;
    /// The bytes of one.
    fn rescue_bytes(&self, id: RescueId) -> Result<Option<Vec<u8>>, StoreError>;
    /// How many one device has handed over.
    fn count_rescues(&self, by: DeviceId) -> Result<u64, StoreError>;
}

/// How rescues are kept and removed.
pub trait WriteRescues: ReadRescues {
    /// Keeps what a device handed over; the same bytes once.
    fn put_rescue(&mut self, by: DeviceId, bytes: &[u8], at: Timestamp) -> Result<(), StoreError>;
    /// Removes one. Answers whether it was there.
    fn remove_rescue(&mut self, id: RescueId) -> Result<bool, StoreError>;
}
