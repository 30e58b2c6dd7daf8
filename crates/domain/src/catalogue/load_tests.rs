//! Tests of reading the catalogue: our own files, and each mistake with its line.

use super::*;
use crate::{
    answer::{AnswerError, check, journey},
    catalogue::ours_tests::ours,
    grade::Grade,
    time::{Minute, Window},
};
use std::collections::BTreeMap;

const GOOD: &str = r#"id = "walk"
order = 1
name = { "zh-CN" = "散步", en = "A walk" }
short = { "zh-CN" = "陪您走走", en = "Someone walks with you" }
icon = "walk"
needs = { "zh-CN" = "走路不稳", en = "Unsteady" }
people = 1
minutes = { usual = 30, min = 20, max = 60 }
note = { "zh-CN" = "说明", en = "Note" }

[[questions]]
id = "aid"
grade = 2
in_offer = true
ask = { "zh-CN" = "用什么？", en = "What do you use?" }
kind = { is = "choice", options = [
  { id = "stick", label = { "zh-CN" = "手杖", en = "A stick" } },
  { id = "chair", label = { "zh-CN" = "轮椅", en = "A wheelchair" } },
] }

[[questions]]
id = "stairs"
grade = 1
ask = { "zh-CN" = "有楼梯吗？", en = "Are there stairs?" }
kind = { is = "yes_no" }
show_if = { field = "aid", is = "chair" }

[[safety]]
id = "shoes"
text = { "zh-CN" = "鞋子合脚", en = "Shoes fit" }

[[tasks]]
id = "walk"
label = { "zh-CN" = "散步", en = "Walk" }
"#;

#[track_caller]
fn fails(from: &str, to: &str, line: usize, reason: &str) {
    assert!(GOOD.contains(from), "the example has no `{from}`");
    let errors = CareKind::parse("walk.toml", &GOOD.replacen(from, to, 1)).unwrap_err();
    let found: Vec<_> = errors.iter().map(ToString::to_string).collect();
    let wanted = errors
        .iter()
        .any(|e| e.line == line && e.reason.contains(reason));
    assert!(wanted, "wanted line {line} `{reason}`, got {found:#?}");
}

/// The example's safety check measures, between these.
#[track_caller]
fn measure_fails(least: &str, most: &str, reason: &str) {
    let unit = "{ \"zh-CN\" = \"度\", en = \"°C\" }";
    let measure = format!("measure = {{ unit = {unit}, least = \"{least}\", most = \"{most}\" }}");
    let check = "id = \"shoes\"";
    fails(check, &format!("{check}\n{measure}"), 30, reason);
}

#[test]
fn what_is_measured_has_a_unit_in_both_languages() {
    let measure =
        "id = \"shoes\"\nmeasure = { unit = { en = \"°C\" }, least = \"37\", most = \"41\" }";
    fails("id = \"shoes\"", measure, 30, "needs words in `zh-CN`");
}

#[test]
fn the_example_is_good() {
    CareKind::parse("walk.toml", GOOD).unwrap();
}

#[test]
fn parts_of_the_day_are_in_order_and_an_appointment_is_reached() {
    let lunch = |from: &str, to: &str| {
        let name = "name = { \"zh-CN\" = \"中饭\", en = \"Lunch\" }";
        let times = format!("from = \"{from}\", to = \"{to}\"");
        format!("people = 1\nwindows = [{{ id = \"lunch\", {name}, {times} }}]")
    };
    let read = |lines: &str| {
        let text = GOOD.replacen("people = 1", lines, 1);
        CareKind::parse("walk.toml", &text).unwrap()
    };
    let usual = CareKind::parse("walk.toml", GOOD).unwrap();
    assert_eq!(usual.day_windows(), [Window::MORNING, Window::AFTERNOON]);
    let written = serde_json::to_string(&usual).unwrap();
    assert!(!written.contains("windows") && !written.contains("appointment"));
    let kind = read(&lunch("11:00", "12:30"));
    let at = Minute::of;
    assert_eq!(kind.day_windows(), [Window::between(at(11, 0), at(12, 30))]);
    let again = serde_json::to_string(&kind).unwrap();
    assert_eq!(serde_json::from_str::<CareKind>(&again).unwrap(), kind);
    read("people = 1\nappointment = { earliest = 90, latest = 60 }");
    for (lines, reason) in [
        (lunch("12:30", "11:00"), "later than `from`"),
        (lunch("11", "12:00"), "a time is expected"),
        (lunch("11:00", "24:00"), "a time is expected"),
        (
            lunch("11:00", "12:00").replace("中饭", ""),
            "needs words in `zh-CN`",
        ),
        (
            "people = 1\nappointment = { earliest = 30, latest = 60 }".to_owned(),
            "latest < earliest",
        ),
        (
            "people = 1\nappointment = { earliest = 300, latest = 60 }".to_owned(),
            "earliest <= 240",
        ),
    ] {
        fails("people = 1", &lines, 8, reason);
    }
}

