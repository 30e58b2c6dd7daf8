//! The files in the data folder.

use crate::{
    core::key::CentreKey,
    error::ServerError,
    store::{Sqlite, Store},
};
use std::{
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

/// Opens the store and the key in the folder `data`; makes what is not there yet.
///
/// # Errors
/// When the folder cannot be made, or holds something else.
pub fn open(data: &Path) -> Result<(Arc<dyn Store>, CentreKey), ServerError> {
    std::fs::create_dir_all(data).map_err(|error| ServerError::File(data.to_owned(), error))?;
    let key = CentreKey::open(&key_file(data))?;
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&store_file(data))?);
    Ok((store, key))
}
