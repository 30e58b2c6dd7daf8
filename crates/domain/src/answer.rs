//! Questions and answers: what may be asked, what counts as an answer, and which
//! question comes next.

mod question;

pub use question::{Condition, Opt, Question, QuestionKind};

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
    /// Words, a telephone number.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Yes(bool),
    /// One option.
    Choice(String),
    /// Several options.
    Choices(Vec<String>),
    /// A day.
    Date(#[serde(with = "crate::time::day")] Date),
    /// A time of day.
    Time(Minute),
    /// "I do not know", where the question allows it.
    NotKnown,
}

/// Answers by question.
pub type Answers = BTreeMap<FieldId, Value>;

/// What is wrong with an answer. Words for people are messages
/// `answer-error-<code>`; a screen may choose closer words where the kind of
/// question says more than the mistake does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// Nothing was answered.
    #[error("an answer is required")]
    Required,
    /// Too many characters.
    #[error("longer than {max} characters")]
    TooLong {
        /// Longest allowed.
        max: u32,
    },
    /// No such option.
    #[error("not an option")]
    NotAnOption,
    /// Outside the range.
    #[error("not between {min} and {max}")]
    OutOfRange {
        /// Smallest allowed.
        min: i64,
        /// Largest allowed.
        max: i64,
    },
    /// Too few options.
    #[error("fewer than {min} options")]
    TooFew {
        /// Fewest allowed.
        min: u32,
    },
    /// Too many options.
    #[error("more than {max} options")]
    TooMany {
        /// Most allowed.
        max: u32,
    },
    /// No telephone number.
    #[error("not a telephone number")]
    NotAPhone,
    /// An answer of another kind than asked for.
    #[error("an answer of another kind")]
    WrongType,
}

impl AnswerError {
    /// The word that stands for it in message keys.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong { .. } => "too-long",
            Self::NotAnOption => "not-an-option",
            Self::OutOfRange { .. } => "out-of-range",
            Self::TooFew { .. } => "too-few",
            Self::TooMany { .. } => "too-many",
            Self::NotAPhone => "not-a-phone",
            Self::WrongType => "wrong-type",
        }
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
    match (&question.kind, value) {
        (QuestionKind::Text { max } | QuestionKind::LongText { max }, Value::Text(words)) => {
            present(question, words)?;
            fits(words, *max)
        }
        (QuestionKind::Choice { options }, Value::Choice(id)) => is_option(options, id),
        // All options unticked again: passed over, like an emptied line of words.
        (QuestionKind::Choices { .. }, Value::Choices(ids))
            if ids.is_empty() && question.optional =>
        {
            Ok(())
        }
        (QuestionKind::Choices { options, min, max }, Value::Choices(ids)) => {
            ids.iter().try_for_each(|id| is_option(options, id))?;
            count(ids, *min, *max)
        }
        (QuestionKind::Number { min, max, .. }, Value::Number(number)) => {
            if (min..=max).contains(&number) {
                Ok(())
            } else {
                Err(AnswerError::OutOfRange {
                    min: *min,
                    max: *max,
                })
            }
        }
        (QuestionKind::Phone, Value::Text(words)) => {
            present(question, words)?;
            phone(words)
        }
        (QuestionKind::YesNo, Value::Yes(_))
        | (QuestionKind::Date, Value::Date(_))
        | (QuestionKind::Time, Value::Time(_)) => Ok(()),
        _ => Err(AnswerError::WrongType),
    }
}

fn present(question: &Question, words: &str) -> Result<(), AnswerError> {
    if words.trim().is_empty() && !question.optional {
        return Err(AnswerError::Required);
    }
    Ok(())
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

/// Digits with the usual spaces, dashes, brackets and a leading plus; 3 to 15 digits (ITU-T E.164).
fn phone(words: &str) -> Result<(), AnswerError> {
    let words = words.trim();
    if words.is_empty() {
        return Ok(());
    }
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let rest = words.strip_prefix('+').unwrap_or(words);
    let usual = rest
        .chars()
        .all(|c| c.is_ascii_digit() || " -()".contains(c));
    if usual && (3..=15).contains(&digits) {
        Ok(())
    } else {
        Err(AnswerError::NotAPhone)
    }
}

/// The questions that are asked, given the answers so far, in order.
#[must_use]
pub fn journey<'a>(questions: &'a [Question], answers: &Answers) -> Vec<&'a Question> {
    let mut asked: Vec<&Question> = Vec::new();
    for question in questions {
        let applies = question.show_if.as_ref().is_none_or(|condition| {
            asked.iter().any(|earlier| earlier.id == condition.field)
                && holds(condition, answers.get(&condition.field))
        });
        if applies {
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
