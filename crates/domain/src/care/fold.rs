//! From a care request's events to its state: a pure function that every device
//! and the server compute alike.

use super::{
    Care, CareEvent, Check, ReleaseReason, VisitId, VisitState, VisitStatus, VisitStep, When,
};
use crate::{
    document::{Author, Event, in_order},
    id::{EventId, PersonId},
    role::Role,
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
    /// Being written.
    #[default]
    Draft,
    /// Sent by the resident; the centre has not confirmed it.
    Sent,
    /// The centre has it and offers it to caregivers.
    Received,
    /// A caregiver comes.
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

/// A message in the order of reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The event.
    pub id: EventId,
    /// Who.
    pub by: Author,
    /// When, by the author's clock.
    pub at: Timestamp,
    /// The words.
    pub text: String,
}

/// An event that the fold did not apply, and may list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ignored {
    /// The event.
    pub id: EventId,
    /// Who added it.
    pub by: Author,
}

/// The state of a care request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CareState {
    /// Where it stands.
    pub status: CareStatus,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// When the centre received it.
    pub received_at: Option<Timestamp>,
    /// Who comes, and since when.
    pub assigned: Option<(PersonId, String, Timestamp)>,
    /// Why it was released last, if nobody has been assigned since.
    pub released: Option<ReleaseReason>,
    /// Why it was cancelled.
    pub cancelled: Option<String>,
    /// Visits to which something has happened. Planned ones come from [`crate::recur`].
    pub visits: BTreeMap<VisitId, VisitState>,
    /// Messages in order.
    pub said: Vec<Said>,
    /// Events that were not allowed where they stood: kept, listed, without effect.
    pub ignored: Vec<Ignored>,
}

impl CareState {
    /// The assigned caregiver.
    #[must_use]
    pub fn caregiver(&self) -> Option<PersonId> {
        self.assigned.as_ref().map(|(person, ..)| *person)
    }

    /// A visit as far as something has happened to it.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> VisitState {
        self.visits.get(&id).cloned().unwrap_or_default()
    }
}

/// Folds the events of `care` into its state.
///
/// Independent of the order in which the events are held. Events that are not
/// allowed where they stand have no effect and are listed in `ignored`.
#[must_use]
pub fn fold(care: &Care) -> CareState {
    let mut state = CareState::default();
    for event in in_order(&care.events) {
        if !apply(&mut state, care.when.as_ref(), event) {
            state.ignored.push(Ignored {
                id: event.id,
                by: event.by,
            });
        }
    }
    state
}

fn apply(state: &mut CareState, when: Option<&When>, event: &Event<CareEvent>) -> bool {
    let (role, at) = (event.by.role, event.at);
    let is_client = matches!(role, Role::Resident | Role::Delegate | Role::Worker);
    match &event.what {
        CareEvent::Sent if is_client && state.status == CareStatus::Draft => {
            state.status = CareStatus::Sent;
            state.sent_at = Some(at);
        }
        CareEvent::Received if role == Role::Centre && state.status == CareStatus::Sent => {
            state.status = CareStatus::Received;
            state.received_at = Some(at);
        }
        CareEvent::Assigned {
            caregiver, name, ..
        } if assigns(role, state) && state.caregiver() != Some(*caregiver) => {
            state.status = CareStatus::Assigned;
            state.assigned = Some((*caregiver, name.clone(), at));
            state.released = None;
        }
        CareEvent::Released { reason }
            if releases(event.by, state) && state.status == CareStatus::Assigned =>
        {
            state.status = CareStatus::Received;
            state.assigned = None;
            state.released = Some(*reason);
        }
        CareEvent::Cancelled { reason } if is_client && is_sent_and_open(state.status) => {
            state.status = CareStatus::Cancelled;
            state.cancelled = Some(reason.clone());
        }
        CareEvent::Discarded if is_client && state.status == CareStatus::Draft => {
            state.status = CareStatus::Discarded;
        }
        CareEvent::Said { text } => state.said.push(Said {
            id: event.id,
            by: event.by,
            at,
            text: text.clone(),
        }),
        CareEvent::Step { visit, step } => return take_step(state, when, event, *visit, step),
        CareEvent::Checked {
            visit,
            check,
            result,
        } if may_record(state, event.by) => {
            let checks = &mut state.visits.entry(*visit).or_default().checks;
            checks.insert(check.clone(), Check::clone(result));
        }
        CareEvent::Task {
            visit,
            task,
            result,
        } if may_record(state, event.by) => {
            let tasks = &mut state.visits.entry(*visit).or_default().tasks;
            tasks.insert(task.clone(), result.clone());
        }
        CareEvent::Noted { visit, text } if may_record(state, event.by) => {
            state
                .visits
                .entry(*visit)
                .or_default()
                .note
                .clone_from(text);
        }
        CareEvent::Rated { visit, rating }
            if is_client && (1..=5).contains(&rating.grade) && is_done(state, *visit) =>
        {
            let visit = state.visits.entry(*visit).or_default();
            visit.status = VisitStatus::Confirmed;
            visit.rating = Some(rating.clone());
        }
        _ => return false,
    }
    true
}

fn assigns(role: Role, state: &CareState) -> bool {
    match role {
        Role::Centre => state.status == CareStatus::Received,
        Role::Worker => matches!(state.status, CareStatus::Received | CareStatus::Assigned),
        _ => false,
    }
}

fn releases(by: Author, state: &CareState) -> bool {
    matches!(by.role, Role::Centre | Role::Worker) || state.caregiver() == Some(by.person)
}

const fn is_sent_and_open(status: CareStatus) -> bool {
    matches!(
        status,
        CareStatus::Sent | CareStatus::Received | CareStatus::Assigned
    )
}

fn is_done(state: &CareState, visit: VisitId) -> bool {
    matches!(
        state.visit(visit).status,
        VisitStatus::Finished | VisitStatus::Confirmed
    )
}

/// The record of a visit stays open to the assigned caregiver after it is
/// finished: a forgotten note is better late than lost.
fn may_record(state: &CareState, by: Author) -> bool {
    by.role == Role::Caregiver && state.caregiver() == Some(by.person)
}

fn take_step(
    state: &mut CareState,
    when: Option<&When>,
    event: &Event<CareEvent>,
    id: VisitId,
    step: &VisitStep,
) -> bool {
    let by_client = matches!(step, VisitStep::CancelledByClient);
    let allowed = if by_client {
        matches!(
            event.by.role,
            Role::Resident | Role::Delegate | Role::Worker
        ) && is_sent_and_open(state.status)
    } else {
        may_record(state, event.by) && state.status == CareStatus::Assigned
    };
    let Some(status) = state.visit(id).status.after(step).filter(|_| allowed) else {
        return false;
    };
    let visit = state.visits.entry(id).or_default();
    visit.status = status;
    visit.steps.push((step.clone(), event.at));
    let once = !matches!(when, Some(When::Weekly { .. }));
    if once && status == VisitStatus::Finished {
        state.status = CareStatus::Completed;
    }
    true
}
