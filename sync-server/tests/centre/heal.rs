//! A centre that lost the end of its log gets it back from the devices, and nothing that it
//! never had.

use crate::{
    support::{Phone, town::Town},
    tomorrow,
};
use linli_domain::{
    application::{self, ApplicationStatus},
    care::{self, CareEvent, CareStatus, ReleaseReason},
    id::{DeviceId, DocId},
    offer,
    role::Role,
};
use linli_replica::{
    exchange::{
        Cursor, DeviceCard, Epoch, Exchange, Exchanged, GivenDocument, Heal, HeldDocument, Receipt,
        Snapshot, VERSION, decode,
    },
    keys::{SecretKey, Signature},
    replica::Edit,
    signed::{Hash, SignedChange},
};
use linli_server::{
    core::{heal::begin_epoch, reactions::offer_of},
    store::{Seq, StoredChange},
};

fn say(text: &str) -> [Edit; 1] {
    [Edit::Care(CareEvent::Said {
        text: text.to_owned(),
    })]
}

pub(crate) fn stored(town: &Town, doc: DocId) -> Vec<StoredChange> {
    let changes = town
        .centre
        .store
        .read(|store| store.changes(doc, Seq::START));
    changes.unwrap()
}

pub(crate) fn epoch(town: &Town) -> Epoch {
    town.centre.store.read(|store| store.epoch()).unwrap()
}

pub(crate) fn nothing_of(doc: DocId) -> GivenDocument {
    GivenDocument {
        doc,
        snapshots: Vec::new(),
        changes: Vec::new(),
        receipts: Vec::new(),
    }
}

/// What a device that has all of a document, and its own receipts, gives back.
pub(crate) fn all_of(
    changes: &[StoredChange],
    receipts: impl Fn(&StoredChange) -> Option<Receipt>,
) -> GivenDocument {
    GivenDocument {
        changes: changes.iter().map(|change| change.signed.clone()).collect(),
        receipts: changes.iter().filter_map(receipts).collect(),
        ..nothing_of(changes[0].signed.doc)
    }
}

pub(crate) fn no_receipt(_: &StoredChange) -> Option<Receipt> {
    None
}

pub(crate) fn receipt(town: &Town, change: &StoredChange) -> Receipt {
    let key = &town.centre.key.secret;
    Receipt::sign(key, change.hash, change.seq.0, change.at)
}

pub(crate) fn heal(town: &Town, phone: &Phone, heal: Heal) -> Exchanged {
    let request = Exchange {
        v: VERSION,
        cursor: phone.cursor,
        incarnation: 1,
        heal: Some(Box::new(heal)),
        ..Exchange::default()
    };
    let reply = phone.post(&mut town.link(), &request).unwrap();
    assert_eq!(reply.status, 200);
    decode(&reply.body).unwrap()
}

pub(crate) fn give(town: &Town, phone: &Phone, given: GivenDocument) -> Exchanged {
    let holds = vec![HeldDocument {
        doc: given.doc,
        heads: Vec::new(),
        changes: given
            .changes
            .iter()
            .filter_map(|signed| Some(signed.read().ok()?.hash))
            .collect(),
    }];
    let given = Heal {
        since: Epoch(1),
        given: vec![given],
        holds,
        ..Heal::default()
    };
    heal(town, phone, given)
}

pub(crate) fn lacks(exchanged: &Exchanged) -> &[Hash] {
    &exchanged.lacks[0].changes
}

/// A request that was received, before the backup, and a worker who knows of it.
fn received() -> (Town, Phone, Phone, DocId) {
    let town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut lin = town.phone(2, "林晓燕", Role::Worker);
    let id = wang.ask("meal", tomorrow());
    wang.sync(&mut town.link());
    lin.sync(&mut town.link());
    (town, wang, lin, id)
}

