//! What the centre does with applications.

use crate::{
    TODAY,
    support::{Link, Phone, town::Town},
};
use linli_domain::{
    access::Refusal,
    answer::{FieldId, Value},
    application::{
        ApplicationEvent as Event, ApplicationState, ApplicationStatus, Item, Outcome, fold,
    },
    id::{DocId, PersonId},
    role::{Role, Scope},
    time::add_days,
    tracking,
};
use linli_replica::{
    exchange::ChangeOutcome as Answer,
    gate::{self, Admission},
    replica::Edit,
};
use linli_server::{
    core::{account, enrolment, key},
    store::Seq,
};
use std::collections::BTreeSet;

/// A resident who applied, and the officer who reads it.
struct Hall {
    town: Town,
    link: Link,
    wang: Phone,
    zheng: Phone,
    own: DocId,
}

impl Hall {
    fn submitted() -> Self {
        let town = Town::new();
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let mut zheng = town.phone(2, "郑文", Role::Officer);
        let own = wang.apply("old-age-allowance");
        wang.sync(&mut link);
        zheng.sync(&mut link);
        let hall = Self {
            town,
            link,
            wang,
            zheng,
            own,
        };
        hall.nobody_was_refused();
        hall
    }

    fn nobody_was_refused(&self) {
        assert!(self.wang.refused.is_empty(), "{:?}", self.wang.refused);
        assert!(self.zheng.refused.is_empty(), "{:?}", self.zheng.refused);
    }

    /// The officer does `event`, and everybody hears of it.
    fn office(&mut self, event: Event) {
        self.zheng.say(self.own, event);
        self.zheng.sync(&mut self.link);
        self.nobody_was_refused();
    }

    fn state(&self) -> ApplicationState {
        fold(&self.zheng.application(self.own))
    }

    /// As the centre has it now.
    fn status(&mut self) -> ApplicationStatus {
        self.zheng.sync(&mut self.link);
        self.state().status
    }

    fn asked(mut self) -> Self {
        self.office(Event::Accepted);
        self.office(Event::MoreAsked {
            items: vec![Item {
                field: FieldId("full_name".to_owned()),
                words: "写全名".to_owned(),
            }],
            words: String::new(),
            due: add_days(TODAY, 3),
            again: None,
        });
        self.wang.sync(&mut self.link);
        self
    }

    fn decided(mut self) -> Self {
        self.office(Event::Accepted);
        self.office(granted());
        self
    }
}

fn granted() -> Event {
    Event::Decided {
        outcome: Outcome::Granted,
        reason: "age".to_owned(),
        words: String::new(),
        appeal: String::new(),
    }
}

#[test]
fn what_was_submitted_gets_a_number_that_can_be_said_and_the_office_reads_it() {
    let hall = Hall::submitted();
    let tracking = hall.state().tracking.unwrap();
    assert_eq!(tracking::read(&tracking), Some(tracking.clone()));
    let found = hall
        .town
        .centre
        .store
        .read(|store| store.application_by_tracking(&tracking));
    assert_eq!(found.unwrap(), Some(hall.own));
    assert_eq!(hall.state().status, ApplicationStatus::Received);
}

#[test]
fn a_draft_is_not_the_offices_and_numbers_are_never_given_twice() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut zheng = town.phone(2, "郑文", Role::Officer);
    let draft = wang.begin_application("old-age-allowance");
    let sent: Vec<DocId> = (0..8).map(|_| wang.apply("senior-card")).collect();
    wang.sync(&mut link);
    zheng.sync(&mut link);
    assert!(!zheng.docs.contains_key(&draft));
    let numbers: BTreeSet<String> = sent
        .iter()
        .map(|id| fold(&zheng.application(*id)).tracking.unwrap())
        .collect();
    assert_eq!(numbers.len(), sent.len());
}

#[test]
fn who_sends_and_takes_back_in_one_go_has_not_sent() {
    // Also behind more small changes than otherwise come in at once.
    for messages in [0, 40] {
        let town = Town::new();
        let mut link = town.link();
        let mut wang = town.phone(1, "王秀英", Role::Resident);
        let own = wang.apply("old-age-allowance");
        for number in 0..messages {
            let text = format!("message {number}");
            wang.say(own, Event::Said { text });
        }
        wang.say(own, Event::Unsent);
        wang.sync(&mut link);
        assert!(wang.refused.is_empty(), "{:?}", wang.refused);
        let state = fold(&wang.application(own));
        assert_eq!(
            (state.status, state.tracking),
            (ApplicationStatus::Draft, None)
        );
    }
}

