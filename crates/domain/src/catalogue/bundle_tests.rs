//! Tests of reading bundles, offices and days off: each mistake with its file and line.

use super::{
    Bundle,
    service_tests::{fails, read},
};

#[test]
fn each_mistake_in_a_bundle_is_told_with_its_line() {
    fails(
        "bundles/older.toml",
        &[
            ("en = \"In one go.\"", "en = \"\"", 4, "needs words in `en`"),
            ("[\"老\"]", "[\" \"]", 7, "must not be empty"),
            (
                "service = \"meal\"",
                "service = \"card\"",
                13,
                "a member twice",
            ),
            (
                "depends_on = [\"card\"]",
                "depends_on = [\"bath\"]",
                14,
                "`bath` is not a member",
            ),
            (
                "depends_on = [\"card\"]",
                "depends_on = [\"meal\"]",
                9,
                "in a circle",
            ),
            (
                "service = \"card\"",
                "service = \"card\"\ndepends_on = [\"meal\"]",
                9,
                "in a circle",
            ),
            (
                "\n[[members]]\nservice = \"card\"\n",
                "",
                9,
                "at least two services",
            ),
            (
                "\n[[members]]\nservice = \"card\"\n",
                "",
                11,
                "`card` is not a member",
            ),
        ],
    );
}

#[test]
fn each_mistake_in_an_office_and_in_days_off_is_told_with_its_line() {
    fails(
        "offices/bureau.toml",
        &[
            ("en = \"The bureau\"", "en = \"\"", 2, "needs words in `en`"),
            ("[\"spring\"]", "[]", 3, "at least one area"),
            ("000-5555-0201", "none", 4, "not a telephone number"),
        ],
    );
    fails(
        "holidays/2026.toml",
        &[
            ("en = \"A notice\"", "en = \"\"", 2, "needs words in `en`"),
            ("en = \"New Year\"", "en = \"\"", 5, "needs words in `en`"),
            (
                "to = \"2026-01-03\"",
                "to = \"2025-12-31\"",
                5,
                "not be after the last",
            ),
            (
                "to = \"2026-01-03\"",
                "to = \"2027-01-03\"",
                5,
                "must lie in 2026",
            ),
            (
                "to = \"2026-01-03\"",
                "to = \"2026-01-04\"",
                7,
                "off and worked at once",
            ),
            (
                "\"2026-01-04\"",
                "\"2026-01-05\"",
                7,
                "no Saturday or Sunday",
            ),
            ("\"2026-01-04\"", "\"2027-01-03\"", 7, "must lie in 2026"),
            ("\"2026-01-04\"", "\"soon\"", 7, "a day is expected"),
        ],
    );
}

#[test]
fn members_must_ask_a_question_alike_to_ask_it_once() {
    let errors = read("services/meal.toml", "max = 80", "max = 40").unwrap_err();
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        ["bundles/older.toml:13: asks `where` unlike `card`: one answer cannot serve both"]
    );
    let catalogue = read("", "", "").unwrap();
    let services: Vec<_> = catalogue.services.iter().collect();
    let ids: Vec<_> = Bundle::questions(&services)
        .iter()
        .map(|question| question.id.0.as_str())
        .collect();
    assert_eq!(ids, ["number", "post", "where"]);
}