#[test]
fn what_has_a_receipt_comes_back_also_where_it_would_be_too_late_today() {
    let (mut town, mut wang, mut lin, id) = received();
    let copy = town.back_up();
    let mut sun = town.phone(3, "孙丽", Role::Caregiver);
    sun.sync(&mut town.link());
    sun.claim(offer_of(id));
    sun.sync(&mut town.link());
    let came = sun.edit(id, &say("I am there at nine"));
    sun.sync(&mut town.link());
    let before = stored(&town, id);
    let offered = stored(&town, offer_of(id));

    town.bring_back(&copy);
    // In its new life the request was cancelled, which nobody knew of who comes back.
    let reason = "not any more".to_owned();
    wang.cursor = Cursor(0);
    wang.sync(&mut town.link());
    let cancelled = [Edit::Care(CareEvent::Cancelled { reason })];
    wang.edit(id, &cancelled);
    wang.sync(&mut town.link());

    // The caregiver and her phone were lost with everything else.
    let reply = sun.post(&mut town.link(), &sun.request(0)).unwrap();
    assert_eq!(reply.status, 401);
    let card = sun.enrolled.as_ref().unwrap().card.clone();
    let known = Heal {
        since: Epoch(1),
        cards: vec![card],
        ..Heal::default()
    };
    heal(&town, &lin, known);
    let mine = |change: &StoredChange| {
        (change.signed.device == sun.device).then(|| receipt(&town, change))
    };
    let answer = give(&town, &lin, all_of(&before, mine));
    assert_eq!(lacks(&answer), [], "all of it is here again");
    let answer = give(&town, &lin, all_of(&offered, mine));
    assert_eq!(lacks(&answer), []);
    let again = stored(&town, id);
    assert!(again.iter().any(|change| change.signed == came));
    lin.sync(&mut town.link());
    let said = lin.care(id).said();
    assert_eq!(said.len(), 1, "the words are there once");
    let count = again.len();
    give(&town, &lin, all_of(&before, mine));
    assert_eq!(stored(&town, id).len(), count, "given twice is here once");
}

#[test]
fn what_was_never_accepted_does_not_enter_as_healing() {
    let (town, wang, lin, id) = received();
    // She writes into her request what the policy does not allow any more.
    let mut bent = Phone::new(1);
    (bent.enrolled, bent.docs) = (wang.enrolled.clone(), wang.docs.clone());
    let late = bent.edit(id, &[Edit::When(tomorrow()), Edit::Care(CareEvent::Sent)]);
    let hash = late.read().unwrap().hash;
    let strangers = Receipt::sign(&SecretKey::from_seed([66; 32]), hash, 9, wang.now());
    let before = town.dump();
    let given = |receipts, change: &SignedChange| GivenDocument {
        changes: vec![change.clone()],
        receipts,
        ..nothing_of(id)
    };
    for receipts in [Vec::new(), vec![strangers]] {
        let answer = give(&town, &lin, given(receipts, &late));
        assert_eq!(lacks(&answer), [hash], "judged as any other");
    }
    // Nobody else's name, not even with the centre's own word for the hash.
    let forged = SignedChange {
        signature: Signature([7; 64]),
        ..late.clone()
    };
    let own = &town.centre.key.secret;
    let word = vec![Receipt::sign(own, hash, 9, wang.now())];
    give(&town, &lin, given(word.clone(), &forged));
    let elsewhere = SignedChange {
        doc: offer_of(id),
        ..late
    };
    give(&town, &lin, given(word, &elsewhere));
    // A card and a snapshot of somebody else's.
    let other = SecretKey::from_seed([66; 32]);
    let writer = wang.writer().clone();
    let card = DeviceCard::sign(&other, DeviceId([66; 16]), other.public(), writer);
    let snapshot = Snapshot::sign(&other, id, bent.docs[&id].save());
    let bad = Heal {
        since: epoch(&town),
        cards: vec![card],
        given: vec![GivenDocument {
            snapshots: vec![snapshot],
            ..nothing_of(id)
        }],
        ..Heal::default()
    };
    heal(&town, &lin, bad);
    assert!(town.dump() == before, "the store is unchanged");
}

