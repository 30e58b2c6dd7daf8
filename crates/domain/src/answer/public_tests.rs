//! Tests of the answers that public services ask for: their parts, their wire
//! form, what is hidden of them, and how they agree.

use super::{tests::question, *};
use crate::time::Window;
use crate::time::{Date, Minute};
use linli_testing::cases;
use proptest::prelude::*;

const HASH: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

fn address(building: &str, unit: &str, room: &str) -> Value {
    Value::Address(Address {
        building: building.into(),
        unit: unit.into(),
        room: room.into(),
    })
}

fn contact(name: &str, phone: &str) -> Value {
    Value::Person(Contact {
        name: name.into(),
        phone: phone.into(),
        relation: "女儿".into(),
    })
}

fn photo(name: &str) -> BlobRef {
    BlobRef {
        hash: BlobHash::try_from(HASH.to_owned()).unwrap(),
        bytes: 120_000,
        name: name.into(),
    }
}

fn drawn(strokes: &str) -> Value {
    Value::Signature(SignedName::Drawn(strokes.into()))
}

fn typed(name: &str) -> Value {
    Value::Signature(SignedName::Typed(name.into()))
}

#[track_caller]
fn judged(kind: QuestionKind, value: Value, expected: Result<(), AnswerError>) {
    assert_eq!(
        check(&question("q", kind), Some(&value)),
        expected,
        "{value:?}"
    );
}

#[test]
fn parts_are_judged_by_what_is_needed_to_use_them() {
    use QuestionKind as Kind;
    let too_long = Err(AnswerError::TooLong { max: 60 });
    let long = "长".repeat(61);
    judged(Kind::Address, address("3 号楼", "", ""), Ok(()));
    judged(
        Kind::Address,
        address(" ", "2", "301"),
        Err(AnswerError::NoBuilding),
    );
    judged(
        Kind::Address,
        address("", "", ""),
        Err(AnswerError::Required),
    );
    judged(Kind::Address, address(&long, "", ""), too_long);
    judged(Kind::Person, contact("李明", "138 0000 0000"), Ok(()));
    judged(
        Kind::Person,
        contact("", "13800000000"),
        Err(AnswerError::NoName),
    );
    judged(
        Kind::Person,
        contact("李明", ""),
        Err(AnswerError::NotAPhone),
    );
    judged(
        Kind::Person,
        contact("李明", "phone"),
        Err(AnswerError::NotAPhone),
    );
    judged(Kind::Person, contact(&long, "13800000000"), too_long);
    let wish = |window| {
        Value::DayWindow(DayWindow {
            date: Date::constant(2026, 11, 25),
            window,
        })
    };
    judged(Kind::DayWindow, wish(Window::MORNING), Ok(()));
    let backwards = Window::between(Window::MORNING.to, Window::MORNING.from);
    judged(Kind::DayWindow, wish(backwards), Err(AnswerError::NoWindow));
    let to_an_appointment = Window {
        appointment: Some(Window::MORNING.to),
        ..Window::MORNING
    };
    judged(
        Kind::DayWindow,
        wish(to_an_appointment),
        Err(AnswerError::NoWindow),
    );
    judged(
        Kind::Address,
        contact("李明", "13800000000"),
        Err(AnswerError::WrongType),
    );
}

#[test]
fn pictures_are_counted_and_their_hashes_are_hashes() {
    let kind = QuestionKind::Photos { max: 2 };
    let photos = |count| Value::Photos(vec![photo("门口.jpg"); count]);
    judged(kind.clone(), photos(2), Ok(()));
    judged(kind.clone(), photos(0), Err(AnswerError::Required));
    judged(
        kind.clone(),
        photos(3),
        Err(AnswerError::TooManyPhotos { max: 2 }),
    );
    judged(
        kind,
        Value::Photos(vec![photo(&"n".repeat(121))]),
        Err(AnswerError::TooLong { max: 120 }),
    );
    for wrong in ["", "00", &HASH.to_uppercase(), &HASH.replace('f', "g")] {
        assert_eq!(BlobHash::try_from(wrong.to_owned()), Err(NotAHash));
    }
}

