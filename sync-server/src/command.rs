//! Commands that work on a centre's folder, also while the centre runs.

pub(crate) mod enrol;
pub(crate) mod gateway;
pub(crate) mod webhook;

use anyhow::{Result, ensure};
use linli_server::{
    key::CentreKey,
    server::{open_data, store_file},
    store::Store,
};
use std::{path::Path, sync::Arc};

/// The store and key of a centre that has run before.
pub(crate) fn existing(data: &Path) -> Result<(Arc<dyn Store>, CentreKey)> {
    ensure!(
        store_file(data).is_file(),
        "`{}` is no centre's folder; name it with --data, or start the centre once",
        data.display()
    );
    Ok(open_data(data)?)
}
