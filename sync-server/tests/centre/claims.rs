//! What the centre does by itself.

use crate::{
    soon,
    support::{Link, Phone, town::Town},
    tomorrow, whole_visit,
};
use linli_domain::{
    care::{self, CareEvent, CareStatus, ReleaseReason, VisitStep, When},
    document::DocKind,
    id::DocId,
    offer::{self, OfferEvent, Standing},
    recur,
    role::Role,
    time::Window,
};
use linli_replica::{
    gate::{self, Admission},
    replica::Edit,
};
use linli_server::{core::reactions::offer_of, store::Seq};

/// A resident who asked, and two caregivers who have read the offer.
struct Story {
    town: Town,
    link: Link,
    wang: Phone,
    sun: Phone,
    he: Phone,
    care: DocId,
    offer: DocId,
}

impl Story {
    fn asked(when: When) -> Self {
        let town = Town::new();
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let mut sun = town.phone(2, "孙丽", Role::Caregiver);
        let mut he = town.phone(3, "何平", Role::Caregiver);
        let care = wang.ask("meal", when);
        wang.sync(&mut link);
        assert!(wang.refused.is_empty(), "{:?}", wang.refused);
        sun.sync(&mut link);
        he.sync(&mut link);
        Self {
            town,
            link,
            wang,
            sun,
            he,
            care,
            offer: offer_of(care),
        }
    }

    fn sync(&mut self) {
        for phone in [&mut self.wang, &mut self.sun, &mut self.he] {
            phone.sync(&mut self.link);
        }
        // Once more, for what the others' news brought about.
        for phone in [&mut self.wang, &mut self.sun, &mut self.he] {
            phone.sync(&mut self.link);
        }
    }

    fn status(&self) -> CareStatus {
        care::fold(&self.wang.care(self.care)).status
    }

    fn standing(&self, phone: &Phone) -> Standing {
        offer::fold(&phone.offer(self.offer)).standing(phone.person())
    }
}

#[test]
fn what_was_sent_is_received_and_offered_without_name_telephone_or_door() {
    let story = Story::asked(tomorrow());
    assert_eq!(story.status(), CareStatus::Received);
    let offer = story.sun.offer(story.offer);
    assert_eq!(offer.terms.block, "3");
    let text = format!("{offer:?}");
    for personal in [
        "王秀英",
        "000-5555",
        "301",
        &story.wang.person().to_string(),
    ] {
        assert!(
            !text.contains(personal),
            "an offer must not tell {personal}"
        );
    }
    assert!(
        !story.sun.docs.contains_key(&story.care),
        "the request itself is not theirs"
    );
}

#[test]
fn two_claims_made_apart_end_in_one_assignment_and_both_hear_of_it() {
    let mut story = Story::asked(tomorrow());
    let (offer, care) = (story.offer, story.care);
    story.sun.claim(offer);
    story.he.claim(offer);
    // He's claim arrives first; Sun's was made with the same knowledge.
    story.he.sync(&mut story.link);
    story.sun.sync(&mut story.link);
    story.sync();
    assert_eq!(story.standing(&story.he), Standing::Yours);
    assert_eq!(story.standing(&story.sun), Standing::Lost);
    assert_eq!(
        care::fold(&story.wang.care(care)).caregiver(),
        Some(story.he.person())
    );
    assert!(story.he.docs.contains_key(&care) && !story.sun.docs.contains_key(&care));
}

#[test]
fn work_of_the_day_that_nobody_sets_out_for_goes_back_to_everyone() {
    let mut story = Story::asked(soon());
    story.he.claim(story.offer);
    story.sync();
    story.town.pass_minutes(119);
    assert_eq!(story.town.release_lapsed(), 0, "the lease is two hours");
    story.town.pass_minutes(2);
    assert_eq!(story.town.release_lapsed(), 1);
    assert_eq!(story.town.release_lapsed(), 0);
    story.sync();
    let state = care::fold(&story.wang.care(story.care));
    assert_eq!(
        (state.status, state.released),
        (CareStatus::Received, Some(ReleaseReason::Lapsed))
    );
    assert!(
        !story.he.docs.contains_key(&story.care),
        "who has it no more forgets the home"
    );
    story.sun.claim(story.offer);
    story.sync();
    assert_eq!(story.standing(&story.sun), Standing::Yours);
}

#[test]
fn who_sets_out_in_time_keeps_the_work() {
    let mut story = Story::asked(soon());
    story.he.claim(story.offer);
    story.sync();
    let visit = recur::only_visit(&soon()).unwrap();
    let step = CareEvent::Step {
        visit,
        step: VisitStep::OnTheWay,
    };
    story.he.edit(story.care, &[Edit::Care(step)]);
    story.sync();
    story.town.pass_minutes(600);
    assert_eq!(story.town.release_lapsed(), 0);
}

