//! What SQLite was asked to do when it failed.

use crate::store::StoreError;

/// Names the operation that failed.
pub(super) trait NameOperation<T> {
    fn doing(self, what: &'static str) -> Result<T, StoreError>;
}

impl<T> NameOperation<T> for Result<T, rusqlite::Error> {
    fn doing(self, what: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::Database(what, Box::new(error)))
    }
}
