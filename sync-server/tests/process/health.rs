//! What the operator hears of an ill store: a full disk, and damage.

use crate::program::{Folder, Serving};
use linli_server::{
    core::data_folder::store_file,
    store::{Sqlite, Store},
};
use std::{
    fs::File,
    io::{Seek, SeekFrom, Write},
    path::Path,
    process::Command,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

/// Sets the largest file, in bytes, that the process may write; at 0 it can write none, as
/// on a full disk.
fn limit_files(serving: &Serving, most: &str) {
    let (id, most) = (
        serving.child.id().to_string(),
        format!("--fsize={most}:unlimited"),
    );
    let set = Command::new("prlimit").args(["--pid", &id, &most]).status();
    assert!(set.unwrap().success());
}

/// Asks until `/healthz` answers `status`.
fn await_health(serving: &Serving, status: u16) {
    let until = Instant::now() + Duration::from_secs(60);
    while serving.link().get("/healthz", "").unwrap().status != status {
        assert!(Instant::now() < until, "never {status}: {}", serving.log());
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_full_disk_is_told_also_where_nobody_writes_and_nothing_is_lost_by_it() {
    let mut folder = Folder::new();
    let often = ("LINLI_LEASE_CHECK_SECONDS", "1".to_owned());
    folder.environment.push(often);
    // Without the shell's word the system would end the process at the limit.
    let mut shell = folder.told(Command::new("sh"));
    shell.args(["-c", "trap '' XFSZ; exec \"$0\" serve"]);
    shell.arg(env!("CARGO_BIN_EXE_linli-server"));
    let serving = Serving::begin(shell);
    let mut phone = folder.phone(&serving, 1);
    await_health(&serving, 200);

    limit_files(&serving, "0");
    await_health(&serving, 503);
    phone.begin_care("meal");
    let refused = phone.post(&mut serving.link(), &phone.request(0)).unwrap();
    assert_eq!(refused.status, 503, "nothing is acknowledged");

    limit_files(&serving, "unlimited");
    await_health(&serving, 200);
    phone.sync(&mut serving.link());
    assert!(!phone.received.is_empty() && phone.outbox.is_empty());
    let log = serving.stop();
    assert!(log.contains("the store can be written again"), "{log}");
    let store: Arc<dyn Store> = Arc::new(Sqlite::open(&store_file(&folder.data())).unwrap());
    for hash in &phone.received {
        assert!(store.read(|store| store.change(*hash)).unwrap().is_some());
    }
}

/// Waits until the log holds `text`.
fn await_log(serving: &Serving, text: &str) {
    let until = Instant::now() + Duration::from_secs(60);
    while !serving.log().contains(text) {
        assert!(Instant::now() < until, "never {text}: {}", serving.log());
        thread::sleep(Duration::from_millis(20));
    }
}

/// Overwrites a page that only the command line reads.
fn damage(store: &Path) {
    let database = rusqlite::Connection::open(store).unwrap();
    let number = |sql: &str| -> u32 { database.query_row(sql, [], |row| row.get(0)).unwrap() };
    let page = number("SELECT rootpage FROM sqlite_schema WHERE name = 'rescue'");
    let bytes = number("PRAGMA page_size");
    drop(database);
    let mut file = File::options().write(true).open(store).unwrap();
    file.seek(SeekFrom::Start(u64::from((page - 1) * bytes)))
        .unwrap();
    file.write_all(&[0xff; 512]).unwrap();
}

#[test]
fn damage_is_told_on_a_schedule_and_at_the_start_and_the_rest_is_served() {
    let mut folder = Folder::new();
    let serving = folder.serve();
    let mut phone = folder.phone(&serving, 1);
    await_log(&serving, "looked through; it is whole");
    serving.stop();
    let token = "a-token-of-a-monitor";
    folder.environment = vec![
        ("LINLI_METRICS_TOKEN", token.to_owned()),
        ("LINLI_STORE_CHECK_SECONDS", "1".to_owned()),
    ];
    let serving = folder.serve();
    await_log(&serving, "looked through; it is whole");
    damage(&store_file(&folder.data()));
    await_log(&serving, "the store is damaged");
    let header = format!("authorization: Bearer {token}\r\n");
    let counts = serving.link().get("/metrics", &header).unwrap().body;
    let counts = String::from_utf8(counts).unwrap();
    let faults = counts
        .lines()
        .find(|line| line.starts_with("linli_store_faults "));
    assert_ne!(faults.unwrap(), "linli_store_faults 0");
    serving.stop();
    folder.environment.clear();
    let serving = folder.serve();
    await_log(&serving, "the store is damaged");
    phone.begin_care("meal");
    phone.sync(&mut serving.link());
    assert!(!phone.received.is_empty() && phone.outbox.is_empty());
}
