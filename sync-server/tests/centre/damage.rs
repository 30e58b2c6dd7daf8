//! A damaged document hurts nobody who does not read it, and no other document of who does.

use crate::{
    heal::{all_of, give, nothing_of, receipt, stored},
    support::{Link, Phone, town::Town},
    tomorrow,
};
use linli_domain::{care::CareEvent, id::DocId, role::Role};
use linli_replica::{
    exchange::{ChangeOutcome, Exchange, Exchanged, GivenDocument, Snapshot, decode},
    replica::{Edit, Replica},
};
use linli_server::{core::data_folder::store_file, store::StoredChange};
use rusqlite::Connection;
use std::{
    collections::BTreeSet,
    fs::File,
    io::{Seek, SeekFrom, Write},
};

fn say(text: &str) -> [Edit; 1] {
    [Edit::Care(CareEvent::Said {
        text: text.to_owned(),
    })]
}

/// Whatever is done to the store, around the server.
fn store(town: &Town) -> Connection {
    Connection::open(store_file(&town.folder.path().join("data"))).unwrap()
}

/// What can happen to the rows of a document.
const DAMAGES: [&str; 3] = [
    "UPDATE change SET bytes = zeroblob(length(bytes)) WHERE doc = ?1",
    "UPDATE change SET signature = x'00' WHERE doc = ?1",
    "UPDATE document SET kind = '\"nonsense\"' WHERE id = ?1",
];

pub(crate) fn damage(town: &Town, sql: &str, doc: DocId) {
    assert!(store(town).execute(sql, [doc.0]).unwrap() > 0);
}

/// One exchange that asks for documents again.
fn ask_again(phone: &mut Phone, link: &mut Link, again: &[DocId]) -> Exchanged {
    let request = Exchange {
        again: again.to_vec(),
        ..phone.request(0)
    };
    let reply = phone.post(link, &request).unwrap();
    assert_eq!(reply.status, 200);
    let exchanged = decode(&reply.body).unwrap();
    phone.take(&request, &exchanged);
    exchanged
}

fn health(link: &mut Link) -> (u16, String) {
    let reply = link.get("/healthz", "").unwrap();
    (reply.status, String::from_utf8(reply.body).unwrap())
}

fn damaged(town: &Town) -> i64 {
    town.centre.metrics.documents_damaged.get()
}

#[test]
fn a_damaged_document_is_left_out_and_told_whole_when_it_can_be_read_again() {
    for sql in DAMAGES {
        let mut town = Town::new();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let docs: Vec<DocId> = (0..3).map(|_| wang.ask("meal", tomorrow())).collect();
        wang.sync(&mut town.link());
        let mut lin = town.phone(2, "林晓燕", Role::Worker);
        let copy = town.back_up();
        damage(&town, sql, docs[1]);
        town.restart();
        let mut link = town.link();

        let exchanged = lin.round(&mut link, 0).unwrap();
        assert!(!exchanged.more, "the cursor passes it");
        assert_eq!(exchanged.left_out, [docs[1]], "{sql}");
        for doc in [docs[0], docs[2]] {
            assert_eq!(lin.care(doc), wang.care(doc), "the rest arrives");
        }
        assert!(!lin.docs.contains_key(&docs[1]));
        assert_eq!(damaged(&town), 1);
        let (status, told) = health(&mut link);
        assert_eq!(status, 200, "everything else can be kept");
        assert!(told.contains("damaged and left out: 1"), "{told}");

        // Asked again it is left out again, and whoever has it hears of it too.
        let again = ask_again(&mut lin, &mut link, &[docs[1]]);
        assert!(again.left_out == [docs[1]] && again.news.is_empty() && !again.more);
        assert_eq!(wang.round(&mut link, 0).unwrap().left_out, [docs[1]]);
        assert_eq!(damaged(&town), 1, "it is one, however often it is read");

        town.bring_back(&copy);
        let mut link = town.link();
        let again = ask_again(&mut lin, &mut link, &[docs[1]]);
        assert!(again.left_out.is_empty());
        assert_eq!(lin.care(docs[1]), wang.care(docs[1]), "{sql}");
        assert_eq!(health(&mut link), (200, "ok\n".to_owned()));
    }
}

