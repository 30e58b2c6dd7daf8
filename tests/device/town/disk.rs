//! Disks that are full. What the system answers there is made by a shim between it and this
//! program (`full_disk.c`), which a program gets only when it starts: so a town is tried in a
//! process of its own.

use crate::town::files;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

const SHIM: &str = include_str!("full_disk.c");

/// Set in a process that has the shim.
const HAS_SHIM: &str = "LINLI_TOWN_DISK";

/// The mark of a folder that is on a full disk.
fn mark(folder: &Path) -> PathBuf {
    folder.join("full")
}

/// From here on no file in `folder` can grow.
pub(crate) fn fill(folder: &Path) {
    fs::write(mark(folder), []).expect("the mark of a full disk");
}

/// There is room again.
pub(crate) fn make_room(folder: &Path) {
    match fs::remove_file(mark(folder)) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => panic!("{error}"),
        _ => {}
    }
}

pub(crate) fn is_full(folder: &Path) -> bool {
    mark(folder).exists()
}

/// Tries the town's test `name` where disks can be full: true in a process in which they can.
/// Elsewhere it was tried in such a one.
pub(crate) fn can_be_full(name: &str) -> bool {
    if env::var_os(HAS_SHIM).is_some() {
        return true;
    }
    let folder = files::temporary();
    let (source, shim) = (folder.path().join("shim.c"), folder.path().join("shim.so"));
    fs::write(&source, SHIM).expect("the shim's source");
    // The compiler that SQLite was built with.
    let built = Command::new("cc")
        .args(["-O1", "-shared", "-fPIC", "-o"])
        .args([&shim, &source])
        .arg("-ldl")
        .status();
    assert!(built.expect("a compiler").success(), "the shim is built");
    let tried = Command::new(env::current_exe().expect("this program"))
        .args([
            &format!("town::{name}"),
            "--exact",
            "--include-ignored",
            "--nocapture",
        ])
        .env(HAS_SHIM, "")
        .env("LD_PRELOAD", &shim)
        .output()
        .expect("a process of its own");
    let [told, wrong] = [&tried.stdout, &tried.stderr].map(|text| String::from_utf8_lossy(text));
    println!("{told}");
    assert!(tried.status.success(), "{wrong}");
    false
}