#[test]
fn a_snapshot_that_the_centre_signed_brings_back_all_that_is_in_it() {
    let (mut town, mut wang, mut lin, id) = received();
    let copy = town.back_up();
    for number in 0..40 {
        wang.edit(id, &say(&number.to_string()));
    }
    wang.sync(&mut town.link());
    let full = stored(&town, id);
    let key = town.centre.key.secret.clone();
    let snapshot = Snapshot::sign(&key, id, wang.docs[&id].save());

    town.bring_back(&copy);
    assert!(stored(&town, id).len() < full.len());
    let first = epoch(&town);
    let given = GivenDocument {
        snapshots: vec![snapshot],
        ..nothing_of(id)
    };
    let loss = Heal {
        since: first,
        given: vec![given],
        ..Heal::default()
    };
    let answer = heal(&town, &lin, loss.clone());
    assert_ne!(
        answer.epoch, first,
        "the loss is proven: everybody gives back"
    );
    assert_eq!(stored(&town, id).len(), full.len());
    let next = answer.epoch;
    let again = heal(
        &town,
        &lin,
        Heal {
            since: next,
            ..loss
        },
    );
    assert_eq!(again.epoch, next, "what is here proves no loss");

    // Without its author's signature nobody would take a change by itself.
    lin.cursor = Cursor(0);
    lin.sync(&mut town.link());
    assert_eq!(lin.care(id).said().len(), 40);
    // Somebody has the signature too.
    let lacking = stored(&town, id)
        .iter()
        .filter(|change| !change.is_signed())
        .count();
    assert_eq!(lacking, 40);
    let answer = give(&town, &lin, all_of(&full, no_receipt));
    assert_eq!(lacks(&answer), []);
    assert!(stored(&town, id).iter().all(StoredChange::is_signed));
}

#[test]
fn the_centres_own_word_proves_what_it_stands_on() {
    let town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut lin = town.phone(2, "林晓燕", Role::Worker);
    let mut town = town;
    let copy = town.back_up();
    let id = wang.apply("senior-card");
    wang.sync(&mut town.link());
    let full = stored(&town, id);
    let tracking = application::fold(&wang.application(id)).tracking;
    assert!(tracking.is_some());

    town.bring_back(&copy);
    let answer = give(&town, &lin, all_of(&full, no_receipt));
    assert_eq!(lacks(&answer), []);
    lin.sync(&mut town.link());
    let state = application::fold(&lin.application(id));
    assert_eq!(
        (state.status, &state.tracking),
        (ApplicationStatus::Received, &tracking)
    );
    assert_eq!(
        stored(&town, id).len(),
        full.len(),
        "it is not received twice"
    );
    let number = tracking.unwrap();
    let found = town
        .centre
        .store
        .read(|store| store.application_by_tracking(&number));
    assert_eq!(found.unwrap(), Some(id), "and found by its number");
}

#[test]
fn what_comes_back_without_its_receipt_is_received_then() {
    let town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let lin = town.phone(2, "林晓燕", Role::Worker);
    let mut town = town;
    let copy = town.back_up();
    let (request, paper) = (wang.ask("meal", tomorrow()), wang.apply("senior-card"));
    wang.sync(&mut town.link());
    let device = wang.device;
    let own = |doc| -> Vec<StoredChange> {
        let changes = stored(&town, doc).into_iter();
        changes
            .filter(|change| change.signed.device == device)
            .collect()
    };
    let (request_own, paper_own) = (own(request), own(paper));
    let begun = stored(&town, offer_of(request))[0].hash;

    town.bring_back(&copy);
    for changes in [&request_own, &paper_own] {
        let mine = |change: &StoredChange| Some(receipt(&town, change));
        assert_eq!(lacks(&give(&town, &lin, all_of(changes, mine))), []);
    }
    wang.docs.clear();
    wang.cursor = Cursor(0);
    wang.sync(&mut town.link());
    assert_eq!(care::fold(&wang.care(request)).status, CareStatus::Received);
    let status = application::fold(&wang.application(paper)).status;
    assert_eq!(status, ApplicationStatus::Received);
    let offered = stored(&town, offer_of(request));
    assert_eq!(
        offered[0].hash, begun,
        "the offer is the same document again"
    );
}

#[test]
fn of_two_who_were_told_that_they_go_both_read_the_same() {
    let (mut town, mut wang, lin, id) = received();
    let mut sun = town.phone(3, "孙丽", Role::Caregiver);
    let mut he = town.phone(4, "何平", Role::Caregiver);
    sun.sync(&mut town.link());
    he.sync(&mut town.link());
    let copy = town.back_up();
    sun.claim(offer_of(id));
    sun.sync(&mut town.link());
    let lost = [stored(&town, id), stored(&town, offer_of(id))];

    town.bring_back(&copy);
    he.claim(offer_of(id));
    he.sync(&mut town.link());
    assert_eq!(care::fold(&he.care(id)).caregiver(), Some(he.person()));
    for changes in &lost {
        assert_eq!(lacks(&give(&town, &lin, all_of(changes, no_receipt))), []);
    }
    for phone in [&mut wang, &mut sun, &mut he] {
        phone.cursor = Cursor(0);
        phone.docs.clear();
        phone.sync(&mut town.link());
    }
    let goes = care::fold(&wang.care(id)).caregiver().unwrap();
    for phone in [&sun, &he] {
        let standing = offer::fold(&phone.offer(offer_of(id))).standing(phone.person());
        let is_theirs = goes == phone.person();
        let told = if is_theirs {
            offer::Standing::Yours
        } else {
            offer::Standing::Lost
        };
        assert_eq!(standing, told);
        assert_eq!(
            phone.docs.contains_key(&id),
            is_theirs,
            "only one reads the home"
        );
    }
    assert!([sun.person(), he.person()].contains(&goes));
}