#[test]
fn what_is_written_into_a_damaged_document_waits_and_the_rest_has_its_receipt() {
    for sql in DAMAGES {
        let mut town = Town::new();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let docs: Vec<DocId> = (0..3).map(|_| wang.ask("meal", tomorrow())).collect();
        wang.sync(&mut town.link());
        damage(&town, sql, docs[1]);
        // The writer has forgotten what it had loaded.
        town.restart();
        for doc in &docs {
            wang.edit(*doc, &say("ring twice"));
        }
        let request = wang.request(0);
        let reply = wang.post(&mut town.link(), &request).unwrap();
        assert_eq!(reply.status, 200, "{sql}");
        let exchanged: Exchanged = decode(&reply.body).unwrap();
        let [first, second, third] = &exchanged.outcomes[..] else {
            panic!("{:?}", exchanged.outcomes);
        };
        assert!(matches!(first, ChangeOutcome::Received(_)));
        let deps = request.changes[1].read().unwrap().deps;
        assert_eq!(*second, ChangeOutcome::Missing(deps), "kept, not refused");
        assert!(matches!(third, ChangeOutcome::Received(_)));
        assert_eq!((damaged(&town), exchanged.left_out), (1, vec![docs[1]]));
    }
}

#[test]
fn a_damaged_snapshot_is_made_anew_from_the_changes() {
    for sql in [
        "UPDATE document SET snapshot = zeroblob(length(snapshot)) WHERE id = ?1",
        "UPDATE document SET snapshot_signature = zeroblob(64) WHERE id = ?1",
    ] {
        let mut town = Town::new();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let doc = wang.ask("meal", tomorrow());
        for number in 0..40 {
            wang.edit(doc, &say(&number.to_string()));
        }
        wang.sync(&mut town.link());
        damage(&town, sql, doc);
        town.restart();
        wang.edit(doc, &say("one more"));
        wang.sync(&mut town.link());
        let mut lin = town.phone(2, "林晓燕", Role::Worker);
        lin.sync(&mut town.link());
        assert_eq!(lin.care(doc), wang.care(doc), "{sql}");
        assert_eq!(damaged(&town), 0);
    }
}

/// What a device has of a document: signed changes, or the snapshot of a centre.
fn given_back(town: &Town, doc: DocId, in_snapshot: bool) -> GivenDocument {
    let changes = stored(town, doc);
    if !in_snapshot {
        return all_of(&changes, |change| Some(receipt(town, change)));
    }
    let bytes = changes.iter().flat_map(|change| &change.signed.change);
    let whole = Replica::load(&bytes.copied().collect::<Vec<u8>>()).unwrap();
    GivenDocument {
        snapshots: vec![Snapshot::sign(&town.centre.key.secret, doc, whole.save())],
        ..nothing_of(doc)
    }
}

