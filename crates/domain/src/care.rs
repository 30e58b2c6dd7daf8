//! A care request: what was asked, what happened, and the fold from events to state.
//!
//! States follow FHIR's ServiceRequest, Task and Appointment/Encounter, folded
//! from one append-only list (DESIGN §3).

mod alert;
mod fold;
mod given_back;
mod moves;
mod own_record;
mod safety;
mod state;
mod visit;

pub use alert::{Alert, AlertKind, AlertRules, Watch, has_run_out, outdated};
pub use fold::fold;
pub use given_back::{
    GIVE_BACKS_COUNTED_MS, GivenBack, OftenGivenBack, given_back, often_given_back,
};
pub use moves::{CareMove, VisitRules, may, may_happen, may_visit};
pub use own_record::own_record;
pub use state::{CareState, CareStatus, Ignored, Said, Settled};
pub use visit::{
    Check, Cleared, Rating, TaskResult, VisitId, VisitMove, VisitRemark, VisitState, VisitStatus,
    VisitStep,
};

use crate::{
    answer::{FieldId, Value},
    catalogue::KindId,
    document::{Event, Header},
    id::{EventId, PersonId},
    time::{Date, Weekdays, Window},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The contents of a care document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Care {
    /// What and whose it is.
    pub header: Header,
    /// The kind of care asked for.
    pub kind: KindId,
    /// When it is wanted; absent while the draft has not come that far.
    pub when: Option<When>,
    /// Where to come and whom to ask for; filled from the profile when sent.
    pub place: Option<Place>,
    /// Answers to the kind's questions.
    pub answers: BTreeMap<FieldId, Value>,
    /// What happened, in no order.
    pub events: Vec<Event<CareEvent>>,
    /// Events of a kind that this version does not know: kept and passed on.
    pub unknown_events: usize,
}

impl Care {
    /// Its messages in the order of reading. They are no part of its state: nothing that
    /// happens to it depends on them.
    #[must_use]
    pub fn said(&self) -> Vec<Said> {
        Said::among(&self.events, |what| match what {
            CareEvent::Said { text } => Some(text),
            _ => None,
        })
    }
}

/// When care is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum When {
    /// As soon as possible on the day of asking.
    Soon {
        /// The day of asking, where the resident lives.
        #[serde(with = "crate::time::day")]
        date: Date,
    },
    Once {
        #[serde(with = "crate::time::day")]
        date: Date,
        /// The part of the day.
        window: Window,
    },
    /// Every week on the same days.
    Weekly {
        days: Weekdays,
        /// The part of the day.
        window: Window,
        /// The first day that counts.
        #[serde(with = "crate::time::day")]
        from: Date,
        /// The last day that counts; open where absent.
        #[serde(default, with = "crate::time::day_or_none")]
        until: Option<Date>,
    },
}

impl When {
    /// Whether it asks for a valid window, at least one weekday, and an end not before its start.
    #[must_use]
    pub fn is_valid(&self) -> bool {
        match self {
            Self::Soon { .. } => true,
            Self::Once { window, .. } => window.is_valid(),
            Self::Weekly {
                days,
                window,
                from,
                until,
            } => window.is_valid() && !days.is_empty() && until.is_none_or(|until| until >= *from),
        }
    }
}

/// Where a visit takes place. Sensitive (grade 3): for the assigned caregiver
/// and workers only, never in an offer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Place {
    /// Whom to ask for.
    pub name: String,
    pub phone: String,
    /// Building or block; the only part an offer may show.
    pub building: String,
    /// Entrance, floor and room.
    pub door: String,
    /// What else helps to reach this person.
    #[serde(default, skip_serializing_if = "Reaching::is_empty")]
    pub reaching: Reaching,
}

/// What helps to reach a person and to speak with them: in their own words, or an option's id
/// of [`crate::form::details_questions`]; empty where they did not say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Reaching {
    /// How well they hear: `well`, `hard` or `deaf`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub hearing: String,
    /// `yes`: they want to be written to, not called.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text_me: String,
    /// What they walk with: an option's id of the catalogue's question about it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub walking_aid: String,
    /// Whom to call about them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact_name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub contact_phone: String,
}

