//! What the centre notes of applications, to find them by their number and to act in
//! time. All of it follows from the documents.

use super::StoreError;
use linli_domain::{
    id::{DocId, PersonId},
    time::Timestamp,
};

/// What is noted of an application that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicationNote {
    pub resident: PersonId,
    /// The number to ask about it by.
    pub tracking: String,
    /// When it lapses, while the office waits for the resident.
    pub lapses_at: Option<Timestamp>,
}

/// Reads what is noted of applications.
pub trait ReadApplications {
    /// What is noted of an application.
    fn application(&self, doc: DocId) -> Result<Option<ApplicationNote>, StoreError>;
    /// The application with this tracking code.
    fn application_by_tracking(&self, code: &str) -> Result<Option<DocId>, StoreError>;
    /// Applications that lapse at or before `now`, the earliest first.
    fn lapsed_applications(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError>;
}

/// Writes what is noted of applications.
pub trait WriteApplications: ReadApplications {
    /// Notes an application, in place of what was noted of it before. Whose it is stays.
    ///
    /// # Errors
    /// Also when another application has its tracking code.
    fn put_application(&mut self, doc: DocId, row: &ApplicationNote) -> Result<(), StoreError>;
}