#[test]
fn a_damaged_document_is_mended_with_what_a_device_gives_and_with_nothing_else() {
    for (in_snapshot, sql) in [
        (false, DAMAGES[0]),
        (false, DAMAGES[1]),
        (true, DAMAGES[0]),
        (true, DAMAGES[1]),
    ] {
        let mut town = Town::new();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let mut lin = town.phone(2, "林晓燕", Role::Worker);
        let (doc, other) = (wang.ask("meal", tomorrow()), wang.ask("bath", tomorrow()));
        wang.sync(&mut town.link());
        let (before, dump) = (stored(&town, doc), town.dump());
        let given = given_back(&town, doc, in_snapshot);
        let stray = GivenDocument {
            doc,
            ..given_back(&town, other, false)
        };
        let forged = given_back(&town, doc, true).snapshots.remove(0).bytes;
        let forged = GivenDocument {
            snapshots: vec![Snapshot::sign(&wang.key, doc, forged)],
            ..nothing_of(doc)
        };
        damage(&town, sql, doc);
        town.restart();
        assert_eq!(lin.round(&mut town.link(), 0).unwrap().left_out, [doc]);

        for nothing in [stray, forged] {
            assert_eq!(give(&town, &wang, nothing).left_out, [doc]);
        }
        assert!(give(&town, &wang, given).left_out.is_empty());
        assert_eq!(damaged(&town), 0, "{in_snapshot} {sql}");
        ask_again(&mut lin, &mut town.link(), &[doc]);
        assert_eq!(lin.care(doc), wang.care(doc));
        let is_same = |(old, new): (&StoredChange, StoredChange)| {
            (old.seq, old.hash, &old.signed.change) == (new.seq, new.hash, &new.signed.change)
        };
        assert!(before.iter().zip(stored(&town, doc)).all(is_same));
        if !in_snapshot || sql == DAMAGES[0] {
            let changes = |dump: &str| {
                let lines = dump.lines().filter(|line| line.starts_with("change "));
                lines.map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(changes(&dump), changes(&town.dump()), "signatures too");
        }
        wang.edit(doc, &say("thank you"));
        wang.sync(&mut town.link());
        assert!(wang.refused.is_empty(), "{:?}", wang.refused);
    }
}

/// Ends the centre, and overwrites a page in the middle of what is kept under `name`. Answers
/// how many pages that has.
pub(crate) fn damage_page(town: &mut Town, name: &str) -> usize {
    town.end();
    let database = store(town);
    let pages = "SELECT pgoffset FROM dbstat WHERE name = ?1 AND pagetype = 'leaf'
                 ORDER BY path";
    let mut statement = database.prepare(pages).unwrap();
    let pages = statement.query_map([name], |row| row.get(0)).unwrap();
    let pages: Vec<i64> = pages.map(Result::unwrap).collect();
    drop(statement);
    drop(database);
    let file = store_file(&town.folder.path().join("data"));
    let mut file = File::options().write(true).open(file).unwrap();
    let at = pages[pages.len() / 2].try_into().unwrap();
    file.seek(SeekFrom::Start(at)).unwrap();
    file.write_all(&[0xff; 512]).unwrap();
    pages.len()
}

/// A town with 20 requests of Wang's, some of them on a damaged page that is neither the
/// first nor the last of the changes.
fn on_a_damaged_page() -> (Town, Phone, Phone, Vec<DocId>) {
    let (mut town, wang, lin, docs) = with_many_requests();
    let pages = damage_page(&mut town, "change");
    assert!(pages > 4, "the first and the last are others");
    town.restart();
    (town, wang, lin, docs)
}

pub(crate) fn with_many_requests() -> (Town, Phone, Phone, Vec<DocId>) {
    let town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let lin = town.phone(2, "林晓燕", Role::Worker);
    let docs: Vec<DocId> = (0..20).map(|_| wang.ask("meal", tomorrow())).collect();
    wang.sync(&mut town.link());
    (town, wang, lin, docs)
}

#[test]
fn a_damaged_page_hurts_the_documents_on_it_and_no_feed() {
    let (town, mut wang, mut lin, docs) = on_a_damaged_page();
    let mut link = town.link();
    let mut left_out = BTreeSet::new();
    loop {
        let exchanged = lin.round(&mut link, 0).unwrap();
        left_out.extend(exchanged.left_out);
        if !exchanged.more {
            break;
        }
    }
    let is_hurt = |doc: &DocId| left_out.contains(doc);
    let hurt: Vec<DocId> = docs.iter().copied().filter(is_hurt).collect();
    assert!(!hurt.is_empty() && hurt.len() < 10, "{}", hurt.len());
    for doc in docs.iter().filter(|doc| !is_hurt(doc)) {
        assert_eq!(lin.care(*doc), wang.care(*doc));
    }
    assert_eq!(usize::try_from(damaged(&town)).unwrap(), left_out.len());

    for doc in &docs {
        wang.edit(*doc, &say("ring twice"));
    }
    let exchanged = wang.round(&mut link, 0).unwrap();
    for (doc, outcome) in docs.iter().zip(exchanged.outcomes) {
        let is_received = matches!(outcome, ChangeOutcome::Received(_));
        assert_eq!(is_received, !is_hurt(doc), "{outcome:?}");
    }
    // Nothing can be written into the page: what is given stays with the device.
    let exchanged = give(&town, &wang, nothing_of(hurt[0]));
    assert!(exchanged.left_out.contains(&hurt[0]));
}

#[test]
fn the_writer_comes_upon_a_damaged_page_and_goes_on() {
    let (town, mut wang, _, docs) = on_a_damaged_page();
    for doc in &docs {
        wang.edit(*doc, &say("ring twice"));
    }
    let request = wang.request(0);
    // Whoever reads such a page can write nothing more, so it all is undone and sent again.
    let mut replies = (0..docs.len()).map(|_| wang.post(&mut town.link(), &request).unwrap());
    let reply = replies.find(|reply| reply.status == 200).unwrap();
    let exchanged: Exchanged = decode(&reply.body).unwrap();
    let outcomes = exchanged.outcomes.iter();
    let held = outcomes.filter(|outcome| matches!(outcome, ChangeOutcome::Missing(_)));
    let held = held.count();
    assert!(0 < held && held < 10, "{held}");
    assert_eq!(exchanged.left_out.len(), held);
    let (status, told) = health(&mut town.link());
    assert!(status == 200 && told.contains("left out"), "{told}");
}
