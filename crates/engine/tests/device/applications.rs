//! Applications on devices: asked once, together, sent, worked on, and through changes
//! of the catalogue.

use crate::{
    centre::{CATALOGUE, Centre, WANG},
    phone::{Phone, ask},
};
use linli_api::{
    Advance, Answer, Code, KeepInProfile, ListMatters, ListRefused, OpenApplication, OpenForm,
    OpenService, StartApplication, dispatch,
    view::{self, Delivered, Matter},
};
use linli_domain::{
    access::Refusal,
    answer::{Address, FieldId, Value, journey},
    application::{ApplicationAction as A, ApplicationEvent as E, ApplicationStatus as S},
    catalogue::{BundleId, ServiceId},
    id::{DocId, PersonId},
    role::Role,
    text::LocalText,
    time::{DAY_MS, Date},
};
use std::sync::atomic::Ordering;

pub(crate) const DAUGHTER: PersonId = PersonId([2; 16]);
pub(crate) const SUN: PersonId = PersonId([3; 16]);
/// A number that passes all checks: born 1943-03-03.
const ID_NUMBER: &str = "110101194303030027";

pub(crate) fn start(phone: &mut Phone, service: &str, bundle: Option<&str>) -> DocId {
    let ask_for = StartApplication {
        service: ServiceId(service.into()),
        bundle: bundle.map(|id| BundleId(id.into())),
    };
    ask(&mut phone.engine, ask_for).doc
}

pub(crate) fn open(phone: &mut Phone, doc: DocId) -> view::ApplicationPage {
    ask(&mut phone.engine, OpenApplication { doc })
}

pub(crate) fn form(phone: &mut Phone, doc: DocId) -> view::FormView {
    ask(&mut phone.engine, OpenForm { doc })
}

pub(crate) fn answer(phone: &mut Phone, doc: DocId, field: &str, value: Value) {
    let field = FieldId(field.into());
    let value = Some(value);
    ask(&mut phone.engine, Answer { doc, field, value });
}

pub(crate) fn advance(phone: &mut Phone, doc: DocId, what: A) {
    ask(&mut phone.engine, Advance { doc, what });
}

/// Why it is not done.
pub(crate) fn refused(phone: &mut Phone, doc: DocId, what: A) -> (Code, Option<String>) {
    let outcome = dispatch(&mut phone.engine, Advance { doc, what }.into());
    let failure = outcome.result.unwrap_err();
    (failure.code, failure.field)
}

/// Something that answers each question.
pub(crate) fn some_answer(field: &str) -> Value {
    match field {
        "full_name" => Value::Text("王秀英".into()),
        "id_number" => Value::Text(ID_NUMBER.into()),
        "birth_date" => Value::Date(Date::constant(1943, 3, 3)),
        "phone" => Value::Text("13800000000".into()),
        "account" => Value::Text("6222020000000000000".into()),
        "applicant" => Value::Choice("self".into()),
        "hukou_here" => Value::Yes(true),
        "pickup" => Value::Choice("desk".into()),
        _ => Value::NotKnown,
    }
}

/// Answers every question of the old-age allowance; papers are shown at the desk.
pub(crate) fn fill_in(phone: &mut Phone, doc: DocId) {
    let own = open(phone, doc);
    let fields: Vec<_> = journey(&own.service.questions, &own.answers)
        .iter()
        .filter(|question| own.service.paper(&question.id).is_none())
        .map(|question| question.id.clone())
        .collect();
    for field in fields {
        answer(phone, doc, &field.0, some_answer(&field.0));
    }
}

pub(crate) const SUBMIT: A = A::Submit;

/// The telephone of her daughter, who acts for her.
pub(crate) fn daughter(centre: &mut Centre) -> Phone {
    let mut phone = Phone::new(2);
    centre.enrol(&mut phone, DAUGHTER, Role::Delegate);
    phone
}

pub(crate) fn wang(centre: &mut Centre, seed: u64) -> Phone {
    let mut phone = Phone::new(seed);
    centre.enrol(&mut phone, WANG, Role::Resident);
    phone
}

pub(crate) fn officer(centre: &mut Centre) -> Phone {
    let mut phone = Phone::new(30);
    centre.enrol(&mut phone, SUN, Role::Officer);
    phone
}

/// An allowance that was sent and received.
pub(crate) fn received(centre: &mut Centre, phone: &mut Phone) -> DocId {
    let doc = start(phone, "old-age-allowance", None);
    fill_in(phone, doc);
    advance(phone, doc, SUBMIT);
    centre.meet(phone);
    centre.receive_all();
    centre.meet(phone);
    doc
}

