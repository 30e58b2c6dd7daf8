//! What the pages about public services show.

use super::Delivered;
use linli_domain::{
    answer::{Question, Value},
    application::{ApplicationStatus, Outcome},
    catalogue::{Office, Service, ServiceId},
    document::Author,
    id::DocId,
    profile::ProfileField,
    text::LocalText,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// Whether a person can have something, as far as their profile tells. Worked out on
/// their own device; the office decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entitled {
    /// Entitled today, by what is known.
    Yes,
    /// From that day on.
    NotYet {
        /// The first day on which the rule holds.
        #[serde(with = "linli_domain::time::day")]
        from: Date,
    },
    /// They may ask for it; what only the office can judge, it looks at.
    MayAsk,
    /// Some answers are missing.
    Unknown,
    No,
    /// Nobody is entitled to it: it is done when something has happened.
    OnOccasion,
}

/// All services, those that can be had first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Services {
    /// The services found, in groups by [`Entitled`], each group in the catalogue's order.
    pub lines: Vec<ServiceLine>,
    /// Whether none has the words themselves: these have nearly the same.
    pub is_near: bool,
    /// Questions whose answers would tell more, each once, in order.
    pub open_questions: Vec<ProfileField>,
}

/// One service in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLine {
    pub service: ServiceId,
    pub name: LocalText,
    /// One line that everyone can read.
    pub easy: LocalText,
    /// Whether they can have it.
    pub entitled: Entitled,
    /// Why they may ask only: what the office looks at, or what they can have instead.
    pub looks_at: Option<LocalText>,
    /// It can be granted without applying, so it can be prepared for them.
    pub can_prepare: bool,
    /// Their newest matter with it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<ServiceMatter>,
}

/// What a resident has begun, sent or was answered for a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceMatter {
    pub doc: DocId,
    pub status: ApplicationStatus,
    /// What the office decided, where it did.
    pub outcome: Option<Outcome>,
    pub delivered: Delivered,
}

impl ServiceMatter {
    /// Whether the office said no: it did not take it, or refused it.
    #[must_use]
    pub const fn is_refused(&self) -> bool {
        match self.outcome {
            Some(outcome) => matches!(outcome, Outcome::Refused),
            None => matches!(self.status, ApplicationStatus::NotAccepted),
        }
    }
}

/// One service with all that its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServicePage {
    /// What the catalogue says of it.
    pub service: Service,
    /// The desk that decides.
    pub office: Option<Office>,
    /// Whether they can have it.
    pub entitled: Entitled,
    /// Why they may ask only: what the office looks at, or what they can have instead.
    pub looks_at: Option<LocalText>,
    /// It can be granted without applying, so it can be prepared for them.
    pub can_prepare: bool,
    /// Their newest matter with it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matter: Option<ServiceMatter>,
    /// Each condition, with its answer.
    pub reasons: Vec<RuleReason>,
    /// Questions whose answers would tell more, in order.
    pub open_questions: Vec<ProfileField>,
}

/// What one condition says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleReason {
    pub entitled: Entitled,
    /// Why; `None` where too little is known.
    pub words: Option<LocalText>,
    /// What would change a "no".
    pub change: Option<LocalText>,
}

/// One question about the person, asked once for all services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileQuestion {
    /// The field that the answer fills.
    pub field: ProfileField,
    /// How it is asked.
    pub question: Question,
    /// What the profile says; absent if it says nothing.
    pub value: Option<Value>,
    /// Who wrote it, where that is known.
    #[serde(default)]
    pub by: Option<Author>,
    /// When, where that is known.
    #[serde(default)]
    pub at: Option<Timestamp>,
}
