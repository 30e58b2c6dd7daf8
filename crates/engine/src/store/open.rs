//! Opening the database, and what to do when it cannot be opened: it is moved
//! aside, never deleted, and what can be read is carried over.

use super::{Database, migrate, rescue};
use crate::error::{EngineError, Result};
use linli_domain::time::Timestamp;
use rusqlite::{Connection, ErrorCode};

/// A database ready for use.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) store: Database,
    /// The one found was damaged; this is a new one with what could be read.
    pub(crate) rescued: bool,
}

impl Database {
    /// Opens or makes the database at `path`.
    pub(crate) fn open(path: &str, now: Timestamp) -> Result<Opened> {
        let place = aside::current(path);
        private::make(&place)?;
        match ready(&place) {
            Ok(db) => Ok(Opened {
                store: Self {
                    db,
                    path: path.to_owned(),
                },
                rescued: false,
            }),
            Err(error) if is_damage(&error) => {
                tracing::error!(error = %crate::error::chain(&error), "the store is damaged");
                let (damaged, fresh) = aside::move_aside(path, &place, now)?;
                private::make(&fresh)?;
                let mut db = ready(&fresh)?;
                rescue::copy(&damaged, &mut db)?;
                Ok(Opened {
                    store: Self {
                        db,
                        path: path.to_owned(),
                    },
                    rescued: true,
                })
            }
            Err(error) => Err(error),
        }
    }

    /// Brings everything into the one file, so that a copy of it is a copy of all.
    pub(crate) fn fold(&self) -> Result<()> {
        let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
        Ok(self.db.query_row(fold, [], |_| Ok(()))?)
    }
}

/// Databases that were damaged and moved aside.
pub(super) fn damaged_files(path: &str) -> Vec<String> {
    aside::damaged(path)
}

/// Removes an emptied file, where files can be removed.
pub(super) fn remove_file(path: &str) {
    aside::remove(path);
}

fn ready(path: &str) -> Result<Connection> {
    let mut db = Connection::open(path)?;
    pragmas(&db)?;
    let verdict: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if verdict != "ok" {
        return Err(damage().into());
    }
    migrate::to_newest(&mut db)?;
    Ok(db)
}

