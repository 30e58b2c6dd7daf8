//! Rules as catalogues write them, over people of all ages.
#![expect(
    clippy::panic,
    reason = "a test fails by panicking, and its helpers too"
)]

use linli_domain::{
    answer::Value,
    id::AreaId,
    time::{Date, add_days},
};
use linli_rules::{CompiledRule, Facts, MAX_BYTES, Rules, Verdict, read};
use linli_testing::cases;
use proptest::prelude::*;

const TODAY: Date = Date::constant(2026, 11, 24);

fn facts(profile: &[(&str, &str)]) -> Facts {
    let profile = profile.iter();
    Facts {
        profile: profile
            .map(|(field, words)| ((*field).into(), Value::Text((*words).to_owned())))
            .collect(),
        today: TODAY,
        area: AreaId("demo-lane".into()),
    }
}

fn made(text: &str) -> CompiledRule {
    let tree = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    CompiledRule::of(&tree).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn judged(rule: &str, facts: &Facts) -> Verdict {
    Rules::default().evaluate(&made(rule), facts)
}

fn missing(fields: &[&str]) -> Verdict {
    Verdict::Unknown {
        missing: fields.iter().map(|field| (*field).into()).collect(),
    }
}

fn not_yet(year: i16, month: i8, day: i8) -> Verdict {
    Verdict::NotYet {
        from: Date::constant(year, month, day),
    }
}

#[test]
fn an_age_is_reached_on_the_birthday() {
    let rule = "profile.age >= 80";
    assert_eq!(
        judged(rule, &facts(&[("birth_date", "1946-11-24")])),
        Verdict::Yes
    );
    assert_eq!(
        judged(rule, &facts(&[("birth_date", "1946-11-25")])),
        not_yet(2026, 11, 25)
    );
    assert_eq!(
        judged(rule, &facts(&[("birth_date", "1947-03-03")])),
        not_yet(2027, 3, 3)
    );
    // Further than forty years away nobody is put off.
    assert_eq!(
        judged(rule, &facts(&[("birth_date", "2000-01-01")])),
        Verdict::No
    );
    // Born on a leap day, one is a year older on 1 March of other years.
    assert_eq!(
        judged("profile.age >= 83", &facts(&[("birth_date", "1944-02-29")])),
        not_yet(2027, 3, 1)
    );
    assert_eq!(
        judged("profile.age <= 60", &facts(&[("birth_date", "1946-11-24")])),
        Verdict::No
    );
}

#[test]
fn what_a_rule_needs_and_the_profile_lacks_is_asked_for() {
    let rule = r#"profile.age >= 80 || profile.disability_grade in ["1", "2"]"#;
    assert_eq!(
        judged(rule, &facts(&[])),
        missing(&["birth_date", "disability_grade"])
    );
    assert_eq!(
        judged(rule, &facts(&[("birth_date", "1947-03-03")])),
        missing(&["disability_grade"])
    );
    // One half is enough.
    assert_eq!(
        judged(rule, &facts(&[("birth_date", "1940-03-03")])),
        Verdict::Yes
    );
    assert_eq!(
        judged(rule, &facts(&[("disability_grade", "2")])),
        Verdict::Yes
    );
    let both = r#"profile.low_income == "yes" && profile.lives_here == "yes""#;
    assert_eq!(judged(both, &facts(&[("low_income", "no")])), Verdict::No);
    assert_eq!(
        judged(both, &facts(&[("low_income", "yes")])),
        missing(&["lives_here"])
    );
    // Blank, or "I do not know", is not known.
    let mut unsure = facts(&[("low_income", " ")]);
    unsure.profile.insert("lives_here".into(), Value::NotKnown);
    assert_eq!(
        judged(both, &unsure),
        missing(&["lives_here", "low_income"])
    );
    // Asked now, because it may hold on a birthday to come.
    let later = r#"profile.age >= 80 && profile.lives_here == "yes""#;
    assert_eq!(
        judged(later, &facts(&[("birth_date", "1947-03-03")])),
        missing(&["lives_here"])
    );
}

#[test]
fn an_answer_of_another_kind_is_asked_for_again() {
    let born = facts(&[("birth_date", "long ago")]);
    assert_eq!(judged("profile.age >= 80", &born), missing(&["birth_date"]));
    let unborn = facts(&[("birth_date", "2030-01-01")]);
    assert_eq!(
        judged("profile.age >= 80", &unborn),
        missing(&["birth_date"])
    );
    let income = facts(&[("income", "much")]);
    assert_eq!(
        judged("profile.income < 1000", &income),
        missing(&["income"])
    );
}

#[test]
fn days_pass_and_come() {
    let rule = r#"profile.pension_check_on + duration("7320h") <= today"#;
    assert_eq!(
        judged(rule, &facts(&[("pension_check_on", "2026-01-01")])),
        Verdict::Yes
    );
    assert_eq!(
        judged(rule, &facts(&[("pension_check_on", "2026-06-01")])),
        not_yet(2027, 4, 2)
    );
    // Beyond the coming year the day is closed in on.
    let far = r#"profile.last_on + duration("17520h") <= today"#;
    assert_eq!(
        judged(far, &facts(&[("last_on", "2026-10-01")])),
        not_yet(2028, 9, 30)
    );
    // The same day so many months on, as reminders count.
    let months = "profile.pension_check_on.plusMonths(12) <= today";
    for (last, verdict) in [
        ("2025-11-24", Verdict::Yes),
        ("2025-11-25", not_yet(2026, 11, 25)),
        ("2024-02-29", Verdict::Yes),
    ] {
        assert_eq!(
            judged(months, &facts(&[("pension_check_on", last)])),
            verdict
        );
    }
    let over = r#"today < timestamp("2026-01-01T00:00:00Z")"#;
    assert_eq!(judged(over, &facts(&[])), Verdict::No);
    let soon = r#"today >= timestamp("2027-01-01T00:00:00Z")"#;
    assert_eq!(judged(soon, &facts(&[])), not_yet(2027, 1, 1));
}

#[test]
fn answers_of_every_simple_kind_can_be_asked_about() {
    let mut facts = facts(&[]);
    for (field, value) in [
        ("alone", Value::Yes(true)),
        ("income", Value::Number(90_000)),
        ("grade", Value::Choice("2".into())),
        ("ills", Value::Choices(vec!["heart".into(), "eyes".into()])),
        ("since", Value::Date(Date::constant(2020, 1, 1))),
    ] {
        facts.profile.insert(field.into(), value);
    }
    let rule = r#"profile.alone == "yes" && profile.income < 100000 && profile["grade"] == "2"
        && "eyes" in profile.ills && size(profile.ills) == 2 && profile.since < today
        && area == "demo-lane" && !has(profile.more)"#;
    assert_eq!(judged(rule, &facts), Verdict::Yes);
}

#[test]
fn what_is_no_rule_is_refused_with_its_column() {
    for (text, line, column, reason) in [
        ("", 1, 1, "empty"),
        ("profile.age >=", 1, 0, ""),
        ("profile.age >= 60 &&\n  profile.age <", 2, 0, ""),
        ("profile.age >= 60 && other", 1, 22, "`other`"),
        ("profile.age >= 60\n  && other", 2, 6, "`other`"),
        ("profile.name == \"王\" && other", 1, 24, "`other`"),
        ("profile == 1", 1, 1, "name a field"),
        ("profile.age.years > 1", 1, 12, "`years`"),
        ("true || [1, 2].exists(x, x > 1)", 1, 0, "repeat"),
        ("profile.name.matches('a+')", 1, 0, "`matches`"),
        ("profile.age > 1.5", 1, 15, "whole numbers"),
        ("profile.age in {1: 2}", 1, 0, "does not belong"),
        (&format!("{}1 < 2", "1 + ".repeat(80)), 1, 0, "so deep"),
        (
            &format!("true{}", " || true".repeat(MAX_BYTES / 8)),
            1,
            1,
            "1000 bytes",
        ),
    ] {
        let error = read(text).expect_err(text);
        assert!(error.reason.contains(reason), "{text}: {error}");
        assert!(error.column >= 1, "{text}: {error}");
        assert_eq!(error.line, line, "{text}: {error}");
        if column > 0 {
            assert_eq!(error.column, column, "{text}: {error}");
        }
    }
}

fn any_day() -> impl Strategy<Value = Date> {
    (1925..2026_i16, 1..13_i8, 1..32_i8).prop_filter_map("a day", |(year, month, day)| {
        Date::new(year, month, day).ok()
    })
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn it_is_not_yet_until_the_birthday_and_yes_from_then_on(born in any_day(), more in 1..39_i16, late in 0..400_i32) {
        let rules = Rules::default();
        let today_age = facts(&[("birth_date", &born.to_string())]);
        let age = TODAY.year() - born.year() + more;
        let rule = made(&format!("profile.age >= {age}"));
        let on = |today| rules.evaluate(&rule, &Facts { today, ..today_age.clone() });
        let birthday = Date::new(born.year() + age, born.month(), born.day())
            .or_else(|_| Date::new(born.year() + age, 3, 1))
            .unwrap();
        prop_assert_eq!(on(TODAY), Verdict::NotYet { from: birthday });
        prop_assert_eq!(on(add_days(birthday, -1)), Verdict::NotYet { from: birthday });
        prop_assert_eq!(on(birthday), Verdict::Yes);
        prop_assert_eq!(on(add_days(birthday, late)), Verdict::Yes);
    }

    #[test]
    fn not_yet_names_the_first_day_that_says_yes(last in any_day(), days in 0..1500_i32) {
        let rules = Rules::default();
        let facts = facts(&[("last_on", &last.to_string())]);
        let hours = days * 24;
        let rule = made(&format!(r#"profile.last_on + duration("{hours}h") <= today"#));
        let due = add_days(last, days);
        let expected = if due <= TODAY { Verdict::Yes } else { Verdict::NotYet { from: due } };
        prop_assert_eq!(rules.evaluate(&rule, &facts), expected);
    }

    #[test]
    fn whatever_stands_in_a_file_is_read_or_refused(text in "[a-z0-9 .()\\[\\]\"'&|!<>=+*?:,-]{0,60}|.{0,40}") {
        if let Ok(tree) = read(&text) {
            let rule = CompiledRule::of(&tree).unwrap();
            let _judged = Rules::default().evaluate(&rule, &facts(&[("birth_date", "1950-01-01")]));
        }
    }
}
