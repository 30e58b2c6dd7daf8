//! Folders of the town, in memory where the machine has a place for that.

use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A folder that is gone when dropped.
pub(crate) fn temporary() -> TempDir {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    folder.expect("a folder for the town")
}

pub(crate) fn make(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
}

pub(crate) fn remove(folder: &Path) {
    // Whoever had it open may still be putting its files away; the town's folder goes later.
    drop(fs::remove_dir_all(folder));
}

/// Copies the files of a store as they lie there, while it may be open: what a power cut
/// leaves. The shared memory beside a log is not on the disk.
pub(crate) fn copy(from: &Path, to: &Path) {
    make(to);
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("a folder").path();
        let name = path.file_name().expect("a file's name");
        if path.is_file() && !name.to_string_lossy().ends_with("-shm") {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}
