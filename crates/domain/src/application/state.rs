//! Where an application stands, as folded from its events in [`super::fold`].

use super::{Item, Outcome};
use crate::{
    answer::FieldId,
    care::Rating,
    document::Author,
    form::Writable,
    id::{EventId, PersonId},
    time::{DAY_MS, Date, Timestamp},
    workday::Clock,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use crate::care::{Ignored, Said};

/// How many days what has lapsed, was withdrawn or thrown away can be taken up again.
pub const REOPEN_DAYS: i64 = 30;

/// Where an application stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ApplicationStatus {
    #[default]
    Draft,
    /// Sent; the centre has not confirmed it.
    Sent,
    /// The centre has it, and the office may look.
    Received,
    /// The office took it on.
    Accepted,
    /// An officer works on it.
    InReview,
    /// The office waits for the resident.
    NeedsMore,
    /// The office does not take it.
    NotAccepted,
    Decided,
    /// The result reached the resident.
    Closed,
    /// Not wanted any more.
    Withdrawn,
    /// What was asked for did not come in time.
    Lapsed,
    /// A draft thrown away.
    Discarded,
}

impl ApplicationStatus {
    /// Whether somebody still has to do something.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Sent) || self.is_at_office() || self.waits_for_resident()
    }

    /// Whether it was sent and has no answer yet.
    #[must_use]
    pub const fn is_under_way(self) -> bool {
        self.is_open() && !matches!(self, Self::Draft)
    }

    /// Whether it is the office's turn.
    #[must_use]
    pub const fn is_at_office(self) -> bool {
        matches!(self, Self::Received | Self::Accepted | Self::InReview)
    }

    /// Whether the office waits for the resident.
    #[must_use]
    pub const fn waits_for_resident(self) -> bool {
        matches!(self, Self::NeedsMore)
    }

    /// Whether the office gave its answer.
    #[must_use]
    pub const fn has_answer(self) -> bool {
        matches!(self, Self::NotAccepted | Self::Decided | Self::Closed)
    }
}

/// An officer's turn at an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    pub officer: PersonId,
    /// Until when; then anyone in the office may go on.
    pub until: Timestamp,
}

/// What the office asked for last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    pub items: Vec<Item>,
    /// What the resident is to do.
    pub words: String,
    /// The last day to bring it.
    #[serde(with = "crate::time::day")]
    pub due: Date,
    /// When it was asked.
    pub at: Timestamp,
    /// When all was there, by the resident's word or the office's.
    pub supplemented_at: Option<Timestamp>,
    /// Where the application stood, and stands again when all is there.
    pub from: ApplicationStatus,
}

impl Asked {
    /// Whether `field` is on the list.
    #[must_use]
    pub fn asks_for(&self, field: &FieldId) -> bool {
        self.items.iter().any(|item| item.field == *field)
    }
}

/// To whom a paper was shown at the desk, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperShown {
    pub by: Author,
    pub at: Timestamp,
}

/// Why the office did not take the application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotTaken {
    pub reason: String,
    pub words: String,
    /// Where to go instead.
    pub where_to_go: String,
    pub at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub outcome: Outcome,
    pub reason: String,
    pub words: String,
    pub appeal: String,
    pub by: Author,
    pub at: Timestamp,
}

/// What the resident wants corrected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub words: String,
    /// When it was asked.
    pub at: Timestamp,
    /// Whether the office corrects it, and why; absent while it has not said.
    pub answer: Option<(bool, String)>,
}

/// The state of an application.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ApplicationState {
    pub status: ApplicationStatus,
    pub submitted_at: Option<Timestamp>,
    /// Whether somebody sent it for the resident.
    pub by_proxy: bool,
    /// Who sent it, the resident or somebody for them.
    pub sent_by: Option<Author>,
    /// What they are called by the centre's word, where it was somebody for the resident.
    pub sender: Option<String>,
    /// Who looked it over before, and when.
    pub checked: Option<(PersonId, Timestamp)>,
    /// The number to ask about it by; there is one from the receipt on.
    pub tracking: Option<String>,
    /// When the centre received it.
    pub received_at: Option<Timestamp>,
    /// The promised time: when it began, rested and ended.
    pub clock: Clock,
    /// Which officer works on it. May have run out: see [`ApplicationState::holder`].
    pub lease: Option<Lease>,
    /// What was asked for last.
    pub asked: Option<Asked>,
    /// How often something was asked for.
    pub rounds: u32,
    /// Since when it is lapsed.
    pub lapsed_at: Option<Timestamp>,
    /// Why the office did not take it.
    pub turned_away: Option<NotTaken>,
    /// All decisions; the last one counts.
    pub decisions: Vec<Decision>,
    /// When the result reached the resident.
    pub served_at: Option<Timestamp>,
    /// Why it was withdrawn.
    pub withdrawn: Option<String>,
    /// When it was withdrawn or thrown away.
    pub ended_at: Option<Timestamp>,
    /// The number that it had before it was withdrawn and taken up again.
    pub earlier_tracking: Option<String>,
    /// What the resident did last has not reached the centre as far as this document
    /// tells: the office does not know of it yet.
    pub waiting_for_receipt: bool,
    pub objections: Vec<Said>,
    /// What the resident wants corrected, last.
    pub correction: Option<Correction>,
    /// How the resident found it.
    pub rating: Option<Rating>,
    /// When they said so.
    pub rated_at: Option<Timestamp>,
    /// The rating was one of the two lowest: somebody must ask why.
    pub follow_up: bool,
    /// What the office heard when it asked why.
    pub followed_up: Option<Said>,
    /// Papers that were shown at the desk, by their ids; the last time of each.
    pub shown: BTreeMap<String, PaperShown>,
    /// What those who write here for the resident or the office are called, by the centre's
    /// word.
    pub names: BTreeMap<PersonId, String>,
    /// Events that were not allowed where they stood: kept, listed, without effect.
    pub ignored: Vec<Ignored>,
}

