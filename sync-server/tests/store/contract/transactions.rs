//! Transactions, savepoints, views and copies.

use super::{Case, append};
use linli_domain::id::DocId;
use linli_replica::exchange::Epoch;
use linli_server::store::{Seq, Store, StoreError};
use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
};

pub fn a_transaction_is_all_or_nothing(case: &Case) {
    let before = case.read(|tx| tx.dump());
    let failed = case.store.write(|tx| {
        append(tx, 1, 1)?;
        tx.set_epoch(Epoch(7))?;
        Err::<(), _>(StoreError::Unreadable("test"))
    });
    assert!(failed.is_err());
    assert!(case.read(|tx| tx.dump()) == before);
    let seq = case.write(|tx| append(tx, 1, 1));
    assert_eq!(
        case.read(|tx| tx.horizon()),
        seq,
        "nothing is missing below it"
    );
}

pub fn a_transaction_that_panics_leaves_nothing_and_the_store_goes_on(case: &Case) {
    let before = case.read(|tx| tx.dump());
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        case.store.write(|tx| -> Result<(), StoreError> {
            append(tx, 1, 1)?;
            panic!("this work panics")
        })
    }));
    assert!(panicked.is_err());
    assert!(case.read(|tx| tx.dump()) == before);
    case.begin(1);
}

pub fn what_is_rolled_back_to_a_savepoint_takes_nothing_else_with_it(case: &Case) {
    case.write(|tx| {
        for (doc, stands) in [(1, true), (2, false), (3, true)] {
            tx.savepoint()?;
            append(tx, doc, 1)?;
            append(tx, doc, 2)?;
            if stands {
                tx.release()?;
            } else {
                tx.roll_back()?;
            }
        }
        append(tx, 4, 1)
    });
    let counts: Vec<usize> = (1..=4)
        .map(|doc| {
            case.read(|tx| tx.changes(DocId([doc; 16]), Seq::START))
                .len()
        })
        .collect();
    assert_eq!(counts, [2, 0, 2, 1]);
    let failed = case.store.write(|tx| {
        tx.savepoint()?;
        append(tx, 5, 1)?;
        tx.release()?;
        Err::<(), _>(StoreError::Unreadable("test"))
    });
    assert!(failed.is_err());
    assert_eq!(
        case.read(|tx| tx.document(DocId([5; 16]))),
        None,
        "released is not committed"
    );
}

pub fn a_view_does_not_change_while_it_is_read(case: &Case) {
    let first = case.write(|tx| append(tx, 1, 1));
    case.read(|tx| {
        assert_eq!(tx.horizon()?, first);
        let second = case.write(|tx| append(tx, 1, 2));
        assert_eq!(tx.horizon()?, first);
        assert_eq!(tx.changes(DocId([1; 16]), first)?, []);
        assert_eq!(case.read(|tx| tx.horizon()), second, "a later view sees it");
        Ok(())
    });
}

pub fn a_reader_never_sees_a_number_with_a_gap_below_it(case: &Case) {
    let other = case.other();
    let write = |store: &Arc<dyn Store>, doc| -> BTreeSet<Seq> {
        let append = |number| store.write(|tx| append(tx, doc, number)).unwrap();
        (1..=60).map(append).collect()
    };
    let seen = |after| {
        case.read(|tx| {
            let mut seen = BTreeSet::new();
            for doc in [1, 2] {
                let changes = tx.changes(DocId([doc; 16]), after)?;
                seen.extend(changes.iter().map(|change| change.seq));
            }
            Ok((tx.horizon()?, seen))
        })
    };
    // What was seen up to each horizon: nothing may come below it later.
    let mut looks = Vec::new();
    let all: BTreeSet<Seq> = thread::scope(|scope| {
        let writers = [
            scope.spawn(|| write(&case.store, 1)),
            scope.spawn(|| write(&other, 2)),
        ];
        while !writers.iter().all(thread::ScopedJoinHandle::is_finished) {
            looks.push(seen(Seq::START));
        }
        let written = writers.into_iter().map(|writer| writer.join().unwrap());
        written.flatten().collect()
    });
    for (horizon, seen) in looks {
        let below: BTreeSet<Seq> = all.range(..=horizon).copied().collect();
        let seen: BTreeSet<Seq> = seen.range(..=horizon).copied().collect();
        assert_eq!(seen, below);
    }
    assert_eq!(seen(Seq::START), (*all.last().unwrap(), all));
}

pub fn everything_is_there_after_opening_again_and_in_a_backup(case: &Case) {
    case.begin(1);
    let before = case.read(|tx| tx.dump());
    assert!(before.contains("王秀英"), "a dump shows what is there");
    let copy = case.folder.path().join("copy");
    case.store.backup(&copy).unwrap();
    assert!(
        case.store.backup(&copy).is_err(),
        "a backup never overwrites"
    );
    assert!(case.other().read(|tx| tx.dump()).unwrap() == before);
    assert!((case.open)(&copy).read(|tx| tx.dump()).unwrap() == before);
}

pub fn folded_it_is_one_file_that_can_be_copied_alone(case: &Case) {
    case.begin(1);
    let before = case.read(|tx| tx.dump());
    case.store.fold().unwrap();
    let copy = case.folder.path().join("copy");
    std::fs::copy(case.folder.path().join("store"), &copy).unwrap();
    assert!((case.open)(&copy).read(|tx| tx.dump()).unwrap() == before);
    case.begin(2);
}

pub fn damage_on_the_disk_is_found_while_the_store_is_in_use(case: &Case) {
    case.begin(1);
    assert_eq!(case.store.faults().unwrap(), Vec::<String>::new());
    case.store.fold().unwrap();
    let store = case.folder.path().join("store");
    let mut bytes = std::fs::read(&store).unwrap();
    let half = bytes.len() / 2;
    bytes[half..].fill(0xff);
    std::fs::write(&store, bytes).unwrap();
    assert!(case.store.faults().map_or(true, |found| !found.is_empty()));
}