#[test]
fn what_is_known_is_confirmed_and_a_new_answer_can_be_kept_for_next_time() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "old-age-allowance", None);
    assert_eq!(
        start(&mut phone, "old-age-allowance", None),
        doc,
        "one draft"
    );
    let own = form(&mut phone, doc);
    let name = &own.form.known["full_name"];
    assert_eq!(name.value, Value::Text("王秀英".into()));
    assert_eq!(name.by.map(|by| by.role), Some(Role::Centre));
    assert!(name.at.is_some() && !name.is_old);
    assert!(
        !own.form.known.contains_key("account"),
        "nobody has told it"
    );

    answer(&mut phone, doc, "account", some_answer("account"));
    let own = form(&mut phone, doc);
    assert_eq!(own.newer, [FieldId("account".into())]);
    let fields = own.newer;
    ask(&mut phone.engine, KeepInProfile { doc, fields });
    assert!(form(&mut phone, doc).newer.is_empty());
    // The next form knows it, and who told it.
    let other = start(&mut phone, "subsistence-allowance", None);
    let account = form(&mut phone, other).form.known["account"].clone();
    assert_eq!(account.value, some_answer("account"));
    assert_eq!(account.by.map(|by| by.person), Some(WANG));

    // More than a year later it is asked again; a name stays.
    phone.host.clock.fetch_add(400 * DAY_MS, Ordering::SeqCst);
    let known = form(&mut phone, other).form.known;
    assert!(known["account"].is_old && !known["full_name"].is_old);
    // Said to be right still, it is not asked again in every form.
    answer(&mut phone, other, "account", some_answer("account"));
    let third = start(&mut phone, "disability-two-allowances", None);
    let confirmed = form(&mut phone, third).form.known["account"].clone();
    assert!(!confirmed.is_old && confirmed.at > known["account"].at);
    assert_eq!(confirmed.value, some_answer("account"));
    centre.meet(&mut phone);
    assert!(ask(&mut phone.engine, ListRefused {}).is_empty());
    let mut daughter = Phone::new(2);
    daughter
        .host
        .clock
        .fetch_add(400 * DAY_MS, Ordering::SeqCst);
    centre.enrol(&mut daughter, DAUGHTER, Role::Delegate);
    let heard = form(&mut daughter, third).form.known["account"].clone();
    assert_eq!((heard.value, heard.is_old), (confirmed.value, false));
}

#[test]
fn an_address_is_known_in_its_parts() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "home-adaptation-grant", None);
    let known = form(&mut phone, doc).form.known["home_address"]
        .value
        .clone();
    let address = Address {
        building: "3".into(),
        unit: String::new(),
        room: "501".into(),
    };
    assert_eq!(known, Value::Address(address.clone()));
    answer(&mut phone, doc, "home_address", known);
    assert!(form(&mut phone, doc).newer.is_empty());
    let moved = Address {
        unit: "2".into(),
        room: "601".into(),
        ..address
    };
    answer(&mut phone, doc, "home_address", Value::Address(moved));
    let fields = form(&mut phone, doc).newer;
    ask(&mut phone.engine, KeepInProfile { doc, fields });
    assert!(form(&mut phone, doc).newer.is_empty(), "2-601 now");
}

#[test]
fn nothing_incomplete_or_contradictory_is_sent() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "old-age-allowance", None);
    let (code, field) = refused(&mut phone, doc, SUBMIT);
    assert_eq!(
        (code, field.as_deref()),
        (Code::NotValid, Some("full_name"))
    );
    fill_in(&mut phone, doc);
    let other = Value::Date(Date::constant(1944, 3, 3));
    answer(&mut phone, doc, "birth_date", other);
    let (code, field) = refused(&mut phone, doc, SUBMIT);
    assert_eq!(
        (code, field.as_deref()),
        (Code::NotValid, Some("birth_date"))
    );
    answer(&mut phone, doc, "birth_date", some_answer("birth_date"));
    // As pasted, with spaces; kept in plain form.
    let spaced = Value::Text("110101 19430303 0027".into());
    answer(&mut phone, doc, "id_number", spaced);
    assert_eq!(
        open(&mut phone, doc).answers["id_number"],
        some_answer("id_number")
    );
    advance(&mut phone, doc, SUBMIT);
    // Taken back, changed, and sent again, all without a network.
    advance(&mut phone, doc, A::Unsend);
    answer(&mut phone, doc, "phone", Value::Text("13900000000".into()));
    advance(&mut phone, doc, SUBMIT);
    centre.meet(&mut phone);
    centre.receive_all();
    centre.meet(&mut phone);
    let own = open(&mut phone, doc);
    assert_eq!(
        (own.status, own.delivered),
        (S::Received, Delivered::AtCentre)
    );
    assert!(own.tracking.is_some());
    assert_eq!(refused(&mut phone, doc, A::Unsend).0, Code::TooLate);
    assert!(ask(&mut phone.engine, ListRefused {}).is_empty());
}