#[test]
fn a_signature_is_a_name_or_strokes_on_the_square() {
    let kind = || QuestionKind::Signature;
    judged(kind(), typed("王秀英"), Ok(()));
    judged(kind(), typed(" "), Err(AnswerError::Required));
    judged(kind(), drawn("0,0 1000,1000;5,6"), Ok(()));
    judged(kind(), drawn(""), Err(AnswerError::Required));
    for dot in ["5,6", "5,6;5,6", "5,6 100,104", "0,0 99,99"] {
        judged(kind(), drawn(dot), Err(AnswerError::SignatureTooSmall));
    }
    judged(kind(), drawn("0,0 0,100"), Ok(()));
    let long = "1,1 ".repeat(MAX_STROKES_BYTES / 4) + "1,1";
    for wrong in ["1001,0", "1", "1,2,3", "1,2;", "1,2  3,4", "+1,2", &long] {
        judged(kind(), drawn(wrong), Err(AnswerError::NotASignature));
    }
}

#[test]
fn a_line_of_numbers_may_be_emptied_where_it_may_be_passed_over() {
    for kind in [QuestionKind::IdNumber, QuestionKind::BankCard] {
        let mut ask = question("q", kind);
        let blank = Value::Text(" ".into());
        assert_eq!(check(&ask, Some(&blank)), Err(AnswerError::Required));
        ask.optional = true;
        assert_eq!(check(&ask, Some(&blank)), Ok(()));
    }
    let money = QuestionKind::Money { min: 1, max: 100 };
    let wrong = AnswerError::OutOfRange { min: 1, max: 100 };
    judged(money, Value::Number(101), Err(wrong));
}

#[test]
fn numbers_are_kept_plain_and_words_as_they_are() {
    let kept = |kind, words: &str| normal(&kind, Value::Text(words.into()));
    let id = kept(QuestionKind::IdNumber, "110105 19491231-００２x");
    assert_eq!(id, Value::Text("11010519491231002X".into()));
    let words = kept(QuestionKind::Text { max: 9 }, "a - x");
    assert_eq!(words, Value::Text("a - x".into()));
}

