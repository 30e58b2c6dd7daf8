//! The resident's home page.

use super::Reminder;
use linli_domain::{
    care::{VisitId, VisitStatus},
    catalogue::KindId,
    document::Author,
    id::DocId,
    text::LocalText,
    time::{Date, Timestamp, Window},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// How many matters are open, drafts included.
    pub open_matters: u32,
    /// The next visit that somebody was assigned to.
    pub next_visit: Option<Upcoming>,
    /// What waits for the resident, the most pressing first.
    #[serde(default)]
    pub waits: Vec<Waiting>,
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
    /// That the resident consented to what somebody does for them.
    Consent,
}

/// A matter in which it is the resident's turn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    pub doc: DocId,
    pub what: WaitingFor,
}

/// What the resident is waited for with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaitingFor {
    /// The office asks for more about the service of that name.
    More {
        name: LocalText,
        /// The last day to bring it.
        #[serde(with = "linli_domain::time::day")]
        until: Date,
    },
    /// There is an answer that nobody has opened.
    Answer { name: LocalText },
    /// The day of the request is over, and nobody has taken it on.
    Outdated {
        kind: KindId,
        /// The last day that it asked for.
        #[serde(with = "linli_domain::time::day")]
        day: Date,
    },
    /// A visit that is done, and nobody has said how it was.
    Rating { kind: KindId, visit: VisitId },
    /// A care request that was begun.
    CareDraft { kind: KindId },
    /// An application that was begun.
    ApplicationDraft { name: LocalText },
}
