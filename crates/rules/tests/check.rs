//! Rules that can be read and still say nothing, or the same to everybody.
#![expect(
    clippy::unwrap_used,
    reason = "a test fails by panicking, and its helpers too"
)]

use linli_domain::catalogue::{Catalogue, Rule};
use linli_rules::Rules;

fn ours() -> Catalogue {
    Catalogue::from_files("test".into(), linli_testing::our_catalogue()).unwrap()
}

fn tried(catalogue: &Catalogue, text: &str) -> Result<(), String> {
    let mut rule: Rule = catalogue.services[0].eligibility[0].clone();
    rule.expr = text.to_owned();
    let checked = Rules::default().check(catalogue, &rule);
    checked.map(drop).map_err(|mistake| mistake.reason)
}

#[test]
fn a_rule_that_cannot_judge_somebody_is_refused_with_their_answers() {
    let catalogue = ours();
    for (text, reason) in [
        ("profile.age", "must say yes or no"),
        (r#"profile.age >= "60""#, "birth_date `1915-06-15`"),
        ("profile.birth_date >= 60", "cannot judge birth_date"),
        // Hidden behind a half that says yes to most.
        (
            r#"profile.age >= 30 || profile.age >= "20""#,
            "`2008-08-08`",
        ),
        (r#"profile.hukou_here && profile.age >= 60"#, "cannot judge"),
        ("profile.disability_grade >= 2", "cannot judge"),
        ("1 + 1", "must say yes or no"),
        ("1 / 0 == 1", "cannot judge anybody"),
        (r#"today > timestamp("soon")"#, "a midnight is expected"),
        (r#"today + duration("7 days") > today"#, "whole hours"),
        (
            "profile.shoe_size == \"7\"",
            "no service asks for `shoe_size`",
        ),
    ] {
        let error = tried(&catalogue, text).expect_err(text);
        assert!(error.contains(reason), "{text}: {error}");
    }
}

#[test]
fn a_rule_that_says_the_same_to_everybody_is_refused() {
    let catalogue = ours();
    for (text, word) in [
        (r#"profile.hukou_here == "Yes""#, "says no"),
        ("profile.hukou_here == 1", "says no"),
        (r#"profile.hukou_here != "maybe""#, "says yes"),
        ("profile.age >= 600", "says no"),
        (r#"profile.disability_grade in ["one"]"#, "says no"),
    ] {
        let error = tried(&catalogue, text).expect_err(text);
        assert!(error.contains(word), "{text}: {error}");
    }
}

#[test]
fn what_depends_on_the_day_or_on_nothing_may_say_one_thing() {
    let catalogue = ours();
    for text in [
        "true",
        r#"today >= timestamp("2025-01-01T00:00:00Z")"#,
        r#"area == "demo-chunfeng""#,
    ] {
        assert_eq!(tried(&catalogue, text), Ok(()), "{text}");
    }
}