/// The wire form of every new answer: what one version writes, the next must read.
#[test]
fn answers_keep_their_wire_form() {
    let wish = DayWindow {
        date: Date::constant(2026, 11, 25),
        window: Window::MORNING,
    };
    let photos = format!(r#"{{"photos":[{{"hash":"{HASH}","bytes":120000,"name":"a.jpg"}}]}}"#);
    for (value, json) in [
        (
            address("3", "2", "301"),
            r#"{"address":{"building":"3","unit":"2","room":"301"}}"#,
        ),
        (
            Value::DayWindow(wish),
            r#"{"day_window":{"date":"2026-11-25","window":{"from":480,"to":720}}}"#,
        ),
        (Value::Photos(vec![photo("a.jpg")]), &photos),
        (drawn("1,2;3,4"), r#"{"signature":{"drawn":"1,2;3,4"}}"#),
        (typed("王秀英"), r#"{"signature":{"typed":"王秀英"}}"#),
        (
            contact("李明", "13800000000"),
            r#"{"person":{"name":"李明","phone":"13800000000","relation":"女儿"}}"#,
        ),
    ] {
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!(serde_json::from_str::<Value>(json).unwrap(), value);
    }
    for wrong in [
        r#"{"address":{"building":"3","unit":"2","room":"301","more":1}}"#,
        r#"{"photos":[{"hash":"00","bytes":1,"name":"a"}]}"#,
        r#"{"signature":{"sung":"la"}}"#,
    ] {
        assert!(serde_json::from_str::<Value>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn questions_of_every_kind_are_read_from_a_catalogue() {
    for (text, kind) in [
        (
            r#"{"is":"money","min":1,"max":9}"#,
            QuestionKind::Money { min: 1, max: 9 },
        ),
        (r#"{"is":"date"}"#, QuestionKind::date()),
        (
            r#"{"is":"date","when":"past","not_before":"from"}"#,
            QuestionKind::Date {
                when: Some(DaySide::Past),
                not_before: Some(FieldId("from".into())),
            },
        ),
        (r#"{"is":"id_number"}"#, QuestionKind::IdNumber),
        (
            r#"{"is":"disability_number"}"#,
            QuestionKind::DisabilityNumber,
        ),
        (r#"{"is":"bank_card"}"#, QuestionKind::BankCard),
        (r#"{"is":"address"}"#, QuestionKind::Address),
        (r#"{"is":"day_window"}"#, QuestionKind::DayWindow),
        (
            r#"{"is":"photos","max":3}"#,
            QuestionKind::Photos { max: 3 },
        ),
        (r#"{"is":"signature"}"#, QuestionKind::Signature),
        (r#"{"is":"person"}"#, QuestionKind::Person),
    ] {
        assert_eq!(serde_json::from_str::<QuestionKind>(text).unwrap(), kind);
        assert_eq!(serde_json::to_string(&kind).unwrap(), text);
        let named = format!(r#"{{"is":"{}""#, kind.code());
        assert!(text.starts_with(&named), "{text} is no {named}");
    }
    for wrong in [
        r#"{"is":"photos"}"#,
        r#"{"is":"id_number","max":3}"#,
        r#"{"is":"money","min":1}"#,
        r#"{"is":"date","when":"soon"}"#,
        r#"{"is":"time","when":"past"}"#,
    ] {
        assert!(
            serde_json::from_str::<QuestionKind>(wrong).is_err(),
            "{wrong}"
        );
    }
}

fn form() -> Vec<Question> {
    let sex = || QuestionKind::Choice { options: vec![] };
    let mut born = question("born_on", QuestionKind::date());
    born.profile = Some("birth_date".into());
    vec![
        born,
        question("id_number", QuestionKind::IdNumber),
        question("sex", sex()),
        question("proxy_id_number", QuestionKind::IdNumber),
        question("proxy_sex", sex()),
        question("death_date", QuestionKind::date()),
    ]
}

fn filled(answers: &[(&str, Value)]) -> Answers {
    let answers = answers.iter().cloned();
    answers
        .map(|(id, value)| (FieldId(id.into()), value))
        .collect()
}

#[test]
fn an_id_number_is_held_against_the_answers_about_the_same_person() {
    let hers = Value::Text("11010519491231002X".into());
    let his = Value::Text("440524188001010014".into());
    let day = |year| Value::Date(Date::constant(year, 12, 31));
    let sex = |sex: &str| Value::Choice(sex.into());
    let agreeing = filled(&[
        ("born_on", day(1949)),
        ("id_number", hers.clone()),
        ("sex", sex("female")),
        ("proxy_id_number", his.clone()),
        ("proxy_sex", sex("male")),
        ("death_date", day(2025)),
    ]);
    assert_eq!(across(&form(), &agreeing), []);
    let mixed_up = filled(&[
        ("born_on", day(1948)),
        ("id_number", hers),
        ("sex", sex("male")),
        ("proxy_id_number", his),
        ("proxy_sex", sex("female")),
    ]);
    let expected = [
        ("born_on", AnswerError::BirthDiffers),
        ("sex", AnswerError::SexDiffers),
        ("proxy_sex", AnswerError::SexDiffers),
    ]
    .map(|(id, why)| (FieldId(id.into()), why));
    assert_eq!(across(&form(), &mixed_up), expected);
    // Half a number says nothing yet.
    let half = filled(&[
        ("born_on", day(1948)),
        ("id_number", Value::Text("110105".into())),
    ]);
    assert_eq!(across(&form(), &half), []);
}

#[test]
fn a_certificate_of_disability_begins_with_the_id_number_of_its_holder() {
    let form = [
        question("id_number", QuestionKind::IdNumber),
        question("disability_number", QuestionKind::DisabilityNumber),
    ];
    let text = |words: &str| Value::Text(words.into());
    for (id, expected) in [
        ("11010519491231002X", None),
        ("440524188001010014", Some(AnswerError::DisabilityDiffers)),
        // A mistake of its own is told once.
        ("440524", None),
    ] {
        let answers = filled(&[
            ("id_number", text(id)),
            ("disability_number", text("11010519491231002X43")),
        ]);
        let found = across(&form, &answers);
        assert_eq!(found.first().map(|(_, why)| *why), expected, "{id}");
    }
}

#[test]
fn an_end_does_not_come_before_its_beginning() {
    let end = QuestionKind::Date {
        when: None,
        not_before: Some(FieldId("from".into())),
    };
    let form = [question("from", QuestionKind::date()), question("to", end)];
    let day = |day| Value::Date(Date::constant(2026, 11, day));
    let wrong = |from, to| across(&form, &filled(&[("from", from), ("to", to)]));
    assert_eq!(wrong(day(3), day(3)), []);
    assert_eq!(wrong(Value::NotKnown, day(3)), []);
    let expected = [(FieldId("to".into()), AnswerError::TooSoon)];
    assert_eq!(wrong(day(3), day(2)), expected);
}

#[test]
fn a_masked_number_shows_its_last_four_characters() {
    let text = |words: &str| Value::Text(words.into());
    for (value, kind, shown) in [
        (
            text("11010519491231002X"),
            QuestionKind::IdNumber,
            "•••• 002X",
        ),
        (
            text("6222 0212 3456 7890 128"),
            QuestionKind::BankCard,
            "•••• 0128",
        ),
        (text("1234567"), QuestionKind::Phone, "••••"),
        (
            contact("李明", "13800001234"),
            QuestionKind::Person,
            "李•••• •••• 1234",
        ),
        (text("王秀英"), QuestionKind::Text { max: 9 }, "••••"),
        (
            Value::Number(500),
            QuestionKind::Money { min: 0, max: 900 },
            "••••",
        ),
    ] {
        assert_eq!(masked(&value, &kind), shown);
    }
}

fn any_kind() -> impl Strategy<Value = QuestionKind> {
    prop::sample::select(vec![
        QuestionKind::IdNumber,
        QuestionKind::DisabilityNumber,
        QuestionKind::BankCard,
        QuestionKind::Phone,
        QuestionKind::Person,
        QuestionKind::Address,
        QuestionKind::Signature,
        QuestionKind::DayWindow,
        QuestionKind::Text { max: 99 },
        QuestionKind::Money { min: 0, max: 99 },
        QuestionKind::Photos { max: 3 },
    ])
}

fn any_value() -> impl Strategy<Value = Value> {
    let words = || "[0-9０-９٣X王 -]{0,24}|.{0,24}";
    let day = (1..9999_i16, 1..13_i8, 1..29_i8, 0..1441_u16, 0..1441_u16);
    prop_oneof![
        words().prop_map(Value::Text),
        any::<i64>().prop_map(Value::Number),
        (words(), words(), words()).prop_map(|(b, u, r)| address(&b, &u, &r)),
        day.prop_map(|(year, month, day, from, to)| {
            let (from, to) = (Minute(from), Minute(to));
            Value::DayWindow(DayWindow {
                date: Date::constant(year, month, day),
                window: Window::between(from, to),
            })
        }),
        prop::collection::vec(words().prop_map(|name| photo(&name)), 0..4).prop_map(Value::Photos),
        words().prop_map(|name| typed(&name)),
        words().prop_map(|strokes| drawn(&strokes)),
        (words(), words()).prop_map(|(name, phone)| contact(&name, &phone)),
    ]
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn a_mask_never_shows_more_than_four_digits(value in any_value(), kind in any_kind()) {
        let shown = masked(&value, &kind);
        prop_assert!(shown.chars().filter(|c| c.is_numeric()).count() <= 4, "{}", shown);
    }

    #[test]
    fn every_answer_reads_as_it_was_written(value in any_value()) {
        let json = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), value);
    }

    #[test]
    fn keeping_an_answer_plain_changes_no_judgement(value in any_value(), kind in any_kind()) {
        let ask = question("q", kind);
        let kept = normal(&ask.kind, value.clone());
        prop_assert_eq!(check(&ask, Some(&kept)).is_ok(), check(&ask, Some(&value)).is_ok());
        prop_assert_eq!(normal(&ask.kind, kept.clone()), kept);
    }
}
