//! Every catalogue that was served, as a file beside the store. A store that comes back
//! from a backup, or loses its end, knows none of those since; what was begun on a phone
//! by one of them must still be let in.

use crate::{
    error::ServerError,
    store::{Store, StoreError, WriteTx, private_file},
};
use linli_domain::time::Timestamp;
use std::{fs, path::Path};

/// A file's name is the version between these.
const BEFORE: &str = "catalogue-";
const AFTER: &str = ".json";

/// A catalogue's version, and its bytes as they were served.
pub type ServedOnce = (String, Vec<u8>);

/// Writes one beside the store in `data`, whole or not at all.
///
/// # Errors
/// When that cannot be written.
pub fn keep(data: &Path, version: &str, bytes: &[u8]) -> Result<(), ServerError> {
    let path = data.join(format!("{BEFORE}{version}{AFTER}"));
    if path.exists() {
        return Ok(());
    }
    private_file::write(&path, bytes).map_err(|error| ServerError::File(path, error))
}

/// Those written beside the store in `data` that the store does not know, the oldest first.
///
/// # Errors
/// When one cannot be read, or the store fails.
pub fn lost(data: &Path, store: &dyn Store) -> Result<Vec<ServedOnce>, ServerError> {
    let wrong = |error| ServerError::File(data.to_owned(), error);
    let mut found = Vec::new();
    for entry in fs::read_dir(data).map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let version = name.strip_prefix(BEFORE);
        let Some(version) = version.and_then(|rest| rest.strip_suffix(AFTER)) else {
            continue;
        };
        private_file::keep(&entry.path()).map_err(wrong)?;
        if store.read(|store| store.catalogue(version))?.is_none() {
            let read = || Ok((entry.metadata()?.modified()?, fs::read(entry.path())?));
            let (at, bytes) = read().map_err(wrong)?;
            found.push((at, version.to_owned(), bytes));
        }
    }
    found.sort();
    let found = found.into_iter();
    Ok(found.map(|(_, version, bytes)| (version, bytes)).collect())
}

/// Gives the store back those that it lost.
///
/// # Errors
/// When the store fails.
pub fn give_back(
    store: &mut dyn WriteTx,
    lost: &[ServedOnce],
    now: Timestamp,
) -> Result<(), StoreError> {
    lost.iter()
        .try_for_each(|(version, bytes)| store.put_catalogue(version, bytes, now))
}
