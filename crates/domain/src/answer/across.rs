//! Answers of one form against each other: an ID number says when its holder was born.

use super::{AnswerError, Answers, FieldId, Question, QuestionKind, Value, id_number, journey};

const ID_NUMBER: &str = "id_number";

/// Answers that the ID number of the same person contradicts, in the form's order.
///
/// Whose number it is follows from names: beside `id_number` stand `birth_date` and
/// `sex`, beside `proxy_id_number` stand `proxy_birth_date` and `proxy_sex`. A
/// question is called by its profile field, else by its id.
#[must_use]
pub fn across(questions: &[Question], answers: &Answers) -> Vec<(FieldId, AnswerError)> {
    let asked = journey(questions, answers);
    let mut found = Vec::new();
    for question in &asked {
        let Some(number) = number_beside(question, &asked, answers) else {
            continue;
        };
        let mistake = match (&question.kind, answers.get(&question.id)) {
            (QuestionKind::Date, Some(Value::Date(date)))
                if id_number::birth_date(number).is_some_and(|born| born != *date) =>
            {
                AnswerError::BirthDiffers
            }
            (QuestionKind::Choice { .. }, Some(Value::Choice(sex)))
                if id_number::sex(number).is_some_and(|real| real.code() != sex) =>
            {
                AnswerError::SexDiffers
            }
            _ => continue,
        };
        found.push((question.id.clone(), mistake));
    }
    found
}

/// The ID number of the person whose birth date or sex `question` asks for.
fn number_beside<'a>(
    question: &Question,
    asked: &[&Question],
    answers: &'a Answers,
) -> Option<&'a str> {
    let name = called(question);
    let wanted = match question.kind {
        QuestionKind::Date => "birth_date",
        QuestionKind::Choice { .. } => "sex",
        _ => return None,
    };
    let whose = name.strip_suffix(wanted)?;
    let is_theirs = |other: &&&Question| {
        other.kind == QuestionKind::IdNumber && called(other).strip_suffix(ID_NUMBER) == Some(whose)
    };
    let beside = asked.iter().find(is_theirs)?;
    match answers.get(&beside.id) {
        Some(Value::Text(number)) => Some(number),
        _ => None,
    }
}

fn called(question: &Question) -> &str {
    question.profile.as_deref().unwrap_or(&question.id.0)
}
