//! Tests of reading the catalogue: our own files, and each mistake with its line.

use super::*;
use std::fs;

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
    let wanted = errors.iter().any(|e| e.line == line && e.reason.contains(reason));
    assert!(wanted, "wanted line {line} `{reason}`, got {found:#?}");
}

#[test]
fn the_example_is_good() {
    CareKind::parse("walk.toml", GOOD).unwrap();
}

#[test]
fn each_mistake_is_told_with_its_line() {
    fails("order = 1", "order = \"one\"", 2, "invalid type");
    fails("icon = \"walk\"", "icno = \"walk\"", 5, "unknown field");
    fails("en = \"A walk\"", "en = \" \"", 3, "needs words in `en`");
    fails("usual = 30", "usual = 90", 8, "min <= usual <= max");
    fails("people = 1", "people = 0", 7, "at least one person");
    fails("id = \"stairs\"", "id = \"aid\"", 21, "used twice");
    fails("id = \"stick\"", "id = \"Stick!\"", 17, "lower-case");
    fails("id = \"chair\"", "id = \"stick\"", 18, "used twice");
    fails("grade = 2", "grade = 3", 14, "only grades 1 and 2");
    fails("grade = 2", "grade = 9", 13, "not a grade");
    fails("is = \"chair\" }", "is = \"bike\" }", 26, "has no option `bike`");
    fails("field = \"aid\"", "field = \"stairs\"", 26, "not an earlier question");
    fails("en = \"Shoes fit\"", "fr = \"Chaussures\"", 30, "needs words in `en`");
}

/// The repository's own catalogue.
fn ours() -> Vec<(String, String)> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../catalogue");
    ["care", "areas"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(&root).unwrap().display().to_string();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

#[test]
fn our_catalogue_has_the_twelve_kinds_of_care_and_the_demo_area() {
    let files = ours();
    let files = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let catalogue = match Catalogue::from_files("test".into(), files) {
        Ok(catalogue) => catalogue,
        Err(errors) => panic!("{}", errors.iter().map(|e| format!("\n{e}")).collect::<String>()),
    };
    let ids: Vec<_> = catalogue.care.iter().map(|kind| kind.id.0.as_str()).collect();
    assert_eq!(
        ids,
        [
            "meal", "bath", "clean", "escort", "medical-escort", "errand", "personal-care",
            "health-check", "check-in", "respite", "device-repair", "urgent"
        ]
    );
    assert_eq!(catalogue.areas.len(), 1);
    assert!(catalogue.care.iter().any(|kind| kind.urgent && kind.id.0 == "urgent"));
}

#[test]
fn the_door_is_asked_for_and_never_shown_in_an_offer() {
    let files = ours();
    for (name, text) in files.iter().filter(|(name, _)| name.starts_with("care/")) {
        let kind = CareKind::parse(name, text).unwrap();
        let door = kind.questions.iter().find(|q| q.id.0 == "door_note").unwrap();
        assert!(door.optional && !door.in_offer && door.grade == Grade::SENSITIVE, "{name}");
    }
}
