//! Copies of the store's file: made and checked.

use super::operation::NameOperation;
use crate::store::{StoreError, private_file};
use rusqlite::{Connection, OpenFlags};
use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
};

/// Most faults that are told; a store with more is not looked at for the rest.
const MOST_FAULTS: u8 = 100;

/// Writes a copy to `to`, which is there only once it is whole and was read again. `known`
/// is the version of the store that this program writes.
pub(super) fn write(from: &Connection, to: &Path, known: usize) -> Result<(), StoreError> {
    let failed = |what| move |error: io::Error| StoreError::Database(what, Box::new(error));
    if to.exists() {
        let exists = io::Error::from(io::ErrorKind::AlreadyExists);
        return Err(failed("write the backup: it never overwrites")(exists));
    }
    let draft = beside(to, ".part");
    let make = || {
        remove(&draft).map_err(failed("remove a part of an earlier backup"))?;
        // Made before it holds anything, so that nobody else ever may read it.
        let file = private_file::make(&draft).map_err(failed("make the backup's file"))?;
        from.execute("VACUUM INTO ?1", [draft.to_string_lossy()])
            .doing("write the backup")?;
        check_copy(&draft, known)?;
        file.sync_all()
            .and_then(|()| fs::rename(&draft, to))
            .and_then(|()| private_file::sync_name(to))
            .map_err(failed("keep the backup"))
    };
    make().inspect_err(|_| {
        // What went wrong is told; a part that stays is removed by the next try.
        drop(remove(&draft));
    })
}

/// Fails unless the file is a whole copy of a centre's store of at most the version `known`.
pub(super) fn check_copy(path: &Path, known: usize) -> Result<(), StoreError> {
    let copy = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .doing("open the copy")?;
    let version = copy
        .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        .doing("read the copy: it is no store of a centre, or damaged")?;
    let found = usize::try_from(version).unwrap_or(0);
    if found == 0 {
        return Err(StoreError::Unreadable("copy: it is no store of a centre"));
    }
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if !faults(&copy, "integrity_check")?.is_empty() {
        return Err(StoreError::Unreadable("copy: it is damaged"));
    }
    Ok(())
}

/// What SQLite finds wrong with the database; at most [`MOST_FAULTS`].
pub(super) fn faults(database: &Connection, check: &str) -> Result<Vec<String>, StoreError> {
    let mut faults = Vec::new();
    database
        .pragma(None, check, MOST_FAULTS, |row| {
            faults.push(row.get::<_, String>(0)?);
            Ok(())
        })
        .doing("check the store")?;
    faults.retain(|fault| fault != "ok");
    Ok(faults)
}

/// The path with something after its name.
pub(super) fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
