//! What one device brings, however much, is done part by part, so that others get their
//! turn in between.

use crate::support::{town::Town, words::long_words};
use linli_domain::{
    access::Refusal,
    application::{ApplicationEvent as Event, ApplicationStatus, fold},
    role::Role,
};
use linli_replica::{
    exchange::{ChangeOutcome, Epoch, Exchange, Exchanged, GivenDocument, Heal, VERSION, decode},
    replica::Edit,
};
use linli_server::{config::RawConfig, store::Seq};

/// Messages of a change, and the changes of the flood: legal each, and 2.8 MB together.
const MESSAGES: usize = 16;
const CHANGES: u64 = 15;

fn flood(seed: u64) -> Vec<Edit> {
    let messages = (0..MESSAGES as u64).map(|message| Event::Said {
        text: long_words(seed * 100 + message),
    });
    messages.map(Edit::Application).collect()
}

#[test]
fn a_flood_behind_a_sending_comes_in_part_by_part() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let own = wang.apply("old-age-allowance");
    for seed in 0..CHANGES {
        wang.edit(own, &flood(seed));
    }
    let before = town.centre.metrics.commit_jobs.get();
    wang.round(&mut link, 0).unwrap();
    let parts = town.centre.metrics.commit_jobs.get() - before;
    assert!(parts >= CHANGES, "{parts} parts");
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);
    assert!(wang.outbox.is_empty());
    let state = fold(&wang.application(own));
    assert_eq!(state.status, ApplicationStatus::Received);
}

#[test]
fn nobody_writes_more_into_one_document_than_there_is_room_and_others_still_can() {
    // Beginning, a name, the sending, and five more.
    let changes = RawConfig {
        changes_per_document: Some(8),
        ..RawConfig::default()
    };
    let bytes = RawConfig {
        mib_per_document: Some(1),
        ..RawConfig::default()
    };
    for (room, allowed) in [(changes, 5), (bytes, 5)] {
        let town = Town::with(room);
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let mut zheng = town.phone(2, "郑文", Role::Officer);
        let own = wang.apply("old-age-allowance");
        for seed in 0..allowed {
            wang.edit(own, &flood(seed));
        }
        wang.sync(&mut link);
        assert!(wang.refused.is_empty(), "{:?}", wang.refused);

        let accepted = wang.docs[&own].clone();
        wang.edit(own, &flood(allowed));
        let before = town.dump();
        wang.round(&mut link, 0).unwrap();
        let refused: Vec<_> = wang.refused.iter().collect();
        assert!(
            matches!(
                refused.as_slice(),
                [ChangeOutcome::Refused(_, Refusal::TooMuch)]
            ),
            "{refused:?}"
        );
        assert!(town.dump() == before, "nothing of it is kept");

        // What is refused leaves her phone, and she can still take the matter back.
        wang.docs.insert(own, accepted);
        let reason = "too many words".to_owned();
        wang.say(own, Event::Withdrawn { reason });
        wang.sync(&mut link);
        assert_eq!(wang.refused.len(), 1, "{:?}", wang.refused);
        let state = fold(&wang.application(own));
        assert_eq!(state.status, ApplicationStatus::Withdrawn);

        // Another matter of hers, and the office in this one, have room of their own.
        let other = wang.apply("senior-card");
        wang.sync(&mut link);
        assert_eq!(wang.refused.len(), 1);
        zheng.sync(&mut link);
        assert!(zheng.docs.contains_key(&other));
        let text = "please do not write so much".to_owned();
        zheng.say(own, Event::Said { text });
        zheng.sync(&mut link);
        assert!(zheng.refused.is_empty(), "{:?}", zheng.refused);
    }
}

#[test]
fn what_was_written_before_a_restore_comes_back_also_where_the_room_is_full_again() {
    let room = || RawConfig {
        changes_per_document: Some(8),
        ..RawConfig::default()
    };
    let mut town = Town::with(room());
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut tablet = town.phone(2, "王秀英", Role::Resident);
    let lin = town.phone(3, "林晓燕", Role::Worker);
    let own = wang.apply("old-age-allowance");
    wang.sync(&mut town.link());
    tablet.sync(&mut town.link());
    let copy = town.back_up();
    let said = |text: &str| Event::Said {
        text: text.to_owned(),
    };
    let before: Vec<_> = (0..5).map(|_| wang.say(own, said("before"))).collect();
    wang.sync(&mut town.link());
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);

    // After it she fills her room from another of her devices, which knew nothing of that.
    town.bring_back(&copy);
    town.restart_with(room());
    for _ in 0..7 {
        tablet.say(own, said("after"));
    }
    tablet.sync(&mut town.link());
    assert_eq!(tablet.refused.len(), 1, "it is full: {:?}", tablet.refused);

    // The worker's device gives back what it had read, with nothing but her signature.
    let given = GivenDocument {
        doc: own,
        snapshots: Vec::new(),
        changes: before.clone(),
        receipts: Vec::new(),
    };
    let request = Exchange {
        v: VERSION,
        cursor: lin.cursor,
        heal: Some(Box::new(Heal {
            since: Epoch(1),
            given: vec![given],
            ..Heal::default()
        })),
        ..Exchange::default()
    };
    let reply = lin.post(&mut town.link(), &request).unwrap();
    let _answer: Exchanged = decode(&reply.body).unwrap();
    let stored = town
        .centre
        .store
        .read(|store| store.changes(own, Seq::START))
        .unwrap();
    let here: usize = stored
        .iter()
        .filter(|change| before.contains(&change.signed))
        .count();
    assert_eq!(here, 5);
}
