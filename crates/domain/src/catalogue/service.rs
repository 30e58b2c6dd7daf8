//! A public service as data: what it is, who may have it, what is asked, what
//! happens after, and where each fact comes from. Rules are texts here; they are
//! evaluated elsewhere.

use super::{Remind, Tree};
use crate::{
    answer::{Answers, Condition, FieldId, Question, Value},
    grade::Grade,
    id::OfficeId,
    profile::{ProfileField, ProfileKey},
    text::LocalText,
    time::Date,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A public service: `old-age-allowance`, `senior-card`, …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceId(pub String);

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What in a person's life a service belongs to. Words are messages `life-event-<code>`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum LifeEvent {
    /// Getting on in years.
    #[default]
    GrowingOlder,
    /// Living with a disability.
    Disability,
    /// A home that is safe to grow old in.
    SafeHome,
    Care,
    Hardship,
    Health,
    DailyLife,
    Bereavement,
    Neighbourhood,
}

impl LifeEvent {
    /// All, in the order of lists.
    pub const ALL: [Self; 9] = [
        Self::GrowingOlder,
        Self::Care,
        Self::DailyLife,
        Self::Health,
        Self::SafeHome,
        Self::Disability,
        Self::Hardship,
        Self::Bereavement,
        Self::Neighbourhood,
    ];

    /// The word that stands for it in files and message keys.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::GrowingOlder => "growing-older",
            Self::Disability => "disability",
            Self::SafeHome => "safe-home",
            Self::Care => "care",
            Self::Hardship => "hardship",
            Self::Health => "health",
            Self::DailyLife => "daily-life",
            Self::Bereavement => "bereavement",
            Self::Neighbourhood => "neighbourhood",
        }
    }
}

/// A condition for having a service, with its answers in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its id within the service.
    pub id: String,
    /// The condition, in the Common Expression Language, over `profile` (fields as
    /// texts, days as timestamps, `profile.age` as a number), `today` and `area`.
    pub expr: String,
    /// `expr` as the centre read it; never in a file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree>,
    /// Told to those for whom it holds.
    pub reason_yes: LocalText,
    /// Told to those for whom it does not.
    pub reason_no: LocalText,
    /// What would change a "no".
    pub change: LocalText,
    /// What one may ask for all the same where it does not hold: another tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<LocalText>,
    /// The profile's field with the day from which `from_age` or `from_days` count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_field: Option<ProfileKey>,
    /// "Not yet" before so many years after `from_field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_age: Option<u8>,
    /// "Not yet" before so many days after `from_field`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_days: Option<u16>,
}

impl Rule {
    /// The profile's fields that the condition reads, each once, as they come.
    #[must_use]
    pub fn fields(&self) -> Vec<ProfileKey> {
        let mut fields = Vec::new();
        for rest in self.expr.split("profile.").skip(1) {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let field = Self::field(end.and_then(|end| rest.get(..end)).unwrap_or(rest));
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }

    /// The profile's field that a condition means by `profile.<name>`: an age is counted
    /// from the day of birth.
    #[must_use]
    pub fn field(name: &str) -> ProfileKey {
        match name {
            Self::AGE => ProfileField::BirthDate.into(),
            name => name.into(),
        }
    }

    /// What conditions call the age in whole years.
    pub const AGE: &str = "age";
}

/// A part of a long form, for its task list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its id within the service; questions name it.
    pub id: String,
    pub label: LocalText,
}

/// A paper to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidenceKind {
    /// Its id within the service.
    pub id: String,
    pub label: LocalText,
    /// Where to find it, what must be readable.
    pub help: LocalText,
    /// May be missing: asked for only where the office wants to see it.
    #[serde(default)]
    pub optional: bool,
    /// A photo of it can be sent ([`super::papers`]); else it is shown at the desk or
    /// to a visitor.
    #[serde(default)]
    pub photo: bool,
    /// Wanted only when an answer says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
    /// How sensitive a photo of it is.
    #[serde(default = "sensitive")]
    pub grade: Grade,
}

const fn sensitive() -> Grade {
    Grade::SENSITIVE
}

/// What happens after applying.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceStep {
    pub label: LocalText,
    /// How long it takes, in working days, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u16>,
}

