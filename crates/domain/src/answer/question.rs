//! What a form asks: questions, their options, and when they are asked.
//! What counts as an answer is judged in [`super::check`].

use super::FieldId;
use crate::{
    grade::Grade,
    profile::{ProfileField, ProfileKey},
    text::LocalText,
};
use serde::{Deserialize, Serialize};

/// One option of a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opt {
    /// Its id within the question.
    pub id: String,
    pub label: LocalText,
}

/// What counts as an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case", try_from = "FlatQuestionKind")]
pub enum QuestionKind {
    /// A line of words of at most `max` characters.
    Text {
        /// The longest answer, in characters.
        max: u32,
    },
    /// Several lines of words of at most `max` characters.
    LongText {
        /// The longest answer, in characters.
        max: u32,
    },
    /// One of the options.
    Choice {
        options: Vec<Opt>,
    },
    /// Between `min` and `max` of the options.
    Choices {
        options: Vec<Opt>,
        /// The fewest options that may be chosen.
        min: u32,
        /// The most that may be chosen or added.
        max: u32,
    },
    YesNo,
    /// A whole number from `min` to `max`.
    Number {
        /// The smallest number that is taken.
        min: i64,
        /// The largest number that is taken.
        max: i64,
        /// What is counted, in words after the number.
        unit: Option<LocalText>,
    },
    Phone,
    Date {
        /// On which side of today it must be; today itself is on both.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        when: Option<DaySide>,
        /// An earlier question, whose day it must not come before.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        not_before: Option<FieldId>,
    },
    Time,
    /// An amount of money from `min` to `max` fen.
    Money {
        /// The smallest amount, in fen (a hundredth of a yuan).
        min: i64,
        /// The largest amount, in fen.
        max: i64,
    },
    /// The number of a resident's ID card.
    IdNumber,
    /// The number of a certificate of disability.
    DisabilityNumber,
    /// The number of a bank card.
    BankCard,
    Address,
    /// A day and a part of it.
    DayWindow,
    /// At most `max` pictures.
    Photos {
        /// The most that may be chosen or added.
        max: u32,
    },
    /// A name under what was written.
    Signature,
    /// Somebody else: name, telephone, relation.
    Person,
}

/// On which side of today a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DaySide {
    /// Today or any day before.
    Past,
    /// Today or any day after.
    Future,
}

impl QuestionKind {
    /// A question for a day without bounds.
    #[must_use]
    pub const fn date() -> Self {
        Self::Date {
            when: None,
            not_before: None,
        }
    }

    /// The word by which the catalogue's files name a kind of question.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Text { .. } => "text",
            Self::LongText { .. } => "long_text",
            Self::Choice { .. } => "choice",
            Self::Choices { .. } => "choices",
            Self::YesNo => "yes_no",
            Self::Number { .. } => "number",
            Self::Phone => "phone",
            Self::Date { .. } => "date",
            Self::Time => "time",
            Self::Money { .. } => "money",
            Self::IdNumber => "id_number",
            Self::DisabilityNumber => "disability_number",
            Self::BankCard => "bank_card",
            Self::Address => "address",
            Self::DayWindow => "day_window",
            Self::Photos { .. } => "photos",
            Self::Signature => "signature",
            Self::Person => "person",
        }
    }

    /// Whether it asks for the number of a paper or a card: written without spaces, always
    /// sensitive, and shown by its end only.
    #[must_use]
    pub const fn is_paper_number(&self) -> bool {
        matches!(
            self,
            Self::IdNumber | Self::DisabilityNumber | Self::BankCard
        )
    }

    /// Whether it is answered by writing, with a [`Value::Text`](super::Value::Text).
    #[must_use]
    pub const fn is_written(&self) -> bool {
        matches!(
            self,
            Self::Text { .. } | Self::LongText { .. } | Self::Phone
        ) || self.is_paper_number()
    }

    /// Whether "I do not know" can be offered beside its field. Several options can be
    /// left unticked; a picture, a name, an address or a person is given or is not.
    #[must_use]
    pub const fn can_be_not_known(&self) -> bool {
        match self {
            Self::Text { .. }
            | Self::LongText { .. }
            | Self::Choice { .. }
            | Self::YesNo
            | Self::Number { .. }
            | Self::Phone
            | Self::Date { .. }
            | Self::Time
            | Self::Money { .. }
            | Self::IdNumber
            | Self::DisabilityNumber
            | Self::BankCard => true,
            Self::Choices { .. }
            | Self::Address
            | Self::DayWindow
            | Self::Photos { .. }
            | Self::Signature
            | Self::Person => false,
        }
    }
}

/// When a question is asked: an earlier answer must be (or hold) this option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The earlier question, whose answer decides.
    pub field: FieldId,
    /// The option, or `yes` / `no`.
    pub is: String,
}