#[test]
fn mother_and_daughter_fill_in_one_draft_apart() {
    let mut centre = Centre::new();
    let mut mother = wang(&mut centre, 1);
    let doc = start(&mut mother, "old-age-allowance", None);
    answer(&mut mother, doc, "full_name", some_answer("full_name"));
    centre.meet(&mut mother);
    let mut daughter = daughter(&mut centre);
    assert_eq!(
        open(&mut daughter, doc).answers.len(),
        1,
        "on another device"
    );

    // No network between them: different fields, and one field twice.
    answer(&mut mother, doc, "account", some_answer("account"));
    answer(&mut mother, doc, "phone", Value::Text("13800000000".into()));
    answer(&mut daughter, doc, "hukou_here", Value::Yes(true));
    answer(
        &mut daughter,
        doc,
        "phone",
        Value::Text("13900000000".into()),
    );
    centre.meet(&mut mother);
    centre.meet(&mut daughter);
    centre.meet(&mut mother);
    let own = open(&mut mother, doc);
    assert_eq!(own.answers["account"], some_answer("account"));
    assert_eq!(own.answers["hukou_here"], Value::Yes(true));
    let given = own.clashes["phone"].clone();
    assert_eq!(
        own.answers["phone"], given[0].value,
        "what shows until then"
    );
    let mut numbers: Vec<_> = given
        .iter()
        .map(|given| (&given.value, given.mine))
        .collect();
    numbers.sort_by_key(|(_, mine)| *mine);
    let [hers, own_number] = ["13900000000", "13800000000"].map(|n| Value::Text(n.into()));
    assert_eq!(numbers, [(&hers, false), (&own_number, true)]);
    let theirs = given.iter().find(|given| !given.mine).unwrap();
    assert_eq!(theirs.by.map(|by| by.role), Some(Role::Delegate));

    // It can wait and survives a restart, but is settled before anything is sent.
    let mut mother = mother.restart();
    fill_in_but_phone(&mut mother, doc);
    let (code, field) = refused(&mut mother, doc, SUBMIT);
    assert_eq!((code, field.as_deref()), (Code::NotValid, Some("phone")));
    answer(&mut mother, doc, "phone", own_number.clone());
    assert!(open(&mut mother, doc).clashes.is_empty());
    centre.meet(&mut mother);
    centre.meet(&mut daughter);
    let own = open(&mut daughter, doc);
    assert!(own.clashes.is_empty());
    assert_eq!(own.answers["phone"], own_number);
    // The daughter sends it for her.
    advance(&mut daughter, doc, SUBMIT);
    centre.meet(&mut daughter);
    centre.receive_all();
    centre.meet(&mut mother);
    let sent = open(&mut mother, doc);
    assert_eq!(sent.status, S::Received);
    let by = sent.happened.first().unwrap();
    assert_eq!(
        (by.by.role, &by.what),
        (Role::Delegate, &E::Submitted { by_proxy: true })
    );
}

fn fill_in_but_phone(phone: &mut Phone, doc: DocId) {
    for field in ["id_number", "birth_date", "applicant"] {
        answer(phone, doc, field, some_answer(field));
    }
}

#[test]
fn a_draft_outlives_its_catalogue() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "old-age-allowance", None);
    answer(&mut phone, doc, "account", some_answer("account"));
    let mut newer = CATALOGUE.clone();
    newer.version = "newer".into();
    let services = &mut newer.services;
    let service = services
        .iter_mut()
        .find(|service| service.id.0 == "old-age-allowance")
        .unwrap();
    service
        .questions
        .retain(|question| question.id.0 != "account");
    service.name = LocalText::default();
    centre.give_catalogue(&mut phone, &newer);
    let own = open(&mut phone, doc);
    assert!(own.service.question(&FieldId("account".into())).is_some());
    let mut phone = phone.restart();
    fill_in(&mut phone, doc);
    advance(&mut phone, doc, SUBMIT);
    advance(&mut phone, doc, A::Unsend);
    advance(&mut phone, doc, A::Discard);
    // What is begun now follows the new one.
    let other = start(&mut phone, "old-age-allowance", None);
    assert_ne!(other, doc);
    let own = open(&mut phone, other);
    assert!(own.service.question(&FieldId("account".into())).is_none());
}

