//! Work of a caregiver who is gone: her account was closed, or her last phone switched off.

use crate::{
    TODAY, fine_checks,
    people::told,
    soon,
    support::{Link, Phone, town::Town},
    tomorrow,
};
use linli_domain::{
    care::{self, CareEvent, CareState, CareStatus, ReleaseReason, VisitId, VisitStep, When},
    id::DocId,
    offer::{self, Standing},
    person_number, recur,
    role::Role,
    time::{Weekday, Weekdays, Window},
};
use linli_replica::replica::Edit;
use linli_server::core::{own_devices, person_change, reactions::offer_of};

/// A request of Wang's for which He comes.
struct Story {
    town: Town,
    link: Link,
    wang: Phone,
    sun: Phone,
    he: Phone,
    care: DocId,
}

const GIVEN_BACK: (CareStatus, Option<ReleaseReason>) =
    (CareStatus::Received, Some(ReleaseReason::OutOfReach));
const STILL_HERS: (CareStatus, Option<ReleaseReason>) = (CareStatus::Assigned, None);

impl Story {
    fn taken(kind: &str, when: When) -> Self {
        let town = Town::new();
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let sun = town.phone(2, "孙丽", Role::Caregiver);
        let mut he = town.phone(3, "何平", Role::Caregiver);
        let care = wang.ask(kind, when);
        wang.sync(&mut link);
        he.sync(&mut link);
        he.claim(offer_of(care));
        let mut story = Self {
            town,
            link,
            wang,
            sun,
            he,
            care,
        };
        story.he.sync(&mut story.link);
        assert_eq!(story.stands(), STILL_HERS);
        story
    }

    /// What he does, up to the work at a visit.
    fn begin_work(&mut self, visit: VisitId, steps: &[VisitStep]) {
        let steps = steps.iter().map(|step| {
            let step = step.clone();
            Edit::Care(CareEvent::Step { visit, step })
        });
        let edits: Vec<_> = fine_checks(visit).into_iter().chain(steps).collect();
        self.he.edit(self.care, &edits);
        self.he.sync(&mut self.link);
        assert!(self.he.refused.is_empty(), "{:?}", self.he.refused);
    }

    /// Switches a phone off, by the centre's own clock.
    fn revoke(&self, phone: &Phone) {
        let device = phone.device;
        let revoked = self
            .town
            .centre
            .write(move |tx| own_devices::revoke(tx, device));
        assert!(self.town.runtime.block_on(revoked).unwrap());
    }

    /// Ends He's part.
    fn close(&self) {
        let person = self.he.person();
        let closed = self
            .town
            .centre
            .write(move |tx| person_change::close(tx, person));
        self.town.runtime.block_on(closed).unwrap();
    }

    fn state(&mut self) -> CareState {
        self.wang.sync(&mut self.link);
        care::fold(&self.wang.care(self.care))
    }

    fn stands(&mut self) -> (CareStatus, Option<ReleaseReason>) {
        let state = self.state();
        (state.status, state.released)
    }

    /// How Sun, who has read everything, stands to the offer.
    fn sun_stands(&mut self) -> Standing {
        self.sun.sync(&mut self.link);
        let offer = self.sun.offer(offer_of(self.care));
        offer::fold(&offer).standing(self.sun.person())
    }
}

/// Every Monday, without an end; today is one.
fn every_monday() -> When {
    When::Weekly {
        days: Weekdays::of(&[Weekday::Monday]),
        window: Window::MORNING,
        from: TODAY,
        until: None,
    }
}

fn today_of(when: &When) -> VisitId {
    recur::visits(when, TODAY, TODAY)[0]
}

#[test]
fn a_series_without_an_end_goes_back_to_the_others_at_once_and_stays_there() {
    let mut story = Story::taken("meal", every_monday());
    let visit = today_of(&every_monday());
    let whole = [VisitStep::Arrived, VisitStep::Started, VisitStep::Finished];
    story.begin_work(visit, &whole);
    story.revoke(&story.he);
    assert_eq!(story.stands(), GIVEN_BACK);
    assert_eq!(story.sun_stands(), Standing::Open);
    let done = story.state().visit(visit);
    assert_eq!(done.steps.len(), 3, "what was done stays done");

    let mut again = story.town.phone(4, "何平", Role::Caregiver);
    again.sync(&mut story.link);
    assert_eq!(story.stands(), GIVEN_BACK);
    assert!(!again.docs.contains_key(&story.care));
    story.sun.claim(offer_of(story.care));
    assert_eq!(story.sun_stands(), Standing::Yours);
}