impl ApplicationState {
    /// Who sent it, where that was somebody for the resident.
    #[must_use]
    pub fn sent_for_them(&self) -> Option<Author> {
        self.sent_by.filter(|_| self.by_proxy)
    }

    /// The officer who works on it at `now`.
    #[must_use]
    pub fn holder(&self, now: Timestamp) -> Option<PersonId> {
        let lease = self.lease.filter(|lease| now < lease.until);
        lease.map(|lease| lease.officer)
    }

    /// Whether `officer` may work on it at `now`: nobody else does.
    #[must_use]
    pub fn is_free_for(&self, officer: PersonId, now: Timestamp) -> bool {
        self.holder(now).is_none_or(|holder| holder == officer)
    }

    /// Where it stands at `now`: once nobody's turn lasts, nobody works on it.
    #[must_use]
    pub fn status_at(&self, now: Timestamp) -> ApplicationStatus {
        match self.status {
            ApplicationStatus::InReview if self.holder(now).is_none() => {
                ApplicationStatus::Accepted
            }
            status => status,
        }
    }

    /// Until when what lapsed, was withdrawn or thrown away can be taken up again;
    /// absent where it cannot. What was decided once is not applied for anew in the
    /// same document.
    #[must_use]
    pub fn reopens_until(&self) -> Option<Timestamp> {
        let since = match self.status {
            ApplicationStatus::Lapsed => self.lapsed_at,
            ApplicationStatus::Withdrawn | ApplicationStatus::Discarded => {
                self.ended_at.filter(|_| self.decisions.is_empty())
            }
            _ => None,
        };
        since.map(|since| since.plus_ms(REOPEN_DAYS * DAY_MS))
    }

    /// Whether it can be taken up again at `now`.
    #[must_use]
    pub fn reopens(&self, now: Timestamp) -> bool {
        self.reopens_until().is_some_and(|until| now <= until)
    }

    /// Whether the office has not answered what the resident wants corrected.
    #[must_use]
    pub fn waits_for_correction(&self) -> bool {
        let asked = self.correction.as_ref();
        asked.is_some_and(|correction| correction.answer.is_none())
    }

    /// Whether an answer of the office's has not reached the resident.
    #[must_use]
    pub fn is_to_be_served(&self) -> bool {
        match self.status {
            ApplicationStatus::Decided => true,
            ApplicationStatus::NotAccepted => self.served_at.is_none(),
            _ => false,
        }
    }

    /// Whether the event had no effect where it stood.
    #[must_use]
    pub fn ignores(&self, event: EventId) -> bool {
        self.ignored.iter().any(|ignored| ignored.id == event)
    }

    /// The number to ask about it by, also while it is a draft again.
    #[must_use]
    pub fn number(&self) -> Option<&str> {
        self.tracking
            .as_deref()
            .or(self.earlier_tracking.as_deref())
    }

    /// The decision that counts: the last, which takes the place of any before.
    #[must_use]
    pub fn decision(&self) -> Option<&Decision> {
        self.decisions.last()
    }

    /// What of its form may be written now.
    #[must_use]
    pub fn writable(&self) -> Writable {
        match (self.status, &self.asked) {
            (ApplicationStatus::Draft, _) => Writable::All,
            (ApplicationStatus::NeedsMore | ApplicationStatus::Lapsed, Some(asked)) => {
                let items = asked.items.iter();
                Writable::Only(items.map(|item| item.field.clone()).collect())
            }
            _ => Writable::Nothing,
        }
    }
}
