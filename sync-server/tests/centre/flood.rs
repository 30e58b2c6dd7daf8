//! What one device brings, however much, is done part by part, so that others get their
//! turn in between.

use crate::support::{
    phone::Phone,
    town::{MORNING, Town},
    words::long_words,
};
use linli_domain::{
    access::Refusal,
    application::{ApplicationEvent as Event, ApplicationStatus, fold},
    id::DocId,
    role::Role,
    time::{MINUTE_MS, Timestamp},
};
use linli_replica::{
    exchange::{ChangeOutcome, Epoch, Exchange, Exchanged, GivenDocument, Heal, VERSION, decode},
    replica::Edit,
    signed::SignedChange,
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

/// Changes that come back with nothing but their author's signature.
fn unproven(doc: DocId, changes: &[SignedChange]) -> GivenDocument {
    GivenDocument {
        doc,
        snapshots: Vec::new(),
        changes: changes.to_vec(),
        receipts: Vec::new(),
    }
}

/// `phone` gives these back to a centre that lost something.
fn gives_back(town: &Town, phone: &Phone, given: Vec<GivenDocument>) {
    let request = Exchange {
        v: VERSION,
        cursor: phone.cursor,
        heal: Some(Box::new(Heal {
            since: Epoch(1),
            given,
            ..Heal::default()
        })),
        ..Exchange::default()
    };
    let reply = phone.post(&mut town.link(), &request).unwrap();
    let _answer: Exchanged = decode(&reply.body).unwrap();
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
    let given = vec![unproven(own, &before)];
    gives_back(&town, &lin, given);
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

/// From ten in the morning to the next midnight.
const TO_MIDNIGHT: i64 = 14 * 60;

#[test]
fn what_is_too_much_for_one_day_stays_on_the_phone_and_comes_in_on_the_next() {
    let town = Town::with(RawConfig {
        mib_per_day: Some(1),
        ..RawConfig::default()
    });
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut zheng = town.phone(2, "郑文", Role::Officer);
    let own = wang.apply("old-age-allowance");
    let mut tablet = town.phone(3, "王秀英", Role::Resident);
    for seed in 0..5 {
        wang.edit(own, &flood(seed));
    }
    wang.sync(&mut link);
    tablet.sync(&mut link);
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);

    let accepted = wang.docs[&own].clone();
    let late = wang.edit(own, &flood(5));
    let before = town.dump();
    let told = wang.round(&mut link, 0).unwrap();
    assert_eq!(told.outcomes, [ChangeOutcome::NOT_TODAY]);
    let midnight = Timestamp(MORNING + TO_MIDNIGHT * MINUTE_MS);
    assert_eq!(told.room_from, Some(midnight));
    assert!(town.dump() == before, "nothing of it is kept");

    // The day is the person's, whichever device it comes from and wherever it goes.
    let other = tablet.begin_application("senior-card");
    tablet.edit(other, &flood(6));
    tablet.sync(&mut link);
    assert_eq!(tablet.refused, [ChangeOutcome::NOT_TODAY]);
    // Something small still comes in, and others have days of their own.
    let text = "please come".to_owned();
    tablet.say(own, Event::Said { text: text.clone() });
    tablet.sync(&mut link);
    assert_eq!(tablet.refused.len(), 1, "{:?}", tablet.refused);
    zheng.sync(&mut link);
    zheng.edit(own, &flood(7));
    zheng.sync(&mut link);
    assert!(zheng.refused.is_empty(), "{:?}", zheng.refused);

    town.pass_minutes(TO_MIDNIGHT - 1);
    wang.outbox.push(late.clone());
    let told = wang.round(&mut link, 0).unwrap();
    assert_eq!(told.outcomes, [ChangeOutcome::NOT_TODAY]);
    town.pass_minutes(1);
    wang.outbox.push(late);
    wang.docs.insert(own, accepted);
    let told = wang.round(&mut link, 0).unwrap();
    assert!(
        matches!(told.outcomes.as_slice(), [ChangeOutcome::Received(_)]),
        "{:?}",
        told.outcomes
    );
    assert_eq!(told.room_from, None);
}

#[test]
fn what_was_begun_before_a_restore_comes_back_also_where_the_day_is_full_but_not_without_end() {
    let room = || RawConfig {
        documents_per_day: Some(2),
        ..RawConfig::default()
    };
    let mut town = Town::with(room());
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut tablet = town.phone(2, "王秀英", Role::Resident);
    let lin = town.phone(3, "林晓燕", Role::Worker);
    let copy = town.back_up();
    for _ in 0..3 {
        wang.begin_application("old-age-allowance");
    }
    let begun = wang.outbox.clone();
    wang.sync(&mut town.link());
    assert_eq!(wang.refused, [ChangeOutcome::NOT_TODAY]);

    town.bring_back(&copy);
    town.restart_with(room());
    for _ in 0..3 {
        tablet.begin_application("senior-card");
    }
    tablet.sync(&mut town.link());
    assert_eq!(tablet.refused, [ChangeOutcome::NOT_TODAY]);

    // Nothing but her signature shows that the centre had them, and the third it had not.
    let given = begun
        .iter()
        .map(|change| unproven(change.doc, std::slice::from_ref(change)));
    gives_back(&town, &lin, given.collect());
    let is_here = |change: &SignedChange| {
        let found = town
            .centre
            .store
            .read(|store| store.document(change.doc))
            .unwrap();
        found.is_some()
    };
    let here: Vec<bool> = begun.iter().map(is_here).collect();
    assert_eq!(here, [true, true, false]);
}
