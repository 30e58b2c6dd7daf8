//! Assignments of care requests that end unless the caregiver sets out in time.

use super::StoreError;
use linli_domain::{id::DocId, time::Timestamp};

pub trait ReadLeases {
    /// Care requests whose lease ended before `now`, the earliest first.
    fn ended_leases(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError>;
}

pub trait WriteLeases: ReadLeases {
    /// Sets when the assignment of a care request ends, or that it does not.
    fn set_lease(&mut self, care: DocId, ends_at: Option<Timestamp>) -> Result<(), StoreError>;
}
