//! The feed tells everything that one may read, once, in order, and nothing else.

use crate::{
    soon,
    support::{Phone, town::Town},
    tomorrow,
};
use linli_domain::{
    care::{self, CareEvent},
    id::DocId,
    role::Role,
};
use linli_replica::{
    exchange::{Cursor, Exchange, Exchanged, VERSION},
    replica::{Edit, Replica},
};
use linli_server::{
    core::{
        cursor,
        feed::{self, FeedRequest},
        reactions::offer_of,
    },
    store::Seq,
};
use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Instant,
};

fn say(text: &str) -> [Edit; 1] {
    [Edit::Care(CareEvent::Said {
        text: text.to_owned(),
    })]
}

/// A document as the centre has it.
fn kept(town: &Town, doc: DocId) -> Replica {
    let changes = town
        .centre
        .store
        .read(|store| store.changes(doc, Seq::START))
        .unwrap();
    let bytes: Vec<u8> = changes
        .into_iter()
        .flat_map(|change| change.signed.change)
        .collect();
    Replica::load(&bytes).unwrap()
}

#[test]
fn a_second_phone_of_the_same_person_gets_everything_and_the_first_no_echo() {
    let town = Town::new();
    let mut link = town.link();
    let mut first = town.phone(1, "王秀英", Role::Resident);
    let id = first.begin_care("meal");
    let exchanged = first.round(&mut link, 0).unwrap();
    assert!(exchanged.news.is_empty(), "its own words are not told back");
    first.edit(id, &[Edit::When(soon())]);
    assert!(first.round(&mut link, 0).unwrap().news.is_empty());
    let mut second = town.phone(2, "王秀英", Role::Resident);
    second.sync(&mut link);
    assert_eq!(second.care(id), first.care(id));
    let again = second.round(&mut link, 0).unwrap();
    assert!(
        again.news.is_empty() && !again.more,
        "nothing is told twice"
    );
}

#[test]
fn a_stranger_gets_nothing() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    wang.ask("meal", tomorrow());
    wang.sync(&mut link);
    let mut li = town.phone(2, "李国强", Role::Resident);
    li.sync(&mut link);
    assert!(li.docs.is_empty());
}

#[test]
fn many_changes_come_as_a_snapshot_and_later_ones_as_changes() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let id = wang.ask("meal", tomorrow());
    for number in 0..50 {
        wang.edit(id, &say(&number.to_string()));
    }
    wang.sync(&mut link);
    let snapshot = town.centre.store.read(|store| store.snapshot(id));
    assert!(
        snapshot.unwrap().is_some(),
        "32 changes are worth a snapshot"
    );
    let mut lin = town.phone(2, "林晓燕", Role::Worker);
    let first = lin.round(&mut link, 0).unwrap();
    let whole = first.news.iter().find(|news| news.doc == id).unwrap();
    assert!(whole.snapshot.is_some() && whole.changes.len() <= 3);
    wang.edit(id, &say("one more"));
    wang.sync(&mut link);
    let next = lin.round(&mut link, 0).unwrap();
    assert!(next.news[0].snapshot.is_none() && next.news[0].changes.len() == 1);
    assert_eq!(lin.care(id), wang.care(id));
}

/// Page by page, with other people writing between the pages, nothing is left out.
#[test]
fn paging_while_others_write_leaves_nothing_out() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut docs: Vec<DocId> = (0..6).map(|_| wang.begin_care("meal")).collect();
    wang.sync(&mut link);
    let mut lin = town.phone(2, "林晓燕", Role::Worker);
    let mut pages = 0;
    loop {
        let request = Exchange {
            v: VERSION,
            cursor: lin.cursor,
            ..Exchange::default()
        };
        let sent = BTreeSet::new();
        let page = town.centre.store.read(|store| {
            let writer = lin.writer();
            let (device, cursor) = (lin.device, lin.cursor.0);
            // An answer is full after its first document.
            let reader = FeedRequest {
                writer,
                device,
                incarnation: 1,
                cursor,
                sent: &sent,
                again: &[],
                full: 1,
            };
            feed::read(store, &reader, &town.centre.key.secret)
        });
        let page = page.unwrap();
        assert!(page.news.len() <= 1);
        let more = page.more;
        let exchanged = Exchanged {
            v: VERSION,
            news: page.news,
            authors: page.authors,
            forget: page.forget,
            cursor: Cursor(page.cursor),
            ..Exchanged::default()
        };
        lin.take(&request, &exchanged);
        if !more {
            break;
        }
        pages += 1;
        if pages < 5 {
            // Write in documents told and untold, and begin one more.
            wang.edit(docs[0], &say("and here"));
            wang.edit(docs[docs.len() - 1], &say("still here"));
            docs.push(wang.begin_care("clean"));
            wang.sync(&mut link);
        }
    }
    assert!(pages >= 9, "{pages}");
    for doc in docs {
        assert_eq!(lin.care(doc), wang.care(doc));
    }
}

