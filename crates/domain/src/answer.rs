//! Questions and answers: what may be asked, what counts as an answer, and which
//! question comes next.

mod across;
pub mod bank_card;
mod day;
pub mod disability;
mod error;
pub mod id_number;
mod masked;
pub mod money;
mod parts;
mod profile;
mod question;

pub use across::{across, birth_date_beside, is_doubtful};
pub use day::{check_on, on_day};
pub use error::AnswerError;
pub use masked::masked;
pub use parts::{
    Address, BlobHash, BlobRef, Contact, DayWindow, MAX_NAME_CHARS, MAX_STROKES_BYTES, NotAHash,
    Signature,
};
pub use profile::{from_text, to_text};
pub use question::{Condition, DaySide, Opt, Question, QuestionKind};

use crate::time::{Date, Minute};
use serde::{Deserialize, Serialize};
use std::{borrow::Borrow, collections::BTreeMap, fmt};

/// A question's id within its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldId(pub String);

impl Borrow<str> for FieldId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An answer. In JSON `{"text":"…"}`, `{"choice":"…"}` and so on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Words, a telephone number, an ID number, a bank card.
    Text(String),
    /// A whole number; an amount in fen.
    Number(i64),
    Yes(bool),
    Choice(String),
    Choices(Vec<String>),
    Date(#[serde(with = "crate::time::day")] Date),
    /// A time of day.
    Time(Minute),
    Address(Address),
    /// A day and a part of it.
    DayWindow(DayWindow),
    /// Pictures, which are kept elsewhere.
    Photos(Vec<BlobRef>),
    /// A name put under what was written.
    Signature(SignedName),
    /// Somebody else: who helps, who may be called.
    Person(Contact),
    /// "I do not know", where the question allows it.
    NotKnown,
}

/// Digits of a mobile number.
const MOBILE_DIGITS: usize = 11;

/// The answers of one form, each under the id of its question.
pub type Answers = BTreeMap<FieldId, Value>;

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

/// Whether `value`, which is an answer and not "I do not know", answers `question`.
fn check_given(question: &Question, value: &Value) -> Result<(), AnswerError> {
    use QuestionKind as K;
    match (&question.kind, value) {
        (
            K::Text { .. }
            | K::LongText { .. }
            | K::Phone
            | K::IdNumber
            | K::DisabilityNumber
            | K::BankCard,
            Value::Text(words),
        ) => check_words(question, words),
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
        (K::DayWindow, Value::DayWindow(wish)) if wish.window.is_valid() => day::year(wish.date),
        (K::DayWindow, Value::DayWindow(_)) => Err(AnswerError::NoWindow),
        (K::Photos { max }, Value::Photos(photos)) => {
            parts::check_photos(photos, *max, question.optional)
        }
        (K::Signature, Value::Signature(signature)) => {
            parts::check_signature(signature, question.optional)
        }
        (K::Person, Value::Person(contact)) => parts::check_contact(contact, question.optional),
        (K::Date { .. }, Value::Date(date)) => day::year(*date),
        (K::YesNo, Value::Yes(_)) | (K::Time, Value::Time(_)) => Ok(()),
        _ => Err(AnswerError::WrongType),
    }
}

