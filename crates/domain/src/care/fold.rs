//! From a care request's events to its state: a pure function that every device
//! and the server compute alike. What may happen where is asked of [`may_happen`].

use super::{
    Care, CareEvent, When,
    moves::may_happen,
    state::{CareState, CareStatus, Ignored, Said},
    visit::{VisitId, VisitMove, VisitStatus, VisitStep},
};
use crate::{
    document::{Event, in_order},
    id::PersonId,
    time::Timestamp,
};

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

/// Lets `event` have its effect; says whether it had one.
fn apply(state: &mut CareState, when: Option<&When>, event: &Event<CareEvent>) -> bool {
    let at = event.at;
    // Whether they might speak, the gate asked when the words came. They are never lost,
    // also where something that happened at the same time is read before them.
    if let CareEvent::Said { text } = &event.what {
        state.said.push(Said {
            id: event.id,
            by: event.by,
            at,
            text: text.clone(),
        });
        return true;
    }
    if may_happen(state, event).is_err() {
        return false;
    }
    match &event.what {
        CareEvent::Sent => {
            state.status = CareStatus::Sent;
            state.sent_at = Some(at);
        }
        CareEvent::Received => {
            state.status = CareStatus::Received;
            state.received_at = Some(at);
        }
        CareEvent::Assigned {
            caregiver, name, ..
        } => assign(state, *caregiver, name, at),
        CareEvent::Released { reason } => {
            state.status = CareStatus::Received;
            state.assigned = None;
            state.released = Some(*reason);
        }
        CareEvent::Cancelled { reason } => {
            state.status = CareStatus::Cancelled;
            state.cancelled = Some(reason.clone());
        }
        CareEvent::Discarded => state.status = CareStatus::Discarded,
        _ => return at_visit(state, when, event),
    }
    true
}

/// Who comes already has been told so: nothing changes.
fn assign(state: &mut CareState, caregiver: PersonId, name: &str, at: Timestamp) {
    if state.caregiver() != Some(caregiver) {
        state.status = CareStatus::Assigned;
        state.assigned = Some((caregiver, name.to_owned(), at));
        state.released = None;
    }
}

fn at_visit(state: &mut CareState, when: Option<&When>, event: &Event<CareEvent>) -> bool {
    let visits = &mut state.visits;
    match &event.what {
        CareEvent::Step { visit, step } => return take_step(state, when, *visit, step, event.at),
        CareEvent::Checked {
            visit,
            check,
            result,
        } => {
            let checks = &mut visits.entry(*visit).or_default().checks;
            checks.insert(check.clone(), result.clone());
        }
        CareEvent::Task {
            visit,
            task,
            result,
        } => {
            let tasks = &mut visits.entry(*visit).or_default().tasks;
            tasks.insert(task.clone(), result.clone());
        }
        CareEvent::Noted { visit, text } => {
            visits.entry(*visit).or_default().note.clone_from(text);
        }
        CareEvent::Rated { visit, rating } if rating.is_valid() => {
            let visit = visits.entry(*visit).or_default();
            visit.status = VisitStatus::Confirmed;
            visit.rating = Some(rating.clone());
        }
        _ => return false,
    }
    true
}

fn take_step(
    state: &mut CareState,
    when: Option<&When>,
    id: VisitId,
    step: &VisitStep,
    at: Timestamp,
) -> bool {
    let Some(status) = state.visit(id).status.after(VisitMove::of(step)) else {
        return false;
    };
    let visit = state.visits.entry(id).or_default();
    visit.status = status;
    visit.steps.push((step.clone(), at));
    let once = !matches!(when, Some(When::Weekly { .. }));
    if once && status == VisitStatus::Finished {
        state.status = CareStatus::Completed;
    }
    true
}
