//! Tests of reading services: each mistake with its file and line, and our own files.

use super::*;

pub(super) const SERVICE: &str = r#"id = "card"
order = 1
name = { "zh-CN" = "老人卡", en = "A card" }
easy = { "zh-CN" = "坐车便宜。", en = "Cheaper buses." }
short = { "zh-CN" = "坐车用", en = "For buses" }
life_event = "growing-older"
jurisdiction = { "zh-CN" = "示例市", en = "Demo City" }
as_of = "2026-11-24"
source = { "zh-CN" = "草稿", en = "A draft" }
authority = { "zh-CN" = "民政局", en = "The bureau" }
office = "bureau"
max_visits = 1
complaint_phone = "12345"
output = { "zh-CN" = "一张卡", en = "A card" }
keywords = ["老年证"]
related = ["meal"]
promise = { working_days = 5, note = { "zh-CN" = "估计", en = "An estimate" } }
fee = { free = true, note = { "zh-CN" = "不收钱", en = "Nothing to pay" } }
channels = [{ is = "desk", label = { "zh-CN" = "窗口", en = "The desk" } }]
steps = [{ days = 5, label = { "zh-CN" = "做证", en = "It is made" } }]
evidence = [{ id = "id_card", label = { "zh-CN" = "身份证", en = "ID card" }, help = { "zh-CN" = "正反面", en = "Both sides" } }]
sections = [
  { id = "you", label = { "zh-CN" = "您", en = "You" } },
  { id = "card", label = { "zh-CN" = "卡", en = "The card" } },
]

[[eligibility]]
id = "age"
expr = "profile.age >= 60"
reason_yes = { "zh-CN" = "满了", en = "Yes" }
reason_no = { "zh-CN" = "没满", en = "No" }
change = { "zh-CN" = "满 60 岁", en = "Turning 60" }
from_field = "birth_date"
from_age = 60

[[questions]]
id = "number"
section = "you"
grade = 3
profile = "id_number"
ask = { "zh-CN" = "号码？", en = "Your number?" }
kind = { is = "text", max = 18 }

[[questions]]
id = "post"
section = "card"
grade = 1
ask = { "zh-CN" = "寄给您？", en = "By post?" }
kind = { is = "yes_no" }

[[questions]]
id = "where"
section = "card"
grade = 2
ask = { "zh-CN" = "寄到哪儿？", en = "Where to?" }
kind = { is = "text", max = 80 }
show_if = { field = "post", is = "yes" }

[[amounts]]
place = { "zh-CN" = "某地", en = "Somewhere" }
as_of = "2026-01-01"
source = { "zh-CN" = "公告", en = "A notice" }
text = { "zh-CN" = "每月 30 元", en = "30 yuan a month" }
"#;

const BUNDLE: &str = r#"id = "older"
order = 1
name = { "zh-CN" = "变老", en = "Getting older" }
easy = { "zh-CN" = "一次办。", en = "In one go." }
short = { "zh-CN" = "几件事", en = "Some things" }
life_event = "growing-older"
keywords = ["老"]

[[members]]
service = "card"

[[members]]
service = "meal"
depends_on = ["card"]
"#;

pub(super) const OFFICE: &str = r#"id = "bureau"
name = { "zh-CN" = "民政局", en = "The bureau" }
areas = ["spring"]
phone = "000-5555-0201"
"#;

const YEAR: &str = r#"year = 2026
source = { "zh-CN" = "通知", en = "A notice" }
note = { "zh-CN" = "全国", en = "The country" }
off = [
  { from = "2026-01-01", to = "2026-01-03", name = { "zh-CN" = "元旦", en = "New Year" } },
]
work = ["2026-01-04"]
"#;

pub(super) const AREA: &str = r#"id = "spring"
utc_offset_minutes = 480
lease_minutes = 120
name = { "zh-CN" = "春风", en = "Spring" }
city = { "zh-CN" = "示例市", en = "Demo City" }
phones = [{ number = "120", emergency = true, name = { "zh-CN" = "急救", en = "Ambulance" } }]
buildings = [{ id = "1", grid = "01", name = { "zh-CN" = "1 号楼", en = "Building 1" } }]
"#;

/// A second service, so that the first may name it.
fn meal() -> String {
    SERVICE
        .replace("id = \"card\"\norder", "id = \"meal\"\norder")
        .replace("related = [\"meal\"]", "related = [\"card\"]")
}

/// All the examples, in which the one called `file` has `from` replaced by `to`.
pub(super) fn read(file: &str, from: &str, to: &str) -> Result<Catalogue, Vec<CatalogueError>> {
    let files = [
        ("areas/spring.toml", AREA.to_owned()),
        ("offices/bureau.toml", OFFICE.to_owned()),
        ("services/card.toml", SERVICE.to_owned()),
        ("services/meal.toml", meal()),
        ("bundles/older.toml", BUNDLE.to_owned()),
        ("holidays/2026.toml", YEAR.to_owned()),
    ];
    let files = files.map(|(name, text)| {
        if name != file {
            return (name, text);
        }
        assert!(text.contains(from), "{name} has no `{from}`");
        (name, text.replacen(from, to, 1))
    });
    let files = files.iter().map(|(name, text)| (*name, text.as_str()));
    Catalogue::from_files("v".into(), files)
}

