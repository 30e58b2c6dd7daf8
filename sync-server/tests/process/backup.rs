//! Backups: made while the centre runs, checked, and brought back.

use crate::{
    program::{Folder, Serving},
    support::Phone,
};
use linli_server::{
    core::data_folder::{key_file, store_file},
    store::{Sqlite, Store},
};
use std::{
    fs::{self, File},
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Stdio,
    sync::Arc,
};

/// Said where nobody knows which devices were revoked after the backup.
const GOOD_AGAIN: &str = "a device that was revoked after the backup is good again";

fn open(path: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(path).unwrap())
}

fn dump(path: &Path) -> String {
    open(path).read(|store| store.dump()).unwrap()
}

fn restore(folder: &Folder, file: &Path) -> std::process::Output {
    folder.program().arg("restore").arg(file).output().unwrap()
}

/// The store's file in the folder, after the centre has stopped.
fn store(folder: &Folder) -> PathBuf {
    store_file(&folder.data())
}

fn back_up(folder: &Folder, name: &str) -> PathBuf {
    let file = folder.file(name);
    folder.done(&["backup", file.to_str().unwrap()]);
    file
}

fn send_one(serving: &Serving, phone: &mut Phone) -> linli_domain::id::DocId {
    let doc = phone.begin_care("meal");
    phone.sync(&mut serving.link());
    doc
}

/// A centre that has stopped with one request in it, and its backup.
fn stopped_with_backup() -> (Folder, PathBuf) {
    let folder = Folder::new();
    let serving = folder.serve();
    let mut phone = folder.phone(&serving, 1);
    send_one(&serving, &mut phone);
    let good = back_up(&folder, "good.db");
    serving.stop();
    (folder, good)
}

#[test]
fn a_backup_is_made_beside_the_running_centre_for_this_user_only_and_can_be_restored() {
    let folder = Folder::new();
    let serving = folder.serve();
    let mut phone = folder.phone(&serving, 1);
    let lost = folder.phone(&serving, 2);
    let kept = send_one(&serving, &mut phone);
    let found = folder.done(&["people", "find", "居民1"]);
    let number = found.split_whitespace().next().unwrap();
    let open_code = folder.done(&["enrol", "--person", number]);
    let copy = back_up(&folder, "copy.db");
    let mode = fs::metadata(&copy).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let parts = fs::read_dir(folder.temp.path()).unwrap().count();
    assert_eq!(parts, 2, "the data folder and the copy, and no part of one");
    let said = folder.refused(&["backup", copy.to_str().unwrap()]);
    assert!(said.contains("never overwrites"), "{said}");

    let later = send_one(&serving, &mut phone);
    folder.done(&["devices", "revoke", &lost.device.to_string()]);
    Phone::new(3)
        .enrol(&mut serving.link(), open_code.trim())
        .unwrap();
    let said = restore(&folder, &copy);
    assert!(!said.status.success(), "not under a centre that runs");
    serving.stop();
    let epoch = |path: &Path| {
        let setting = |line: &&str| line.contains("\"epoch\"");
        dump(path).lines().find(setting).map(str::to_owned)
    };
    let before = (epoch(&store(&folder)), dump(&store(&folder)));

    let said = restore(&folder, &copy);
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(said.status.success(), "{told}");
    let aside = told.split('`').nth(1).unwrap();
    assert!(told.contains("had revoked stay revoked: 1"), "{told}");
    assert!(!told.contains(GOOD_AGAIN), "{told}");
    assert_eq!(dump(Path::new(aside)), before.1, "what was there is kept");
    assert_ne!(epoch(&store(&folder)), before.0, "another life begins");
    assert!(epoch(&store(&folder)).is_some());
    let serving = folder.serve();
    let answer = lost.post(&mut serving.link(), &lost.request(0)).unwrap();
    assert_ne!(answer.status, 200, "a revoked phone stays revoked");
    let again = Phone::new(4).enrol(&mut serving.link(), open_code.trim());
    assert!(again.is_err(), "a code that was used does not live again");
    serving.stop();
    let restored = open(&store(&folder));
    for (doc, is_there) in [(kept, true), (later, false)] {
        let found = restored.read(|store| store.document(doc)).unwrap();
        assert_eq!(found.is_some(), is_there);
    }
}

