//! What a resident can have, judged on the device.

use crate::{
    applications::wang,
    centre::{CATALOGUE, Centre, WANG},
    phone::{Phone, ask, changed},
};
use linli_api::{
    AnswerProfile, GetDelivery, GetSession, ListProfileQuestions, ListServices, OpenCare,
    OpenService, SendCare, Topic, dispatch,
    view::{Entitled, Services as Found},
};
use linli_domain::{
    answer::Value,
    care::Reaching,
    catalogue::ServiceId,
    profile::ProfileField,
    role::Role,
    time::{DAY_MS, Date},
};
use std::sync::atomic::Ordering;

fn search(phone: &mut Phone, words: &str) -> Found {
    ask(
        &mut phone.engine,
        ListServices {
            search: words.into(),
        },
    )
}

fn entitled(phone: &mut Phone, service: &str) -> Entitled {
    let service = ServiceId(service.into());
    ask(&mut phone.engine, OpenService { service }).entitled
}

fn tell(phone: &mut Phone, field: &str, value: Value) -> Vec<Topic> {
    let field = field.parse().unwrap();
    let value = Some(value);
    changed(&mut phone.engine, AnswerProfile { field, value })
}

#[test]
fn what_can_be_had_follows_from_what_was_told_once() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    assert_eq!(search(&mut phone, "").lines.len(), 18);
    assert_eq!(entitled(&mut phone, "old-age-allowance"), Entitled::Unknown);

    // The clock stands at 2026-11-19; eighty on 2027-03-03.
    tell(
        &mut phone,
        "birth_date",
        Value::Date(Date::constant(1947, 3, 3)),
    );
    tell(&mut phone, "hukou_here", Value::Yes(true));
    let from = Date::constant(2027, 3, 3);
    assert_eq!(
        entitled(&mut phone, "old-age-allowance"),
        Entitled::NotYet { from }
    );
    let topics = tell(
        &mut phone,
        "birth_date",
        Value::Date(Date::constant(1943, 3, 3)),
    );
    assert!(topics.contains(&Topic::Profile));
    assert_eq!(entitled(&mut phone, "old-age-allowance"), Entitled::Yes);
    tell(&mut phone, "hukou_here", Value::Yes(false));
    assert_eq!(entitled(&mut phone, "old-age-allowance"), Entitled::No);

    // The own document holds it: it survives, and is known on another device.
    assert!(ask(&mut phone.engine, GetDelivery {}).waiting > 0);
    centre.meet(&mut phone);
    let mut other = Phone::new(2);
    centre.enrol(&mut other, WANG, Role::Resident);
    assert_eq!(entitled(&mut other, "old-age-allowance"), Entitled::No);
}

#[test]
fn a_service_is_found_by_the_words_that_people_use() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    for words in ["老人钱", "age allowance", "OVER 80", "高龄"] {
        let found = search(&mut phone, words).lines;
        let ids: Vec<_> = found.iter().map(|line| line.service.0.as_str()).collect();
        assert!(ids.contains(&"old-age-allowance"), "{words}: {ids:?}");
    }
    let found = search(&mut phone, "高龄");
    assert!(!found.is_near);
    // One sign is wrong, or it only sounds the same.
    for words in ["高岭津贴", "高令", "age allowence", "age alowance"] {
        let found = search(&mut phone, words);
        let ids: Vec<_> = found
            .lines
            .iter()
            .map(|line| line.service.0.as_str())
            .collect();
        assert!(
            found.is_near && ids.contains(&"old-age-allowance"),
            "{words}: {ids:?}"
        );
    }
    assert!(search(&mut phone, "no such thing").lines.is_empty());
}

#[test]
fn each_question_is_asked_once_for_all_services() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    let questions = ask(&mut phone.engine, ListProfileQuestions {});
    let open = search(&mut phone, "").open_questions;
    for field in &open {
        let asked: Vec<_> = questions.iter().filter(|one| one.field == *field).collect();
        assert_eq!(asked.len(), 1, "{field} is asked in one way");
        assert_eq!(asked[0].value, None);
    }
    assert!(open.len() > 5, "nothing is known yet: {open:?}");
    tell(&mut phone, "hukou_here", Value::Yes(true));
    let left = search(&mut phone, "").open_questions;
    assert!(!left.contains(&ProfileField::HukouHere));
    let known = ask(&mut phone.engine, ListProfileQuestions {});
    let hukou = known
        .iter()
        .find(|one| one.field == ProfileField::HukouHere)
        .unwrap();
    assert_eq!(hukou.value, Some(Value::Yes(true)));
}

fn yes(phone: &mut Phone, fields: &[&str]) {
    for field in fields {
        tell(phone, field, Value::Yes(true));
    }
}

