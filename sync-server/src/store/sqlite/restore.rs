//! A copy of the store, brought back to life in the place of another one.

use super::{
    MIGRATIONS, NameOperation, Sqlite,
    copy::{beside, check_copy},
    lock,
};
use crate::store::{StoreError, private_file};
use rusqlite::Connection;
use std::{fs, path::Path};

impl Sqlite {
    /// Checks the copy at `path` and opens it: no code that was open when it was made is good
    /// any more, because it may have been used since.
    ///
    /// # Errors
    /// When it is no copy of a store, is damaged, or was written by a newer program.
    pub fn bring_back(path: &Path) -> Result<Self, StoreError> {
        check_copy(path, MIGRATIONS.len())?;
        let store = Self::open(path)?;
        lock(&store.writer)
            .execute("UPDATE enrolment_code SET expires_at = 0", [])
            .doing("end the codes of a copy")?;
        Ok(store)
    }

    /// Sets the store at `path` aside, if there is one, and puts the one at `from` in its
    /// place; answers where the old one is now. There is a store at `path` at every moment.
    ///
    /// # Errors
    /// [`StoreError::Busy`] when somebody has it open; or when the files cannot be moved.
    pub fn replace(path: &Path, from: &Path, aside: &Path) -> Result<bool, StoreError> {
        let found = path.exists();
        if found {
            fold_alone(path)?;
        }
        let exchange = || {
            for end in ["-wal", "-shm"].iter().filter(|_| found) {
                // Of a damaged store, which could not be folded.
                let log = beside(path, end);
                if log.exists() {
                    fs::rename(&log, beside(aside, end))?;
                }
            }
            if found {
                // Where a file system has no second names, a copy does.
                fs::hard_link(path, aside).or_else(|_| fs::copy(path, aside).map(drop))?;
            }
            fs::rename(from, path)?;
            private_file::sync_name(path)
        };
        exchange()
            .map_err(|error| StoreError::Database("put the store in its place", Box::new(error)))?;
        Ok(found)
    }
}

/// Folds the log of a store that nobody else has open into its file, so that it is one file.
fn fold_alone(path: &Path) -> Result<(), StoreError> {
    let alone = || {
        let old = Connection::open(path)?;
        old.pragma_update_and_check(None, "journal_mode", "DELETE", |row| {
            row.get::<_, String>(0)
        })
    };
    match alone() {
        Err(rusqlite::Error::SqliteFailure(error, _))
            if error.code == rusqlite::ErrorCode::DatabaseBusy
                || error.code == rusqlite::ErrorCode::DatabaseLocked =>
        {
            Err(StoreError::Busy)
        }
        Ok(mode) if mode != "delete" => Err(StoreError::Busy),
        // An error is damage: that is why another one takes its place.
        Ok(_) | Err(_) => Ok(()),
    }
}
