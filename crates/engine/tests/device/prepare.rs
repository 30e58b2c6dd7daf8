//! Granting without applying: filled in with what is known, and days to remember that
//! are silent where nothing is to be done.

use crate::{
    applications::{form, officer, open, received, some_answer, wang},
    bundles::decide,
    centre::Centre,
    phone::{Phone, ask},
};
use linli_api::{AnswerProfile, GetHome, OpenService, PrepareApplication, view::Prepared};
use linli_domain::{
    answer::{FieldId, Value},
    catalogue::ServiceId,
    time::{DAY_MS, Date},
};
use std::sync::atomic::Ordering;

const ALLOWANCE: &str = "old-age-allowance";

fn tell(phone: &mut Phone, field: &str, value: Value) {
    let field = field.parse().unwrap();
    let value = Some(value);
    ask(&mut phone.engine, AnswerProfile { field, value });
}

fn prepare(phone: &mut Phone) -> Prepared {
    let service = ServiceId(ALLOWANCE.into());
    ask(&mut phone.engine, PrepareApplication { service })
}

fn can_prepare(phone: &mut Phone) -> bool {
    let service = ServiceId(ALLOWANCE.into());
    ask(&mut phone.engine, OpenService { service }).can_prepare
}

fn born(phone: &mut Phone, date: Date) {
    tell(phone, "birth_date", Value::Date(date));
}

#[test]
fn one_press_fills_in_what_is_known_and_goes_to_the_first_question_that_is_left() {
    let mut phone = wang(&mut Centre::new(), 1);
    assert!(!can_prepare(&mut phone), "nothing is known");
    for field in ["id_number", "birth_date", "hukou_here"] {
        tell(&mut phone, field, some_answer(field));
    }
    assert!(can_prepare(&mut phone));
    let prepared = prepare(&mut phone);
    let own = open(&mut phone, prepared.doc);
    for field in ["full_name", "id_number", "birth_date", "hukou_here"] {
        assert!(own.answers.contains_key(&FieldId(field.into())), "{field}");
    }
    let next = prepared.next.unwrap();
    assert!(!own.answers.contains_key(&next));
    // Told since: the same draft goes on.
    for field in ["phone", "account"] {
        tell(&mut phone, field, some_answer(field));
    }
    let again = prepare(&mut phone);
    assert_eq!(again.doc, prepared.doc);
    assert_eq!(again.next, Some(FieldId("applicant".into())));
}

#[test]
fn what_may_have_changed_in_a_year_is_asked_again() {
    let mut phone = wang(&mut Centre::new(), 1);
    for field in ["id_number", "birth_date", "hukou_here", "phone", "account"] {
        tell(&mut phone, field, some_answer(field));
    }
    phone.host.clock.fetch_add(400 * DAY_MS, Ordering::SeqCst);
    let prepared = prepare(&mut phone);
    let own = open(&mut phone, prepared.doc);
    assert!(own.answers.contains_key(&FieldId("birth_date".into())));
    assert!(!own.answers.contains_key(&FieldId("account".into())));
    assert_eq!(prepared.next, Some(FieldId("hukou_here".into())));
    let known = form(&mut phone, prepared.doc).form.known;
    assert!(known["hukou_here"].is_old);
}

#[test]
fn a_birthday_is_told_until_it_is_asked_for_and_not_where_it_is_a_no() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let reminded = |phone: &mut Phone| {
        let reminders = ask(&mut phone.engine, GetHome {}).reminders;
        let mut ours = reminders.into_iter();
        ours.find(|reminder| reminder.service.0 == ALLOWANCE)
            .map(|reminder| reminder.can_prepare)
    };
    // The clock stands at 2026-11-19.
    born(&mut phone, Date::constant(1946, 12, 1));
    assert_eq!(reminded(&mut phone), Some(false), "not yet");
    tell(&mut phone, "hukou_here", Value::Yes(false));
    assert_eq!(reminded(&mut phone), None, "elsewhere");
    tell(&mut phone, "hukou_here", Value::Yes(true));
    born(&mut phone, Date::constant(1946, 11, 10));
    assert_eq!(reminded(&mut phone), Some(true), "since the birthday");
    let doc = received(&mut centre, &mut phone);
    assert_eq!(reminded(&mut phone), None, "on its way");
    assert!(!can_prepare(&mut phone));
    let mut desk = officer(&mut centre);
    centre.meet(&mut desk);
    decide(&mut desk, doc);
    centre.meet(&mut desk);
    centre.meet(&mut phone);
    assert_eq!(reminded(&mut phone), None, "granted");
    assert!(!can_prepare(&mut phone));
}