#[test]
fn an_urgent_call_and_work_of_today_wait_for_no_lease() {
    for kind in ["urgent", "meal"] {
        for is_closed in [false, true] {
            let mut story = Story::taken(kind, soon());
            // From the command line, beside the running centre.
            let (number, device) = (
                person_number::number(story.he.person()),
                story.he.device.to_string(),
            );
            let command = if is_closed {
                ["people", "close", &number]
            } else {
                ["devices", "revoke", &device]
            };
            told(&story.town, &command);
            assert_eq!(story.stands(), GIVEN_BACK, "{kind}, closed {is_closed}");
            assert_eq!(story.sun_stands(), Standing::Open);
        }
    }
}

#[test]
fn whoever_is_only_on_the_way_is_replaced() {
    let mut story = Story::taken("meal", soon());
    let visit = recur::only_visit(&soon()).unwrap();
    story.begin_work(visit, &[VisitStep::OnTheWay]);
    story.close();
    assert_eq!(story.stands(), GIVEN_BACK);
}

#[test]
fn one_phone_of_two_takes_nothing_from_her() {
    let mut story = Story::taken("meal", tomorrow());
    let tablet = story.town.phone(4, "何平", Role::Caregiver);
    // In another part of hers she has a phone too; it reads none of this.
    let own = story.town.phone(5, "何平", Role::Resident);
    story.revoke(&tablet);
    assert_eq!(story.stands(), STILL_HERS);
    story.revoke(&own);
    assert_eq!(story.stands(), STILL_HERS);
    story.revoke(&story.he);
    assert_eq!(story.stands(), GIVEN_BACK);
}

#[test]
fn what_is_being_done_is_told_to_the_desk_and_a_day_later_it_goes_back() {
    for when in [soon(), every_monday()] {
        let mut story = Story::taken("meal", when.clone());
        let visit = recur::only_visit(&when).unwrap_or_else(|| today_of(&when));
        story.begin_work(visit, &[VisitStep::Arrived, VisitStep::Started]);
        story.revoke(&story.he);
        let state = story.state();
        assert_eq!((state.status, state.released), STILL_HERS);
        assert!(state.out_of_reach.is_some());
        assert_eq!(state.visit(visit).steps.len(), 2, "nothing is erased");
        story.close();
        assert_eq!(story.stands(), STILL_HERS);
        let events = story.wang.care(story.care).events;
        let told = events
            .iter()
            .filter(|event| event.what == CareEvent::OutOfReach);
        assert_eq!(told.count(), 1, "told once");
        story.town.pass_minutes(24 * 60 - 1);
        story.town.release_lapsed();
        assert_eq!(story.stands(), STILL_HERS);
        story.town.pass_minutes(2);
        assert_eq!(story.town.release_lapsed(), 1);
        assert_eq!(story.stands(), GIVEN_BACK);
    }
}

#[test]
fn who_comes_back_in_time_finishes_what_she_began() {
    let mut story = Story::taken("meal", every_monday());
    let visit = today_of(&every_monday());
    story.begin_work(visit, &[VisitStep::Arrived, VisitStep::Started]);
    story.revoke(&story.he);
    story.he = story.town.phone(4, "何平", Role::Caregiver);
    story.he.sync(&mut story.link);
    story.begin_work(visit, &[VisitStep::Finished]);
    story.town.pass_minutes(25 * 60);
    story.town.release_lapsed();
    let state = story.state();
    assert_eq!((state.status, state.released), STILL_HERS);
    assert_eq!(state.out_of_reach, None);
}

/// An earlier version took nothing back, and a restore brings back what was taken.
#[test]
fn work_that_was_left_with_her_is_found_at_the_next_start() {
    let mut story = Story::taken("meal", every_monday());
    let (device, now) = (story.he.device, story.he.now());
    story
        .town
        .centre
        .store
        .write(|store| store.revoke_device(device, now))
        .unwrap();
    assert_eq!(story.stands(), STILL_HERS);
    story.town.restart();
    story.link = story.town.link();
    story.town.pass_minutes(119);
    story.town.release_lapsed();
    assert_eq!(story.stands(), STILL_HERS, "the centre listens first");
    story.town.pass_minutes(2);
    story.town.release_lapsed();
    assert_eq!(story.stands(), GIVEN_BACK);
}

/// The desk has a day for what was begun, also where the centre starts anew meanwhile.
#[test]
fn a_start_takes_no_time_from_what_is_being_done() {
    let mut story = Story::taken("meal", soon());
    let visit = recur::only_visit(&soon()).unwrap();
    story.begin_work(visit, &[VisitStep::Arrived, VisitStep::Started]);
    story.revoke(&story.he);
    assert!(story.state().out_of_reach.is_some());
    story.town.restart();
    story.link = story.town.link();
    story.town.pass_minutes(3 * 60);
    story.town.release_lapsed();
    assert_eq!(story.stands(), STILL_HERS);
    story.town.pass_minutes(22 * 60);
    story.town.release_lapsed();
    assert_eq!(story.stands(), GIVEN_BACK);
}
