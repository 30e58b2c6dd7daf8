//! Documents, the feed and the right to read.

use super::{Case, DEVICE, LIN, WANG, append, append_as, area, hash, key, signed};
use linli_domain::{
    document::{DocKind, Header},
    id::{DeviceId, DocId, PersonId},
    profile::ProfileField,
    role::Scope,
    time::{Date, Timestamp},
};
use linli_replica::{
    exchange::Snapshot,
    replica::{Edit, Pen, Replica},
    signed::{Hash, SignedChange},
};
use linli_server::store::{
    DailyUse, Document, NewChange, ScopeRow, Seq, StoredSnapshot, UNSIGNED, Volume,
};
use std::collections::BTreeSet;

pub fn changes_get_rising_numbers_and_are_kept_as_signed(case: &Case) {
    let doc = DocId([1; 16]);
    let seqs = case.write(|tx| Ok([append(tx, 1, 1)?, append(tx, 2, 1)?, append(tx, 1, 2)?]));
    assert!(seqs[0] > Seq::START && seqs.is_sorted() && seqs[0] < seqs[1] && seqs[1] < seqs[2]);
    let changes = case.read(|tx| tx.changes(doc, Seq::START));
    let numbers: Vec<Seq> = changes.iter().map(|change| change.seq).collect();
    assert_eq!(numbers, [seqs[0], seqs[2]]);
    assert_eq!(case.read(|tx| tx.changes(doc, seqs[0])), changes[1..]);
    assert_eq!(
        (&changes[1].signed, changes[1].at),
        (&signed(1, 2), Timestamp(7))
    );
    assert!(
        changes[1].signed.verified_by(&key().public()),
        "kept as signed"
    );
    assert_eq!(
        case.read(|tx| tx.change(changes[1].hash)).as_ref(),
        changes.last()
    );
    assert_eq!(case.read(|tx| tx.change(Hash([0; 32]))), None);
    assert_eq!(
        case.read(|tx| tx.first_change(doc, Seq::START)),
        Some(seqs[0])
    );
    assert_eq!(case.read(|tx| tx.first_change(doc, seqs[0])), Some(seqs[2]));
    assert_eq!(case.read(|tx| tx.first_change(doc, seqs[2])), None);
    let (kind, last_seq) = (DocKind::Care, seqs[2]);
    assert_eq!(
        case.read(|tx| tx.document(doc)),
        Some(Document { kind, last_seq })
    );
    assert_eq!(case.read(|tx| tx.document(DocId([9; 16]))), None);
}

pub fn how_much_each_wrote_in_a_document_is_known(case: &Case) {
    let of = |doc, person| case.read(|tx| tx.written(DocId([doc; 16]), person));
    assert_eq!(of(1, WANG), Volume::default());
    case.write(|tx| Ok([append(tx, 1, 1)?, append(tx, 2, 1)?, append(tx, 1, 2)?]));
    let bytes = |number| u64::try_from(signed(1, number).change.len()).unwrap();
    let both = Volume {
        changes: 2,
        bytes: bytes(1) + bytes(2),
    };
    assert_eq!(of(1, WANG), both);
    assert_eq!(of(2, WANG).changes, 1);
    assert_eq!(of(1, PersonId([9; 16])), Volume::default());
    let all = |doc| case.read(|tx| tx.bytes_of(DocId([doc; 16])));
    assert_eq!(all(1), both.bytes);
    assert_eq!(all(9), 0);
}

pub fn what_each_used_is_counted_for_their_last_day_only(case: &Case) {
    let [eve, day, next] = [23, 24, 25].map(|day| Date::constant(2026, 11, day));
    let use_of = |documents, bytes, photos| DailyUse {
        documents,
        bytes,
        photos,
    };
    let count = |person, day, more| case.write(|tx| tx.count_use(person, day, more));
    let used = |person, day| case.read(|tx| tx.used_on(person, day));
    assert_eq!(used(WANG, day), DailyUse::default());
    count(WANG, day, use_of(1, 20, 0));
    count(WANG, day, use_of(0, 300, 4));
    count(LIN, eve, use_of(7, 7, 7));
    assert_eq!(used(WANG, day), use_of(1, 320, 4));
    assert_eq!(
        used(WANG, next),
        DailyUse::default(),
        "a day begins at nothing"
    );
    assert_eq!(used(LIN, day), DailyUse::default());
    count(LIN, day, use_of(1, 1, 1));
    assert_eq!(
        used(LIN, day),
        use_of(1, 1, 1),
        "of the eve nothing is left"
    );
    // Where the clocks of the centre are changed to others, the day goes on.
    count(WANG, eve, use_of(1, 0, 0));
    assert_eq!(used(WANG, day), use_of(2, 320, 4));
    assert_eq!(used(WANG, eve), use_of(2, 320, 4));
    count(WANG, day, use_of(0, u64::MAX, 0));
    count(WANG, day, use_of(0, u64::MAX, 0));
    assert!(
        used(WANG, day).bytes > u64::MAX / 4,
        "it never begins at nothing"
    );
}