#[test]
fn a_lease_on_the_afternoon_does_not_lapse_in_the_morning() {
    let when = When::Once {
        date: crate::TODAY,
        window: Window::AFTERNOON,
    };
    let mut story = Story::asked(when);
    story.he.claim(story.offer);
    story.sync();
    story.town.pass_minutes(4 * 60);
    assert_eq!(
        story.town.release_lapsed(),
        0,
        "it is 14:00; the lease runs from 13:00"
    );
    story.town.pass_minutes(61);
    assert_eq!(story.town.release_lapsed(), 1);
}

#[test]
fn what_is_called_off_or_done_is_no_longer_offered() {
    let mut story = Story::asked(tomorrow());
    let reason = String::new();
    story
        .wang
        .edit(story.care, &[Edit::Care(CareEvent::Cancelled { reason })]);
    story.sync();
    for phone in [&story.sun, &story.he] {
        assert!(!phone.docs.contains_key(&story.offer), "it leaves");
    }

    let mut story = Story::asked(soon());
    story.he.claim(story.offer);
    story.sync();
    story.he.edit(story.care, &whole_visit());
    story.sync();
    assert_eq!(story.status(), CareStatus::Completed);
    assert_eq!(story.standing(&story.he), Standing::Closed);
    assert!(!story.sun.docs.contains_key(&story.offer), "it leaves");
}

#[test]
fn who_gives_work_back_in_either_document_gives_it_back_in_both() {
    for in_offer in [true, false] {
        let mut story = Story::asked(tomorrow());
        story.he.claim(story.offer);
        story.sync();
        let reason = ReleaseReason::GaveBack;
        if in_offer {
            story
                .he
                .edit(story.offer, &[Edit::Offer(OfferEvent::Released { reason })]);
        } else {
            story
                .he
                .edit(story.care, &[Edit::Care(CareEvent::Released { reason })]);
        }
        story.sync();
        assert_eq!(story.status(), CareStatus::Received);
        assert_eq!(story.standing(&story.sun), Standing::Open);
        assert!(!story.he.docs.contains_key(&story.care));
    }
}

#[test]
fn a_worker_may_decide_otherwise_in_either_document() {
    for in_offer in [true, false] {
        let mut story = Story::asked(tomorrow());
        story.he.claim(story.offer);
        story.sync();
        let mut lin = story.town.phone(4, "林晓燕", Role::Worker);
        lin.sync(&mut story.link);
        let (caregiver, claim) = (story.sun.person(), None);
        if in_offer {
            lin.edit(
                story.offer,
                &[Edit::Offer(OfferEvent::Assigned { caregiver, claim })],
            );
        } else {
            let name = "孙丽".to_owned();
            let event = CareEvent::Assigned {
                caregiver,
                name,
                claim,
            };
            lin.edit(story.care, &[Edit::Care(event)]);
        }
        lin.sync(&mut story.link);
        assert!(lin.refused.is_empty(), "{:?}", lin.refused);
        story.sync();
        assert_eq!(
            care::fold(&story.wang.care(story.care)).caregiver(),
            Some(caregiver)
        );
        assert_eq!(story.standing(&story.sun), Standing::Yours);
        assert!(story.sun.docs.contains_key(&story.care));
        assert!(!story.he.docs.contains_key(&story.care));
    }
}

/// The centre's changes pass the gate that everybody's pass.
#[test]
fn every_change_of_the_centre_passes_the_gate() {
    let mut story = Story::asked(soon());
    story.he.claim(story.offer);
    story.sync();
    story.town.pass_minutes(130);
    story.town.release_lapsed();
    let store = &story.town.centre.store;
    let mut own = 0;
    for doc in [story.care, story.offer] {
        let mut replica = None;
        for change in store.read(|store| store.changes(doc, Seq::START)).unwrap() {
            let device = store
                .read(|store| store.device(change.signed.device))
                .unwrap()
                .unwrap();
            let writer = &device.account.writer;
            let admission = gate::admit(&mut replica, &change.signed, &device.key, writer);
            assert!(
                matches!(admission, Ok(Admission::New { .. })),
                "{admission:?}"
            );
            own += usize::from(writer.role == Role::Centre);
        }
    }
    assert_eq!(
        own, 6,
        "received, offered, and assigned and released in both"
    );
    let offer = store.read(|store| store.document(story.offer)).unwrap();
    assert_eq!(offer.unwrap().kind, DocKind::Offer);
}
