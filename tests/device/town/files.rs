//! Folders of the town, in memory where the machine has a place for that.

use crate::town::dice::Dice;
use rusqlite::Connection;
use std::{
    fs::{self, File},
    io::{Seek, SeekFrom, Write},
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
/// leaves. The shared memory beside a log is not on the disk, and the copy's disk has room.
pub(crate) fn copy(from: &Path, to: &Path) {
    make(to);
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("a folder").path();
        let name = path.file_name().expect("a file's name");
        let is_kept = name != "full" && !name.to_string_lossy().ends_with("-shm");
        if path.is_file() && is_kept {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}

/// Bytes before the first page of a log, and before each page.
const LOG_HEAD: usize = 32;
const PAGE_HEAD: usize = 24;

/// How many pages of the log were folded into the database: `shm` is the log's index. They
/// are on the disk before that, so that no honest disk loses them.
pub(crate) fn folded_in(shm: &Path) -> usize {
    let number = |bytes: &[u8]| u32::from_ne_bytes(bytes.try_into().expect("four bytes"));
    let index = fs::read(shm).unwrap_or_default();
    let folded = index.get(96..100).map_or(0, number);
    usize::try_from(folded).expect("a count of pages")
}

/// The log loses its end, behind the pages that were folded in.
pub(crate) fn cut(log: &Path, folded: usize, dice: u64) {
    let Ok(mut bytes) = fs::read(log) else { return };
    let Some(kept) = page_len(&bytes).map(|page| LOG_HEAD + folded * (PAGE_HEAD + page)) else {
        return;
    };
    // Most of the time it is the last pages.
    let all = bytes.len().saturating_sub(kept);
    let mut dice = Dice::of(dice);
    let lost = if dice.happens(70) {
        all.min(100_000)
    } else {
        all
    };
    bytes.truncate(bytes.len() - dice.below(lost + 1));
    fs::write(log, bytes).expect("the log");
}

/// The beginning of a writing lies at the log's end: pages that end nothing.
pub(crate) fn tear(log: &Path, dice: u64) {
    let Ok(mut bytes) = fs::read(log) else { return };
    let Some(page) = page_len(&bytes) else { return };
    let mut dice = Dice::of(dice);
    let end = bytes.len().min(LOG_HEAD + PAGE_HEAD + page);
    let torn = bytes[LOG_HEAD..LOG_HEAD + dice.below(end - LOG_HEAD + 1)].to_vec();
    bytes.extend(torn);
    fs::write(log, bytes).expect("the log");
}

/// How long a page is, where the log has a head.
fn page_len(log: &[u8]) -> Option<usize> {
    let page = log.get(8..12)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(page)).ok()
}

/// A page of the store's file is overwritten on which rows of `table` stand; false where
/// there are none.
pub(crate) fn damage(store: &Path, table: &str, dice: u64) -> bool {
    let pages = pages(store, table).expect("a list of pages");
    let Some(at) = Dice::of(dice).one(&pages) else {
        return false;
    };
    let at = u64::try_from(*at).expect("a place in the file");
    let mut file = File::options().write(true).open(store).expect("the store");
    file.seek(SeekFrom::Start(at)).expect("the page");
    file.write_all(&[0xff; 512]).expect("the page");
    true
}

/// Where in the file the pages of a table begin. Whoever closes a store last folds its log
/// into the file.
fn pages(store: &Path, table: &str) -> rusqlite::Result<Vec<i64>> {
    let database = Connection::open(store)?;
    let sql = "SELECT pgoffset FROM dbstat WHERE name = ?1 AND pagetype = 'leaf' AND ncell > 0";
    let mut pages = database.prepare(sql)?;
    let pages = pages.query_map([table], |row| row.get(0))?;
    pages.collect()
}
