//! An application (办件): what was applied for, what happened, and the fold from
//! events to state.
//!
//! One append-only list of events, as in a care request ([`crate::care`]). What the
//! questions are and how long an office may take is in the catalogue.

mod action;
mod arrival;
mod deadline;
mod fold;
mod moves;
mod state;

pub use action::ApplicationAction;
pub use arrival::{TOLERANCE_MS, is_noted, is_off};
pub use deadline::{FOLLOW_UP_DAYS, TAKE_ON_DAYS, follow_up_since, waits_since};
pub use fold::fold;
pub use moves::{ApplicationMove, may};
pub use state::{
    ApplicationState, ApplicationStatus, Asked, Correction, Decision, Ignored, Lease, NotTaken,
    PaperShown, REOPEN_DAYS, Said,
};

use crate::{
    answer::{Answers, FieldId},
    care::Rating,
    catalogue::{BundleId, ServiceId},
    document::{Event, Header},
    id::{EventId, OfficeId, PersonId},
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};

/// The contents of an application document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Application {
    /// What and whose it is.
    pub header: Header,
    /// The service applied for.
    pub service: ServiceId,
    /// The version of the catalogue whose questions are answered.
    pub version: String,
    /// The office that decides. It reads from the receipt on.
    pub office: OfficeId,
    /// The bundle that it is a part of.
    pub bundle: Option<BundleId>,
    /// Answers to the service's questions.
    pub answers: Answers,
    /// What happened, in no order.
    pub events: Vec<Event<ApplicationEvent>>,
    /// Events of a kind that this version does not know: kept and passed on.
    pub unknown_events: usize,
}

impl Application {
    /// What it is, without answers and events.
    #[must_use]
    pub fn without_parts(&self) -> Self {
        Self {
            header: self.header.clone(),
            service: self.service.clone(),
            version: self.version.clone(),
            office: self.office.clone(),
            bundle: self.bundle.clone(),
            answers: Answers::new(),
            events: Vec::new(),
            unknown_events: 0,
        }
    }

    /// Its messages in the order of reading. They are no part of its state: nothing that
    /// happens to it depends on them.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        Said::among(&self.events, |what| match what {
            ApplicationEvent::Said { text } => Some(text),
            _ => None,
        })
    }
}

/// How an office decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// All that was applied for.
    Granted,
    /// Nothing that was asked for is granted.
    Refused,
    /// Only a part of what was asked for is granted.
    Partly,
}

impl Outcome {
    /// Whether the resident must be told how to appeal.
    #[must_use]
    pub const fn needs_appeal(self) -> bool {
        matches!(self, Self::Refused | Self::Partly)
    }
}

/// One thing that is missing or not right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// The question whose answer is asked for again; it opens for writing.
    pub field: FieldId,
    /// What is wrong with it, in plain words; may be empty.
    pub words: String,
}

/// What can happen to an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ApplicationEvent {
    Submitted {
        /// Not by the resident, but by who acts for them.
        #[serde(default)]
        by_proxy: bool,
    },
    /// Taken back before the centre had it; a draft again.
    Unsent,
    /// A draft was thrown away before sending.
    Discarded,
    /// What was thrown away or withdrawn is taken up again; a draft again.
    Resumed,
    /// A worker looked it over before it goes to the office.
    Checked,
    /// The centre has it. Only the centre.
    Received {
        /// The number to ask about it by.
        tracking: String,
        /// What who sent it for the resident is called; empty where the resident did, and
        /// where an older version wrote it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        sender: String,
    },
    /// When the centre got something, where that counts and not its author's clock.
    /// Only the centre.
    Arrived { event: EventId },
    /// The office takes it on; the promised time begins.
    Accepted,
    /// It is not for this office, or not for this resident.
    NotAccepted {
        /// A code such as `conditions-not-met`; people read `words`.
        reason: String,
        /// Why, in plain words.
        words: String,
        /// Where to go instead.
        where_to_go: String,
    },
    /// An officer works on it; others leave it alone until then.
    LeaseTaken {
        /// Who; always the author.
        officer: PersonId,
        /// Until when, by the author's clock.
        until: Timestamp,
        /// Their name, for colleagues; empty where an older version wrote it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        name: String,
    },
    /// The officer gave it back.
    LeaseGiven,
    /// Something is missing (补正): everything, told at once.
    MoreAsked {
        items: Vec<Item>,
        /// What to do, in plain words.
        words: String,
        /// The last day to bring it.
        #[serde(with = "crate::time::day")]
        due: Date,
        /// Why it is asked a further time; required then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<String>,
    },
    /// What was asked for was brought.
    Supplemented,
    /// The office needs nothing more: it was brought to the desk, or is not wanted any more.
    NoMoreAsked,
    /// A paper was shown at the desk, to the author.
    PaperSeen {
        /// Its id among the papers of the service.
        paper: String,
    },
    /// What was asked for did not come in time. Only the centre.
    Lapsed,
    Decided {
        outcome: Outcome,
        /// A code such as `conditions-not-met`; people read `words`.
        reason: String,
        /// Why, in plain words.
        words: String,
        /// How to appeal; required unless all was granted.
        appeal: String,
    },
    /// The result reached the resident.
    Served,
    /// Not wanted any more.
    Withdrawn {
        /// In their words; may be empty.
        reason: String,
    },
    /// The resident does not agree; the office looks at it again.
    Objected {
        /// Why, in their words.
        words: String,
    },
    /// Something in the result is wrong.
    CorrectionAsked {
        /// What, in their words.
        words: String,
    },
    /// The office says whether it corrects that.
    CorrectionAnswered {
        approved: bool,
        /// Why, in plain words.
        words: String,
    },
    /// The office asked why the rating was low, and heard.
    FollowedUp {
        /// What came of it.
        words: String,
    },
    /// A message to everyone who may read the application.
    Said { text: String },
    /// What somebody who writes here is called. Only the centre.
    Introduced {
        /// One who writes in this application, but the resident.
        person: PersonId,
        /// As the centre knows them.
        name: String,
    },
    /// The resident says how it was (好差评), once.
    Rated {
        /// Five grades and words.
        rating: Rating,
    },
}
