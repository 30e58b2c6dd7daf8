//! Answers as they stand in a profile: one text a field, so that rules, people and
//! forms read the same thing.

use super::{QuestionKind, Value};
use crate::{profile::ProfileKind, time::read_day};

/// The text of an answer: a day as `1943-03-03`, yes and no as `yes` and `no`, an
/// option as its id, several with commas between. `None` where it has no text: it is not
/// known, or has parts.
#[must_use]
pub fn to_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) | Value::Choice(text) => Some(text.clone()),
        Value::Choices(ids) => Some(ids.join(",")),
        Value::Number(number) => Some(number.to_string()),
        Value::Yes(yes) => Some(if *yes { "yes" } else { "no" }.to_owned()),
        Value::Date(date) => Some(date.to_string()),
        _ => None,
    }
}

/// The answer that `text` is to a question of this kind; `None` where it is none.
#[must_use]
pub fn from_text(kind: &QuestionKind, text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match kind {
        QuestionKind::YesNo => match text {
            "yes" => Some(Value::Yes(true)),
            "no" => Some(Value::Yes(false)),
            _ => None,
        },
        QuestionKind::Choice { .. } => Some(Value::Choice(text.to_owned())),
        QuestionKind::Choices { .. } => {
            let ids = text.split(',').map(str::to_owned);
            Some(Value::Choices(ids.collect()))
        }
        QuestionKind::Number { .. } | QuestionKind::Money { .. } => {
            text.parse().ok().map(Value::Number)
        }
        QuestionKind::Date { .. } => read_day(text).map(Value::Date),
        kind if kind.is_written() => Some(Value::Text(text.to_owned())),
        _ => None,
    }
}

impl QuestionKind {
    /// Whether the texts of its answers are what fields of `kind` hold.
    #[must_use]
    pub const fn fills(&self, kind: ProfileKind) -> bool {
        match self {
            Self::Date { .. } => matches!(kind, ProfileKind::Day),
            Self::YesNo => matches!(kind, ProfileKind::YesNo),
            Self::Choice { .. } => matches!(kind, ProfileKind::Choice),
            Self::Choices { .. } => matches!(kind, ProfileKind::Choices),
            _ => matches!(kind, ProfileKind::Text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Date;

    #[test]
    fn an_answer_reads_back_from_the_profile() {
        let choice = QuestionKind::Choice {
            options: Vec::new(),
        };
        let choices = QuestionKind::Choices {
            options: Vec::new(),
            min: 0,
            max: 2,
        };
        for (kind, value, text) in [
            (QuestionKind::YesNo, Value::Yes(false), "no"),
            (
                QuestionKind::date(),
                Value::Date(Date::constant(1943, 3, 3)),
                "1943-03-03",
            ),
            (choice, Value::Choice("2".into()), "2"),
            (
                choices,
                Value::Choices(vec!["soft".into(), "halal".into()]),
                "soft,halal",
            ),
            (QuestionKind::Phone, Value::Text("000".into()), "000"),
        ] {
            assert_eq!(to_text(&value).as_deref(), Some(text));
            assert_eq!(from_text(&kind, text), Some(value));
            assert_eq!(from_text(&kind, " "), None, "nothing is no answer");
        }
        assert_eq!(to_text(&Value::NotKnown), None);
        assert_eq!(from_text(&QuestionKind::YesNo, "perhaps"), None);
        assert_eq!(from_text(&QuestionKind::date(), "1943-02-30"), None);
    }
}