#[test]
fn what_is_no_good_backup_is_refused_and_the_store_stays_as_it_is() {
    let (folder, good) = stopped_with_backup();
    let stranger = Folder::new();
    stranger.serve().stop();
    let before = dump(&store(&folder));

    let (text, damaged, newer) = (
        folder.file("text"),
        folder.file("damaged"),
        folder.file("newer"),
    );
    fs::write(&text, "no database at all").unwrap();
    let mut bytes = fs::read(&good).unwrap();
    let page = 4096 * 3;
    bytes[page..page + 4096].fill(0xff);
    fs::write(&damaged, &bytes).unwrap();
    // The version stands in the header at 60; this one is of a program to come.
    let mut bytes = fs::read(&good).unwrap();
    bytes[60..64].copy_from_slice(&999_u32.to_be_bytes());
    fs::write(&newer, &bytes).unwrap();
    let (cut, empty) = (folder.file("cut"), folder.file("empty"));
    fs::write(&cut, &fs::read(&good).unwrap()[..4096 * 2 + 100]).unwrap();
    fs::write(&empty, "").unwrap();
    for (file, reason) in [
        (&text, "no store of a centre"),
        (&damaged, "malformed"),
        (&newer, "version 999"),
        (&cut, ""),
        (&empty, "no store of a centre"),
        (&back_up(&stranger, "other.db"), "another centre's key"),
        (&folder.file("nothing"), "could not open"),
    ] {
        let said = restore(&folder, file);
        let told = String::from_utf8(said.stderr).unwrap();
        assert!(
            !said.status.success() && told.contains(reason),
            "{}: {told}",
            file.display()
        );
        assert_eq!(dump(&store(&folder)), before, "{}", file.display());
    }
    // Nobody may be at work on it.
    let other = open(&store(&folder));
    other.read(|store| store.horizon()).unwrap();
    let said = String::from_utf8(restore(&folder, &good).stderr).unwrap();
    assert!(said.contains("in use"), "{said}");
    drop(other);
    // The key first: without it a backup is worth nothing.
    let key = key_file(&folder.data());
    fs::rename(&key, folder.file("key")).unwrap();
    let said = String::from_utf8(restore(&folder, &good).stderr).unwrap();
    assert!(said.contains("centre.key` is missing"), "{said}");
    fs::rename(folder.file("key"), &key).unwrap();
    assert_eq!(dump(&store(&folder)), before);
    assert!(restore(&folder, &good).status.success());
}

#[test]
fn a_backup_goes_through_a_pipe_to_be_sealed_and_comes_back_onto_an_empty_machine() {
    let folder = Folder::new();
    let serving = folder.serve();
    let mut phone = folder.phone(&serving, 1);
    let lost = folder.phone(&serving, 2);
    send_one(&serving, &mut phone);
    let piped = folder.program().args(["backup", "-"]).output().unwrap();
    assert!(piped.status.success());
    folder.done(&["devices", "revoke", &lost.device.to_string()]);
    let left = fs::read_dir(folder.data()).unwrap();
    let left = left.map(|file| file.unwrap().file_name().into_string().unwrap());
    assert_eq!(left.filter(|name| name.starts_with("backup")).count(), 0);
    serving.stop();

    let fresh = Folder::new();
    fs::create_dir(fresh.data()).unwrap();
    fs::copy(key_file(&folder.data()), key_file(&fresh.data())).unwrap();
    let mut restoring = fresh.program();
    restoring.args(["restore", "-"]).stdin(Stdio::piped());
    restoring.stderr(Stdio::piped());
    let mut restoring = restoring.spawn().unwrap();
    restoring
        .stdin
        .take()
        .unwrap()
        .write_all(&piped.stdout)
        .unwrap();
    let said = restoring.wait_with_output().unwrap();
    assert!(said.status.success());
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(
        told.contains(GOOD_AGAIN) && told.contains("there was no store"),
        "{told}"
    );
    // So it is: nobody here knows that it was revoked.
    let device = lost.device.to_string();
    assert!(!fresh.done(&["devices", "list"]).contains("revoked"));
    fresh.done(&["devices", "revoke", &device]);
    for hash in &phone.received {
        let kept = open(&store(&fresh)).read(|store| store.change(*hash));
        assert!(kept.unwrap().is_some());
    }
    let serving = fresh.serve();
    phone.sync(&mut serving.link());
    serving.stop();
}

#[test]
fn a_damaged_store_is_set_aside_too() {
    let (folder, good) = stopped_with_backup();
    let mut file = File::options().write(true).open(store(&folder)).unwrap();
    file.write_all(&[0xff; 8192]).unwrap();
    drop(file);
    let said = restore(&folder, &good);
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(said.status.success(), "{told}");
    assert!(
        told.contains(GOOD_AGAIN) && told.contains("cannot be read"),
        "{told}"
    );
    folder.serve().stop();
}
