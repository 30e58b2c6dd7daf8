//! The form of a care request on a device: asked once, asked again, and answered apart.

use crate::{
    applications::{answer, daughter, form, wang},
    centre::Centre,
    phone::{Phone, ask},
};
use linli_api::{
    AnswerProfile, Code, Failure, GetDelivery, GetOwnPlace, GetSession, KeepHome, KeepInProfile,
    ListMatters, ListRefused, OpenCare, OpenForm, SendCare, SetWhen, StartCare, dispatch,
    view::{Matter, Subject},
};
use linli_domain::{
    answer::{Address, FieldId, Value},
    care::When,
    catalogue::KindId,
    form::{FormStep, Writable},
    id::DocId,
    profile::ProfileField,
    role::Role,
    time::DAY_MS,
};
use std::sync::atomic::Ordering;

fn start(phone: &mut Phone, kind: &str, again: Option<DocId>) -> DocId {
    let kind = KindId(kind.into());
    ask(&mut phone.engine, StartCare { kind, again }).doc
}

fn field(name: &str) -> FieldId {
    FieldId(name.into())
}

fn text(words: &str) -> Value {
    Value::Text(words.into())
}

fn soon(phone: &mut Phone, doc: DocId) {
    let date = ask(&mut phone.engine, GetSession {}).today;
    let when = When::Soon { date };
    ask(&mut phone.engine, SetWhen { doc, when });
}

fn not_sent(phone: &mut Phone, doc: DocId) -> Failure {
    let outcome = dispatch(&mut phone.engine, SendCare { doc }.into());
    outcome.result.unwrap_err()
}

/// A meal with a diet, an allergy and a note about the door.
fn answer_about_a_meal(phone: &mut Phone, doc: DocId) {
    answer(phone, doc, "mode", Value::Choice("cook".into()));
    let diet = Value::Choices(vec!["low_salt".into(), "soft".into()]);
    answer(phone, doc, "diet", diet);
    answer(phone, doc, "allergy", text("花生"));
    answer(phone, doc, "door_note", text("按两次门铃"));
}

#[test]
fn no_request_leaves_without_an_address_and_a_telephone_number() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let known = ask(&mut phone.engine, GetOwnPlace {});
    assert!(known.is_complete());
    let home = |phone: &str, room: &str| KeepHome {
        phone: phone.into(),
        address: Address {
            building: "3".into(),
            unit: "1".into(),
            room: room.into(),
        },
    };
    let doc = start(&mut phone, "meal", None);
    answer_about_a_meal(&mut phone, doc);
    soon(&mut phone, doc);
    // What is no number and no address is not kept, and takes nothing away.
    for wrong in [home("tomorrow", "502"), home("", "502")] {
        let outcome = dispatch(&mut phone.engine, wrong.into()).result;
        assert_eq!(outcome.unwrap_err().field.as_deref(), Some("phone"));
    }
    assert_eq!(ask(&mut phone.engine, GetOwnPlace {}), known);
    let (field, value) = (ProfileField::Phone, None);
    ask(&mut phone.engine, AnswerProfile { field, value });
    let failure = not_sent(&mut phone, doc);
    assert_eq!(
        (failure.code, failure.field.as_deref()),
        (Code::NotValid, Some("place"))
    );
    let way = ask(&mut phone.engine, OpenForm { doc }).subject;
    assert!(matches!(way, Subject::Care { place, .. } if !place.is_complete()));

    ask(&mut phone.engine, home("000-5555-1001", "502"));
    ask(&mut phone.engine, SendCare { doc });
    let place = ask(&mut phone.engine, OpenCare { doc }).place.unwrap();
    assert_eq!(
        (place.building.as_str(), place.door.as_str()),
        ("3", "1-502")
    );
    assert_eq!(place.phone, "000-5555-1001");
}

#[test]
fn what_whoever_comes_must_know_is_asked_once() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let meal = start(&mut phone, "meal", None);
    assert!(form(&mut phone, meal).form.known.is_empty());
    answer_about_a_meal(&mut phone, meal);
    let fields = form(&mut phone, meal).newer;
    assert_eq!(fields, ["diet", "allergy", "door_note"].map(field));
    ask(&mut phone.engine, KeepInProfile { doc: meal, fields });
    assert!(form(&mut phone, meal).newer.is_empty());

    // Another kind of care knows the door, the same kind all of it, and who said so.
    let bath = start(&mut phone, "bath", None);
    let known = form(&mut phone, bath).form.known;
    assert_eq!(known[&field("door_note")].value, text("按两次门铃"));
    assert_eq!(known.len(), 1);
    let by = known[&field("door_note")].by.map(|by| by.role);
    assert_eq!(by, Some(Role::Resident));
    let next = start(&mut phone, "meal", None);
    let view = form(&mut phone, next);
    let diet = Value::Choices(vec!["low_salt".into(), "soft".into()]);
    assert_eq!(view.form.known[&field("diet")].value, diet);
    assert_eq!(view.form.known[&field("allergy")].value, text("花生"));
    assert!(view.form.answers.is_empty(), "known is not yet said");
    assert_eq!(view.form.first(), FormStep::Question(field("mode")));

    // A year later it may be otherwise; said to be right, it is not asked for a year.
    phone.host.clock.fetch_add(400 * DAY_MS, Ordering::SeqCst);
    assert!(form(&mut phone, next).form.known[&field("allergy")].is_old);
    answer(&mut phone, next, "allergy", text("花生"));
    let last = start(&mut phone, "meal", None);
    let known = form(&mut phone, last).form.known;
    assert!(!known[&field("allergy")].is_old && known[&field("diet")].is_old);
    centre.meet(&mut phone);
    assert!(ask(&mut phone.engine, ListRefused {}).is_empty());
}

