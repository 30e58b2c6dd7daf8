//! Several services in one go: asked once, in order, and again for another time.

use crate::{
    applications::{SUBMIT, advance, answer, fill_in, officer, open, some_answer, start, wang},
    centre::Centre,
    phone::{Phone, ask},
};
use linli_api::{AnswerProfile, OpenBundle, view::BundlePage};
use linli_domain::{
    answer::{FieldId, Value},
    application::{ApplicationAction as A, ApplicationMove, ApplicationStatus as S, Outcome},
    catalogue::BundleId,
    id::DocId,
    time::DAY_MS,
};
use std::sync::atomic::Ordering;

fn page(phone: &mut Phone, bundle: &str) -> BundlePage {
    let bundle = BundleId(bundle.into());
    ask(&mut phone.engine, OpenBundle { bundle })
}

fn tell(phone: &mut Phone, field: &str, value: Value) {
    let (field, value) = (field.parse().unwrap(), Some(value));
    ask(&mut phone.engine, AnswerProfile { field, value });
}

/// Sent, received, granted, and known to the phone.
fn granted(centre: &mut Centre, phone: &mut Phone, doc: DocId) {
    fill_in(phone, doc);
    advance(phone, doc, SUBMIT);
    centre.meet(phone);
    centre.receive_all();
    let mut sun = officer(centre);
    decide(&mut sun, doc);
    centre.meet(&mut sun);
    centre.meet(phone);
}

#[test]
fn a_bundle_asks_each_question_once() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    for (field, value) in [
        ("birth_date", some_answer("birth_date")),
        ("hukou_here", Value::Yes(true)),
    ] {
        let (field, value) = (field.parse().unwrap(), Some(value));
        ask(&mut phone.engine, AnswerProfile { field, value });
    }
    let bundle = BundleId("turning-80".into());
    let page = |phone: &mut Phone| {
        let bundle = bundle.clone();
        ask(&mut phone.engine, OpenBundle { bundle })
    };
    assert_eq!(
        (page(&mut phone).done, page(&mut phone).members.len()),
        (0, 4)
    );

    let allowance = start(&mut phone, "old-age-allowance", Some("turning-80"));
    answer(&mut phone, allowance, "full_name", some_answer("full_name"));
    // What was answered before the second was begun, and after.
    let card = start(&mut phone, "senior-card", Some("turning-80"));
    answer(&mut phone, allowance, "id_number", some_answer("id_number"));
    let answers = open(&mut phone, card).answers;
    assert_eq!(answers["full_name"], some_answer("full_name"));
    assert_eq!(answers["id_number"], some_answer("id_number"));
    let shown = page(&mut phone);
    assert_eq!(shown.members[0].doc, Some(allowance));
    assert_eq!(shown.members[0].next, Some(FieldId("birth_date".into())));
    assert!(shown.members[0].may.contains(&ApplicationMove::Submit));
    assert!(shown.members[2].may.is_empty(), "it is not begun");

    fill_in(&mut phone, allowance);
    advance(&mut phone, allowance, SUBMIT);
    centre.meet(&mut phone);
    centre.receive_all();
    let mut sun = officer(&mut centre);
    decide(&mut sun, allowance);
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let shown = page(&mut phone);
    assert_eq!(shown.done, 1);
    assert_eq!(shown.members[0].status, Some(S::Decided));
    assert!(!shown.members[0].may.contains(&ApplicationMove::Submit));
    // The other draft was not sent along, and what is sent is not changed by it.
    assert_eq!(shown.members[1].status, Some(S::Draft));
    answer(&mut phone, card, "phone", Value::Text("13700000000".into()));
    assert_eq!(
        open(&mut phone, allowance).answers["phone"],
        some_answer("phone")
    );
}

#[test]
fn what_depends_on_something_waits_for_its_yes() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let bundle = BundleId("disability".into());
    let page = ask(&mut phone.engine, OpenBundle { bundle });
    let waits: Vec<_> = page
        .members
        .iter()
        .map(|line| (line.service.0.as_str(), line.waits_for.len()))
        .collect();
    assert_eq!(
        waits,
        [
            ("disability-certificate", 0),
            ("disability-two-allowances", 1),
            ("ability-assessment", 0),
            // It has an assessment of its own and waits for no other.
            ("long-term-care-insurance", 0),
        ]
    );
}

pub(crate) fn decide(sun: &mut Phone, doc: DocId) {
    advance(sun, doc, A::Take);
    advance(sun, doc, A::Accept);
    let decided = A::Decide {
        outcome: Outcome::Granted,
        reason: "age".into(),
        words: "满 80 岁。".into(),
        appeal: String::new(),
    };
    advance(sun, doc, decided);
}

#[test]
fn a_yes_opens_the_way_to_what_waited_for_it() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let waits = |phone: &mut Phone| page(phone, "disability").members[1].waits_for.len();
    assert_eq!(waits(&mut phone), 1);
    // The certificate is in the drawer already.
    tell(&mut phone, "disability_grade", Value::Choice("2".into()));
    let members = page(&mut phone, "disability").members;
    assert!(members[0].is_held && members[1].waits_for.is_empty());
    tell(&mut phone, "disability_grade", Value::Choice("none".into()));
    assert!(!page(&mut phone, "disability").members[0].is_held);
    assert_eq!(waits(&mut phone), 1);
}

#[test]
fn another_time_begins_with_nothing_of_the_last() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let relief = start(&mut phone, "temporary-relief", Some("after-a-death"));
    let name = Value::Text("李某".into());
    let papers = start(&mut phone, "after-death-bundle", Some("after-a-death"));
    answer(&mut phone, papers, "deceased_name", name.clone());
    answer(&mut phone, papers, "account", some_answer("account"));
    answer(&mut phone, relief, "allow_check", Value::Yes(true));
    assert_eq!(
        open(&mut phone, relief).answers["account"],
        some_answer("account"),
        "asked once"
    );
    // Leave for one matter is no leave for another.
    let allowance = start(&mut phone, "subsistence-allowance", Some("after-a-death"));
    let answers = open(&mut phone, allowance).answers;
    assert!(!answers.contains_key("allow_check"));
    assert_eq!(answers["account"], some_answer("account"));

    // Years later, and about somebody else.
    let first = start(&mut phone, "old-age-allowance", Some("turning-80"));
    granted(&mut centre, &mut phone, first);
    let soon = start(&mut phone, "senior-card", Some("turning-80"));
    assert_eq!(
        open(&mut phone, soon).answers["id_number"],
        some_answer("id_number"),
        "soon after, it is still the same time"
    );
    advance(&mut phone, soon, A::Discard);
    phone.host.clock.fetch_add(200 * DAY_MS, Ordering::SeqCst);
    let late = start(&mut phone, "senior-card", Some("turning-80"));
    assert!(open(&mut phone, late).answers.is_empty());
    let again = start(&mut phone, "old-age-allowance", Some("turning-80"));
    assert_ne!(again, first);
    assert!(open(&mut phone, again).answers.is_empty());
    assert_eq!(page(&mut phone, "turning-80").members[0].doc, Some(again));
}

#[test]
fn what_was_applied_for_by_itself_counts_while_it_is_under_way() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let alone = start(&mut phone, "senior-card", None);
    let line = |phone: &mut Phone| page(phone, "turning-80").members[1].clone();
    assert_eq!(line(&mut phone).doc, Some(alone));
    granted(&mut centre, &mut phone, alone);
    assert_eq!(line(&mut phone).doc, None, "another year, another card");
}
