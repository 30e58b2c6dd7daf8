//! `backup`: copies the store, also while the centre runs.

use super::existing;
use anyhow::{Result, ensure};
use linli_server::core::data_folder::key_file;
use std::path::Path;

/// Writes a copy of the store to the new file `file`.
pub(crate) fn backup(data: &Path, file: &Path) -> Result<()> {
    ensure!(
        !file.exists(),
        "`{}` exists; a backup never overwrites",
        file.display()
    );
    let (store, _) = existing(data)?;
    store.backup(file)?;
    println!(
        "written; keep `{}` with it, in another safe place",
        key_file(data).display()
    );
    Ok(())
}
