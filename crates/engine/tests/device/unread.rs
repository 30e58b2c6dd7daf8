//! One document that cannot be read stops nothing else: it is left out, told, and asked for
//! again.

use crate::{
    centre::{Centre, WANG},
    phone::{Phone, ask},
};
use linli_api::{GetDelivery, ListRoster, OpenCare, Say, SendCare, dispatch};
use linli_domain::{
    care::{CareEvent, CareStatus},
    id::{DocId, PersonId},
    role::Role,
    time::MINUTE_MS,
};
use linli_replica::{
    exchange::{Exchange, Exchanged, News, Snapshot},
    keys::{SecretKey, Signature},
    replica::Edit,
};
use std::{collections::BTreeSet, sync::atomic::Ordering};

/// What may be wrong with one of many documents.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Signature,
    Bytes,
    Author,
    NotTheCentres,
    NoDocument,
}

/// A worker's phone, and what the centre tells it next: three residents and a request.
fn news() -> (Centre, Phone, DocId) {
    let mut centre = Centre::new();
    let (mut worker, mut wang) = (Phone::new(1), Phone::new(2));
    centre.enrol(&mut worker, PersonId([2; 16]), Role::Worker);
    centre.enrol(&mut wang, WANG, Role::Resident);
    centre.settle(3);
    let doc = wang.fill_in();
    ask(&mut wang.engine, SendCare { doc });
    centre.meet(&mut wang);
    (centre, worker, doc)
}

/// Puts the fault into the answer; in which document it is then.
fn spoil(fault: Fault, answer: &mut Exchanged, request: DocId) -> DocId {
    let resident = &mut answer.news[1];
    let doc = resident.doc;
    let whole = |key: u8, bytes: Vec<u8>| {
        let snapshot = Snapshot::sign(&SecretKey::from_seed([key; 32]), doc, bytes);
        (Some(snapshot), Vec::new())
    };
    match fault {
        Fault::Signature => resident.changes[0].signature = Signature([1; 64]),
        Fault::Bytes => resident.changes[0].change.truncate(40),
        Fault::Author => {
            answer.authors.clear();
            return request;
        }
        Fault::NotTheCentres => {
            let bytes = resident.changes.remove(0).change;
            (resident.snapshot, resident.changes) = whole(8, bytes);
        }
        Fault::NoDocument => (resident.snapshot, resident.changes) = whole(9, vec![0x5a; 100]),
    }
    doc
}

/// Residents on the worker's list.
fn residents(phone: &mut Phone) -> u32 {
    let roster = ListRoster {
        search: String::new(),
        after: None,
        limit: 25,
    };
    ask(&mut phone.engine, roster).total
}

fn unread(phone: &mut Phone) -> u32 {
    ask(&mut phone.engine, GetDelivery {}).unread
}

fn has(phone: &mut Phone, request: DocId) -> bool {
    let outcome = dispatch(&mut phone.engine, OpenCare { doc: request }.into());
    outcome.result.is_ok()
}

/// What the phone asks, and what the centre says to it with these news.
fn exchange(centre: &mut Centre, phone: &mut Phone, news: Vec<News>) -> (Exchange, Exchanged) {
    let sent = phone.engine.next_exchange(0).unwrap();
    let answer = Exchanged {
        news,
        ..centre.answer(phone.device, &sent)
    };
    (sent, answer)
}

#[test]
fn one_bad_document_is_left_out_and_the_rest_is_taken() {
    for fault in [
        Fault::Signature,
        Fault::Bytes,
        Fault::Author,
        Fault::NotTheCentres,
        Fault::NoDocument,
    ] {
        let (mut centre, mut phone, request) = news();
        let sent = phone.engine.next_exchange(0).unwrap();
        let mut answer = centre.answer(phone.device, &sent);
        let (cursor, bad) = (answer.cursor, spoil(fault, &mut answer, request));
        for _ in 0..2 {
            phone.engine.take(answer.clone(), &sent).unwrap();
            assert_eq!(unread(&mut phone), 1, "{fault:?}");
        }
        let is_request = bad == request;
        assert_eq!(residents(&mut phone), if is_request { 4 } else { 3 });
        assert_eq!(has(&mut phone, request), !is_request);

        // The cursor went on, and the document is asked for, after a restart too.
        let mut phone = phone.restart();
        let sent = phone.engine.next_exchange(0).unwrap();
        assert_eq!((sent.cursor, &sent.again[..]), (cursor, &[bad][..]));

        // In vain: then it is asked for later, and again and again.
        let forged = News {
            snapshot: Some(Snapshot::sign(&SecretKey::from_seed([8; 32]), bad, vec![1])),
            ..centre.news_whole(bad)
        };
        let (sent, answer) = exchange(&mut centre, &mut phone, vec![forged]);
        let outcome = phone.engine.take(answer, &sent).unwrap();
        assert!(!outcome.again, "not round in a circle");
        assert!(phone.engine.next_exchange(0).unwrap().again.is_empty());
        assert_eq!(unread(&mut phone), 1);
        phone.host.clock.fetch_add(11 * MINUTE_MS, Ordering::SeqCst);
        assert_eq!(phone.engine.next_exchange(0).unwrap().again, [bad]);

        let whole = centre.news_whole(bad);
        let (sent, answer) = exchange(&mut centre, &mut phone, vec![whole]);
        phone.engine.take(answer, &sent).unwrap();
        assert_eq!((unread(&mut phone), residents(&mut phone)), (0, 4));
        assert!(has(&mut phone, request));
        assert!(phone.engine.next_exchange(0).unwrap().again.is_empty());
    }
}

