//! The contract of a store. Another store than SQLite runs the same list.

use linli_domain::{
    access::Writer,
    document::DocKind,
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, Scope},
    time::Timestamp,
};
use linli_replica::{
    exchange::{DeviceCard, Snapshot},
    keys::SecretKey,
    signed::{Hash, SignedChange},
};
use linli_server::store::{
    Account, Code, NewAccount, NewChange, ScopeRow, Sqlite, Store, StoreError, Writing,
};
use std::{collections::BTreeSet, path::Path, sync::Arc, thread};

/// How a store is opened on a folder.
type Open = fn(&Path) -> Arc<dyn Store>;

/// One statement, and its proof.
type Clause = (&'static str, fn(Open));

/// Everything that a store must keep to.
const CONTRACT: &[Clause] = &[
    ("accounts, devices and codes are found again", people),
    (
        "changes get rising numbers, and one hash one number",
        numbers,
    ),
    ("scopes are granted, lost and granted again", scopes),
    ("a newer snapshot stays", snapshots),
    ("a transaction is all or nothing", all_or_nothing),
    ("a counter never repeats, whoever counts", counting),
    ("a reader never sees a number with a gap below it", horizon),
    ("leases are told once they are over", leases),
    (
        "everything is there after opening again, and in a backup",
        kept,
    ),
];

#[test]
fn sqlite_keeps_the_contract() {
    for (statement, check) in CONTRACT {
        println!("{statement}");
        check(|folder| Arc::new(Sqlite::open(&folder.join("store")).unwrap()));
    }
}

const PERSON: PersonId = PersonId([1; 16]);
const DEVICE: DeviceId = DeviceId([2; 16]);

fn area() -> AreaId {
    AreaId("a".to_owned())
}

fn key() -> SecretKey {
    SecretKey::from_seed([5; 32])
}

fn writer() -> Writer {
    let scopes = BTreeSet::from([Scope::Person(PERSON), Scope::Area(area())]);
    Writer {
        person: PERSON,
        role: Role::Resident,
        scopes,
    }
}

fn with(open: Open, check: impl FnOnce(&Path, Arc<dyn Store>)) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let account = store.write(|store| add_people(store)).unwrap();
    assert_eq!(account.writer, writer());
    check(folder.path(), store);
}

fn add_people(store: &mut dyn Writing) -> Result<Account, StoreError> {
    let name = "王秀英 Wang Xiuying".to_owned();
    let account = store.add_account(&NewAccount {
        writer: writer(),
        area: area(),
        name,
    })?;
    let card = DeviceCard::sign(&key(), DEVICE, key().public(), writer());
    store.put_device(&card, account.id, Some(&[9; 32]), Timestamp(5))?;
    Ok(account)
}

/// Appends change number `number` of the document `doc`.
fn append(store: &mut dyn Writing, doc: u8, number: u64) -> Result<u64, StoreError> {
    let doc = DocId([doc; 16]);
    let bytes = [doc.0.as_slice(), &number.to_be_bytes()].concat();
    let signed = SignedChange::sign(&key(), DEVICE, doc, bytes.clone());
    let change = NewChange {
        signed: &signed,
        hash: Hash(linli_server::core::key::sha256(&[&bytes])),
        incarnation: 1,
        actor_seq: number,
        begins: (number == 1).then_some(DocKind::Care),
        at: Timestamp(7),
    };
    Ok(store.append(&change)?.seq)
}

