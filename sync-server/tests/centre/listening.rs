//! A centre that was away, or lost what it had heard, concludes nothing from silence; and
//! what it did conclude gives way to what comes back.

use crate::{
    heal::{all_of, epoch, give, heal, lacks, no_receipt, receipt, stored},
    soon,
    support::{Phone, town::Town},
    tomorrow, whole_visit,
};
use linli_domain::{
    care::{self, CareEvent, CareState, CareStatus, ReleaseReason},
    id::DocId,
    offer::{self, OfferState},
    role::Role,
};
use linli_replica::{
    exchange::{Cursor, Heal},
    replica::Edit,
};
use linli_server::{core::reactions::offer_of, store::StoredChange};

/// A centre that was brought back to before the visit that Sun made for Wang.
struct Story {
    town: Town,
    wang: Phone,
    lin: Phone,
    sun: Phone,
    he: Phone,
    care: DocId,
    /// All of the request and its offer, as devices have them.
    lost: [Vec<StoredChange>; 2],
    /// Something else that was lost.
    other: Vec<StoredChange>,
}

impl Story {
    fn set_back() -> Self {
        let mut town = Town::new();
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let mut lin = town.phone(2, "林晓燕", Role::Worker);
        let mut sun = town.phone(3, "孙丽", Role::Caregiver);
        let mut he = town.phone(4, "何平", Role::Caregiver);
        let care = wang.ask("meal", soon());
        wang.sync(&mut link);
        sun.sync(&mut link);
        sun.claim(offer_of(care));
        for phone in [&mut sun, &mut lin, &mut he] {
            phone.sync(&mut link);
        }
        let copy = town.back_up();
        sun.edit(care, &whole_visit());
        sun.sync(&mut link);
        assert!(sun.refused.is_empty(), "{:?}", sun.refused);
        let other = wang.ask("meal", tomorrow());
        wang.sync(&mut link);
        let lost = [stored(&town, care), stored(&town, offer_of(care))];
        let other = stored(&town, other);
        // The two hours to set out are over sooner than those to be heard.
        town.pass_minutes(5);
        town.bring_back(&copy);
        Self {
            town,
            wang,
            lin,
            sun,
            he,
            care,
            lost,
            other,
        }
    }

    /// Sun's phone gives back what it has, with the receipts for what she did.
    fn give_back(&self) {
        let of_sun = |change: &StoredChange| {
            (change.signed.device == self.sun.device).then(|| receipt(&self.town, change))
        };
        for changes in &self.lost {
            let answer = give(&self.town, &self.sun, all_of(changes, of_sun));
            assert_eq!(lacks(&answer), [], "all of it is here again");
        }
    }

    /// The request and its offer, as they stand at the centre.
    fn stand(&self) -> (CareState, OfferState) {
        let load = |doc| {
            let store = &self.town.centre.store;
            let replica = store.read(|store| store.load(doc)).unwrap().unwrap();
            replica.contents().unwrap()
        };
        let care = load(self.care).into_care().unwrap();
        let offer = load(offer_of(self.care)).into_offer().unwrap();
        (care::fold(&care), offer::fold(&offer))
    }

    /// The worker decides who comes, as her phone knows it: after the backup.
    fn decide(&mut self, what: CareEvent) {
        let mut link = self.town.link();
        self.lin.edit(self.care, &[Edit::Care(what)]);
        self.lin.sync(&mut link);
        assert!(self.lin.refused.is_empty(), "{:?}", self.lin.refused);
    }
}

#[test]
fn a_centre_that_starts_or_hears_of_a_loss_listens_before_it_takes_anything_back() {
    let story = Story::set_back();
    let town = &story.town;
    town.pass_minutes(119);
    assert_eq!(
        town.release_lapsed(),
        0,
        "it may have lost that she set out"
    );
    let before = epoch(town);
    let given = vec![all_of(&story.other, no_receipt)];
    let loss = Heal {
        since: before,
        given,
        ..Heal::default()
    };
    heal(town, &story.lin, loss);
    assert_ne!(epoch(town), before, "now it knows that it lost something");
    town.pass_minutes(119);
    assert_eq!(town.release_lapsed(), 0, "and devices are asked only now");
    town.pass_minutes(2);
    assert_eq!(town.release_lapsed(), 1);
}

#[test]
fn a_visit_that_was_made_stands_though_it_was_taken_for_lapsed() {
    let mut story = Story::set_back();
    story.town.pass_minutes(121);
    assert_eq!(story.town.release_lapsed(), 1);
    assert_eq!(story.stand().0.status, CareStatus::Received);
    story.give_back();
    let (care, offer) = story.stand();
    assert_eq!(care.status, CareStatus::Completed);
    assert_eq!(care.caregiver(), Some(story.sun.person()));
    assert!(offer.closed);
    let mut link = story.town.link();
    for phone in [&mut story.wang, &mut story.he] {
        phone.docs.clear();
        phone.cursor = Cursor(0);
        phone.sync(&mut link);
    }
    let seen = care::fold(&story.wang.care(story.care));
    assert_eq!(seen.status, CareStatus::Completed);
    assert!(!story.he.docs.contains_key(&offer_of(story.care)));
}

#[test]
fn an_offer_that_was_closed_opens_again_where_its_request_is_open() {
    let mut story = Story::set_back();
    let he = story.he.person();
    story.decide(CareEvent::Assigned {
        caregiver: he,
        name: "何平".to_owned(),
        claim: None,
    });
    story.give_back();
    let (care, offer) = story.stand();
    assert_eq!(
        (care.status, care.caregiver()),
        (CareStatus::Assigned, Some(he))
    );
    assert_eq!((offer.closed, offer.assigned), (false, Some(he)));

    let mut story = Story::set_back();
    let reason = ReleaseReason::Override;
    story.decide(CareEvent::Released { reason });
    story.give_back();
    let (care, offer) = story.stand();
    assert_eq!(care.status, CareStatus::Received);
    assert_eq!((offer.closed, offer.assigned), (false, None));
    let mut link = story.town.link();
    story.he.cursor = Cursor(0);
    story.he.sync(&mut link);
    story.he.claim(offer_of(story.care));
    story.he.sync(&mut link);
    assert_eq!(story.stand().0.caregiver(), Some(story.he.person()));
}