#[test]
fn what_was_withdrawn_before_it_came_gets_no_number_and_is_no_offices_to_read() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut zheng = town.phone(2, "郑文", Role::Officer);
    let own = wang.apply("old-age-allowance");
    let reason = String::new();
    wang.say(own, Event::Withdrawn { reason });
    wang.sync(&mut link);
    wang.sync(&mut link);
    let state = fold(&wang.application(own));
    assert_eq!(state.status, ApplicationStatus::Withdrawn);
    assert_eq!(state.tracking, None);
    zheng.sync(&mut link);
    assert!(!zheng.docs.contains_key(&own));
}

#[test]
fn what_was_withdrawn_while_the_receipt_was_on_its_way_keeps_its_number() {
    let town = Town::new();
    let mut link = town.link();
    let mut wang = town.phone(1, "王秀英", Role::Resident);
    let mut zheng = town.phone(2, "郑文", Role::Officer);
    let own = wang.apply("old-age-allowance");
    // It goes up, and the answer with the receipt is lost.
    let request = wang.request(0);
    wang.post(&mut link, &request).unwrap();
    let reason = String::new();
    wang.say(own, Event::Withdrawn { reason });
    wang.sync(&mut link);
    assert!(wang.refused.is_empty(), "{:?}", wang.refused);
    let state = fold(&wang.application(own));
    assert_eq!(state.status, ApplicationStatus::Withdrawn);
    let tracking = state.tracking.unwrap();
    let store = &town.centre.store;
    let found = store
        .read(|store| store.application_by_tracking(&tracking))
        .unwrap();
    assert_eq!(found, Some(own));
    zheng.sync(&mut link);
    assert_eq!(fold(&zheng.application(own)).tracking, Some(tracking));
}

#[test]
fn what_is_taken_up_again_leaves_the_office_and_comes_back_under_its_number() {
    let mut hall = Hall::submitted();
    let number = hall.state().tracking;
    let reason = "不办了".to_owned();
    hall.wang.sync(&mut hall.link);
    hall.wang.say(hall.own, Event::Withdrawn { reason });
    hall.wang.say(hall.own, Event::Resumed);
    hall.wang.sync(&mut hall.link);
    hall.zheng.sync(&mut hall.link);
    hall.nobody_was_refused();
    assert!(!hall.zheng.docs.contains_key(&hall.own), "a draft");
    let sent = Event::Submitted { by_proxy: false };
    hall.wang.say(hall.own, sent);
    hall.wang.sync(&mut hall.link);
    assert_eq!(hall.status(), ApplicationStatus::Received);
    assert_eq!(hall.state().tracking, number);
    hall.nobody_was_refused();
}

#[test]
fn days_without_a_network_are_not_taken_from_the_office() {
    let mut hall = Hall::submitted().asked();
    hall.wang.say(hall.own, Event::Supplemented);
    assert!(fold(&hall.wang.application(hall.own)).waiting_for_receipt);
    hall.town.pass_minutes(2 * 24 * 60);
    hall.wang.sync(&mut hall.link);
    hall.zheng.sync(&mut hall.link);
    hall.wang.sync(&mut hall.link);
    hall.nobody_was_refused();
    let now = hall.town.centre.now();
    for phone in [&hall.wang, &hall.zheng] {
        let state = fold(&phone.application(hall.own));
        assert_eq!(state.clock.pauses[0].until, Some(now));
        assert!(!state.waiting_for_receipt);
    }
}

#[test]
fn what_comes_after_the_thirtieth_day_is_refused_whatever_its_clock_says() {
    let mut hall = Hall::submitted().asked();
    hall.town.pass_minutes(4 * 24 * 60);
    assert_eq!(hall.town.release_lapsed(), 1);
    hall.wang.sync(&mut hall.link);
    hall.wang.say(hall.own, Event::Supplemented);
    hall.town.pass_minutes(31 * 24 * 60);
    hall.wang.sync(&mut hall.link);
    assert!(
        matches!(
            hall.wang.refused[..],
            [Answer::Refused(_, Refusal::TooLate)]
        ),
        "{:?}",
        hall.wang.refused
    );
    assert_eq!(hall.status(), ApplicationStatus::Lapsed);
}

#[test]
fn a_decision_of_a_clock_that_goes_wrong_counts_when_it_came() {
    let mut hall = Hall::submitted();
    hall.office(Event::Accepted);
    hall.town.pass_minutes(5 * 24 * 60);
    // The officer's phone of this test still has the time of its enrolment.
    hall.office(granted());
    let now = hall.town.centre.now();
    assert_eq!(hall.state().clock.stopped, Some(now));
}

