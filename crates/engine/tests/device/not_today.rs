//! A centre that has had as much from a person as it takes in one day: what was written waits
//! on the device for the next, and everything else goes on.

use crate::{
    centre::{Centre, NOW, WANG},
    phone::{Phone, ask},
};
use linli_api::{GetDelivery, OpenCare, Say, SendCare, TryNow};
use linli_domain::{
    id::DocId,
    role::Role,
    time::{DAY_MS, Timestamp},
};
use linli_replica::exchange::{ChangeOutcome, Exchange, Exchanged};
use std::sync::atomic::Ordering;

const MIDNIGHT: Timestamp = Timestamp(NOW + DAY_MS / 2);

struct Scene {
    centre: Centre,
    phone: Phone,
    doc: DocId,
}

impl Scene {
    /// A request that the centre has, and a message in it for which it has no room today.
    fn full(room_from: Option<Timestamp>) -> Self {
        let (mut centre, mut phone) = (Centre::new(), Phone::new(1));
        centre.enrol(&mut phone, WANG, Role::Resident);
        let doc = phone.fill_in();
        ask(&mut phone.engine, SendCare { doc });
        centre.meet(&mut phone);
        let mut scene = Self { centre, phone, doc };
        scene.say("一");
        scene.is_told(room_from);
        scene
    }

    fn say(&mut self, text: &str) {
        let (doc, text) = (self.doc, text.to_owned());
        ask(&mut self.phone.engine, Say { doc, text });
    }

    /// The phone hears that there is no room for any of what it sends.
    fn is_told(&mut self, room_from: Option<Timestamp>) {
        let sent = self.phone.engine.next_exchange(0).unwrap();
        assert!(!sent.changes.is_empty());
        let nothing = Exchange {
            changes: Vec::new(),
            ..sent.clone()
        };
        let answer = Exchanged {
            outcomes: vec![ChangeOutcome::NOT_TODAY; sent.changes.len()],
            room_from,
            ..self.centre.answer(self.phone.device, &nothing)
        };
        let taken = self.phone.engine.take(answer, &sent).unwrap();
        assert!(!taken.again, "asking again at once would not help");
    }

    /// Changes that it sends next, and how long the centre may hold its answer.
    fn sends(&mut self) -> (Vec<DocId>, u32) {
        let next = self.phone.engine.next_exchange(20_000).unwrap();
        let docs = next.changes.iter().map(|change| change.doc).collect();
        (docs, next.wait_ms)
    }

    /// What waits, and what of it waits for another day.
    fn waits(&mut self) -> (u32, u32) {
        let told = ask(&mut self.phone.engine, GetDelivery {});
        assert_eq!(told.refused, 0);
        (told.waiting, told.not_today)
    }

    fn said(&mut self) -> Vec<String> {
        let care = ask(&mut self.phone.engine, OpenCare { doc: self.doc });
        care.messages.into_iter().map(|said| said.text).collect()
    }

    fn set_clock(&self, at: Timestamp) {
        self.phone.host.clock.store(at.0, Ordering::SeqCst);
    }
}

#[test]
fn it_waits_for_the_day_and_nothing_else_waits_with_it() {
    let mut scene = Scene::full(Some(MIDNIGHT));
    assert_eq!(scene.waits(), (1, 1));
    assert_eq!(scene.said(), ["一"], "it is not lost");
    assert_eq!(scene.sends(), (vec![], 20_000), "and news are waited for");
    // What comes after it in the document stands on it.
    scene.say("二");
    assert_eq!(scene.waits(), (2, 2));
    assert!(scene.sends().0.is_empty());

    let other = scene.phone.fill_in();
    ask(&mut scene.phone.engine, SendCare { doc: other });
    let (docs, wait_ms) = scene.sends();
    assert!(docs.contains(&other) && !docs.contains(&scene.doc));
    assert_eq!(wait_ms, 0);
    scene.centre.meet(&mut scene.phone);
    assert_eq!(scene.waits(), (2, 2));

    scene.set_clock(MIDNIGHT.plus_ms(-1));
    assert!(scene.sends().0.is_empty());
    scene.set_clock(MIDNIGHT);
    assert_eq!(scene.waits(), (2, 0));
    assert_eq!(scene.sends().0, [scene.doc; 2]);
    scene.centre.meet(&mut scene.phone);
    assert_eq!(scene.waits(), (0, 0));
    assert_eq!(scene.said(), ["一", "二"]);
}

#[test]
fn whoever_wants_it_sooner_asks_again() {
    let mut scene = Scene::full(Some(MIDNIGHT));
    ask(&mut scene.phone.engine, TryNow {});
    assert_eq!(scene.sends().0, [scene.doc]);
    scene.is_told(Some(MIDNIGHT));
    assert_eq!(scene.waits(), (1, 1));
    scene.phone = scene.phone.restart();
    assert_eq!(scene.sends().0, [scene.doc], "a start asks once more");
}

#[test]
fn no_answer_makes_it_wait_for_longer_than_a_day() {
    let mut scene = Scene::full(Some(Timestamp(i64::MAX)));
    scene.set_clock(Timestamp(NOW + DAY_MS - 1));
    assert!(scene.sends().0.is_empty());
    scene.set_clock(Timestamp(NOW + DAY_MS));
    assert_eq!(scene.sends().0, [scene.doc]);
    // Where none is given it waits as long as after any failure.
    let mut scene = Scene::full(None);
    assert_eq!(scene.waits(), (1, 0));
    assert_eq!(scene.sends().0, [scene.doc]);
}