#[track_caller]
pub(super) fn fails(file: &str, table: &[(&str, &str, usize, &str)]) {
    for (from, to, line, reason) in table {
        let errors = read(file, from, to).expect_err(to);
        let found: Vec<_> = errors.iter().map(ToString::to_string).collect();
        let wanted = errors
            .iter()
            .any(|e| e.file == file && e.line == *line && e.reason.contains(reason));
        assert!(
            wanted,
            "wanted {file}:{line} `{reason}` for `{to}`, got {found:#?}"
        );
    }
}

#[test]
fn the_examples_are_good() {
    let catalogue = read("", "", "").unwrap();
    assert_eq!(catalogue.services.len(), 2);
    assert_eq!(catalogue.bundles.len(), 1);
    let office = &catalogue.services[0].office;
    assert!(catalogue.office(office).is_some());
    assert!(catalogue.holidays.year(2026).is_some());
}

#[test]
fn each_mistake_in_a_service_is_told_with_its_line() {
    fails(
        "services/card.toml",
        &[
            ("order = 1", "order = \"one\"", 2, "invalid type"),
            ("id = \"card\"", "id = \"Card!\"", 1, "lower-case"),
            ("short = ", "shrot = ", 5, "unknown field"),
            (
                "en = \"A card\" }\neasy",
                "fr = \"Une carte\" }\neasy",
                3,
                "needs words in `en`",
            ),
            (
                "en = \"Cheaper buses.\"",
                "en = \" \"",
                4,
                "needs words in `en`",
            ),
            ("\"growing-older\"", "\"growing\"", 6, "unknown variant"),
            ("\"2026-11-24\"", "\"24 November\"", 8, "a day is expected"),
            ("\"2026-11-24\"", "\"2026-02-30\"", 8, "a day is expected"),
            ("as_of = \"2026-11-24\"\n", "", 1, "missing field `as_of`"),
            ("\"12345\"", "\"call us\"", 13, "not a telephone number"),
            ("[\"老年证\"]", "[]", 15, "at least one word"),
            ("[\"老年证\"]", "[\"\"]", 15, "must not be empty"),
            (
                "working_days = 5",
                "working_days = 4",
                17,
                "longer than the 4 promised",
            ),
            ("working_days = 5", "working_days = -1", 17, "invalid value"),
            (
                "note = { \"zh-CN\" = \"估计\"",
                "note = { fr = \"\"",
                17,
                "needs words in `zh-CN`",
            ),
            ("不收钱", "收 5 元", 18, "amounts belong in `amounts`"),
            (
                "Nothing to pay",
                "5 yuan",
                18,
                "amounts belong in `amounts`",
            ),
            ("is = \"desk\"", "is = \"pigeon\"", 19, "unknown variant"),
            (
                "[{ is = \"desk\", label = { \"zh-CN\" = \"窗口\", en = \"The desk\" } }]",
                "[]",
                19,
                "at least one of `channels`",
            ),
            ("en = \"The desk\"", "en = \"\"", 19, "needs words in `en`"),
            (
                "en = \"It is made\"",
                "en = \"\"",
                20,
                "needs words in `en`",
            ),
            (
                "en = \"Both sides\"",
                "en = \"\"",
                21,
                "needs words in `en`",
            ),
            ("id = \"id_card\"", "id = \"\"", 21, "lower-case"),
            ("en = \"The card\"", "en = \"\"", 24, "needs words in `en`"),
            (
                "{ id = \"card\", label",
                "{ id = \"you\", label",
                24,
                "used twice",
            ),
        ],
    );
}

#[test]
fn each_mistake_in_a_rule_is_told_with_its_line() {
    fails(
        "services/card.toml",
        &[
            ("profile.age >= 60", "", 29, "must not be empty"),
            (
                "profile.age",
                "profile.shoe_size",
                29,
                "no field `shoe_size`",
            ),
            ("en = \"Yes\"", "en = \"\"", 30, "needs words in `en`"),
            ("en = \"No\"", "en = \"\"", 31, "needs words in `en`"),
            (
                "en = \"Turning 60\"",
                "en = \"\"",
                32,
                "needs words in `en`",
            ),
            ("\"birth_date\"", "\"birthday\"", 33, "no field `birthday`"),
            (
                "from_age = 60\n",
                "",
                27,
                "needs one of `from_age` and `from_days`",
            ),
            (
                "from_field = \"birth_date\"\n",
                "",
                27,
                "needs one of `from_age` and `from_days`",
            ),
            (
                "from_age = 60\n",
                "from_age = 60\nfrom_days = 3\n",
                27,
                "needs one of",
            ),
            ("from_age = 60", "from_age = 600", 34, "invalid value"),
        ],
    );
}