pub fn places_in_the_feed_have_hashes(case: &Case) {
    assert_eq!(
        case.read(|tx| Ok((tx.horizon()?, tx.hash_at(Seq(1))?))),
        (Seq::START, None)
    );
    let [first, second] = case.write(|tx| Ok([append(tx, 1, 1)?, append(tx, 1, 2)?]));
    assert_eq!(case.read(|tx| tx.horizon()), second);
    assert_eq!(case.read(|tx| tx.hash_at(first)), Some(hash(&signed(1, 1))));
    assert_eq!(
        case.read(|tx| tx.hash_at(second)),
        Some(hash(&signed(1, 2)))
    );
    assert_eq!(
        case.read(|tx| tx.hash_at(Seq(second.0 + 9))),
        Some(hash(&signed(1, 2)))
    );
    assert_eq!(case.read(|tx| tx.hash_at(first.before())), None);
}

pub fn what_cannot_follow_is_not_appended(case: &Case) {
    case.begin(1);
    let before = case.read(|tx| tx.dump());
    let other = signed(1, 5);
    let append = |signed: &SignedChange, actor_seq, begins| {
        case.store
            .write(|tx| append_as(tx, signed, actor_seq, begins))
    };
    assert!(
        append(&signed(1, 1), 2, false).is_err(),
        "it is there already"
    );
    assert!(
        append(&other, 1, false).is_err(),
        "one number of an actor, one change"
    );
    assert!(append(&other, 2, true).is_err(), "a document begins once");
    assert!(
        append(&signed(2, 1), 1, false).is_err(),
        "a document begins"
    );
    let device = DeviceId([0; 16]);
    let stranger = SignedChange::sign(&key(), device, DocId([1; 16]), vec![1]);
    assert!(append(&stranger, 2, false).is_err(), "its author is known");
    assert!(case.read(|tx| tx.dump()) == before);
}

pub fn a_newer_snapshot_stays(case: &Case) {
    let doc = case.begin(1);
    assert_eq!(case.read(|tx| tx.snapshot(doc)), None);
    let seqs: Vec<Seq> = (2..=4)
        .map(|number| case.write(|tx| append(tx, 1, number)))
        .collect();
    let snapshot = |text: &[u8]| Snapshot::sign(&key(), doc, text.to_vec());
    let put = |seq, text| case.write(|tx| tx.put_snapshot(doc, seq, &snapshot(text)));
    put(seqs[1], b"three");
    put(seqs[0], b"two");
    put(seqs[1], b"other");
    let stored = StoredSnapshot {
        seq: seqs[1],
        snapshot: snapshot(b"three"),
    };
    assert_eq!(case.read(|tx| tx.snapshot(doc)), Some(stored));
    let since = |number| case.write(|tx| append_as(tx, &signed(1, number), number, false));
    assert_eq!(since(5).since_snapshot, 2);
    let seq = since(6).seq;
    put(seq, b"six");
    assert_eq!(since(7).since_snapshot, 1);
}

pub fn a_document_is_loaded_from_its_snapshot_and_what_follows(case: &Case) {
    let id = DocId([1; 16]);
    let mut next_id = 0_u8;
    let mut fresh_id = || {
        next_id += 1;
        [next_id; 16]
    };
    let mut pen = Pen {
        key: &key(),
        device: super::DEVICE,
        incarnation: 1,
        author: super::writer(WANG, linli_domain::role::Role::Resident).author(),
        now: Timestamp(1),
        consent: None,
        fresh_id: &mut fresh_id,
    };
    let header = Header::new(id, DocKind::Person, WANG, area());
    let profile = [(ProfileField::Name, "王秀英".to_owned())].into();
    let (mut replica, first) = Replica::begin_person(&mut pen, &header, &profile).unwrap();
    let keep = |signed: &SignedChange, number: u64| {
        case.write(|tx| append_as(tx, signed, number, number == 1))
            .seq
    };
    let loaded = || case.read(|tx| tx.load(id)).unwrap().contents().unwrap();
    assert!(case.read(|tx| tx.load(id)).is_none());
    let seq = keep(&first, 1);
    assert_eq!(loaded(), replica.contents().unwrap());
    let snapshot = Snapshot::sign(&key(), id, replica.save());
    case.write(|tx| tx.put_snapshot(id, seq, &snapshot));
    assert_eq!(loaded(), replica.contents().unwrap());
    let edit = Edit::Profile(ProfileField::Phone, "13800000000".to_owned());
    let second = replica.edit(&mut pen, &[edit]).unwrap();
    keep(&second, 2);
    assert_eq!(loaded(), replica.contents().unwrap());
}