#[test]
fn each_mistake_is_told_with_its_line() {
    fails("order = 1", "order = \"one\"", 2, "invalid type");
    fails("icon = \"walk\"", "icno = \"walk\"", 5, "unknown field");
    fails("en = \"A walk\"", "en = \" \"", 3, "needs words in `en`");
    fails("usual = 30", "usual = 90", 8, "min <= usual <= max");
    fails("people = 1", "people = 0", 7, "at least one person");
    fails("id = \"stairs\"", "id = \"aid\"", 22, "used twice");
    fails("id = \"stick\"", "id = \"Stick!\"", 17, "lower-case");
    fails("id = \"chair\"", "id = \"stick\"", 18, "used twice");
    fails("grade = 2", "grade = 3", 14, "only grades 1 and 2");
    fails("grade = 2", "grade = 9", 13, "not a grade");
    let photos = "in_offer = true\nask = { \"zh-CN\" = \"看看\", en = \"Look\" }\nkind = { is = \"photos\", max = 3 }\n\n[[questions]]\nid = \"next\"\ngrade = 2";
    fails("in_offer = true", photos, 14, "no photo may be shown");
    fails(
        "is = \"chair\" }",
        "is = \"bike\" }",
        26,
        "has no option `bike`",
    );
    fails(
        "field = \"aid\"",
        "field = \"stairs\"",
        26,
        "not an earlier question",
    );
    fails(
        "id = \"chair\", label",
        "id = \"chair\", lable",
        18,
        "unknown field",
    );
    fails(
        "en = \"Shoes fit\"",
        "fr = \"Chaussures\"",
        30,
        "needs words in `en`",
    );
    fails("icon = \"walk\"", "icon = \"\"", 5, "must not be empty");
    measure_fails("38", "37", "`least` must not be above");
    measure_fails("3x", "41", "no number");
    measure_fails("38.25", "41", "no number");
    fails("min = 20", "min = 0", 8, "0 < min");
    fails("people = 1\n", "", 1, "missing field `people`");
    fails(
        "is = \"yes_no\"",
        "is = \"maybe\"",
        25,
        "no kind of question `maybe`",
    );
    fails(
        "is = \"yes_no\"",
        "is = \"yes_no\", max = 3",
        25,
        "`max` does not belong",
    );
    fails("is = \"yes_no\"", "is = \"text\"", 25, "needs `max`");
    fails(
        "is = \"yes_no\"",
        "is = \"text\", max = 0",
        25,
        "between 1 and 2000",
    );
    fails(
        "is = \"yes_no\"",
        "is = \"number\", min = 2, max = 1",
        25,
        "not be above max",
    );
    fails(
        "is = \"choice\"",
        "is = \"choices\", min = 0, max = 2",
        16,
        "at least 1",
    );
    fails(
        "is = \"choice\"",
        "is = \"choices\", min = 1, max = 3",
        16,
        "number of options",
    );
    fails(
        "  { id = \"chair\", label = { \"zh-CN\" = \"轮椅\", en = \"A wheelchair\" } },\n",
        "",
        16,
        "two options",
    );
}

#[test]
fn the_words_of_a_unit_are_needed_in_both_languages() {
    let number = "is = \"number\", min = 1, max = 2, unit = { en = \"hours\" }";
    fails("is = \"yes_no\"", number, 25, "needs words in `zh-CN`");
}

#[test]
fn a_question_has_its_own_yes_and_no_or_neither() {
    let kind = "kind = { is = \"yes_no\" }";
    let yes = "yes = { \"zh-CN\" = \"有\", en = \"Yes\" }";
    let no = "no = { \"zh-CN\" = \"没有\", en = \"No\" }";
    let both = GOOD.replacen(kind, &format!("{yes}\n{no}\n{kind}"), 1);
    let stairs = &CareKind::parse("walk.toml", &both).unwrap().questions[1];
    let said = [true, false].map(|yes| stairs.yes_or_no(yes).unwrap().get("zh-CN"));
    assert_eq!(said, ["有", "没有"]);

    fails(
        kind,
        &format!("{yes}\n{kind}"),
        25,
        "`no` must be given too",
    );
    fails(
        kind,
        &format!("{no}\n{kind}"),
        25,
        "`yes` must be given too",
    );
    let chinese_only = "no = { \"zh-CN\" = \"没有\" }";
    fails(
        kind,
        &format!("{yes}\n{chinese_only}\n{kind}"),
        26,
        "needs words in `en`",
    );
    let same = "no = { \"zh-CN\" = \"没有\", en = \"Yes\" }";
    fails(
        kind,
        &format!("{yes}\n{same}\n{kind}"),
        26,
        "the same as `yes` in `en`",
    );
    let text = "kind = { is = \"text\", max = 9 }";
    fails(
        kind,
        &format!("{yes}\n{no}\n{text}"),
        25,
        "only a question of kind `yes_no`",
    );
}

const AREA: &str = r#"id = "spring"
utc_offset_minutes = 480
lease_minutes = 120
name = { "zh-CN" = "春风", en = "Spring" }
city = { "zh-CN" = "示例市", en = "Demo City" }

