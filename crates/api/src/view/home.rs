//! The resident's home page.

use super::Reminder;
use linli_domain::{
    care::{VisitId, VisitStatus},
    catalogue::KindId,
    document::Author,
    id::DocId,
    text::LocalText,
    time::{Timestamp, Window},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// How many matters are open, drafts included.
    pub open_matters: u32,
    /// The next visit that somebody was assigned to.
    pub next_visit: Option<Upcoming>,
    /// Days to remember, the nearest first.
    pub reminders: Vec<Reminder>,
    /// What others sent for the resident who reads, and the resident has not opened, the
    /// newest first. Nobody else is told.
    #[serde(default)]
    pub sent_for_you: Vec<SentForYou>,
}

/// A visit that is coming.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Upcoming {
    /// The care request's document.
    pub doc: DocId,
    pub visit: VisitId,
    pub kind: KindId,
    /// The part of the day.
    pub window: Window,
    pub caregiver: String,
    pub status: VisitStatus,
}

/// A request or an application that somebody else sent for the resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentForYou {
    pub doc: DocId,
    pub what: SentMatter,
    pub by: Author,
    /// What they are called, where the centre said so.
    pub name: Option<String>,
    /// When, by their clock.
    pub at: Timestamp,
}

/// What family or a worker sent for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentMatter {
    /// A care request of that kind.
    Care(KindId),
    /// An application for the service of that name.
    Application(LocalText),
}