/// How long the whole takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Working days from acceptance to the answer; 0 is at once.
    pub working_days: u16,
    /// What it covers, and whose promise it is.
    pub note: LocalText,
    /// Nobody has promised it: the place must set its own.
    #[serde(default)]
    pub is_placeholder: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fee {
    #[serde(default)]
    pub free: bool,
    pub note: LocalText,
}

/// A way of applying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChannelKind {
    /// In this app, by its form.
    App,
    Desk,
    /// With a community worker.
    Worker,
    /// At home: somebody comes.
    Home,
    Phone,
    Paper,
    /// In a program or on a site of somebody else.
    Elsewhere,
    /// It comes by itself; nobody applies.
    Auto,
}

/// A way of applying, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    pub is: ChannelKind,
    /// Where that is, in words.
    pub label: LocalText,
}

/// An amount, with the place and day for which it was told. Amounts stand nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// The place whose rule it is.
    pub place: LocalText,
    /// The day for which it was told.
    #[serde(with = "crate::time::day")]
    pub as_of: Date,
    pub source: LocalText,
    /// How much, in words.
    pub text: LocalText,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub id: ServiceId,
    /// Its place in lists.
    pub order: u32,
    /// Its name, as at the desk.
    pub name: LocalText,
    /// One line that everyone can read.
    pub easy: LocalText,
    /// What it is, in one sentence.
    pub short: LocalText,
    /// The name of its picture; empty where it has none of its own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub icon: String,
    /// What in life it belongs to.
    pub life_event: LifeEvent,
    /// What else it is like: `home-visit`, `reminder`, …
    #[serde(default)]
    pub tags: Vec<String>,
    /// The place whose rules these are.
    pub jurisdiction: LocalText,
    /// The day on which they were so.
    #[serde(with = "crate::time::day")]
    pub as_of: Date,
    /// Where they are from.
    pub source: LocalText,
    /// The law behind them.
    #[serde(default)]
    pub legal: Vec<LocalText>,
    /// Whose decision it is, in words.
    pub authority: LocalText,
    /// The desk that decides.
    pub office: OfficeId,
    /// Conditions; all must hold. None: for everyone.
    #[serde(default)]
    pub eligibility: Vec<Rule>,
    /// What only the office can judge, after "the office looks at": nobody is told that
    /// they can have it, only that they can ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office_looks_at: Option<LocalText>,
    /// Done when something has happened, as a death or a hole in the street: nobody is
    /// entitled to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub on_occasion: bool,
    /// Parts of the form; none where it is short.
    #[serde(default)]
    pub sections: Vec<Section>,
    pub questions: Vec<Question>,
    #[serde(default)]
    pub evidence: Vec<EvidenceKind>,
    pub steps: Vec<ServiceStep>,
    /// How long it takes.
    pub promise: Promise,
    pub fee: Fee,
    pub channels: Vec<Channel>,
    /// What one holds in the end.
    pub output: LocalText,
    /// Amounts, each with its place, day and source.
    #[serde(default)]
    pub amounts: Vec<Amount>,
    /// Other words that people look for.
    pub keywords: Vec<String>,
    /// Services that often go with it.
    #[serde(default)]
    pub related: Vec<ServiceId>,
    /// May be granted without applying.
    #[serde(default)]
    pub auto_grant: bool,
    /// When it comes round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remind: Option<Remind>,
    /// How often one must go there at most.
    pub max_visits: u8,
    /// Whom to call when something went wrong.
    pub complaint_phone: String,
}

impl Service {
    /// Whether a person has one application for it under way at most. What is done when
    /// something has happened may be asked for again before it is done.
    #[must_use]
    pub const fn is_one_at_a_time(&self) -> bool {
        !self.on_occasion
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: &FieldId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *id)
    }

    /// The words among `answers` to the question that fills this field of the profile.
    #[must_use]
    pub fn words_for<'a>(&self, field: ProfileField, answers: &'a Answers) -> Option<&'a str> {
        let mut questions = self.questions.iter();
        let question = questions.find(|question| question.fills(field))?;
        match answers.get(&question.id)? {
            Value::Text(words) => Some(words),
            _ => None,
        }
    }
}
