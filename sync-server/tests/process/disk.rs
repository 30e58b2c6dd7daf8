//! What is on the disk, and not only on its way there, before it is relied on: whatever a
//! power cut would take away was synchronised before. A shim between the program and the
//! system writes down each call.

use crate::program::Folder;
use linli_server::core::data_folder::{key_file, store_file};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Writes what is synchronised, and the new names of files, into the file that it is told.
const SHIM: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
static void tell(const char *call, const char *path) {
    char line[4200];
    int length = snprintf(line, sizeof line, "%s %s\n", call, path);
    int log = open(getenv("LINLI_CALLS"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (log < 0 || write(log, line, length) != length) _exit(99);
    close(log);
}
static int synced(const char *call, int file) {
    char link[64], path[4096] = {0};
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    if (readlink(link, path, sizeof path - 1) < 0) _exit(99);
    int done = ((int (*)(int))dlsym(RTLD_NEXT, call))(file);
    if (done == 0) tell("sync", path);
    return done;
}
int fsync(int file) { return synced("fsync", file); }
int fdatasync(int file) { return synced("fdatasync", file); }
int rename(const char *from, const char *to) {
    int done = ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(from, to);
    if (done == 0) tell("rename", to);
    return done;
}
"#;

/// A folder whose programs tell of what they synchronise.
struct Watched {
    folder: Folder,
    told: PathBuf,
}

impl Watched {
    fn new() -> Self {
        let mut folder = Folder::new();
        let (source, shim, told) = (
            folder.file("shim.c"),
            folder.file("shim.so"),
            folder.file("told"),
        );
        fs::write(&source, SHIM).unwrap();
        // The compiler that SQLite was built with.
        let built = Command::new("cc")
            .args(["-shared", "-fPIC", "-o"])
            .args([&shim, &source])
            .arg("-ldl")
            .stdin(Stdio::null())
            .status();
        assert!(built.unwrap().success());
        fs::write(&told, "").unwrap();
        folder.environment = vec![
            ("LD_PRELOAD", shim.to_str().unwrap().to_owned()),
            ("LINLI_CALLS", told.to_str().unwrap().to_owned()),
        ];
        Self { folder, told }
    }

    /// What was done since this was asked last, in order.
    fn calls(&self) -> Calls {
        let told = fs::read_to_string(&self.told).unwrap();
        fs::write(&self.told, "").unwrap();
        Calls(told.lines().map(str::to_owned).collect())
    }
}

/// `sync PATH` and `rename PATH`, in order.
#[derive(Debug)]
struct Calls(Vec<String>);

impl Calls {
    /// Whether these were done in this order, among others.
    #[track_caller]
    fn assert_in_order(&self, expected: &[(&str, &Path)]) {
        let mut calls = self.0.iter();
        for (call, path) in expected {
            let call = format!("{call} {}", path.display());
            assert!(calls.any(|done| *done == call), "no {call}: {self:#?}");
        }
    }
}

fn log_of(store: &Path) -> PathBuf {
    store.with_extension("sqlite-wal")
}

#[test]
fn a_new_centre_is_found_after_a_power_cut() {
    let watched = Watched::new();
    let data = watched.folder.data();
    let (key, store) = (key_file(&data), store_file(&data));
    let serving = watched.folder.serve();
    let calls = watched.calls();
    let parent = data.parent().unwrap();
    calls.assert_in_order(&[
        ("sync", parent),
        ("sync", &key.with_extension("draft")),
        ("rename", &key),
        ("sync", &data),
        ("sync", &log_of(&store)),
        ("sync", &data),
    ]);
    // The key's name before there is a store that needs it.
    let renamed = format!("rename {}", key.display());
    let mut after = calls.0.iter().skip_while(|call| **call != renamed);
    assert_eq!(after.nth(1), Some(&format!("sync {}", data.display())));
    serving.stop();
}

#[test]
fn a_change_is_on_the_disk_before_it_is_acknowledged() {
    let watched = Watched::new();
    let serving = watched.folder.serve();
    let mut phone = watched.folder.phone(&serving, 1);
    let log = log_of(&store_file(&watched.folder.data()));
    for _ in 0..3 {
        watched.calls();
        phone.begin_care("meal");
        let asked = phone.post(&mut serving.link(), &phone.request(0)).unwrap();
        assert_eq!(asked.status, 200);
        watched.calls().assert_in_order(&[("sync", &log)]);
        phone.sync(&mut serving.link());
    }
    serving.stop();
}

#[test]
fn a_backup_and_what_was_restored_are_on_the_disk_when_that_is_said() {
    let watched = Watched::new();
    let (folder, data) = (&watched.folder, watched.folder.data());
    folder.serve().stop();
    let copies = folder.file("copies");
    fs::create_dir(&copies).unwrap();
    let copy = copies.join("copy.db");
    watched.calls();
    folder.done(&["backup", copy.to_str().unwrap()]);
    watched.calls().assert_in_order(&[
        ("sync", &copies.join("copy.db.part")),
        ("rename", &copy),
        ("sync", &copies),
    ]);

    folder.done(&["restore", copy.to_str().unwrap()]);
    let store = store_file(&data);
    watched.calls().assert_in_order(&[
        ("sync", &store.with_extension("restoring")),
        ("rename", &store),
        ("sync", &data),
    ]);
}