fn people(open: Open) {
    with(open, |_, store| {
        for name in ["王秀英", "Wang Xiuying", "王秀英 Wang Xiuying"] {
            assert_eq!(
                store.read(|s| s.accounts_named(name)).unwrap().len(),
                1,
                "{name}"
            );
        }
        for name in ["王", "Wang", "", "%"] {
            assert!(
                store.read(|s| s.accounts_named(name)).unwrap().is_empty(),
                "{name}"
            );
        }
        let device = store
            .read(|s| s.device_by_token(&[9; 32]))
            .unwrap()
            .unwrap();
        assert_eq!(
            (device.id, device.key, device.revoked_at),
            (DEVICE, key().public(), None)
        );
        assert!(
            store
                .read(|s| s.card(DEVICE))
                .unwrap()
                .unwrap()
                .verified_by(&key().public())
        );
        let code = Code {
            account: device.account.id,
            expires_at: Timestamp(9),
            used_by: None,
        };
        store
            .write(|s| s.add_code(&[4; 32], &code, Timestamp(0)))
            .unwrap();
        store.write(|s| s.use_code(&[4; 32], DEVICE)).unwrap();
        let used = store.read(|s| s.code(&[4; 32])).unwrap().unwrap();
        assert_eq!(used.used_by, Some(DEVICE));
        store
            .write(|s| s.add_code(&[5; 32], &code, Timestamp(10)))
            .unwrap();
        assert_eq!(
            store.read(|s| s.code(&[4; 32])).unwrap(),
            None,
            "ended codes are dropped"
        );
        assert!(
            store
                .write(|s| s.revoke_device(DEVICE, Timestamp(8)))
                .unwrap()
        );
        assert!(
            !store
                .write(|s| s.revoke_device(DEVICE, Timestamp(9)))
                .unwrap()
        );
        let revoked = store.read(|s| s.device(DEVICE)).unwrap().unwrap();
        assert_eq!(revoked.revoked_at, Some(Timestamp(8)));
    });
}

fn numbers(open: Open) {
    with(open, |_, store| {
        let seqs = store.write(|s| Ok([append(s, 1, 1)?, append(s, 2, 1)?, append(s, 1, 2)?]));
        assert_eq!(seqs.unwrap(), [1, 2, 3]);
        let changes = store.read(|s| s.changes(DocId([1; 16]), 1)).unwrap();
        assert_eq!(
            changes.iter().map(|change| change.seq).collect::<Vec<_>>(),
            [3]
        );
        assert!(
            changes[0].signed.verified_by(&key().public()),
            "kept as signed"
        );
        let found = store.read(|s| s.change(changes[0].hash)).unwrap();
        assert_eq!(found.as_ref(), changes.first());
        assert_eq!(
            store.read(|s| s.first_change(DocId([1; 16]), 1)).unwrap(),
            Some(3)
        );
        assert_eq!(
            store.read(|s| s.first_change(DocId([1; 16]), 3)).unwrap(),
            None
        );
        assert!(
            store.write(|s| append(s, 1, 2)).is_err(),
            "one number of an actor, one change"
        );
        assert_eq!(store.read(|s| s.horizon()).unwrap(), 3);
    });
}

fn scopes(open: Open) {
    with(open, |_, store| {
        let (doc, scope) = (DocId([1; 16]), Scope::Area(area()));
        let rows = |after| store.read(|s| s.scope_rows(&scope, after)).unwrap();
        let set = |number, scopes: &[Scope]| {
            store.write(|s| {
                let seq = append(s, 1, number)?;
                s.set_scopes(doc, seq, scopes)
            })
        };
        set(1, std::slice::from_ref(&scope)).unwrap();
        assert_eq!(
            rows(0),
            [ScopeRow {
                doc,
                granted: 1,
                revoked: None
            }]
        );
        store.write(|s| append(s, 1, 2)).unwrap();
        assert_eq!(
            rows(1),
            [ScopeRow {
                doc,
                granted: 1,
                revoked: None
            }]
        );
        assert_eq!(rows(2), []);
        set(3, &[]).unwrap();
        assert_eq!(
            rows(2),
            [ScopeRow {
                doc,
                granted: 1,
                revoked: Some(3)
            }]
        );
        store.write(|s| append(s, 1, 4)).unwrap();
        assert_eq!(rows(3), [], "what happens after the loss is not told");
        set(5, &[scope.clone(), Scope::Person(PERSON)]).unwrap();
        assert_eq!(
            rows(0),
            [ScopeRow {
                doc,
                granted: 5,
                revoked: None
            }]
        );
    });
}