#[test]
fn writers_at_the_same_time_never_make_a_reader_skip() {
    let town = Town::new();
    let is_over = AtomicBool::new(false);
    let mut lin = town.phone(100, "林晓燕", Role::Worker);
    let mut docs = Vec::new();
    thread::scope(|scope| {
        let writers: Vec<_> = (0..4)
            .map(|number| {
                let town = &town;
                scope.spawn(move || {
                    let mut link = town.link();
                    let mut phone = town.phone(number, &format!("居民{number}"), Role::Resident);
                    let mine: Vec<DocId> = (0..5)
                        .map(|_| {
                            let id = phone.ask("meal", tomorrow());
                            phone.sync(&mut link);
                            for text in 0..8 {
                                phone.edit(id, &say(&text.to_string()));
                                phone.round(&mut link, 0).unwrap();
                            }
                            id
                        })
                        .collect();
                    assert!(phone.refused.is_empty(), "{:?}", phone.refused);
                    mine
                })
            })
            .collect();
        let reader = scope.spawn(|| {
            let mut link = town.link();
            while !is_over.load(Ordering::SeqCst) {
                // `take` fails on a change whose ground was not told before.
                lin.round(&mut link, 50).unwrap();
            }
            lin.sync(&mut link);
        });
        for writer in writers {
            docs.extend(writer.join().unwrap());
        }
        is_over.store(true, Ordering::SeqCst);
        reader.join().unwrap();
    });
    assert_eq!(docs.len(), 20);
    for doc in docs {
        assert_eq!(lin.docs[&doc].heads(), kept(&town, doc).heads());
        assert_eq!(lin.care(doc).said().len(), 8);
        let offer = offer_of(doc);
        assert_eq!(lin.docs[&offer].heads(), kept(&town, offer).heads());
    }
}

#[test]
fn a_waiting_poll_hears_at_once_and_is_answered_when_the_centre_ends() {
    let mut town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut sun = town.phone(2, "孙丽", Role::Caregiver);
    sun.sync(&mut link);
    thread::scope(|scope| {
        let started = Instant::now();
        let waiting = scope.spawn(|| {
            let mut own = town.link();
            sun.round(&mut own, 50_000).unwrap()
        });
        wang.ask("meal", tomorrow());
        wang.sync(&mut link);
        assert_eq!(waiting.join().unwrap().news.len(), 1);
        assert!(
            started.elapsed().as_secs() < 20,
            "the poll did not sit its time out"
        );
    });
    let (mut own, started) = (town.link(), Instant::now());
    let polls = town.centre.clone();
    let waiting = thread::spawn(move || sun.round(&mut own, 50_000).unwrap());
    while polls.metrics.polls_waiting.get() != 1 {
        thread::yield_now();
    }
    town.end();
    assert!(waiting.join().unwrap().news.is_empty());
    assert!(
        started.elapsed().as_secs() < 20,
        "the end of the centre ends the wait"
    );
}

#[test]
fn a_restart_keeps_everything_and_goes_on() {
    let mut town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let id = wang.ask("meal", tomorrow());
    wang.sync(&mut town.link());
    let before = town.dump();
    town.restart();
    assert!(town.dump() == before, "something was lost or added");
    let mut sun = town.phone(2, "孙丽", Role::Caregiver);
    sun.sync(&mut town.link());
    sun.claim(offer_of(id));
    sun.sync(&mut town.link());
    assert!(
        sun.docs.contains_key(&id),
        "the centre writes on under a new incarnation"
    );
    wang.sync(&mut town.link());
    assert_eq!(care::fold(&wang.care(id)).caregiver(), Some(sun.person()));
}

#[test]
fn a_centre_brought_back_from_a_backup_tells_everything_anew() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let id = wang.ask("meal", tomorrow());
    wang.sync(&mut link);
    wang.cursor = Cursor(1_000_000);
    wang.docs.clear();
    wang.sync(&mut link);
    assert!(wang.docs.contains_key(&id));
}

#[test]
fn a_cursor_that_the_restored_centre_has_passed_again_misses_nothing() {
    let mut town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut li = town.phone(2, "李国强", Role::Resident);
    let mut lin = town.phone(3, "林晓燕", Role::Worker);
    let kept = wang.ask("meal", tomorrow());
    wang.sync(&mut town.link());
    let copy = town.back_up();
    let lost = wang.ask("meal", tomorrow());
    wang.sync(&mut town.link());
    lin.sync(&mut town.link());
    assert!(lin.docs.contains_key(&lost));

    town.bring_back(&copy);
    // Others write on, past the number up to which the worker has read.
    let new: Vec<DocId> = (0..4).map(|_| li.ask("meal", tomorrow())).collect();
    li.sync(&mut town.link());
    let horizon = town.centre.store.read(|store| store.horizon()).unwrap();
    assert!(horizon > cursor::number(lin.cursor.0));
    lin.sync(&mut town.link());
    for doc in new.iter().chain([&kept]) {
        assert!(lin.docs.contains_key(doc), "{doc} was skipped");
    }
    // From here on it goes on as ever.
    let next = lin.round(&mut town.link(), 0).unwrap();
    assert!(next.news.is_empty());
}

#[test]
fn a_change_carried_by_another_is_still_its_authors() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let id = wang.ask("meal", tomorrow());
    let mut stranger: Phone = town.phone(2, "李国强", Role::Resident);
    stranger.outbox = wang.outbox.clone();
    stranger.sync(&mut link);
    assert!(stranger.refused.is_empty(), "{:?}", stranger.refused);
    assert!(stranger.docs.is_empty(), "carrying is not reading");
    let exchanged = wang.round(&mut link, 0).unwrap();
    assert_eq!(exchanged.outcomes.len(), 3, "a repeat gets the receipt");
    wang.sync(&mut link);
    assert_eq!(
        care::fold(&wang.care(id)).status,
        care::CareStatus::Received
    );
}
