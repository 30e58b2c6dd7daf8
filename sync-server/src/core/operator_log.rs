//! What the operator did from the command line, in a file of its own beside the store: the
//! log of the server does not have it, and the terminal forgets. Ids, and never a name.

use crate::{core::clock::rfc3339, error::ServerError, store::private_file};
use linli_domain::time::Timestamp;
use std::{
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// The path of the operator's log in the folder `data`.
#[must_use]
pub fn operator_log_file(data: &Path) -> PathBuf {
    data.join("operator.log")
}

/// Adds a line: when, and what was done.
///
/// # Errors
/// When the file cannot be written.
pub fn note(data: &Path, now: Timestamp, action: &str) -> Result<(), ServerError> {
    let path = operator_log_file(data);
    let add = || -> io::Result<()> {
        let mut file = private_file::open(&path)?;
        // Others may add a line at the same moment.
        file.lock()?;
        file.seek(SeekFrom::End(0))?;
        writeln!(file, "{} {action}", rfc3339(now))?;
        file.sync_all()
    };
    add().map_err(|error| ServerError::File(path, error))
}