#[test]
fn that_it_was_not_taken_on_reaches_the_resident_too() {
    let mut hall = Hall::submitted();
    hall.office(Event::NotAccepted {
        reason: "area".to_owned(),
        words: "不归我们管".to_owned(),
        where_to_go: "街道".to_owned(),
    });
    hall.wang.sync(&mut hall.link);
    assert!(hall.state().served_at.is_none());
    hall.wang.say(hall.own, Event::Served);
    hall.wang.sync(&mut hall.link);
    assert_eq!(hall.status(), ApplicationStatus::NotAccepted);
    assert!(hall.state().served_at.is_some());
    hall.nobody_was_refused();
}

#[test]
fn what_was_asked_for_and_did_not_come_lapses_with_the_end_of_its_last_day() {
    let mut hall = Hall::submitted().asked();
    // It is 10:00; the last day ends at midnight, three days on.
    hall.town.pass_minutes((3 * 24 + 14) * 60 - 1);
    assert_eq!(hall.town.release_lapsed(), 0);
    hall.town.restart();
    hall.link = hall.town.link();
    hall.town.pass_minutes(119);
    assert_eq!(
        hall.town.release_lapsed(),
        0,
        "it was away, and listens first"
    );
    hall.town.pass_minutes(1);
    assert_eq!(hall.town.release_lapsed(), 1, "also after a new start");
    assert_eq!(hall.town.release_lapsed(), 0);
    assert_eq!(hall.status(), ApplicationStatus::Lapsed);
}

#[test]
fn what_was_brought_does_not_lapse() {
    let mut hall = Hall::submitted().asked();
    let name = Some(Value::Text("王秀英".to_owned()));
    let answer = Edit::Answer(FieldId("full_name".to_owned()), name);
    let brought = Edit::Application(Event::Supplemented);
    hall.wang.edit(hall.own, &[answer, brought]);
    hall.wang.sync(&mut hall.link);
    hall.town.pass_minutes(30 * 24 * 60);
    assert_eq!(hall.town.release_lapsed(), 0);
    assert_eq!(hall.status(), ApplicationStatus::Accepted);
}

#[test]
fn a_decision_has_reached_the_resident_when_it_is_opened_and_not_when_their_device_has_it() {
    let mut hall = Hall::submitted().decided();
    hall.wang.sync(&mut hall.link);
    hall.wang.sync(&mut hall.link);
    assert_eq!(hall.status(), ApplicationStatus::Decided);
    hall.town.pass_minutes(3 * 24 * 60);
    hall.wang.say(hall.own, Event::Served);
    hall.wang.sync(&mut hall.link);
    assert_eq!(hall.status(), ApplicationStatus::Closed);
    assert_eq!(hall.state().served_at, Some(hall.town.centre.now()));
    hall.nobody_was_refused();
}

#[test]
fn a_decision_reaches_the_resident_through_their_delegate_and_through_nobody_else() {
    let mut hall = Hall::submitted().decided();
    let mut lin = hall.town.phone(3, "林晓燕", Role::Worker);
    lin.sync(&mut hall.link);
    lin.say(hall.own, Event::Served);
    lin.sync(&mut hall.link);
    assert!(matches!(
        lin.refused[..],
        [Answer::Refused(_, Refusal::NotForRole)]
    ));
    assert_eq!(hall.status(), ApplicationStatus::Decided);
    let mut ming = delegate(&hall);
    ming.sync(&mut hall.link);
    ming.say(hall.own, Event::Served);
    ming.sync(&mut hall.link);
    assert_eq!(hall.status(), ApplicationStatus::Closed);
}

#[test]
fn who_sends_it_for_the_resident_is_called_by_the_name_that_the_centre_knows() {
    let mut hall = Hall::submitted();
    let state = hall.state();
    assert_eq!(state.sent_by.map(|by| by.person), Some(hall.wang.person()));
    assert_eq!(state.sender, None, "she knows who she is");
    // Her own draft, which her son sends.
    let draft = hall.wang.begin_application("old-age-allowance");
    hall.wang.sync(&mut hall.link);
    let mut ming = delegate(&hall);
    ming.sync(&mut hall.link);
    ming.say(draft, Event::Submitted { by_proxy: true });
    ming.sync(&mut hall.link);
    assert!(ming.refused.is_empty(), "{:?}", ming.refused);
    hall.wang.sync(&mut hall.link);
    let told = fold(&hall.wang.application(draft));
    assert_eq!(told.status, ApplicationStatus::Received);
    assert_eq!(told.sent_by.map(|by| by.person), Some(ming.person()));
    assert_eq!(told.sender.as_deref(), Some("王小明"));
}

