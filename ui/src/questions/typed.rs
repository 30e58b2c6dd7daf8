//! What was typed into a field: an answer, nothing yet, or something that is no answer.

use linli_domain::answer::{AnswerError, Value};
use yew::AttrValue;

/// What parts the texts of several fields; no line of words has one.
const PARTED: &str = "\n";

/// The texts of several fields, as they were half typed.
pub(super) fn half_parts(text: &str) -> impl Iterator<Item = AttrValue> {
    text.split(PARTED)
        .map(|part| AttrValue::from(part.to_owned()))
}

/// What stands in the field of a question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Value(Value),
    Nothing,
    /// Words that are no answer, for this reason; kept as they stand.
    Half(String, AnswerError),
    /// An answer, or none, that the field has kept by itself.
    Kept(Option<Value>),
    /// Something that could not become part of the answer, which stays as it is.
    Wrong(AnswerError),
}

impl Typed {
    /// The answer, where it is one.
    pub(crate) fn value(&self) -> Option<Value> {
        match self {
            Self::Value(value) => Some(value.clone()),
            Self::Kept(value) => value.clone(),
            Self::Nothing | Self::Half(..) | Self::Wrong(_) => None,
        }
    }

    /// What stands in the field, where that is no answer.
    pub(crate) fn half(&self) -> Option<AttrValue> {
        match self {
            Self::Half(text, _) => Some(text.clone().into()),
            _ => None,
        }
    }

    /// What was half typed into several fields that answer together, as one text.
    pub(super) fn half_of(parts: &[&str], why: AnswerError) -> Self {
        Self::Half(parts.join(PARTED), why)
    }

    /// What cannot be read at all.
    pub(super) fn unreadable(parts: &[&str]) -> Self {
        Self::half_of(parts, AnswerError::WrongType)
    }

    /// Why it is no answer of this kind, where it is none.
    pub(crate) const fn mistake(&self) -> Option<AnswerError> {
        match self {
            Self::Half(_, why) => Some(*why),
            Self::Value(_) | Self::Nothing | Self::Kept(_) | Self::Wrong(_) => None,
        }
    }

    /// Whether it is still to be kept by the page.
    pub(crate) const fn is_to_keep(&self) -> bool {
        matches!(self, Self::Value(_) | Self::Nothing)
    }
}
