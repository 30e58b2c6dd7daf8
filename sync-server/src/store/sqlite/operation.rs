//! What SQLite was asked to do when it failed.

use crate::store::StoreError;
use rusqlite::{Error, ErrorCode, ffi};

/// Names the operation that failed.
pub(super) trait NameOperation<T> {
    fn doing(self, what: &'static str) -> Result<T, StoreError>;
}

impl<T> NameOperation<T> for Result<T, Error> {
    fn doing(self, what: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| {
            let kind = if is_on_damaged_page(&error) {
                StoreError::Damaged
            } else if is_of_another_type(&error) {
                StoreError::Garbled
            } else {
                StoreError::Database
            };
            kind(what, Box::new(error))
        })
    }
}

/// Whether a page is not what was written there, or the disk cannot read it any more.
fn is_on_damaged_page(error: &Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    code == Some(ffi::SQLITE_IOERR_READ)
        || error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
}

const fn is_of_another_type(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::InvalidColumnType(..)
            | Error::IntegralValueOutOfRange(..)
    )
}
