//! Tests of judging answers and of the way through a form.

use super::*;
use crate::text::LocalText;
use linli_testing::cases;
use proptest::prelude::*;

fn words(text: &str) -> LocalText {
    LocalText(
        [("zh-CN", text), ("en", text)]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into(),
    )
}

pub(super) fn question(id: &str, kind: QuestionKind) -> Question {
    Question::new(FieldId(id.to_owned()), words("?"), kind)
}

fn options(ids: &[&str]) -> Vec<Opt> {
    let option = |id: &&str| Opt {
        id: (*id).to_owned(),
        label: words(id),
    };
    ids.iter().map(option).collect()
}

fn choice(id: &str, ids: &[&str]) -> Question {
    question(
        id,
        QuestionKind::Choice {
            options: options(ids),
        },
    )
}

fn several(min: u32, max: u32) -> Question {
    question(
        "rooms",
        QuestionKind::Choices {
            options: options(&["a", "b", "c"]),
            min,
            max,
        },
    )
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

fn chosen(ids: &[&str]) -> Value {
    Value::Choices(ids.iter().map(|id| (*id).to_owned()).collect())
}

fn yes_no(id: &str) -> Question {
    question(id, QuestionKind::YesNo)
}

fn when(mut question: Question, field: &str, is: &str) -> Question {
    question.show_if = Some(Condition {
        field: FieldId(field.into()),
        is: is.into(),
    });
    question
}

fn optional(mut question: Question) -> Question {
    question.optional = true;
    question
}

#[track_caller]
fn judged(question: &Question, value: Value, expected: Result<(), AnswerError>) {
    assert_eq!(check(question, Some(&value)), expected, "{value:?}");
}

#[test]
fn nothing_is_an_answer_only_where_the_question_may_be_passed_over() {
    let ask = question("note", QuestionKind::Text { max: 5 });
    assert_eq!(check(&ask, None), Err(AnswerError::Required));
    judged(&ask, text(" \n"), Err(AnswerError::Required));
    assert_eq!(check(&optional(ask.clone()), None), Ok(()));
    judged(&optional(ask), text(""), Ok(()));
}

#[test]
fn characters_are_counted_not_bytes() {
    let ask = question("note", QuestionKind::LongText { max: 4 });
    judged(&ask, text("按两次铃"), Ok(()));
    judged(
        &ask,
        text("按两次门铃"),
        Err(AnswerError::TooLong { max: 4 }),
    );
}

#[test]
fn only_options_count_each_once() {
    judged(
        &choice("mode", &["a"]),
        Value::Choice("b".into()),
        Err(AnswerError::NotAnOption),
    );
    judged(
        &several(2, 2),
        chosen(&["a", "a"]),
        Err(AnswerError::TooFew { min: 2 }),
    );
    judged(
        &several(1, 2),
        chosen(&["a", "b", "c"]),
        Err(AnswerError::TooMany { max: 2 }),
    );
    judged(
        &several(1, 2),
        chosen(&["a", "x"]),
        Err(AnswerError::NotAnOption),
    );
    judged(&several(1, 2), chosen(&["c", "a"]), Ok(()));
}

#[test]
fn unticking_everything_passes_over_an_optional_question() {
    judged(
        &several(1, 3),
        chosen(&[]),
        Err(AnswerError::TooFew { min: 1 }),
    );
    judged(&optional(several(1, 3)), chosen(&[]), Ok(()));
}

#[test]
fn telephone_numbers_are_taken_as_people_write_them() {
    let ask = question("phone", QuestionKind::Phone);
    for number in [
        "120",
        "010-6655 4433",
        "+86 138 0013 8000",
        "(021) 6655-4433",
        "１３８ ００１３ ８０００",
        "（０１０）6655—4433",
        "+49 30 1234567",
        "12345",
    ] {
        judged(&ask, text(number), Ok(()));
    }
    for number in ["12", "call me", "138x0013", "1+2+3", "1234567890123456"] {
        judged(&ask, text(number), Err(AnswerError::NotAPhone));
    }
    for number in [
        "138 0013 800",
        "1380013800012",
        "+86 138 0013 80",
        "１３８００１３８",
    ] {
        judged(&ask, text(number), Err(AnswerError::MobileLength));
    }
    let kept = normal(&ask.kind, text("（０１０）6655—4433"));
    assert_eq!(kept, text("(010)6655-4433"));
    judged(&ask, text("  "), Err(AnswerError::Required));
}

#[test]
fn not_knowing_is_an_answer_only_where_the_question_allows_it() {
    let mut ask = yes_no("family");
    judged(&ask, Value::NotKnown, Err(AnswerError::WrongType));
    ask.may_not_know = true;
    judged(&ask, Value::NotKnown, Ok(()));
}

#[test]
fn answers_keep_their_wire_form() {
    for (value, json) in [
        (text("慢"), r#"{"text":"慢"}"#),
        (Value::Number(-3), r#"{"number":-3}"#),
        (Value::Yes(true), r#"{"yes":true}"#),
        (Value::Choice("cook".into()), r#"{"choice":"cook"}"#),
        (chosen(&["a", "b"]), r#"{"choices":["a","b"]}"#),
        (Value::NotKnown, r#""not_known""#),
    ] {
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
        assert_eq!(serde_json::from_str::<Value>(json).unwrap(), value);
    }
}

fn asked(questions: &[Question], answers: &[(&str, Value)]) -> Vec<String> {
    let answers = answers
        .iter()
        .map(|(id, value)| (FieldId((*id).into()), value.clone()));
    let journey = journey(questions, &answers.collect());
    journey
        .into_iter()
        .map(|question| question.id.0.clone())
        .collect()
}

#[test]
fn a_question_is_asked_when_the_earlier_answer_says_so() {
    let form = [
        choice("where", &["home", "away"]),
        when(yes_no("alone"), "where", "home"),
        when(yes_no("night"), "alone", "no"),
        yes_no("door"),
    ];
    let home = ("where", Value::Choice("home".into()));
    let away = ("where", Value::Choice("away".into()));
    let not_alone = ("alone", Value::Yes(false));
    assert_eq!(asked(&form, &[]), ["where", "door"]);
    assert_eq!(
        asked(&form, std::slice::from_ref(&home)),
        ["where", "alone", "door"]
    );
    assert_eq!(
        asked(&form, &[home, not_alone.clone()]),
        ["where", "alone", "night", "door"]
    );
    // The answer to a question that is no longer asked counts for nothing.
    assert_eq!(asked(&form, &[away, not_alone]), ["where", "door"]);
}

#[test]
fn one_of_several_ticks_is_enough_to_ask_on() {
    let form = [several(1, 3), when(yes_no("ladder"), "rooms", "b")];
    assert_eq!(
        asked(&form, &[("rooms", chosen(&["a", "b"]))]),
        ["rooms", "ladder"]
    );
    assert_eq!(asked(&form, &[("rooms", chosen(&["a"]))]), ["rooms"]);
}

fn any_value() -> impl Strategy<Value = Value> {
    let id = prop_oneof![Just("a".to_owned()), Just("b".to_owned()), ".{0,3}"];
    prop_oneof![
        ".{0,12}".prop_map(Value::Text),
        any::<i64>().prop_map(Value::Number),
        any::<bool>().prop_map(Value::Yes),
        id.clone().prop_map(Value::Choice),
        prop::collection::vec(id, 0..5).prop_map(Value::Choices),
        Just(Value::NotKnown),
    ]
}

fn any_question() -> impl Strategy<Value = Question> {
    let kind = prop_oneof![
        (1..10_u32).prop_map(|max| QuestionKind::Text { max }),
        (1..10_u32).prop_map(|max| QuestionKind::LongText { max }),
        Just(QuestionKind::Choice {
            options: options(&["a", "b"])
        }),
        (0..3_u32, 0..3_u32).prop_map(|(min, more)| QuestionKind::Choices {
            options: options(&["a", "b", "c"]),
            min,
            max: min + more,
        }),
        Just(QuestionKind::YesNo),
        (-50..50_i64, 0..50_i64).prop_map(|(min, more)| QuestionKind::Number {
            min,
            max: min + more,
            unit: None
        }),
        Just(QuestionKind::Phone),
        Just(QuestionKind::date()),
        Just(QuestionKind::Time),
    ];
    (kind, any::<bool>(), any::<bool>()).prop_map(|(kind, is_optional, may_not_know)| {
        let mut question = question("q", kind);
        question.optional = is_optional;
        question.may_not_know = may_not_know;
        question
    })
}

/// The same judgement, said the other way round: what an accepted answer must be.
fn is_fit(question: &Question, value: &Value) -> bool {
    match (value, &question.kind) {
        (Value::NotKnown, _) => question.may_not_know,
        (Value::Text(words), QuestionKind::Text { max } | QuestionKind::LongText { max }) => {
            words.chars().count() <= usize::try_from(*max).unwrap()
                && (question.optional || !words.trim().is_empty())
        }
        (Value::Text(words), QuestionKind::Phone) => {
            let blank = words.trim().is_empty();
            if blank {
                question.optional
            } else {
                words.bytes().any(|b| b.is_ascii_digit())
            }
        }
        (Value::Number(number), QuestionKind::Number { min, max, .. }) => {
            min <= number && number <= max
        }
        (Value::Yes(_), QuestionKind::YesNo) => true,
        (Value::Choice(id), QuestionKind::Choice { options }) => {
            options.iter().any(|o| o.id == *id)
        }
        (Value::Choices(ids), QuestionKind::Choices { options, .. }) => {
            ids.iter().all(|id| options.iter().any(|o| o.id == *id))
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_accepted_answer_is_fit_for_its_question(question in any_question(), value in any_value()) {
        if check(&question, Some(&value)).is_ok() {
            prop_assert!(is_fit(&question, &value));
        }
    }

    #[test]
    fn a_number_is_accepted_exactly_in_its_range(min in -99..99_i64, more in 0..99_i64, number in -300..300_i64) {
        let max = min + more;
        let ask = question("n", QuestionKind::Number { min, max, unit: None });
        let expected = if (min..=max).contains(&number) {
            Ok(())
        } else {
            Err(AnswerError::OutOfRange { min, max })
        };
        prop_assert_eq!(check(&ask, Some(&Value::Number(number))), expected);
    }

    #[test]
    fn words_are_accepted_exactly_up_to_their_length(words in "[铃a]{1,20}", max in 1..20_u32) {
        let ask = question("t", QuestionKind::Text { max });
        let fits = words.chars().count() <= usize::try_from(max).unwrap();
        let expected = if fits { Ok(()) } else { Err(AnswerError::TooLong { max }) };
        prop_assert_eq!(check(&ask, Some(&Value::Text(words))), expected);
    }

    #[test]
    fn several_choices_are_accepted_exactly_in_their_count(
        ids in prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), 0..6),
        min in 1..3_u32,
        more in 0..2_u32,
    ) {
        let max = min + more;
        let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
        let count = u32::try_from(distinct.len()).unwrap();
        prop_assert_eq!(
            check(&several(min, max), Some(&chosen(&ids))).is_ok(),
            (min..=max).contains(&count)
        );
    }

    #[test]
    fn a_question_reads_what_it_writes(question in any_question()) {
        let json = serde_json::to_string(&question).unwrap();
        prop_assert_eq!(serde_json::from_str::<Question>(&json).unwrap(), question);
    }
}