#[test]
fn asked_again_it_begins_with_what_was_answered() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let first = start(&mut phone, "meal", None);
    answer_about_a_meal(&mut phone, first);
    soon(&mut phone, first);
    ask(&mut phone.engine, SendCare { doc: first });

    let again = start(&mut phone, "meal", Some(first));
    let view = form(&mut phone, again);
    let earlier = ask(&mut phone.engine, OpenCare { doc: first });
    assert_eq!(view.form.answers, earlier.answers);
    assert_eq!(view.form.first(), FormStep::When, "only the day is another");
    assert!(matches!(view.subject, Subject::Care { when: None, .. }));
    soon(&mut phone, again);
    ask(&mut phone.engine, SendCare { doc: again });
    centre.meet(&mut phone);
    assert!(ask(&mut phone.engine, ListRefused {}).is_empty());

    // What the profile says otherwise since then is asked, with what it says now.
    let third = start(&mut phone, "meal", Some(again));
    answer(&mut phone, third, "door_note", text("敲门"));
    let fields = vec![field("door_note")];
    ask(&mut phone.engine, KeepInProfile { doc: third, fields });
    let fourth = start(&mut phone, "meal", Some(again));
    let view = form(&mut phone, fourth);
    assert!(!view.form.answers.contains_key("door_note"));
    assert_eq!(view.form.known["door_note"].value, text("敲门"));
    assert_eq!(view.form.first(), FormStep::Question(field("door_note")));
}

#[test]
fn consent_is_given_for_one_time_only() {
    let mut phone = wang(&mut Centre::new(), 1);
    let first = start(&mut phone, "medical-escort", None);
    answer(&mut phone, first, "hospital", text("人民医院"));
    answer(&mut phone, first, "consent", Value::Yes(true));
    let again = start(&mut phone, "medical-escort", Some(first));
    let answers = form(&mut phone, again).form.answers;
    assert_eq!(answers["hospital"], text("人民医院"));
    assert!(!answers.contains_key("consent"));
    // Another kind of care asks other questions.
    let bath = start(&mut phone, "bath", Some(first));
    assert!(form(&mut phone, bath).form.answers.is_empty());
}

#[test]
fn two_notes_written_apart_stay_two_until_somebody_chooses() {
    let mut centre = Centre::new();
    let mut mother = wang(&mut centre, 1);
    let doc = mother.fill_in();
    centre.meet(&mut mother);
    let mut daughter = daughter(&mut centre);
    answer(&mut mother, doc, "door_note", text("13800000000"));
    answer(&mut daughter, doc, "door_note", text("13900000000"));
    centre.meet(&mut mother);
    centre.meet(&mut daughter);
    centre.meet(&mut mother);
    for phone in [&mut mother, &mut daughter] {
        let view = form(phone, doc);
        let given = &view.form.clashes["door_note"];
        let mut values: Vec<_> = given.iter().map(|given| given.value.clone()).collect();
        values.sort_by_key(|value| format!("{value:?}"));
        assert_eq!(
            values,
            ["13800000000", "13900000000"].map(text),
            "no third one"
        );
        assert_eq!(given.iter().filter(|given| given.mine).count(), 1);
        assert_eq!(view.form.first(), FormStep::Question(field("door_note")));
    }
    let failure = not_sent(&mut mother, doc);
    assert_eq!(
        (failure.code, failure.field.as_deref()),
        (Code::NotValid, Some("door_note"))
    );
    answer(&mut mother, doc, "door_note", text("13900000000"));
    assert!(form(&mut mother, doc).form.clashes.is_empty());
    ask(&mut mother.engine, SendCare { doc });
    centre.meet(&mut mother);
    centre.meet(&mut daughter);
    assert!(ask(&mut mother.engine, ListRefused {}).is_empty());
    assert_eq!(ask(&mut mother.engine, GetDelivery {}).waiting, 0);
    let view = form(&mut daughter, doc);
    assert_eq!(view.form.answers["door_note"], text("13900000000"));
    assert_eq!(view.form.way.writable, Writable::Nothing);
}

/// Who sent the first request in the list, as the list says.
fn sent_for_them(phone: &mut Phone) -> Option<Role> {
    let under_way = ListMatters {
        open: true,
        after: None,
        limit: 9,
    };
    let page = ask(&mut phone.engine, under_way);
    let rows = page.rows.into_iter().map(|row| match row {
        Matter::Care(row) => row.sent_for_them.map(|by| by.role),
        Matter::Application(_) => None,
    });
    let told: Vec<_> = rows.collect();
    assert_eq!(told.len(), 1);
    told[0]
}

#[test]
fn a_draft_of_hers_that_family_sent_says_so_in_her_list() {
    for by_family in [false, true] {
        let mut centre = Centre::new();
        let mut mother = wang(&mut centre, 1);
        let doc = mother.fill_in();
        centre.meet(&mut mother);
        let mut daughter = daughter(&mut centre);
        assert_eq!(sent_for_them(&mut mother), None, "a draft");
        let sends = if by_family {
            &mut daughter
        } else {
            &mut mother
        };
        ask(&mut sends.engine, SendCare { doc });
        centre.meet(&mut daughter);
        centre.meet(&mut mother);
        centre.meet(&mut daughter);
        let told = by_family.then_some(Role::Delegate);
        assert_eq!(sent_for_them(&mut mother), told);
        assert_eq!(sent_for_them(&mut daughter), told);
    }
}