#[test]
fn who_gives_back_a_visit_whose_offer_nobody_held_any_more_has_it_offered_again() {
    let mut town = Town::new();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let lin = town.phone(2, "林晓燕", Role::Worker);
    let mut sun = town.phone(3, "孙丽", Role::Caregiver);
    let mut he = town.phone(4, "何平", Role::Caregiver);
    let copy = town.back_up();
    let id = wang.ask("meal", tomorrow());
    wang.sync(&mut town.link());
    sun.sync(&mut town.link());
    sun.claim(offer_of(id));
    sun.sync(&mut town.link());
    let lost = stored(&town, id);

    town.bring_back(&copy);
    let answer = give(&town, &lin, all_of(&lost, no_receipt));
    assert_eq!(lacks(&answer), []);
    for phone in [&mut wang, &mut sun] {
        phone.cursor = Cursor(0);
        phone.docs.clear();
        phone.sync(&mut town.link());
    }
    assert_eq!(care::fold(&wang.care(id)).caregiver(), Some(sun.person()));
    let reason = ReleaseReason::GaveBack;
    sun.edit(id, &[Edit::Care(CareEvent::Released { reason })]);
    sun.sync(&mut town.link());
    assert!(sun.refused.is_empty(), "{:?}", sun.refused);
    he.cursor = Cursor(0);
    he.sync(&mut town.link());
    he.claim(offer_of(id));
    he.sync(&mut town.link());
    assert_eq!(care::fold(&he.care(id)).caregiver(), Some(he.person()));
}

#[test]
fn a_phone_set_back_to_an_older_copy_is_told_what_it_wrote_itself() {
    let (town, mut wang, _, id) = received();
    let (old_cursor, old) = (wang.cursor, wang.docs.clone());
    wang.edit(id, &say("PEANUTS"));
    wang.sync(&mut town.link());

    (wang.cursor, wang.docs) = (old_cursor, old);
    let same = wang.round(&mut town.link(), 0).unwrap();
    assert!(same.news.is_empty(), "the same program has what it wrote");
    wang.cursor = old_cursor;
    let request = Exchange {
        incarnation: 2,
        ..wang.request(0)
    };
    let reply = wang.post(&mut town.link(), &request).unwrap();
    let exchanged: Exchanged = decode(&reply.body).unwrap();
    wang.take(&request, &exchanged);
    assert_eq!(wang.care(id).said().len(), 1);
    // And of an earlier release, which does not say: nothing of its own, as ever.
    let request = Exchange {
        incarnation: 0,
        cursor: old_cursor,
        ..wang.request(0)
    };
    let reply = wang.post(&mut town.link(), &request).unwrap();
    assert!(decode::<Exchanged>(&reply.body).unwrap().news.is_empty());
}

#[test]
fn a_cursor_beyond_the_log_is_told_so_and_a_restored_store_says_that_it_lives_anew() {
    let (mut town, mut wang, mut lin, id) = received();
    let copy = town.back_up();
    wang.edit(id, &say("lost"));
    wang.sync(&mut town.link());
    let before = lin.round(&mut town.link(), 0).unwrap();
    assert!(!before.beyond && !before.epoch.is_none());
    town.bring_back(&copy);
    let after = lin.round(&mut town.link(), 0).unwrap();
    assert!(after.beyond, "nobody said that it was restored");
    assert_eq!(after.epoch, before.epoch);
    assert!(!lin.round(&mut town.link(), 0).unwrap().beyond, "told once");
    let begun = town.centre.store.write(|store| begin_epoch(store));
    assert_eq!(
        lin.round(&mut town.link(), 0).unwrap().epoch,
        begun.unwrap()
    );
}