#[test]
fn not_knowing_and_days_in_order_are_only_for_questions_that_can() {
    let line = SERVICE.lines().position(|line| line.contains("max = 80"));
    let line = line.unwrap_or_default() + 1;
    let text = "kind = { is = \"text\", max = 80 }";
    let signs = "kind = { is = \"signature\" }\nmay_not_know = true";
    let ends = "kind = { is = \"date\", not_before = \"post\" }";
    fails(
        "services/card.toml",
        &[
            (text, signs, line + 1, "make it `optional`"),
            (
                text,
                ends,
                line,
                "`post` is not an earlier question for a day",
            ),
        ],
    );
}

#[test]
fn each_mistake_in_a_form_is_told_with_its_line() {
    fails(
        "services/card.toml",
        &[
            ("id = \"post\"", "id = \"number\"", 45, "used twice"),
            ("grade = 3", "grade = 2", 39, "`id_number` is of grade 3"),
            (
                "profile = \"id_number\"",
                "profile = \"number\"",
                40,
                "no field `number`",
            ),
            (
                "is = \"text\", max = 18",
                "is = \"text\"",
                42,
                "needs `max`",
            ),
            (
                "field = \"post\"",
                "field = \"later\"",
                57,
                "not an earlier question",
            ),
            (
                "field = \"post\"",
                "field = \"where\"",
                57,
                "not an earlier question",
            ),
            (
                "is = \"yes\"",
                "is = \"perhaps\"",
                57,
                "has no option `perhaps`",
            ),
            (
                "section = \"you\"",
                "section = \"me\"",
                38,
                "there is no section `me`",
            ),
            (
                "section = \"you\"",
                "section = \"card\"",
                23,
                "no question is in `you`",
            ),
            ("section = \"you\"\n", "", 36, "needs its `section`"),
            (
                "id = \"where\"\nsection = \"card\"",
                "id = \"where\"\nsection = \"you\"",
                53,
                "before later sections",
            ),
            (
                "en = \"30 yuan a month\"",
                "en = \"\"",
                63,
                "needs words in `en`",
            ),
            (
                "as_of = \"2026-01-01\"",
                "as_of = \"lately\"",
                61,
                "a day is expected",
            ),
            ("en = \"A notice\"", "en = \"\"", 62, "needs words in `en`"),
            (
                "id = \"id_card\",",
                "id = \"id_card\", photo = true,",
                22,
                "need a last section `papers`",
            ),
            (
                "id = \"id_card\",",
                "id = \"number\",",
                21,
                "a question has the id `number`",
            ),
            (
                "id = \"id_card\",",
                "id = \"id_card\", show_if = { field = \"number\", is = \"yes\" },",
                21,
                "has no option `yes`",
            ),
            (
                "id = \"card\", label",
                "id = \"papers\", label",
                24,
                "no paper has",
            ),
        ],
    );
}

#[test]
fn numbers_and_addresses_are_sensitive() {
    let file = "services/card.toml";
    for kind in ["id_number", "bank_card", "address"] {
        let kind = format!("is = \"{kind}\"");
        let reason = "at least of grade 3";
        fails(file, &[("is = \"yes_no\"", &kind, 47, reason)]);
        // A question of grade 3 may ask for it.
        let fine = SERVICE.replacen("is = \"text\", max = 18", &kind, 1);
        Service::parse(file, &fine).unwrap();
    }
}

#[test]
fn what_is_named_in_another_file_must_be_there() {
    fails(
        "services/card.toml",
        &[
            ("\"bureau\"", "\"moon\"", 11, "no office `moon`"),
            (
                "related = [\"meal\"]",
                "related = [\"tea\"]",
                16,
                "no service `tea`",
            ),
            (
                "related = [\"meal\"]",
                "related = [\"card\"]",
                16,
                "the service itself",
            ),
        ],
    );
    fails(
        "offices/bureau.toml",
        &[("\"spring\"", "\"autumn\"", 3, "no area `autumn`")],
    );
    fails(
        "bundles/older.toml",
        &[(
            "service = \"meal\"",
            "service = \"tea\"",
            13,
            "no service `tea`",
        )],
    );
}

#[test]
fn two_files_with_one_id_and_files_of_no_folder_are_told() {
    fails(
        "services/meal.toml",
        &[(
            "id = \"meal\"",
            "id = \"card\"",
            1,
            "another file has the id `card`",
        )],
    );
    let twice = [
        ("holidays/2026.toml", YEAR),
        ("holidays/b.toml", YEAR),
        ("tea/x.toml", ""),
    ];
    let errors = Catalogue::from_files("v".into(), twice).unwrap_err();
    let told: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "holidays/b.toml:1: another file has the year `2026`",
            "tea/x.toml:1: no folder `tea` is known",
        ]
    );
}