#[test]
fn a_change_of_an_unread_document_asks_for_it_and_not_for_everything() {
    let (mut centre, mut phone, request) = news();
    let sent = phone.engine.next_exchange(0).unwrap();
    let mut answer = centre.answer(phone.device, &sent);
    let cursor = answer.cursor;
    spoil(Fault::Author, &mut answer, request);
    phone.engine.take(answer, &sent).unwrap();

    centre.put(request, Edit::Care(CareEvent::Received));
    let sent = phone.engine.next_exchange(0).unwrap();
    assert_eq!(sent.again, [request]);
    let answer = centre.answer(phone.device, &sent);
    assert_eq!(answer.news.len(), 1, "what is new, on what is not here");
    phone.engine.take(answer, &sent).unwrap();
    assert!(!has(&mut phone, request));
    let sent = phone.engine.next_exchange(0).unwrap();
    assert!(sent.cursor > cursor, "not from the beginning");
    assert_eq!(unread(&mut phone), 1);
}

#[test]
fn a_document_that_the_centre_cannot_read_stays_here_and_is_given_back() {
    let mut centre = Centre::new();
    let mut phone = Phone::new(1);
    centre.enrol(&mut phone, WANG, Role::Resident);
    let doc = phone.fill_in();
    ask(&mut phone.engine, SendCare { doc });
    centre.meet(&mut phone);
    let elsewhere = DocId([77; 16]);
    for is_first in [true, false] {
        let (sent, mut answer) = exchange(&mut centre, &mut phone, Vec::new());
        answer.left_out = vec![doc, elsewhere];
        phone.engine.take(answer, &sent).unwrap();
        assert_eq!(unread(&mut phone), 2);
        let sent = phone.engine.next_exchange(0).unwrap();
        let held = sent.heal.map(|heal| heal.holds).unwrap_or_default();
        let held: Vec<DocId> = held.into_iter().map(|held| held.doc).collect();
        assert_eq!(
            held,
            if is_first { vec![doc] } else { vec![] },
            "it asks once"
        );
        assert_eq!(BTreeSet::from_iter(sent.again), [doc, elsewhere].into());
    }
    assert!(has(&mut phone, doc));
    let text = "谢谢".to_owned();
    ask(&mut phone.engine, Say { doc, text });

    // Of what is none of theirs any more nothing is to be read.
    let (sent, mut answer) = exchange(&mut centre, &mut phone, vec![]);
    answer.news.push(centre.news_whole(doc));
    answer.forget = vec![elsewhere];
    phone.engine.take(answer, &sent).unwrap();
    assert_eq!(unread(&mut phone), 0);
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!(care.messages.len(), 1, "what was written meanwhile stays");
}

#[test]
fn a_document_that_is_damaged_here_comes_whole_from_the_centre() {
    let (mut centre, mut phone, request) = news();
    centre.meet(&mut phone);
    let mut phone = phone.restart_after(|file| {
        let database = rusqlite::Connection::open(file).unwrap();
        let sql = "UPDATE document SET bytes = zeroblob(length(bytes)) WHERE id = ?1";
        assert_eq!(database.execute(sql, [request.0]).unwrap(), 1);
    });
    let received = CareEvent::Received;
    centre.put(request, Edit::Care(received));
    centre.settle(4);
    let sent = phone.engine.next_exchange(0).unwrap();
    let answer = centre.answer(phone.device, &sent);
    phone.engine.take(answer, &sent).unwrap();
    assert_eq!((unread(&mut phone), residents(&mut phone)), (1, 5));
    let whole = centre.news_whole(request);
    let (sent, answer) = exchange(&mut centre, &mut phone, vec![whole]);
    assert_eq!(sent.again, [request]);
    phone.engine.take(answer, &sent).unwrap();
    assert_eq!(unread(&mut phone), 0);
    let care = ask(&mut phone.engine, OpenCare { doc: request });
    assert_eq!(care.status, CareStatus::Received);
}
