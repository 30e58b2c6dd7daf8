//! Tests of the repository's own catalogue as a whole.

use super::*;
use crate::{
    answer::{AnswerError, FieldId, QuestionKind, check, journey},
    profile::ProfileKey,
    time::read_day,
    workday::{Calendar, working_days_between},
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn ours() -> Catalogue {
    match Catalogue::from_files("test".into(), linli_testing::our_catalogue()) {
        Ok(catalogue) => catalogue,
        Err(errors) => panic!(
            "{}",
            errors.iter().map(|e| format!("\n{e}")).collect::<String>()
        ),
    }
}

#[test]
fn it_has_eighteen_services_in_their_order_and_four_bundles() {
    let catalogue = ours();
    let services: Vec<_> = catalogue.services.iter().map(|s| s.id.0.as_str()).collect();
    assert_eq!(
        services,
        [
            "old-age-allowance",
            "pension-eligibility-check",
            "senior-card",
            "disability-two-allowances",
            "disability-certificate",
            "home-adaptation-grant",
            "ability-assessment",
            "long-term-care-insurance",
            "care-voucher",
            "subsistence-allowance",
            "temporary-relief",
            "remote-medical-registration",
            "family-doctor-signup",
            "meal-subsidy",
            "after-death-bundle",
            "retirement-bundle",
            "disability-bundle",
            "community-issue-report",
        ]
    );
    let bundles: Vec<_> = catalogue.bundles.iter().map(|b| b.id.0.as_str()).collect();
    assert_eq!(
        bundles,
        ["turning-80", "disability", "safe-home", "after-a-death"]
    );
    for event in LifeEvent::ALL {
        let has_service = catalogue.services.iter().any(|s| s.life_event == event);
        assert!(has_service, "nothing for {}", event.code());
    }
}

/// Every text of `value` that has languages, with where it stands.
fn texts<'a>(
    value: &'a serde_json::Value,
    path: &str,
    found: &mut Vec<(String, BTreeMap<&'a str, &'a str>)>,
) {
    match value {
        serde_json::Value::Object(map) if map.contains_key("zh-CN") || map.contains_key("en") => {
            let words = map
                .iter()
                .map(|(lang, words)| (lang.as_str(), words.as_str().unwrap()));
            found.push((path.to_owned(), words.collect()));
        }
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                texts(value, &format!("{path}/{key}"), found);
            }
        }
        serde_json::Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                texts(value, &format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[test]
fn every_visible_text_is_there_in_both_languages() {
    let catalogue = serde_json::to_value(ours()).unwrap();
    let mut found = Vec::new();
    texts(&catalogue, "", &mut found);
    assert!(found.len() > 1_000, "only {} texts were found", found.len());
    for (path, words) in found {
        let (Some(zh), Some(en)) = (words.get("zh-CN"), words.get("en")) else {
            panic!("{path} lacks a language: {words:?}");
        };
        assert!(!zh.trim().is_empty() && !en.trim().is_empty(), "{path}");
        assert!(!en.contains(is_han), "{path}: Chinese in `{en}`");
        assert!(zh != en, "{path}: `{zh}` is not translated");
    }
}

#[test]
fn words_of_machines_are_not_shown() {
    let catalogue = serde_json::to_value(ours()).unwrap();
    let mut found = Vec::new();
    texts(&catalogue, "", &mut found);
    let zh = ["同步", "冲突", "副本", "令牌", "会话", "提交", "系统错误"];
    let en = ["sync", "conflict", "replica", "token", "session", "payload"];
    for (path, words) in found {
        for word in zh {
            assert!(!words["zh-CN"].contains(word), "{path}: {word}");
        }
        let english = words["en"].to_lowercase();
        let mut parts = english.split(|c: char| !c.is_alphabetic());
        assert!(!parts.any(|part| en.contains(&part)), "{path}: {english}");
    }
}

#[test]
fn the_easy_line_is_short() {
    let catalogue = ours();
    let services = catalogue.services.iter().map(|s| (&s.id.0, &s.easy));
    let bundles = catalogue.bundles.iter().map(|b| (&b.id.0, &b.easy));
    for (id, easy) in services.chain(bundles) {
        let zh = easy.get("zh-CN");
        assert!(zh.chars().count() <= 25, "{id}: {zh}");
        let en = easy.get("en");
        for sentence in en.split_inclusive(['.', '?', '!', ':']) {
            let words = sentence.split_whitespace().count();
            assert!(words <= 12, "{id}: {words} words in `{sentence}`");
        }
    }
}

#[test]
fn a_time_that_nobody_promised_says_so() {
    for service in ours().services {
        let says_so = service.promise.note.get("zh-CN").contains("还没有定下时间");
        assert_eq!(service.promise.is_placeholder, says_so, "{}", service.id);
        assert!(service.as_of <= read_day("2026-12-31").unwrap());
    }
}

#[test]
fn no_form_can_be_sent_without_a_word() {
    for service in ours().services {
        let asked = journey(&service.questions, &BTreeMap::new());
        let must = asked
            .iter()
            .filter(|q| check(q, None) == Err(AnswerError::Required));
        assert!(must.count() >= 2, "{}", service.id);
        // A long form is a list of tasks; photos of papers alone make none long.
        let typed = service.questions.iter();
        let long = typed.filter(|q| service.paper(&q.id).is_none()).count() > 6;
        assert_eq!(long, !service.sections.is_empty(), "{}", service.id);
    }
}

#[test]
fn a_place_in_the_list_is_taken_once() {
    let catalogue = ours();
    let orders: BTreeSet<_> = catalogue.services.iter().map(|s| s.order).collect();
    assert_eq!(orders.len(), catalogue.services.len());
}

/// A profile's field holds an answer in one way, whichever question fills it.
#[test]
fn a_field_of_the_profile_is_filled_by_one_kind_of_question() {
    let catalogue = ours();
    let mut kinds: BTreeMap<&ProfileKey, (&ServiceId, &QuestionKind)> = BTreeMap::new();
    for service in &catalogue.services {
        for question in &service.questions {
            let Some(field) = question.profile.as_ref() else {
                continue;
            };
            let (first, kind) = *kinds.entry(field).or_insert((&service.id, &question.kind));
            assert_eq!(
                *kind, question.kind,
                "{field} of {first} and {}",
                service.id
            );
        }
    }
    assert!(kinds.len() >= 12, "{kinds:?}");
}

#[test]
fn what_a_rule_reads_can_be_asked() {
    let catalogue = ours();
    for service in &catalogue.services {
        for rule in &service.eligibility {
            for field in rule.fields() {
                let question = catalogue.question_for(field.field().unwrap());
                assert!(question.is_some(), "{}: nobody asks {field}", service.id);
            }
        }
    }
}

#[test]
fn the_public_calendar_of_2026_is_known_and_that_of_2027_is_marked() {
    let holidays = ours().holidays;
    for (day, works) in [
        ("2026-01-04", true),
        ("2026-02-14", true),
        ("2026-02-17", false),
        ("2026-05-05", false),
        ("2026-05-09", true),
        ("2026-09-20", true),
        ("2026-09-25", false),
        ("2026-10-07", false),
        ("2026-10-08", true),
        ("2026-10-10", true),
        ("2026-11-24", true),
        ("2026-11-28", false),
    ] {
        assert_eq!(holidays.is_working(read_day(day).unwrap()), works, "{day}");
    }
    // 365 days, 104 weekend days, 33 days off of which some are weekends, 6 worked weekends.
    let (first, last) = (
        read_day("2025-12-31").unwrap(),
        read_day("2026-12-31").unwrap(),
    );
    assert_eq!(working_days_between(first, last, &holidays), 248);
    assert!(!holidays.year(2026).unwrap().is_assumption);
    assert!(holidays.year(2027).unwrap().is_assumption);
}

#[test]
fn a_device_reads_the_catalogue_that_the_server_sends() {
    let catalogue = ours();
    let sent = serde_json::to_string(&catalogue).unwrap();
    assert_eq!(serde_json::from_str::<Catalogue>(&sent).unwrap(), catalogue);
    // From a server that does not know services yet.
    let old: Catalogue = serde_json::from_str(r#"{"version":"1","care":[],"areas":[]}"#).unwrap();
    assert!(old.services.is_empty() && old.holidays == Holidays::default());
}

#[test]
fn papers_are_asked_for_last_and_can_be_passed_over() {
    for service in ours().services {
        let first = service
            .questions
            .iter()
            .position(|q| service.paper(&q.id).is_some())
            .unwrap_or(service.questions.len());
        for (index, question) in service.questions.iter().enumerate() {
            let is_paper = service.paper(&question.id).is_some();
            assert_eq!(is_paper, index >= first, "{} {}", service.id, question.id);
            assert!(!is_paper || check(question, None).is_ok());
        }
        for paper in service.evidence.iter().filter(|paper| paper.photo) {
            let question = service.question(&FieldId(paper.id.clone())).unwrap();
            assert_eq!(
                question.on_request,
                paper.optional && paper.show_if.is_none(),
                "{} {}",
                service.id,
                paper.id
            );
        }
    }
}