/// Whether `words` answer a question that is answered by writing.
fn check_words(question: &Question, words: &str) -> Result<(), AnswerError> {
    present(question, words)?;
    match &question.kind {
        QuestionKind::Text { max } | QuestionKind::LongText { max } => fits(words, *max),
        QuestionKind::Phone => phone(words),
        QuestionKind::IdNumber => unless_blank(words, id_number::check),
        QuestionKind::DisabilityNumber => unless_blank(words, disability::check),
        QuestionKind::BankCard => unless_blank(words, bank_card::check),
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
    if words.trim().is_empty() && !question.optional {
        return Err(AnswerError::Required);
    }
    Ok(())
}

/// A line emptied again is passed over; [`present`] says whether it may be.
fn unless_blank(
    words: &str,
    check: fn(&str) -> Result<(), AnswerError>,
) -> Result<(), AnswerError> {
    if words.trim().is_empty() {
        Ok(())
    } else {
        check(words)
    }
}

fn fits(words: &str, max: u32) -> Result<(), AnswerError> {
    let length = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    if length > max {
        Err(AnswerError::TooLong { max })
    } else {
        Ok(())
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

/// The same with full-width signs made narrow, and every dash the short one.
fn narrowed(words: &str) -> String {
    let narrow = |c: char| match c {
        // The full-width block repeats ASCII in the same order.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    };
    words.chars().map(narrow).collect()
}

/// What was typed for a number of an official paper, narrow, without spaces and dashes,
/// in upper case.
fn plain(words: &str) -> String {
    narrowed(words)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// The answer as it is kept: numbers of papers and cards in plain form, telephone
/// numbers with narrow signs.
#[must_use]
pub fn normal(kind: &QuestionKind, value: Value) -> Value {
    match (kind, value) {
        (
            QuestionKind::IdNumber | QuestionKind::DisabilityNumber | QuestionKind::BankCard,
            Value::Text(words),
        ) => Value::Text(plain(&words)),
        (QuestionKind::Phone, Value::Text(words)) => Value::Text(narrowed(&words)),
        (QuestionKind::Person, Value::Person(contact)) => Value::Person(Contact {
            phone: narrowed(&contact.phone),
            ..contact
        }),
        (_, value) => value,
    }
}

/// Digits with the usual spaces, dashes, brackets and a leading plus; 3 to 15 digits
/// (ITU-T E.164), and 11 for a mobile number.
fn phone(words: &str) -> Result<(), AnswerError> {
    let words = narrowed(words);
    let words = words.trim();
    if words.is_empty() {
        return Ok(());
    }
    let number: String = words.chars().filter(char::is_ascii_digit).collect();
    let digits = number.len();
    let rest = words.strip_prefix('+').unwrap_or(words);
    let usual = rest
        .chars()
        .all(|c| c.is_ascii_digit() || " -()".contains(c));
    if !usual || !(3..=15).contains(&digits) {
        return Err(AnswerError::NotAPhone);
    }
    let is_mobile = |own: &str| {
        let mut first = own.bytes();
        first.next() == Some(b'1') && first.next().is_some_and(|second| second >= b'3')
    };
    // A number of another country says so with its plus.
    let own = match words.strip_prefix('+') {
        Some(_) => number.strip_prefix("86"),
        None => Some(number.strip_prefix("0086").unwrap_or(&number)),
    };
    match own {
        Some(own) if is_mobile(own) && own.len() != MOBILE_DIGITS => Err(AnswerError::MobileLength),
        _ => Ok(()),
    }
}

/// The questions that are asked, given the answers so far, in order. What is asked on
/// request only is not among them.
#[must_use]
pub fn journey<'a>(questions: &'a [Question], answers: &Answers) -> Vec<&'a Question> {
    let mut asked: Vec<&Question> = Vec::new();
    for question in questions {
        let applies = question.show_if.as_ref().is_none_or(|condition| {
            asked.iter().any(|earlier| earlier.id == condition.field)
                && holds(condition, answers.get(&condition.field))
        });
        if applies && !question.on_request {
            asked.push(question);
        }
    }
    asked
}

fn holds(condition: &Condition, answer: Option<&Value>) -> bool {
    match answer {
        Some(Value::Choice(id)) => *id == condition.is,
        Some(Value::Choices(ids)) => ids.contains(&condition.is),
        Some(Value::Yes(yes)) => condition.is == if *yes { "yes" } else { "no" },
        _ => false,
    }
}

#[cfg(test)]
#[path = "answer/tests.rs"]
mod tests;

#[cfg(test)]
#[path = "answer/public_tests.rs"]
mod public_tests;
