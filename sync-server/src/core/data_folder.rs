//! The files in the data folder: who may open them, which belong together, and which
//! database they are. This is the only file that names it.

use crate::{
    core::{key::CentreKey, operator_log::operator_log_file},
    error::ServerError,
    store::{ReadTx, Salvaged, Sqlite, Store, StoreError, private_file},
};
use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
};

/// The path of the store's file in the folder `data`.
#[must_use]
pub fn store_file(data: &Path) -> PathBuf {
    data.join("centre.sqlite")
}

/// The path of the file with the centre's key. A backup of the store is worth nothing
/// without that file.
#[must_use]
pub fn key_file(data: &Path) -> PathBuf {
    data.join("centre.key")
}

/// Opens the store and the key in the folder `data`; makes what is not there yet, for this
/// user only.
///
/// # Errors
/// When the folder cannot be made, holds something else, or holds a store without the key
/// that it was written with.
pub fn open(data: &Path) -> Result<(Arc<dyn Store>, CentreKey), ServerError> {
    private_file::make_folder(data).map_err(|error| ServerError::File(data.to_owned(), error))?;
    let (store, key) = (store_file(data), key_file(data));
    // Written by an earlier program, or copied by hand.
    for file in [&key, &operator_log_file(data)] {
        private_file::keep(file).map_err(|error| ServerError::File(file.clone(), error))?;
    }
    // The key is made before the store: who has a store and no key has lost it, and a new
    // one would be a stranger to every device.
    let key = match CentreKey::read(&key)? {
        Some(known) => known,
        None if store.exists() => return Err(ServerError::KeyMissing(key)),
        None => CentreKey::make(&key)?,
    };
    let store = open_store(&store)?;
    check_key(&*store, &key, data)?;
    Ok((store, key))
}

/// Opens the store in the file at `path`; makes it where it is not there yet.
pub(super) fn open_store(path: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(Sqlite::open(path)?))
}

/// Checks the copy of a store at `path` and opens it, as a store that begins again.
pub(super) fn bring_back(path: &Path) -> Result<Arc<dyn Store>, StoreError> {
    Ok(Arc::new(Sqlite::bring_back(path)?))
}

/// Puts the store at `from` in the place of the one at `path`, which is set `aside`;
/// answers whether there was one. Nobody may have either of them open.
pub(super) fn replace(path: &Path, from: &Path, aside: &Path) -> Result<bool, StoreError> {
    Sqlite::replace(path, from, aside)
}

/// Whether nothing of the store at `path` is damaged.
pub(super) fn is_whole(path: &Path) -> Result<bool, StoreError> {
    Sqlite::is_whole(path)
}

/// Makes a new store at `to` of what can be read of the damaged one at `from`.
pub(super) fn salvage(from: &Path, to: &Path) -> Result<Salvaged, StoreError> {
    Sqlite::salvage(from, to)
}

/// Fails unless the store was written with this key, or holds nothing yet.
///
/// # Errors
/// When the key is another, or the store cannot be read.
pub fn check_key(store: &dyn Store, key: &CentreKey, data: &Path) -> Result<(), ServerError> {
    let is_ours =
        |store: &dyn ReadTx| Ok(store.device(key.device)?.is_some() || store.devices()?.is_empty());
    if store.read(is_ours)? {
        Ok(())
    } else {
        Err(ServerError::OtherKey(key_file(data)))
    }
}

/// The right to serve from a data folder, which one process has at a time. It ends with
/// this value, and with the process however that ends.
#[derive(Debug)]
pub struct FolderLock {
    _file: File,
}

impl FolderLock {
    /// Takes the right to serve from `data`.
    ///
    /// # Errors
    /// When another process has it, or the file for it cannot be made.
    pub fn take(data: &Path) -> Result<Self, ServerError> {
        let failed = |error| ServerError::File(data.to_owned(), error);
        private_file::make_folder(data).map_err(failed)?;
        let file = private_file::open(&data.join("centre.lock")).map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(ServerError::InUse(data.to_owned())),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }
}
