//! Where a care request stands, as folded from its events in [`super::fold`].

use super::{
    ReleaseReason,
    visit::{VisitId, VisitState},
};
use crate::{
    document::{Author, Event, in_order},
    id::{EventId, PersonId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a care request stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum CareStatus {
    #[default]
    Draft,
    /// Sent by the resident; the centre has not confirmed it.
    Sent,
    /// The centre has it and offers it to caregivers.
    Received,
    Assigned,
    /// Everything asked for was done.
    Completed,
    /// Not wanted any more.
    Cancelled,
    /// A draft thrown away.
    Discarded,
}

impl CareStatus {
    /// Whether something may still happen.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::Sent | Self::Received | Self::Assigned
        )
    }
}

/// A message, with who said it and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub id: EventId,
    pub by: Author,
    /// When, by the author's clock.
    pub at: Timestamp,
    pub text: String,
}

impl Said {
    /// The messages among `events` in the order of reading; `words` tells those of a
    /// message. Whether their author might speak, the gate asked when the words came. They
    /// are never lost, also where something that happened at the same time is read first.
    pub(crate) fn among<'a, What>(
        events: &'a [Event<What>],
        words: impl Fn(&'a What) -> Option<&'a str>,
    ) -> Vec<Self> {
        let said = in_order(events).into_iter().filter_map(|event| {
            Some(Self {
                id: event.id,
                by: event.by,
                at: event.at,
                text: words(&event.what)?.to_owned(),
            })
        });
        said.collect()
    }
}

/// An event that the fold did not apply, and may list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    pub id: EventId,
    pub by: Author,
}

/// That the desk put in order what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    pub by: Author,
    pub at: Timestamp,
    /// How it ended, in their words.
    pub words: String,
}

/// The state of a care request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CareState {
    pub status: CareStatus,
    pub sent_at: Option<Timestamp>,
    /// Who that was: the resident, or somebody for them.
    pub sent_by: Option<Author>,
    /// When the centre received it.
    pub received_at: Option<Timestamp>,
    /// Who comes, and since when.
    pub assigned: Option<(PersonId, String, Timestamp)>,
    /// Why it was released last, if nobody has been assigned since.
    pub released: Option<ReleaseReason>,
    /// Who had it until the centre, which had not heard that they set out, took it back;
    /// nobody has been assigned since.
    pub lapsed: Option<(PersonId, String, Timestamp)>,
    /// Why it was cancelled.
    pub cancelled: Option<String>,
    /// When everything was done, or it was cancelled.
    pub over_at: Option<Timestamp>,
    /// Since when who came reads it no longer.
    pub reading_ended: Option<Timestamp>,
    /// Since when who comes has no device any more, and has not been heard of again.
    pub out_of_reach: Option<Timestamp>,
    /// Who of the desk has looked at it, and when first.
    pub seen: BTreeMap<PersonId, Timestamp>,
    /// Who of the desk takes care of it, by when they last said so.
    pub taken_on: BTreeMap<PersonId, Timestamp>,
    /// How the desk put it in order, where it did.
    pub settled: Option<Settled>,
    /// What those who write here are called, as the centre knows them.
    pub names: BTreeMap<PersonId, String>,
    /// Visits to which something has happened. Planned ones come from [`crate::recur`].
    pub visits: BTreeMap<VisitId, VisitState>,
    /// Events that were not allowed where they stood: kept, listed, without effect.
    pub ignored: Vec<Ignored>,
}

impl CareState {
    #[must_use]
    pub fn caregiver(&self) -> Option<PersonId> {
        self.assigned.as_ref().map(|(person, ..)| *person)
    }

    /// The caregiver who may read it now.
    #[must_use]
    pub fn reader(&self) -> Option<PersonId> {
        self.caregiver().filter(|_| self.reading_ended.is_none())
    }

    /// Whether the event had no effect where it stood.
    #[must_use]
    pub fn ignores(&self, event: EventId) -> bool {
        self.ignored.iter().any(|ignored| ignored.id == event)
    }

    /// A visit as far as something has happened to it.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> VisitState {
        self.visits.get(&id).cloned().unwrap_or_default()
    }
}
