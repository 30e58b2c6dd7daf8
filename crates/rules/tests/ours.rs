//! The rules of the repository's own catalogue: each can be read, needs what it says,
//! and turns on the day that its file names.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, and its helpers too"
)]

use linli_domain::{
    answer::Value,
    catalogue::{self, Catalogue, Remind},
    id::AreaId,
    profile::ProfileField,
    time::{Date, add_days, read_day},
};
use linli_rules::{CompiledRule, Facts, Rules, Verdict};
use std::collections::BTreeSet;

fn ours() -> Vec<(String, catalogue::Rule)> {
    let rules = Rules::default();
    let read = |catalogue: &Catalogue, rule: &catalogue::Rule| rules.check(catalogue, rule);
    let catalogue =
        Catalogue::with_rules("test".into(), linli_testing::our_catalogue(), read).unwrap();
    let rules = catalogue.services.into_iter().flat_map(|service| {
        let name = move |rule: catalogue::Rule| (format!("{}/{}", service.id, rule.id), rule);
        service.eligibility.into_iter().map(name)
    });
    rules.collect()
}

fn made(rule: &catalogue::Rule) -> CompiledRule {
    CompiledRule::of(rule.tree.as_ref().unwrap()).unwrap()
}

#[test]
fn each_rule_can_be_read_and_needs_the_fields_that_stand_in_it() {
    let ours = ours();
    assert!(ours.len() >= 20, "only {} rules", ours.len());
    for (name, rule) in ours {
        let made = made(&rule);
        let needs: BTreeSet<_> = made.needs().cloned().collect();
        let written: BTreeSet<_> = rule.fields().into_iter().collect();
        assert_eq!(needs, written, "{name}");
    }
}

#[test]
fn a_rule_that_names_its_day_turns_on_that_day() {
    let rules = Rules::default();
    let today = Date::constant(2026, 11, 24);
    let mut turned = 0;
    for (name, rule) in ours() {
        let Some(field) = &rule.from_field else {
            continue;
        };
        // Two days short of it.
        let turns = add_days(today, 2);
        let since = match (rule.from_age, rule.from_days) {
            (Some(years), _) => {
                Date::constant(turns.year() - i16::from(years), turns.month(), turns.day())
            }
            (_, days) => add_days(turns, -i32::from(days.unwrap())),
        };
        let facts = |today| Facts {
            profile: [(field.clone(), Value::Text(since.to_string()))].into(),
            today,
            area: AreaId("demo-chunfeng".into()),
        };
        let made = made(&rule);
        let before = rules.evaluate(&made, &facts(today));
        assert_eq!(before, Verdict::NotYet { from: turns }, "{name}");
        assert_eq!(rules.evaluate(&made, &facts(turns)), Verdict::Yes, "{name}");
        turned += 1;
    }
    assert!(turned >= 6, "only {turned} rules name their day");
}

/// The ages of the decision on raising the retirement age step by step, in force since
/// 1 January 2025: its table gives the month in which each of these people may retire.
#[test]
fn the_retirement_age_slides_as_the_decision_says() {
    let (_, rule) = ours()
        .into_iter()
        .find(|(name, _)| name == "retirement-bundle/age")
        .unwrap();
    let (rules, made) = (Rules::default(), made(&rule));
    for (sex, born, first) in [
        ("male", "1964-12-15", "2024-12-15"),
        ("male", "1965-01-15", "2025-02-15"),
        ("male", "1966-11-15", "2027-05-15"),
        ("male", "1976-09-15", "2039-09-15"),
        ("female", "1974-12-15", "2024-12-15"),
        ("female", "1976-01-15", "2026-08-15"),
        ("female", "1976-11-15", "2027-11-15"),
        ("female", "1984-11-15", "2039-11-15"),
    ] {
        let first = read_day(first).unwrap();
        let facts = |today| Facts {
            profile: [
                (ProfileField::Sex.into(), Value::Text(sex.into())),
                (ProfileField::BirthDate.into(), Value::Text(born.into())),
            ]
            .into(),
            today,
            area: AreaId("demo-chunfeng".into()),
        };
        assert_eq!(
            rules.evaluate(&made, &facts(first)),
            Verdict::Yes,
            "{sex} {born}"
        );
        assert_eq!(
            rules.evaluate(&made, &facts(add_days(first, -1))),
            Verdict::NotYet { from: first },
            "{sex} {born}"
        );
    }
}

#[test]
fn the_pension_check_can_be_done_from_the_day_of_the_first_reminder_on() {
    let mut all = ours().into_iter();
    let (_, rule) = all
        .find(|(name, _)| name == "pension-eligibility-check/due")
        .unwrap();
    let check = Remind::Again {
        field: "pension_check_on".into(),
        months: 12,
        days_before: vec![60, 30, 7],
    };
    let rules = Rules::default();
    for last in ["2025-01-20", "2024-02-29", "2023-03-01", "2026-04-30"] {
        let since = read_day(last).unwrap();
        let today = add_days(since, 290);
        let told = (0..40).map(|days| add_days(today, days));
        let first = told.clone().find(|day| check.day(since, *day).is_some());
        let facts = Facts {
            profile: [("pension_check_on".into(), Value::Text(last.into()))].into(),
            today,
            area: AreaId("demo-chunfeng".into()),
        };
        let from = first.unwrap();
        let verdict = rules.evaluate(&made(&rule), &facts);
        assert_eq!(verdict, Verdict::NotYet { from }, "{last}");
    }
}