[[phones]]
number = "120"
emergency = true
name = { "zh-CN" = "急救", en = "Ambulance" }

[[buildings]]
id = "1"
grid = "01"
name = { "zh-CN" = "1 号楼", en = "Building 1" }

[[buildings]]
id = "2"
grid = "01"
name = { "zh-CN" = "2 号楼", en = "Building 2" }
"#;

#[track_caller]
fn area_fails(from: &str, to: &str, line: usize, reason: &str) {
    assert!(AREA.contains(from), "the example has no `{from}`");
    let errors = Area::parse("spring.toml", &AREA.replacen(from, to, 1)).unwrap_err();
    let found: Vec<_> = errors.iter().map(ToString::to_string).collect();
    let wanted = errors
        .iter()
        .any(|e| e.line == line && e.reason.contains(reason));
    assert!(wanted, "wanted line {line} `{reason}`, got {found:#?}");
}

#[test]
fn each_mistake_in_an_area_is_told_with_its_line() {
    Area::parse("spring.toml", AREA).unwrap();
    area_fails("480", "900", 2, "14 hours");
    area_fails(
        "lease_minutes = 120",
        "lease_minutes = 0",
        3,
        "for some minutes",
    );
    area_fails(
        "lease_minutes = 120",
        "lease_minutes = 120\nmost_open_claims = 0",
        4,
        "nobody could take anything on",
    );
    area_fails("lease_minutes", "lease_hours", 3, "unknown field");
    area_fails("emergency = true", "emergency = false", 7, "danger to life");
    area_fails("\"120\"", "\"- -\"", 8, "not a telephone number");
    area_fails("grid = \"01\"", "grid = \" \"", 14, "must not be empty");
    area_fails("id = \"2\"", "id = \"1\"", 18, "used twice");
    area_fails(
        "en = \"Building 2\"",
        "fr = \"Bloc 2\"",
        20,
        "needs words in `en`",
    );
}

#[test]
fn all_mistakes_of_all_files_are_told_together() {
    let twice = format!("# a copy\n{GOOD}");
    let no_people = GOOD.replacen("people = 1", "people = 0", 1);
    let area_copy = format!("\n\n{AREA}");
    let files = [
        ("care/a.toml", GOOD),
        ("care/b.toml", &twice),
        ("care/c.toml", &no_people),
        ("areas/a.toml", AREA),
        ("areas/b.toml", &area_copy),
    ];
    let errors = Catalogue::from_files("v".into(), files).unwrap_err();
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "care/b.toml:2: another file has the id `walk`",
            "care/c.toml:7: at least one person must come",
            "areas/b.toml:3: another file has the id `spring`",
        ]
    );
}

#[test]
fn our_catalogue_has_the_kinds_of_care_and_the_demo_area() {
    let catalogue = ours();
    let ids: Vec<_> = catalogue
        .care
        .iter()
        .map(|kind| kind.id.0.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "meal",
            "bath",
            "clean",
            "escort",
            "medical-escort",
            "errand",
            "personal-care",
            "health-check",
            "check-in",
            "respite",
            "device-repair",
            "call-back",
            "urgent"
        ]
    );
    assert_eq!(catalogue.areas.len(), 1);
    assert!(
        catalogue
            .care
            .iter()
            .any(|kind| kind.urgent && kind.id.0 == "urgent")
    );
}

#[test]
fn a_device_reads_the_catalogue_that_the_server_sends() {
    let catalogue = ours();
    let sent = serde_json::to_string(&catalogue).unwrap();
    assert_eq!(serde_json::from_str::<Catalogue>(&sent).unwrap(), catalogue);
}

#[test]
fn each_kind_asks_two_to_six_questions_and_has_its_place_in_the_list() {
    let catalogue = ours();
    let mut places = BTreeMap::new();
    for kind in &catalogue.care {
        if let Some(other) = places.insert(kind.order, &kind.id) {
            panic!("{} and {other} want the same place", kind.id);
        }
        let count = kind.questions.len();
        // What is too hard to write is asked on the telephone.
        if kind.desk {
            assert_eq!(count, 0, "{}", kind.id);
            continue;
        }
        assert!((2..=6).contains(&count), "{} asks {count}", kind.id);
        let unanswered = journey(&kind.questions, &BTreeMap::new());
        let must = unanswered
            .iter()
            .filter(|q| check(q, None) == Err(AnswerError::Required));
        assert!(
            must.count() >= 1,
            "{} could be sent without a word",
            kind.id
        );
    }
}

#[test]
fn the_door_is_asked_for_last_and_never_shown_in_an_offer() {
    for kind in ours().care.into_iter().filter(|kind| !kind.desk) {
        let door = kind.questions.last().unwrap();
        assert_eq!(door.id.0, "door_note", "{}", kind.id);
        assert!(
            door.optional && !door.in_offer && door.grade == Grade::SENSITIVE,
            "{}",
            kind.id
        );
    }
}