pub fn scopes_are_granted_lost_and_granted_again(case: &Case) {
    let (doc, scope) = (DocId([1; 16]), Scope::Area(area()));
    let rows = |after| case.read(|tx| tx.scope_rows(&scope, after));
    let set = |number, scopes: &[Scope]| {
        case.write(|tx| {
            let seq = append(tx, 1, number)?;
            tx.set_scopes(doc, seq, scopes)?;
            Ok(seq)
        })
    };
    let row = |granted, revoked| ScopeRow {
        doc,
        granted,
        revoked,
    };
    let first = set(1, std::slice::from_ref(&scope));
    assert_eq!(rows(Seq::START), [row(first, None)]);
    let second = case.write(|tx| append(tx, 1, 2));
    assert_eq!(rows(first), [row(first, None)], "it has changed");
    assert_eq!(rows(second), []);
    let third = set(3, &[]);
    assert_eq!(rows(second), [row(first, Some(third))]);
    case.write(|tx| append(tx, 1, 4));
    assert_eq!(rows(third), [], "what happens after the loss is not told");
    let fifth = set(5, &[scope.clone(), Scope::Person(WANG)]);
    assert_eq!(rows(Seq::START), [row(fifth, None)]);
    set(6, &[scope.clone(), Scope::Person(WANG)]);
    assert_eq!(
        rows(Seq::START),
        [row(fifth, None)],
        "what stays is not granted anew"
    );
}

pub fn documents_of_a_scope_come_in_the_order_of_their_last_change(case: &Case) {
    let scope = Scope::Area(area());
    let found = |after, most| case.read(|tx| tx.documents_in(&scope, after, most));
    assert_eq!(found(Seq::START, 9), []);
    for doc in 1..=3 {
        case.write(|tx| {
            let seq = append(tx, doc, 1)?;
            tx.set_scopes(DocId([doc; 16]), seq, std::slice::from_ref(&scope))
        });
    }
    let last = case.write(|tx| append(tx, 1, 2));
    let all = found(Seq::START, 9);
    let ids: Vec<u8> = all.iter().map(|(doc, _)| doc.0[0]).collect();
    assert_eq!((ids, all[2].1), (vec![2, 3, 1], last));
    assert_eq!(found(Seq::START, 2), all[..2]);
    assert_eq!(found(all[0].1, 9), all[1..]);
    case.write(|tx| {
        let seq = append(tx, 3, 2)?;
        tx.set_scopes(DocId([3; 16]), seq, &[])
    });
    assert_eq!(
        found(Seq::START, 9),
        [all[0], all[2]],
        "one has lost the scope"
    );
}

pub fn who_wrote_and_who_may_read_is_known_of_each_document(case: &Case) {
    let doc = DocId([1; 16]);
    let (mine, none) = (BTreeSet::from([Scope::Area(area())]), BTreeSet::new());
    assert_eq!(case.read(|tx| tx.authors(doc)), []);
    let (first, second) = case.write(|tx| Ok((append(tx, 1, 1)?, append(tx, 1, 2)?)));
    case.write(|tx| tx.set_scopes(doc, first, &[Scope::Area(area())]));
    assert_eq!(case.read(|tx| tx.authors(doc)), [DEVICE]);
    assert!(case.read(|tx| tx.carries(doc, &mine)));
    assert!(!case.read(|tx| tx.carries(doc, &none)));
    assert!(!case.read(|tx| tx.carries(DocId([9; 16]), &mine)));
    case.write(|tx| tx.set_scopes(doc, second, &[]));
    assert!(!case.read(|tx| tx.carries(doc, &mine)), "it was lost");
}

pub fn a_signature_is_added_only_where_none_is(case: &Case) {
    let bare = SignedChange {
        signature: UNSIGNED,
        ..signed(1, 1)
    };
    case.write(|tx| append_as(tx, &bare, 1, true));
    let kept = || case.read(|tx| tx.change(hash(&bare))).unwrap();
    assert!(!kept().is_signed());
    case.write(|tx| tx.sign(hash(&bare), &signed(1, 1).signature));
    assert!(kept().is_signed() && kept().signed == signed(1, 1));
    case.write(|tx| tx.sign(hash(&bare), &signed(1, 2).signature));
    assert_eq!(kept().signed, signed(1, 1), "a signature stays");
}

pub fn a_change_is_written_again_in_its_place(case: &Case) {
    let whole = signed(1, 1);
    case.write(|tx| append(tx, 1, 1));
    let (id, kept) = (hash(&whole), || case.read(|tx| tx.change(hash(&whole))));
    let before = kept();
    let write = |signed: &SignedChange| {
        case.write(|tx| {
            tx.write_again(&NewChange {
                signed,
                hash: id,
                incarnation: 1,
                actor_seq: 1,
                begins: None,
                at: Timestamp(9),
            })
        });
    };
    let damaged = SignedChange {
        change: vec![9; 3],
        ..whole.clone()
    };
    write(&damaged);
    assert_eq!(kept().unwrap().signed, damaged);
    write(&whole);
    assert_eq!(kept(), before, "with its number and its time");
    write(&SignedChange {
        doc: DocId([2; 16]),
        ..damaged
    });
    assert_eq!(kept(), before, "it is not of that document");
}