#[test]
fn what_only_the_office_can_judge_can_be_asked_for_and_is_never_promised() {
    let mut phone = Phone::new(1);
    Centre::new().enrol(&mut phone, WANG, Role::Resident);
    yes(
        &mut phone,
        &["hukou_here", "lives_here", "medical_insured", "long_need"],
    );
    let born = Value::Date(Date::constant(1950, 3, 3));
    tell(&mut phone, "birth_date", born);
    for service in [
        "subsistence-allowance",
        "temporary-relief",
        "disability-certificate",
        "disability-bundle",
        "long-term-care-insurance",
        "meal-subsidy",
    ] {
        let service = ServiceId(service.into());
        let page = ask(&mut phone.engine, OpenService { service });
        assert_eq!(page.entitled, Entitled::MayAsk, "{}", page.service.id);
        assert!(page.looks_at.is_some());
    }
    for service in ["after-death-bundle", "community-issue-report"] {
        assert_eq!(entitled(&mut phone, service), Entitled::OnOccasion);
    }
    let found = search(&mut phone, "路灯").lines;
    assert_eq!(found[0].service.0, "community-issue-report");
    // Where the free works are not for them, they can ask for the others.
    tell(&mut phone, "home_adapted", Value::Yes(false));
    tell(&mut phone, "low_income", Value::Yes(false));
    tell(&mut phone, "disability_grade", Value::Choice("none".into()));
    tell(&mut phone, "ability_level", Value::Choice("none".into()));
    let adapting = "home-adaptation-grant";
    assert_eq!(entitled(&mut phone, adapting), Entitled::MayAsk);
    yes(&mut phone, &["low_income"]);
    assert_eq!(entitled(&mut phone, adapting), Entitled::MayAsk, "not 80");
    let born = Value::Date(Date::constant(1940, 3, 3));
    tell(&mut phone, "birth_date", born);
    assert_eq!(entitled(&mut phone, adapting), Entitled::Yes);
    // Whoever sees doctors at home needs no registration.
    let remote = "remote-medical-registration";
    assert_eq!(entitled(&mut phone, remote), Entitled::Unknown);
    tell(&mut phone, "treated_elsewhere", Value::Yes(false));
    assert_eq!(entitled(&mut phone, remote), Entitled::No);
}

#[test]
fn a_catalogue_of_an_older_centre_leaves_its_rules_unknown() {
    let mut phone = Phone::new(1);
    let mut centre = Centre::new();
    centre.enrol(&mut phone, WANG, Role::Resident);
    tell(
        &mut phone,
        "birth_date",
        Value::Date(Date::constant(1943, 3, 3)),
    );
    assert_eq!(entitled(&mut phone, "senior-card"), Entitled::Yes);
    let mut old = CATALOGUE.clone();
    old.version = "older".into();
    for rule in old.services.iter_mut().flat_map(|own| &mut own.eligibility) {
        rule.tree = None;
    }
    centre.give_catalogue(&mut phone, &old);
    assert_eq!(entitled(&mut phone, "senior-card"), Entitled::Unknown);
    assert_eq!(search(&mut phone, "").lines.len(), 18);
    centre.give_catalogue(&mut phone, &CATALOGUE);
    assert_eq!(entitled(&mut phone, "senior-card"), Entitled::Yes);
}

#[test]
fn a_new_day_is_told_once_to_whatever_is_asked_first() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut told = || dispatch(&mut phone.engine, GetSession {}.into()).changed;
    told();
    assert!(told().is_empty());
    phone.host.clock.fetch_add(DAY_MS, Ordering::SeqCst);
    let changed = dispatch(&mut phone.engine, GetSession {}.into()).changed;
    assert!(changed.contains(&Topic::Session), "{changed:?}");
    let changed = dispatch(&mut phone.engine, GetSession {}.into()).changed;
    assert!(changed.is_empty());
}

#[test]
fn how_she_is_reached_is_known_with_who_said_it_and_goes_along_to_whoever_comes() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let known = |phone: &mut Phone, field: ProfileField| {
        let mut all = ask(&mut phone.engine, ListProfileQuestions {}).into_iter();
        all.find(|asked| asked.field == field).unwrap()
    };
    let hearing = known(&mut phone, ProfileField::Hearing);
    assert_eq!((hearing.value, hearing.by), (None, None));
    let choice = |id: &str| Value::Choice(id.into());
    let field = ProfileField::Hearing;
    let value = Some(choice("loud"));
    let refused = dispatch(&mut phone.engine, AnswerProfile { field, value }.into());
    assert!(refused.result.is_err(), "no such answer");
    tell(&mut phone, "hearing", choice("hard"));
    tell(&mut phone, "text_me", Value::Yes(true));
    tell(&mut phone, "walking_aid", choice("stick"));
    tell(&mut phone, "contact_name", Value::Text("王明".into()));
    tell(
        &mut phone,
        "contact_phone",
        Value::Text("000-5555-0103".into()),
    );
    let hearing = known(&mut phone, ProfileField::Hearing);
    assert_eq!(hearing.value, Some(choice("hard")));
    assert_eq!(hearing.by.map(|by| by.person), Some(WANG));
    assert!(hearing.at.is_some());

    let doc = phone.fill_in();
    ask(&mut phone.engine, SendCare { doc });
    let place = ask(&mut phone.engine, OpenCare { doc }).place.unwrap();
    let expected = Reaching {
        hearing: "hard".into(),
        text_me: "yes".into(),
        walking_aid: "stick".into(),
        contact_name: "王明".into(),
        contact_phone: "000-5555-0103".into(),
    };
    assert_eq!(place.reaching, expected);
    // Taken back it is not known any more.
    let value = None;
    ask(&mut phone.engine, AnswerProfile { field, value });
    assert_eq!(known(&mut phone, field).value, None);
}
