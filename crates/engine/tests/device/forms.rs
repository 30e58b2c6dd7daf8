//! Forms on a device: what follows from an answer, what nobody knows, what is not sent.

use crate::{
    applications::{
        SUBMIT, advance, answer, fill_in, form, open, refused, some_answer, start, wang,
    },
    centre::Centre,
    phone::{ask, changed},
};
use linli_api::{AnswerProfile, Code, KeepHalf, Topic, dispatch};
use linli_domain::{
    answer::{FieldId, Question, QuestionKind, SignedName, Value, check, journey},
    application::ApplicationStatus as S,
    profile::ProfileField,
    time::Date,
};

#[test]
fn a_day_of_birth_follows_from_the_id_number_and_is_not_still_to_come() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "old-age-allowance", None);
    assert!(!form(&mut phone, doc).form.known.contains_key("birth_date"));
    answer(&mut phone, doc, "id_number", some_answer("id_number"));
    let born = form(&mut phone, doc).form.known["birth_date"].clone();
    assert!(born.by_id_number && !born.is_old);
    assert_eq!(born.value, some_answer("birth_date"));
    // The profile says something else: it may be sent, and is told.
    let field = ProfileField::BirthDate;
    let value = Some(Value::Date(Date::constant(1943, 3, 4)));
    ask(&mut phone.engine, AnswerProfile { field, value });
    assert_eq!(
        form(&mut phone, doc).doubtful,
        [FieldId("id_number".into())]
    );

    fill_in(&mut phone, doc);
    let to_come = Value::Date(Date::constant(2199, 1, 1));
    let outcome = dispatch(
        &mut phone.engine,
        AnswerProfile {
            field: ProfileField::BirthDate,
            value: Some(to_come),
        }
        .into(),
    );
    assert_eq!(outcome.result.unwrap_err().detail, "not-yet");
    // Born in 2199, by a number that passes its checks.
    let number = Value::Text("110101219901010024".into());
    answer(&mut phone, doc, "id_number", number);
    let (code, field) = refused(&mut phone, doc, SUBMIT);
    assert_eq!(
        (code, field.as_deref()),
        (Code::NotValid, Some("id_number"))
    );
}

#[test]
fn what_cannot_be_read_is_kept_as_typed_and_never_as_something_else() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "old-age-allowance", None);
    fill_in(&mut phone, doc);
    let field = || FieldId("birth_date".into());
    let half = |text: &str| KeepHalf {
        doc,
        field: field(),
        text: text.into(),
    };
    // On the way to the 31st of February stands the 3rd.
    let third = Value::Date(Date::constant(2026, 2, 3));
    answer(&mut phone, doc, "birth_date", third);
    let stale = changed(&mut phone.engine, half("2026\n2\n31"));
    assert!(stale.contains(&Topic::Doc(doc)));
    let (code, wrong) = refused(&mut phone, doc, SUBMIT);
    assert_eq!(
        (code, wrong.as_deref()),
        (Code::NotValid, Some("birth_date"))
    );

    let mut phone = phone.restart();
    let kept = form(&mut phone, doc).form;
    assert!(!kept.answers.contains_key("birth_date"), "nor the 3rd");
    assert_eq!(kept.half, [(field(), "2026\n2\n31".to_owned())].into());
    answer(&mut phone, doc, "birth_date", some_answer("birth_date"));
    assert!(form(&mut phone, doc).form.half.is_empty());
    advance(&mut phone, doc, SUBMIT);
}

#[test]
fn a_form_with_a_day_that_nobody_knows_is_sent() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = start(&mut phone, "pension-eligibility-check", None);
    // Somebody was to come, and then was not: where to is nobody's business.
    answer(
        &mut phone,
        doc,
        "check_method",
        Value::Choice("visit".into()),
    );
    let address = form(&mut phone, doc).form.known["visit_address"]
        .value
        .clone();
    answer(&mut phone, doc, "visit_address", address);
    answer(
        &mut phone,
        doc,
        "check_method",
        Value::Choice("self".into()),
    );
    for _ in 0..9 {
        let own = open(&mut phone, doc);
        let asked = journey(&own.service.questions, &own.answers);
        let open_one = asked
            .into_iter()
            .find(|question| check(question, own.answers.get(&question.id)).is_err());
        let Some(question) = open_one else { break };
        let value = if question.may_not_know {
            Value::NotKnown
        } else {
            any_answer(question)
        };
        answer(&mut phone, doc, &question.id.0, value);
    }
    let own = open(&mut phone, doc);
    assert_eq!(own.answers["pension_check_on"], Value::NotKnown);
    advance(&mut phone, doc, SUBMIT);
    let own = open(&mut phone, doc);
    assert_eq!(own.status, S::Sent);
    assert!(!own.answers.contains_key("visit_address"));
    assert_eq!(own.answers["check_method"], Value::Choice("self".into()));
}

/// An answer to questions of the kinds that this form asks.
fn any_answer(question: &Question) -> Value {
    match &question.kind {
        QuestionKind::IdNumber => some_answer("id_number"),
        QuestionKind::Choice { options } => Value::Choice(options[0].id.clone()),
        QuestionKind::YesNo => Value::Yes(true),
        QuestionKind::Signature => Value::Signature(SignedName::Typed("王秀英".into())),
        QuestionKind::Phone => some_answer("phone"),
        _ => some_answer("full_name"),
    }
}