impl Reaching {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What can happen to a care request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CareEvent {
    /// The resident (or who acts for them) sent it.
    Sent,
    /// The centre has it. Only the centre.
    Received,
    /// A caregiver was assigned. The centre, or a worker who overrides.
    Assigned {
        caregiver: PersonId,
        /// How the resident may call them.
        name: String,
        /// The claim in the offer that won; absent when a worker decided.
        claim: Option<EventId>,
    },
    /// Nobody is assigned any more; it is offered again.
    Released { reason: ReleaseReason },
    /// The resident, a delegate or a worker does not want it any more.
    Cancelled {
        /// In their words; may be empty.
        reason: String,
    },
    /// A draft was thrown away before sending.
    Discarded,
    /// The assigned caregiver took a step in a visit.
    Step { visit: VisitId, step: VisitStep },
    /// A safety check was answered in a visit.
    Checked {
        visit: VisitId,
        /// The check's id in the catalogue.
        check: String,
        result: Check,
    },
    /// A task was done or refused in a visit.
    Task {
        visit: VisitId,
        /// The task's id in the catalogue.
        task: String,
        /// Done, or refused and why.
        result: TaskResult,
    },
    /// The caregiver's note about a visit. While it is not finished the latest is shown; what
    /// follows is an addition.
    Noted { visit: VisitId, text: String },
    /// What a safety check found is in order now. Not the caregiver's to say: who is
    /// served, who acts for them, or the desk.
    WorryCleared {
        visit: VisitId,
        /// The check's id in the catalogue.
        check: String,
        /// What is otherwise now, in their words.
        words: String,
    },
    /// The resident says how a visit was.
    Rated {
        visit: VisitId,
        /// Five grades and words.
        rating: Rating,
        /// Not by the resident, but by somebody for them.
        #[serde(default, skip_serializing_if = "is_false")]
        by_proxy: bool,
    },
    /// A message to everyone who may read the request.
    Said { text: String },
    /// What somebody who writes here is called. Only the centre.
    Introduced {
        /// One who writes in this request.
        person: PersonId,
        /// As the centre knows them.
        name: String,
    },
    /// Who came reads it no longer. Only the centre.
    ReadingEnded,
    /// Who comes has no device any more, in the middle of a visit. Only the centre.
    OutOfReach,
    /// Somebody at the desk has looked at it.
    Seen,
    /// Somebody at the desk takes care of it themselves.
    TakenOn,
    /// The desk has put in order what was asked for: nobody needs to come any more.
    Settled {
        /// How it ended, in their words.
        words: String,
    },
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

impl CareEvent {
    /// The visit at which it happens, where it is about one.
    #[must_use]
    pub const fn visit(&self) -> Option<VisitId> {
        match self {
            Self::Step { visit, .. }
            | Self::Checked { visit, .. }
            | Self::Task { visit, .. }
            | Self::Noted { visit, .. }
            | Self::WorryCleared { visit, .. }
            | Self::Rated { visit, .. } => Some(*visit),
            Self::Sent
            | Self::Received
            | Self::Assigned { .. }
            | Self::Released { .. }
            | Self::Cancelled { .. }
            | Self::Discarded
            | Self::Said { .. }
            | Self::ReadingEnded
            | Self::OutOfReach
            | Self::Seen
            | Self::TakenOn
            | Self::Settled { .. }
            | Self::Introduced { .. } => None,
        }
    }
}

/// Why an assignment ended without a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReleaseReason {
    /// The caregiver did not set out in time; the claim is a lease.
    Lapsed,
    /// The caregiver gave it back.
    GaveBack,
    /// A worker decided so.
    Override,
    /// The caregiver takes part no more, or has no device left that reads it.
    OutOfReach,
}