#[test]
fn a_decision_names_the_officer_by_the_centres_word_and_once() {
    let mut hall = Hall::submitted().asked();
    hall.office(Event::NoMoreAsked);
    hall.office(granted());
    hall.wang.sync(&mut hall.link);
    let own = hall.wang.application(hall.own);
    let state = fold(&own);
    let by = state.decision().unwrap().by.person;
    assert_eq!(state.names[&by], "郑文", "though nobody took a turn");
    assert_eq!(state.names.len(), 1, "she knows who she is");
    let is_name = |event: &&linli_domain::document::Event<Event>| {
        matches!(event.what, Event::Introduced { .. })
    };
    assert_eq!(own.events.iter().filter(is_name).count(), 1);
    // Who writes for her has a name for the office.
    let mut ming = delegate(&hall);
    ming.sync(&mut hall.link);
    let text = "谢谢".to_owned();
    ming.say(hall.own, Event::Said { text });
    ming.sync(&mut hall.link);
    hall.zheng.sync(&mut hall.link);
    assert_eq!(hall.state().names[&ming.person()], "王小明");
    hall.nobody_was_refused();
}

#[test]
fn what_was_taken_in_at_the_desk_lets_the_time_run_on_and_does_not_lapse() {
    let mut hall = Hall::submitted().asked();
    let paper = "household_register".to_owned();
    hall.office(Event::PaperSeen { paper });
    hall.office(Event::NoMoreAsked);
    hall.town.pass_minutes(30 * 24 * 60);
    assert_eq!(hall.town.release_lapsed(), 0);
    assert_eq!(hall.status(), ApplicationStatus::Accepted);
    assert!(!hall.state().clock.is_paused());
    let shown = &hall.state().shown["household_register"];
    assert_eq!(shown.by.person, hall.zheng.person());
    // The service asks for no such paper.
    let paper = "a_letter".to_owned();
    hall.zheng.say(hall.own, Event::PaperSeen { paper });
    hall.zheng.sync(&mut hall.link);
    assert!(matches!(
        hall.zheng.refused[..],
        [Answer::Refused(_, Refusal::NotValid)]
    ));
}

#[test]
fn a_second_decision_must_reach_the_resident_anew() {
    let mut hall = Hall::submitted().decided();
    hall.wang.sync(&mut hall.link);
    hall.wang.say(hall.own, Event::Served);
    hall.wang.sync(&mut hall.link);
    let words = "算错了".to_owned();
    hall.wang.say(hall.own, Event::Objected { words });
    hall.wang.sync(&mut hall.link);
    hall.zheng.sync(&mut hall.link);
    hall.office(granted());
    assert_eq!(hall.status(), ApplicationStatus::Decided);
    hall.wang.sync(&mut hall.link);
    hall.wang.say(hall.own, Event::Served);
    hall.wang.sync(&mut hall.link);
    assert_eq!(hall.status(), ApplicationStatus::Closed);
    hall.nobody_was_refused();
}

/// The centre's changes pass the gate that everybody's pass.
#[test]
fn every_change_of_the_centre_in_an_application_passes_the_gate() {
    let mut hall = Hall::submitted().asked();
    hall.town.pass_minutes(4 * 24 * 60);
    assert_eq!(hall.town.release_lapsed(), 1);
    hall.wang.sync(&mut hall.link);
    hall.wang.say(hall.own, Event::Supplemented);
    hall.wang.sync(&mut hall.link);
    hall.zheng.sync(&mut hall.link);
    hall.office(granted());
    hall.wang.sync(&mut hall.link);
    let store = &hall.town.centre.store;
    let (mut replica, mut own) = (None, 0);
    for change in store
        .read(|store| store.changes(hall.own, Seq::START))
        .unwrap()
    {
        let device = store.read(|store| store.device(change.signed.device));
        let device = device.unwrap().unwrap();
        let writer = &device.account.writer;
        let admission = gate::admit(&mut replica, &change.signed, &device.key, writer);
        assert!(
            matches!(admission, Ok(Admission::New { .. })),
            "{admission:?}"
        );
        own += usize::from(writer.role == Role::Centre);
    }
    assert_eq!(own, 5, "received, lapsed, two that arrived, a name");
}

/// A phone of somebody who acts for the resident.
fn delegate(hall: &Hall) -> Phone {
    let code = key::fresh_code().unwrap();
    let (kept, resident) = (code.clone(), hall.wang.person());
    let area = hall.wang.area();
    let made = hall.town.centre.write(move |tx| {
        let person = PersonId(*b"a resident's son");
        let granted = Some(Scope::Person(resident));
        let account = account::open(tx.store, person, Role::Delegate, &area, "王小明", granted)?;
        let (centre, now) = (tx.state.key.clone(), tx.now);
        enrolment::add_code(tx.store, &centre, &kept, account.id, now, 15)
    });
    hall.town.runtime.block_on(made).unwrap();
    let mut phone = Phone::new(9);
    phone.enrol(&mut hall.town.link(), &code).unwrap();
    phone
}