fn snapshots(open: Open) {
    with(open, |_, store| {
        let doc = DocId([1; 16]);
        for number in 1..=4 {
            store.write(|s| append(s, 1, number)).unwrap();
        }
        let snapshot = |text: &[u8]| Snapshot::sign(&key(), doc, text.to_vec());
        store
            .write(|s| s.keep_snapshot(doc, 3, &snapshot(b"three")))
            .unwrap();
        store
            .write(|s| s.keep_snapshot(doc, 2, &snapshot(b"two")))
            .unwrap();
        let document = store.read(|s| s.document(doc)).unwrap().unwrap();
        assert_eq!(document.snapshot, Some(snapshot(b"three")));
        assert_eq!(
            (document.snapshot_seq, document.tail, document.first_seq),
            (3, 1, 1)
        );
        assert_eq!(document.kind, DocKind::Care);
    });
}

fn all_or_nothing(open: Open) {
    with(open, |_, store| {
        let before = store.read(|s| s.dump()).unwrap();
        let failed = store.write(|s| {
            append(s, 1, 1)?;
            s.count_up("x")?;
            Err::<(), _>(StoreError::Unreadable("test"))
        });
        assert!(failed.is_err());
        assert!(store.read(|s| s.dump()).unwrap() == before);
        assert_eq!(
            store.write(|s| append(s, 1, 1)).unwrap(),
            1,
            "the number was not used up"
        );
    });
}

fn counting(open: Open) {
    with(open, |folder, store| {
        let other = open(folder);
        let counts: Vec<u64> = [&store, &other, &store]
            .into_iter()
            .map(|store| store.write(|s| s.count_up("incarnation")).unwrap())
            .collect();
        assert_eq!(counts, [1, 2, 3]);
    });
}

fn horizon(open: Open) {
    with(open, |folder, store| {
        let other = open(folder);
        let write = |store: &Arc<dyn Store>, doc| {
            for number in 1..=60 {
                store.write(|s| append(s, doc, number)).unwrap();
            }
        };
        thread::scope(|scope| {
            let writers = [
                scope.spawn(|| write(&store, 1)),
                scope.spawn(|| write(&other, 2)),
            ];
            while !writers.iter().all(thread::ScopedJoinHandle::is_finished) {
                let (horizon, seen) = store
                    .read(|s| {
                        let horizon = s.horizon()?;
                        let mut seen = BTreeSet::new();
                        for doc in [1, 2] {
                            let changes = s.changes(DocId([doc; 16]), 0)?;
                            seen.extend(changes.iter().map(|change| change.seq));
                        }
                        Ok((horizon, seen))
                    })
                    .unwrap();
                assert_eq!(seen, (1..=horizon).collect());
            }
        });
        assert_eq!(store.read(|s| s.horizon()).unwrap(), 120);
    });
}

fn leases(open: Open) {
    with(open, |_, store| {
        let doc = DocId([1; 16]);
        store.write(|s| append(s, 1, 1)).unwrap();
        store
            .write(|s| s.set_lease(doc, Some(Timestamp(10))))
            .unwrap();
        assert_eq!(store.read(|s| s.lapsed(Timestamp(10))).unwrap(), []);
        assert_eq!(store.read(|s| s.lapsed(Timestamp(11))).unwrap(), [doc]);
        store
            .write(|s| s.set_lease(doc, Some(Timestamp(20))))
            .unwrap();
        assert_eq!(store.read(|s| s.lapsed(Timestamp(11))).unwrap(), []);
        store.write(|s| s.set_lease(doc, None)).unwrap();
        assert_eq!(store.read(|s| s.lapsed(Timestamp(99))).unwrap(), []);
    });
}

fn kept(open: Open) {
    with(open, |folder, store| {
        store.write(|s| append(s, 1, 1)).unwrap();
        let before = store.read(|s| s.dump()).unwrap();
        let copy = folder.join("copy");
        std::fs::create_dir(&copy).unwrap();
        store.backup(&copy.join("store")).unwrap();
        assert!(
            store.backup(&copy.join("store")).is_err(),
            "a backup never overwrites"
        );
        drop(store);
        assert!(open(folder).read(|s| s.dump()).unwrap() == before);
        assert!(open(&copy).read(|s| s.dump()).unwrap() == before);
    });
}
