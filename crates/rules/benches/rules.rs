//! What a person waits for when they ask what they are entitled to: two hundred
//! rules over one profile. The limit is 50 ms on a desktop.
#![expect(
    clippy::unwrap_used,
    reason = "a benchmark that cannot set itself up has nothing to measure"
)]

use criterion::{Criterion, criterion_group, criterion_main};
use linli_domain::{answer::Value, id::AreaId, time::Date};
use linli_rules::{CompiledRule, Facts, Rules, Verdict, read};
use std::hint::black_box;

const KINDS: [&str; 5] = [
    "profile.age >= 80",
    r#"profile.hukou_here == "yes" || profile.lives_here == "yes""#,
    r#"profile.age >= 80 || profile.disability_grade in ["1", "2", "3", "4"]"#,
    r#"profile.pension_check_on.plusMonths(12) - duration("1440h") <= today"#,
    r#"profile.age >= 60 && profile.low_income == "yes" && !(profile.home_adapted == "yes")"#,
];

fn facts() -> Facts {
    let text = |words: &str| Value::Text(words.to_owned());
    let profile = [
        ("birth_date", text("1952-03-03")),
        ("hukou_here", text("no")),
        ("lives_here", text("yes")),
        ("disability_grade", text("none")),
        ("pension_check_on", text("2026-10-01")),
        ("low_income", text("no")),
        ("home_adapted", text("no")),
    ];
    Facts {
        profile: profile.map(|(field, value)| (field.into(), value)).into(),
        today: Date::constant(2026, 11, 24),
        area: AreaId("demo-lane".into()),
    }
}

fn two_hundred_rules(c: &mut Criterion) {
    let rules = Rules::default();
    let trees: Vec<_> = KINDS
        .iter()
        .cycle()
        .take(200)
        .map(|text| read(text).unwrap())
        .collect();
    let made = || trees.iter().map(|tree| CompiledRule::of(tree).unwrap());
    let all: Vec<CompiledRule> = made().collect();
    let facts = facts();
    c.bench_function("judge 200 rules over one profile", |b| {
        b.iter(|| {
            let verdicts = all.iter().map(|rule| rules.evaluate(rule, &facts));
            black_box(verdicts.filter(|verdict| *verdict == Verdict::Yes).count())
        });
    });
    // Once for each catalogue.
    c.bench_function("make 200 rules of their trees", |b| {
        b.iter(|| black_box(made().count()));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20);
    targets = two_hundred_rules
}
criterion_main!(benches);