/// A question as the catalogue asks it. Each has a page of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: FieldId,
    pub ask: LocalText,
    /// What is said for "yes" where the question has its own two answers; then `no` is given too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub yes: Option<LocalText>,
    /// What is said for "no".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no: Option<LocalText>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<LocalText>,
    /// What counts as an answer.
    pub kind: QuestionKind,
    /// How sensitive the answer is.
    pub grade: Grade,
    #[serde(default)]
    pub optional: bool,
    /// "I do not know" is an answer.
    #[serde(default)]
    pub may_not_know: bool,
    /// Belongs to this form alone: an answer is not carried into others of a bundle, nor
    /// into the next of its kind.
    #[serde(default, skip_serializing_if = "is_false")]
    pub own: bool,
    /// Asked only when the office asks for it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub on_request: bool,
    /// May be shown in an offer to caregivers who do not know the person (grade 1 or 2 only).
    #[serde(default)]
    pub in_offer: bool,
    /// Asked only when an earlier answer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    /// The field of the person's profile that fills it, so that it is asked once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<ProfileKey>,
    /// The part of a long form that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
}

impl Question {
    /// A question that everybody has to answer, whose answer anybody may read.
    #[must_use]
    pub const fn new(id: FieldId, ask: LocalText, kind: QuestionKind) -> Self {
        Self {
            id,
            ask,
            yes: None,
            no: None,
            help: None,
            kind,
            grade: Grade::OPEN,
            optional: false,
            may_not_know: false,
            own: false,
            on_request: false,
            in_offer: false,
            show_if: None,
            profile: None,
            section: None,
        }
    }

    /// The field of the profile that it fills, where this version knows it.
    #[must_use]
    pub fn profile_field(&self) -> Option<ProfileField> {
        self.profile.as_ref().and_then(ProfileKey::known)
    }

    /// Whether it fills `field` of the profile.
    #[must_use]
    pub fn fills(&self, field: ProfileField) -> bool {
        self.profile_field() == Some(field)
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A [`QuestionKind`] as written. Read as one flat table because serde keeps no
/// places inside a tagged enum, and a catalogue's author needs the line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FlatQuestionKind {
    is: String,
    options: Option<Vec<Opt>>,
    min: Option<i64>,
    max: Option<i64>,
    unit: Option<LocalText>,
    when: Option<DaySide>,
    not_before: Option<FieldId>,
}

impl TryFrom<FlatQuestionKind> for QuestionKind {
    type Error = String;

    fn try_from(mut fields: FlatQuestionKind) -> Result<Self, String> {
        let kind = match fields.is.as_str() {
            "text" => Self::Text {
                max: fields.count("max")?,
            },
            "long_text" => Self::LongText {
                max: fields.count("max")?,
            },
            "choice" => Self::Choice {
                options: fields.options()?,
            },
            "choices" => Self::Choices {
                min: fields.count("min")?,
                max: fields.count("max")?,
                options: fields.options()?,
            },
            "yes_no" => Self::YesNo,
            "number" => Self::Number {
                min: fields.number("min")?,
                max: fields.number("max")?,
                unit: fields.unit.take(),
            },
            "phone" => Self::Phone,
            "date" => Self::Date {
                when: fields.when.take(),
                not_before: fields.not_before.take(),
            },
            "time" => Self::Time,
            "money" => Self::Money {
                min: fields.number("min")?,
                max: fields.number("max")?,
            },
            "id_number" => Self::IdNumber,
            "disability_number" => Self::DisabilityNumber,
            "bank_card" => Self::BankCard,
            "address" => Self::Address,
            "day_window" => Self::DayWindow,
            "photos" => Self::Photos {
                max: fields.count("max")?,
            },
            "signature" => Self::Signature,
            "person" => Self::Person,
            other => return Err(format!("there is no kind of question `{other}`")),
        };
        fields.nothing_left()?;
        Ok(kind)
    }
}

impl FlatQuestionKind {
    fn options(&mut self) -> Result<Vec<Opt>, String> {
        let options = self.options.take();
        options.ok_or_else(|| format!("`{}` needs `options`", self.is))
    }

    fn number(&mut self, key: &str) -> Result<i64, String> {
        let number = match key {
            "min" => self.min.take(),
            _ => self.max.take(),
        };
        number.ok_or_else(|| format!("`{}` needs `{key}`", self.is))
    }

    fn count(&mut self, key: &str) -> Result<u32, String> {
        let number = self.number(key)?;
        u32::try_from(number).map_err(|_| format!("`{key}` must be 0 or more, not {number}"))
    }

    /// What was not taken does not belong to this kind of question.
    fn nothing_left(&self) -> Result<(), String> {
        let left = [
            ("options", self.options.is_some()),
            ("min", self.min.is_some()),
            ("max", self.max.is_some()),
            ("unit", self.unit.is_some()),
            ("when", self.when.is_some()),
            ("not_before", self.not_before.is_some()),
        ];
        match left.iter().find(|(_, is_left)| *is_left) {
            Some((key, _)) => Err(format!("`{key}` does not belong to `{}`", self.is)),
            None => Ok(()),
        }
    }
}