#[test]
fn applications_stand_among_the_matters_and_a_refusal_keeps_the_words() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let care = phone.fill_in();
    phone.host.clock.fetch_add(1000, Ordering::SeqCst);
    let doc = received(&mut centre, &mut phone);
    let blank = start(&mut phone, "senior-card", None);
    let matters = |phone: &mut Phone, limit, after| {
        let open = true;
        ask(&mut phone.engine, ListMatters { open, after, limit })
    };
    let page = matters(&mut phone, 20, None);
    let docs: Vec<_> = page
        .rows
        .iter()
        .map(|row| match row {
            Matter::Care(line) => line.doc,
            Matter::Application(line) => line.doc,
        })
        .collect();
    assert!(!docs.contains(&blank), "nothing was answered in it yet");
    assert_eq!((docs.len(), page.total), (2, 2));
    assert!(docs.contains(&care) && docs.contains(&doc));
    // The same in two pages.
    let first = matters(&mut phone, 1, None);
    let second = matters(&mut phone, 1, first.next.clone());
    assert_eq!(
        [&first.rows[0], &second.rows[0]],
        [&page.rows[0], &page.rows[1]]
    );

    centre.meet(&mut phone);
    centre.refuse = Some(Refusal::NotValid);
    advance(
        &mut phone,
        doc,
        A::Withdraw {
            reason: "不办了".into(),
        },
    );
    centre.meet(&mut phone);
    assert_eq!(open(&mut phone, doc).status, S::Received);
    let kept = ask(&mut phone.engine, ListRefused {});
    assert_eq!(
        (kept[0].words.as_str(), kept[0].did.as_str()),
        ("不办了", "advance")
    );
}

/// A new telephone: the draft is there, and is gone on with where it was left.
#[test]
fn a_draft_goes_on_on_another_device_of_hers() {
    let mut centre = Centre::new();
    let mut old = wang(&mut centre, 1);
    let doc = start(&mut old, "old-age-allowance", None);
    answer(&mut old, doc, "full_name", some_answer("full_name"));
    answer(&mut old, doc, "account", some_answer("account"));
    centre.meet(&mut old);
    let mut new = wang(&mut centre, 5);
    let own = open(&mut new, doc);
    assert_eq!((own.status, own.answers.len()), (S::Draft, 2));
    assert_eq!(start(&mut new, "old-age-allowance", None), doc, "one draft");
    fill_in(&mut new, doc);
    advance(&mut new, doc, SUBMIT);
    centre.meet(&mut new);
    centre.receive_all();
    centre.meet(&mut old);
    assert_eq!(open(&mut old, doc).status, S::Received);
}

#[test]
fn what_is_under_way_is_neither_begun_nor_sent_again() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut other = wang(&mut centre, 2);
    // On a device that has heard of nothing, she begins the same once more.
    let double = start(&mut other, "old-age-allowance", None);
    fill_in(&mut other, double);
    let matter = |phone: &mut Phone| {
        let service = ServiceId("old-age-allowance".into());
        ask(&mut phone.engine, OpenService { service }).matter
    };
    assert_eq!(matter(&mut other).unwrap().status, S::Draft);

    let doc = received(&mut centre, &mut phone);
    let told = matter(&mut phone).unwrap();
    assert!(told.status.is_under_way() && told.doc == doc);
    assert_eq!(start(&mut phone, "old-age-allowance", None), doc);
    centre.meet(&mut other);
    assert_eq!(form(&mut other, double).under_way, Some(doc));
    assert_eq!(refused(&mut other, double, SUBMIT).0, Code::UnderWay);
    assert_eq!(open(&mut other, double).status, S::Draft);

    // A lamp may go out while another is being mended.
    let lamp = start(&mut phone, "community-issue-report", None);
    let reported = [
        ("issue_kind", Value::Choice("lamp".into())),
        ("issue_words", Value::Text("dark".into())),
        ("issue_place", Value::Text("gate".into())),
        ("anonymous", Value::Choice("anonymous".into())),
    ];
    for (field, value) in reported {
        answer(&mut phone, lamp, field, value);
    }
    advance(&mut phone, lamp, SUBMIT);
    assert_ne!(start(&mut phone, "community-issue-report", None), lamp);
}

#[test]
fn what_speaks_against_it_is_told_before_it_is_sent() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "old-age-allowance", None);
    fill_in(&mut phone, doc);
    assert!(form(&mut phone, doc).against.is_empty());
    answer(&mut phone, doc, "hukou_here", Value::Yes(false));
    let against = form(&mut phone, doc).against;
    assert_eq!(against.len(), 1);
    assert!(against[0].words.is_some());
    answer(&mut phone, doc, "hukou_here", Value::Yes(true));
    let young = Value::Date(Date::constant(1990, 1, 1));
    answer(&mut phone, doc, "birth_date", young);
    assert_eq!(form(&mut phone, doc).against.len(), 1, "not yet");
}
