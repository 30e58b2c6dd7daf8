//! What was typed into a field: an answer, nothing yet, or something that is no answer.

use linli_domain::{
    answer::{AnswerError, Question, Value, check_on},
    time::Date,
};
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

impl From<Option<Value>> for Typed {
    fn from(known: Option<Value>) -> Self {
        known.map_or(Self::Nothing, Self::Value)
    }
}

/// The answer to `question` that was typed on the day `today`; `None` where it may be left
/// out and is.
///
/// # Errors
/// Why it is no answer.
pub(crate) fn judge(
    question: &Question,
    typed: &Typed,
    today: Date,
) -> Result<Option<Value>, AnswerError> {
    if let Some(why) = typed.mistake() {
        return Err(why);
    }
    let value = typed.value();
    check_on(question, value.as_ref(), today)?;
    Ok(value)
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

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::{
        answer::{DaySide, FieldId, QuestionKind},
        text::LocalText,
    };

    const TODAY: Date = Date::constant(2026, 11, 24);

    fn birth_date(optional: bool) -> Question {
        let kind = QuestionKind::Date {
            when: Some(DaySide::Past),
            not_before: None,
        };
        Question {
            optional,
            ..Question::new(FieldId("born".into()), LocalText::default(), kind)
        }
    }

    #[test]
    fn what_is_typed_is_an_answer_or_none_for_a_reason() {
        let day = |year| Value::Date(Date::constant(year, 3, 3));
        for (typed, optional, judged) in [
            (Typed::Value(day(1943)), false, Ok(Some(day(1943)))),
            (Typed::Kept(Some(day(1943))), false, Ok(Some(day(1943)))),
            (Typed::Nothing, true, Ok(None)),
            (Typed::Nothing, false, Err(AnswerError::Required)),
            (
                Typed::unreadable(&["soon"]),
                true,
                Err(AnswerError::WrongType),
            ),
            (Typed::Value(day(2027)), true, Err(AnswerError::NotYet)),
        ] {
            assert_eq!(
                judge(&birth_date(optional), &typed, TODAY),
                judged,
                "{typed:?}"
            );
        }
    }
}
