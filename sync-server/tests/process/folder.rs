//! The data folder: for one user, one process and one key; and its one file.

use crate::program::Folder;
use linli_server::{
    core::data_folder::{key_file, store_file},
    store::{Sqlite, Store},
};
use std::{
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::Path,
    sync::Arc,
};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn nobody_else_on_the_computer_can_read_the_data_folder_or_a_file_in_it() {
    let folder = Folder::new();
    let data = folder.data();
    // As an earlier program, or somebody by hand, left them.
    fs::create_dir(&data).unwrap();
    fs::set_permissions(&data, fs::Permissions::from_mode(0o755)).unwrap();
    let serving = folder.serve();
    folder.phone(&serving, 1);
    let check = || {
        assert_eq!(mode(&data), 0o700);
        let files = fs::read_dir(&data)
            .unwrap()
            .map(|file| file.unwrap().path());
        let open: Vec<_> = files.filter(|file| mode(file) & 0o077 != 0).collect();
        assert_eq!(open, Vec::<std::path::PathBuf>::new());
    };
    assert!(store_file(&data).with_extension("sqlite-wal").exists());
    check();
    serving.kill();
    for file in fs::read_dir(&data).unwrap() {
        fs::set_permissions(file.unwrap().path(), fs::Permissions::from_mode(0o644)).unwrap();
    }
    let serving = folder.serve();
    check();
    drop(serving);
}

#[test]
fn one_server_serves_from_a_folder_and_a_second_one_is_told_so() {
    let folder = Folder::new();
    let serving = folder.serve();
    let phone = folder.phone(&serving, 1);
    let said = folder.refused(&["serve"]);
    assert!(said.contains("another program serves from"), "{said}");
    // By another name it is the same folder.
    let other = Folder::new();
    symlink(folder.data(), other.data()).unwrap();
    assert!(other.refused(&["serve"]).contains("another program serves"));
    // The commands of the operator work beside it.
    folder.done(&["devices", "list"]);
    let asked = phone.post(&mut serving.link(), &phone.request(0)).unwrap();
    assert_eq!(asked.status, 200, "the first one goes on");
    serving.kill();
    folder.serve().stop();
}

#[test]
fn a_store_is_not_opened_without_its_key_or_with_another() {
    let folder = Folder::new();
    let serving = folder.serve();
    folder.phone(&serving, 1);
    serving.stop();
    let (key, away) = (key_file(&folder.data()), folder.file("away.key"));
    fs::rename(&key, &away).unwrap();
    for command in [&["serve"][..], &["devices", "list"]] {
        let said = folder.refused(command);
        assert!(said.contains("centre.key` is missing"), "{said}");
    }
    assert!(!key.exists(), "no new key is made");
    fs::write(&key, [7; 32]).unwrap();
    for command in [&["serve"][..], &["devices", "list"]] {
        let said = folder.refused(command);
        assert!(said.contains("another centre's key"), "{said}");
    }
    fs::rename(&away, &key).unwrap();
    folder.serve().stop();
}

#[test]
fn after_a_stop_the_single_file_is_the_whole_store() {
    let folder = Folder::new();
    let serving = folder.serve();
    let mut phone = folder.phone(&serving, 1);
    let doc = phone.begin_care("meal");
    phone.sync(&mut serving.link());
    assert!(!phone.received.is_empty());
    serving.stop();
    let copy = folder.file("copied.sqlite");
    fs::copy(store_file(&folder.data()), &copy).unwrap();
    for end in ["sqlite-wal", "sqlite-shm"] {
        let beside = store_file(&folder.data()).with_extension(end);
        let left = fs::metadata(&beside).map_or(0, |found| found.len());
        assert!(
            !end.ends_with("wal") || left == 0,
            "{left} bytes in the log"
        );
    }
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&copy).unwrap());
    for hash in &phone.received {
        assert!(store.read(|store| store.change(*hash)).unwrap().is_some());
    }
    assert!(store.read(|store| store.document(doc)).unwrap().is_some());
}
