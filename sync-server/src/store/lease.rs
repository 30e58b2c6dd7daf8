//! Assignments of care requests that end unless the caregiver sets out in time, and what
//! caregivers gave back themselves.

use super::StoreError;
use linli_domain::{
    id::{DocId, PersonId},
    time::Timestamp,
};

pub trait ReadLeases {
    /// Care requests whose lease ended before `now`, the earliest first.
    fn ended_leases(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError>;
    /// When a caregiver gave work back, since `since`.
    fn give_backs(&self, by: PersonId, since: Timestamp) -> Result<Vec<Timestamp>, StoreError>;
}

pub trait WriteLeases: ReadLeases {
    /// Sets when the assignment of a care request ends, or that it does not.
    fn set_lease(&mut self, care: DocId, ends_at: Option<Timestamp>) -> Result<(), StoreError>;
    /// Notes that a caregiver gave work back.
    fn note_give_back(&mut self, by: PersonId, at: Timestamp) -> Result<(), StoreError>;
}
