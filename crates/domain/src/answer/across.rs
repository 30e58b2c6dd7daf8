//! Answers of one form against each other: an ID number says when its holder was born,
//! the end of something comes after its beginning.

use super::{
    AnswerError, Answers, FieldId, Question, QuestionKind, Value, disability, id_number,
    identity_number, journey,
};
use crate::{
    person::Person,
    profile::{ProfileField, ProfileKey},
    time::Date,
};

/// Answers that another contradicts, in the form's order: the ID number of the same
/// person, or the day that theirs must not come before.
///
/// Whose number it is follows from names: beside `id_number` stand `birth_date` and
/// `sex` and `disability_number`, beside `proxy_id_number` stand `proxy_birth_date` and `proxy_sex`. A
/// question is called by its profile field, else by its id.
#[must_use]
pub fn across(questions: &[Question], answers: &Answers) -> Vec<(FieldId, AnswerError)> {
    let asked = journey(questions, answers);
    let mut found = Vec::new();
    for question in &asked {
        if is_too_soon(question, &asked, answers) {
            found.push((question.id.clone(), AnswerError::TooSoon));
            continue;
        }
        let Some(number) = number_beside(question, &asked, answers) else {
            continue;
        };
        let mistake = match (&question.kind, answers.get(&question.id)) {
            (QuestionKind::Date { .. }, Some(Value::Date(date)))
                if identity_number::birth_date(number).is_some_and(|born| born != *date) =>
            {
                AnswerError::BirthDiffers
            }
            (QuestionKind::Choice { .. }, Some(Value::Choice(sex)))
                if identity_number::sex(number).is_some_and(|real| real.code() != sex) =>
            {
                AnswerError::SexDiffers
            }
            (QuestionKind::DisabilityNumber, Some(Value::Text(own)))
                if id_number::check(number).is_ok() && !disability::is_of(own, number) =>
            {
                AnswerError::DisabilityDiffers
            }
            _ => continue,
        };
        found.push((question.id.clone(), mistake));
    }
    found
}

/// The day of birth that a question asks for, where the ID number beside it says it.
#[must_use]
pub fn birth_date_beside(
    question: &Question,
    questions: &[Question],
    answers: &Answers,
) -> Option<Date> {
    if !matches!(question.kind, QuestionKind::Date { .. }) {
        return None;
    }
    let asked = journey(questions, answers);
    identity_number::birth_date(number_beside(question, &asked, answers)?)
}

/// Whether a valid ID number of the resident says another day of birth or another sex
/// than `person` has noted. Either may be wrong: that is for people to see.
#[must_use]
pub fn is_doubtful(question: &Question, answer: &Value, person: &Person) -> bool {
    let (QuestionKind::IdNumber, Value::Text(number)) = (&question.kind, answer) else {
        return false;
    };
    let noted_birth = person.birth_date();
    let differs_in_birth = noted_birth
        .zip(identity_number::birth_date(number))
        .is_some_and(|(noted, born)| noted != born);
    let noted_sex = person.field(ProfileField::Sex);
    let differs_in_sex = identity_number::sex(number)
        .is_some_and(|sex| !noted_sex.is_empty() && sex.code() != noted_sex);
    called(question) == ProfileField::IdNumber.name() && (differs_in_birth || differs_in_sex)
}

/// Whether the day comes before the one that it must not come before.
fn is_too_soon(question: &Question, asked: &[&Question], answers: &Answers) -> bool {
    let QuestionKind::Date {
        not_before: Some(other),
        ..
    } = &question.kind
    else {
        return false;
    };
    let is_asked = asked.iter().any(|earlier| earlier.id == *other);
    match (answers.get(&question.id), answers.get(other)) {
        (Some(Value::Date(end)), Some(Value::Date(start))) => is_asked && end < start,
        _ => false,
    }
}

/// The ID number of the person whose birth date or sex `question` asks for.
fn number_beside<'a>(
    question: &Question,
    asked: &[&Question],
    answers: &'a Answers,
) -> Option<&'a str> {
    let name = called(question);
    let wanted = match question.kind {
        QuestionKind::Date { .. } => ProfileField::BirthDate.name(),
        QuestionKind::DisabilityNumber => ProfileField::DisabilityNumber.name(),
        QuestionKind::Choice { .. } => ProfileField::Sex.name(),
        _ => return None,
    };
    let whose = name.strip_suffix(wanted)?;
    let number = ProfileField::IdNumber.name();
    let is_theirs = |other: &&&Question| {
        other.kind == QuestionKind::IdNumber && called(other).strip_suffix(number) == Some(whose)
    };
    let beside = asked.iter().find(is_theirs)?;
    match answers.get(&beside.id) {
        Some(Value::Text(number)) => Some(number),
        _ => None,
    }
}

fn called(question: &Question) -> &str {
    question
        .profile
        .as_ref()
        .map_or(&question.id.0, ProfileKey::name)
}
