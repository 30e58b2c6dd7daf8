//! Whether something answers a question.

use super::{
    AnswerError, Opt, Question, QuestionKind, Value, bank_card, disability, identity_number, parts,
    phone, words::fits,
};
use crate::time::Date;

/// Nobody asks for a day before.
const FIRST_YEAR: i16 = 1850;
/// Nor for one after.
const LAST_YEAR: i16 = 2199;

/// Whether the year is one that somebody means: `46` is not 1946.
#[must_use]
pub fn is_meant(date: Date) -> bool {
    (FIRST_YEAR..=LAST_YEAR).contains(&date.year())
}

fn year(date: Date) -> Result<(), AnswerError> {
    if is_meant(date) {
        Ok(())
    } else {
        Err(AnswerError::YearOutOfRange)
    }
}

/// Whether `value` answers `question`.
///
/// # Errors
/// What is wrong with it.
pub fn check(question: &Question, value: Option<&Value>) -> Result<(), AnswerError> {
    let Some(value) = value else {
        return if question.optional {
            Ok(())
        } else {
            Err(AnswerError::Required)
        };
    };
    if *value == Value::NotKnown {
        return if question.may_not_know {
            Ok(())
        } else {
            Err(AnswerError::WrongType)
        };
    }
    check_given(question, value)
}

/// Most characters of a number that is written in words: a telephone, a paper, a card.
const MAX_NUMBER_CHARS: u32 = 60;

/// Whether a draft keeps `value`: what is half written it does, what could never be an
/// answer to `question` it does not.
///
/// # Errors
/// What is wrong with it for good.
pub fn keeps(question: &Question, value: &Value) -> Result<(), AnswerError> {
    use QuestionKind as K;
    if let (K::Phone | K::IdNumber | K::DisabilityNumber | K::BankCard, Value::Text(words)) =
        (&question.kind, value)
    {
        fits(words, MAX_NUMBER_CHARS)?;
    }
    match check(question, Some(value)) {
        Err(
            why @ (AnswerError::WrongType
            | AnswerError::NotAnOption
            | AnswerError::TooLong { .. }
            | AnswerError::NotASignature
            | AnswerError::YearOutOfRange),
        ) => Err(why),
        _ => Ok(()),
    }
}

/// Whether `value`, which is an answer and not "I do not know", answers `question`.
fn check_given(question: &Question, value: &Value) -> Result<(), AnswerError> {
    use QuestionKind as K;
    match (&question.kind, value) {
        (kind, Value::Text(words)) if kind.is_written() => check_words(question, words),
        (K::Choice { options }, Value::Choice(id)) => is_option(options, id),
        // All options unticked again: passed over, like an emptied line of words.
        (K::Choices { .. }, Value::Choices(ids)) if ids.is_empty() && question.optional => Ok(()),
        (K::Choices { options, min, max }, Value::Choices(ids)) => {
            ids.iter().try_for_each(|id| is_option(options, id))?;
            count(ids, *min, *max)
        }
        (K::Number { min, max, .. } | K::Money { min, max }, Value::Number(number)) => {
            in_range(*number, *min, *max)
        }
        (K::Address, Value::Address(address)) => parts::check_address(address, question.optional),
        (K::DayWindow, Value::DayWindow(wish))
            if wish.window.is_valid() && wish.window.appointment.is_none() =>
        {
            year(wish.date)
        }
        (K::DayWindow, Value::DayWindow(_)) => Err(AnswerError::NoWindow),
        (K::Photos { max }, Value::Photos(photos)) => {
            parts::check_photos(photos, *max, question.optional)
        }
        (K::Signature, Value::Signature(signature)) => {
            parts::check_signature(signature, question.optional)
        }
        (K::Person, Value::Person(contact)) => parts::check_contact(contact, question.optional),
        (K::Date { .. }, Value::Date(date)) => year(*date),
        (K::YesNo, Value::Yes(_)) | (K::Time, Value::Time(_)) => Ok(()),
        _ => Err(AnswerError::WrongType),
    }
}

/// Whether `words` answer a question that is answered by writing.
fn check_words(question: &Question, words: &str) -> Result<(), AnswerError> {
    present(question, words)?;
    match &question.kind {
        QuestionKind::Text { max } | QuestionKind::LongText { max } => fits(words, *max),
        QuestionKind::Phone => phone::check(words),
        // A line emptied again is passed over; [`present`] says whether it may be.
        kind if kind.is_paper_number() && is_blank(kind, words) => Ok(()),
        QuestionKind::IdNumber => identity_number::check(words),
        QuestionKind::DisabilityNumber => disability::check(words),
        QuestionKind::BankCard => bank_card::check(words),
        _ => Err(AnswerError::WrongType),
    }
}

fn in_range(number: i64, min: i64, max: i64) -> Result<(), AnswerError> {
    if (min..=max).contains(&number) {
        Ok(())
    } else {
        Err(AnswerError::OutOfRange { min, max })
    }
}

fn present(question: &Question, words: &str) -> Result<(), AnswerError> {
    if is_blank(&question.kind, words) && !question.optional {
        return Err(AnswerError::Required);
    }
    Ok(())
}

/// Whether nothing was written yet.
fn is_blank(kind: &QuestionKind, words: &str) -> bool {
    match kind {
        QuestionKind::IdNumber => identity_number::is_blank(words),
        _ => words.trim().is_empty(),
    }
}

fn is_option(options: &[Opt], id: &str) -> Result<(), AnswerError> {
    let known = options.iter().any(|option| option.id == id);
    if known {
        Ok(())
    } else {
        Err(AnswerError::NotAnOption)
    }
}

/// Each option counts once, however often it is named.
fn count(ids: &[String], min: u32, max: u32) -> Result<(), AnswerError> {
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    let chosen = u32::try_from(distinct.len()).unwrap_or(u32::MAX);
    match chosen {
        _ if chosen < min => Err(AnswerError::TooFew { min }),
        _ if chosen > max => Err(AnswerError::TooMany { max }),
        _ => Ok(()),
    }
}
