//! Every store keeps one contract; SQLite is held to it here. Another database needs a
//! program of its own that takes `contract.rs` by its path, and one call of
//! `store_contract!`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "this whole program is a test; its helpers may fail it"
)]

#[macro_use]
mod contract;
mod coverage;

use contract::{WANG, append};
use linli_domain::{
    id::DocId,
    time::{Date, Timestamp},
};
use linli_server::store::{DailyUse, ReadTx, Sqlite, Store};
use std::{path::Path, sync::Arc};

fn open(path: &Path) -> Arc<dyn Store> {
    Arc::new(Sqlite::open(path).unwrap())
}

store_contract!(crate::open);

/// What version 11 took away.
const BEFORE_OPENED: &str = "ALTER TABLE application ADD COLUMN decided_seq INTEGER;
    CREATE INDEX application_decided ON application (resident, decided_seq)
        WHERE decided_seq IS NOT NULL;";

#[test]
fn a_store_of_an_older_version_counts_what_was_written_before() {
    let case = contract::Case::new(open);
    case.write(|tx| Ok([append(tx, 1, 1)?, append(tx, 2, 1)?, append(tx, 1, 2)?]));
    let written = |store: &dyn Store| {
        let of = |tx: &dyn ReadTx, doc| tx.written(DocId([doc; 16]), WANG);
        store.read(|tx| Ok([of(tx, 1)?, of(tx, 2)?])).unwrap()
    };
    let before = written(&*case.store);
    assert_eq!((before[0].changes, before[1].changes), (2, 1));
    let path = case.folder.path().join("store");
    drop(case.store);
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch(BEFORE_OPENED).unwrap();
    file.execute_batch("DROP TABLE written; DROP TABLE daily_use; PRAGMA user_version = 8;")
        .unwrap();
    drop(file);
    assert_eq!(written(&*open(&path)), before);
}

#[test]
fn a_store_of_an_older_version_counts_what_was_written_on_the_last_day() {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let case = contract::Case::new(open);
    // In Beijing the first of these is an hour before midnight.
    let moments = [DAY - 9 * 60 * 60 * 1000, DAY - 8 * 60 * 60 * 1000, DAY];
    let bytes = moments.map(|at| {
        let doc = u8::try_from(at / (60 * 60 * 1000)).unwrap();
        case.write(|tx| contract::append_at(tx, doc, 1, Timestamp(at)));
        contract::signed(doc, 1).change.len()
    });
    case.write(|tx| contract::append_at(tx, 24, 2, Timestamp(DAY + 1)));
    let path = case.folder.path().join("store");
    drop(case.store);
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute_batch(BEFORE_OPENED).unwrap();
    file.execute_batch("DROP TABLE daily_use; PRAGMA user_version = 9;")
        .unwrap();
    drop(file);
    let used = |day| {
        let store = open(&path);
        store.read(|tx| tx.used_on(WANG, day)).unwrap()
    };
    let more = contract::signed(24, 2).change.len();
    let expected = DailyUse {
        documents: 2,
        bytes: u64::try_from(bytes[1] + bytes[2] + more).unwrap(),
        photos: 0,
    };
    assert_eq!(used(Date::constant(1970, 1, 2)), expected);
    assert_eq!(used(Date::constant(1970, 1, 3)), DailyUse::default());
}
