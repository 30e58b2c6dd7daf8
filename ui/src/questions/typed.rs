//! What was typed into a field: an answer, nothing yet, or something that is no answer.

use linli_domain::answer::{AnswerError, Value};

/// What stands in the field of a question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Typed {
    Value(Value),
    Nothing,
    /// No number, no day, no time.
    Unreadable,
    /// A part of the answer, which is none yet for this reason.
    Part(AnswerError),
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
            Self::Nothing | Self::Unreadable | Self::Part(_) | Self::Wrong(_) => None,
        }
    }

    /// Why it is no answer of this kind, where it is none.
    pub(crate) const fn mistake(&self) -> Option<AnswerError> {
        match self {
            Self::Unreadable => Some(AnswerError::WrongType),
            Self::Part(why) => Some(*why),
            Self::Value(_) | Self::Nothing | Self::Kept(_) | Self::Wrong(_) => None,
        }
    }

    /// Whether it is still to be kept by the page.
    pub(crate) const fn is_to_keep(&self) -> bool {
        matches!(self, Self::Value(_) | Self::Nothing)
    }
}