/// All that is set on a connection, in one place.
fn pragmas(db: &Connection) -> Result<()> {
    if cfg!(target_arch = "wasm32") {
        // One worker holds the file; there is no shared memory for a WAL.
        db.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        db.pragma_update(None, "journal_mode", "TRUNCATE")?;
    } else {
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.busy_timeout(std::time::Duration::from_secs(5))?;
    }
    // A reply "on this device" must survive a power cut, not only a crash.
    db.pragma_update(None, "synchronous", "FULL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn damage() -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    rusqlite::Error::SqliteFailure(code, None)
}

fn is_damage(error: &EngineError) -> bool {
    let EngineError::Store(error) = error else {
        return false;
    };
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

#[cfg(unix)]
mod private {
    //! The database, and what SQLite keeps beside it, are for this user only: the device's
    //! key and token are in it. What SQLite makes later has the rights of the file.
    use super::{EngineError, Result};
    use std::{
        fs, io,
        os::unix::fs::{OpenOptionsExt, PermissionsExt},
    };

    const OWNER_ONLY: u32 = 0o600;

    pub(super) fn make(path: &str) -> Result<()> {
        if path != ":memory:" {
            restrict(path).map_err(EngineError::Rights)?;
        }
        Ok(())
    }

    fn restrict(path: &str) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.append(true).create(true).mode(OWNER_ONLY);
        options.open(path)?;
        for file in ["", "-wal", "-shm"].map(|end| format!("{path}{end}")) {
            match fs::set_permissions(file, fs::Permissions::from_mode(OWNER_ONLY)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(not(unix))]
mod private {
    //! In the browser's storage there is nobody else, and other systems keep the rights of
    //! the folder.
    use super::Result;

    pub(super) const fn make(_: &str) -> Result<()> {
        Ok(())
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod aside {
    //! On a file system the damaged file and its journal are renamed.
    use super::{EngineError, Result, Timestamp};
    use std::{
        fs,
        io::{self, Read},
        path::Path,
    };

    pub(super) fn current(path: &str) -> String {
        path.to_owned()
    }

    pub(super) fn move_aside(path: &str, _: &str, now: Timestamp) -> Result<(String, String)> {
        let damaged = format!("{path}.damaged-{}", now.0);
        fs::rename(path, &damaged).map_err(EngineError::Aside)?;
        for journal in ["-wal", "-shm"] {
            match fs::rename(format!("{path}{journal}"), format!("{damaged}{journal}")) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(EngineError::Aside(error));
                }
                _ => {}
            }
        }
        Ok((damaged, path.to_owned()))
    }

    pub(super) fn damaged(path: &str) -> Vec<String> {
        let path = Path::new(path);
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Vec::new();
        };
        let begins = format!("{}.damaged-", name.to_string_lossy());
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let names = entries.filter_map(|entry| entry.ok()?.path().to_str().map(str::to_owned));
        let is_damaged = |file: &String| {
            let name = Path::new(file).file_name();
            name.is_some_and(|name| {
                let name = name.to_string_lossy();
                name.starts_with(&begins) && !name.ends_with("-wal") && !name.ends_with("-shm")
            })
        };
        names.filter(is_damaged).collect()
    }

    /// Writes nothing over all of it, in place.
    fn overwrite(file: &str) -> io::Result<()> {
        let mut written = fs::OpenOptions::new().write(true).open(file)?;
        let length = written.metadata()?.len();
        io::copy(&mut io::repeat(0).take(length), &mut written)?;
        written.sync_all()
    }

    /// Overwrites the file once and removes it, with what lies beside it.
    pub(super) fn remove(path: &str) {
        for end in ["", "-wal", "-shm"] {
            let file = format!("{path}{end}");
            match overwrite(&file).and_then(|()| fs::remove_file(&file)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    tracing::error!(%error, "a damaged store could not be removed");
                }
                _ => {}
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod aside {
    //! In the browser's storage nothing can be renamed from here: the damaged
    //! database keeps its name and a new one with the next number follows it.
    use super::{Result, Timestamp};
    use rusqlite::{Connection, OpenFlags};

    /// More than this many damaged ones are a broken device, not bad luck.
    const MOST: u32 = 32;

    fn name(path: &str, number: u32) -> String {
        if number == 0 {
            path.to_owned()
        } else {
            format!("{path}.{number}")
        }
    }

    fn newest(path: &str) -> u32 {
        let exists = |number: &u32| {
            Connection::open_with_flags(name(path, *number), OpenFlags::SQLITE_OPEN_READ_WRITE)
                .is_ok()
        };
        (1..=MOST).take_while(exists).last().unwrap_or(0)
    }

    pub(super) fn current(path: &str) -> String {
        name(path, newest(path))
    }

    pub(super) fn move_aside(path: &str, place: &str, _: Timestamp) -> Result<(String, String)> {
        Ok((place.to_owned(), name(path, newest(path) + 1)))
    }

    pub(super) fn damaged(path: &str) -> Vec<String> {
        let newest = newest(path);
        (0..newest).map(|number| name(path, number)).collect()
    }

    /// Nothing can be removed from here; an empty file takes no room.
    pub(super) const fn remove(_: &str) {}
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    /// The first thing that a device holds may be the only copy of it.
    #[test]
    fn what_is_on_this_device_survives_a_power_cut() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("linli.db");
        let opened = Database::open(path.to_str().unwrap(), Timestamp(0)).unwrap();
        let db = &opened.store.db;
        let synchronous: i64 = db
            .pragma_query_value(None, "synchronous", |row| row.get(0))
            .unwrap();
        let journal: String = db
            .pragma_query_value(None, "journal_mode", |row| row.get(0))
            .unwrap();
        // 2 is FULL: with WAL, the log is synchronised at every commit.
        assert_eq!((synchronous, journal.as_str()), (2, "wal"));
    }
}
