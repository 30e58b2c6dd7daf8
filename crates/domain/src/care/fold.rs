//! From a care request's events to its state: a pure function that every device
//! and the server compute alike. What counts where is asked of [`counts`].

use super::{
    Care, CareEvent, When,
    moves::{counts, is_lapse},
    state::{CareState, CareStatus, Ignored, Settled},
    visit::{Check, Cleared, VisitId, VisitMove, VisitRemark, VisitState, VisitStatus, VisitStep},
};
use crate::{
    course::{self, Foldable},
    document::{Author, Event},
    id::PersonId,
    recur,
    role::Role,
    time::Timestamp,
};
use std::collections::BTreeMap;

/// Folds the events of `care` into its state.
///
/// Independent of the order in which the events are held. Events that are not
/// allowed where they stand have no effect and are listed in `ignored`.
#[must_use]
pub fn fold(care: &Care) -> CareState {
    course::fold(care)
}

impl Foldable for Care {
    type What = CareEvent;
    type State = CareState;

    fn events(&self) -> &[Event<CareEvent>] {
        &self.events
    }

    fn is_act(what: &CareEvent) -> bool {
        !matches!(what, CareEvent::Said { .. })
    }

    fn add_last(&self, state: &mut CareState, act: &Event<CareEvent>) -> bool {
        if !apply(state, self.when.as_ref(), act) {
            state.ignored.push(Ignored {
                id: act.id,
                by: act.by,
            });
        }
        true
    }

    fn part(state: &CareState, act: &Event<CareEvent>) -> CareState {
        let visit = act.what.visit();
        let visit = visit.and_then(|id| Some((id, state.visits.get(&id)?.clone())));
        CareState {
            status: state.status,
            sent_at: state.sent_at,
            sent_by: state.sent_by,
            received_at: state.received_at,
            assigned: state.assigned.clone(),
            released: state.released,
            lapsed: state.lapsed.clone(),
            cancelled: state.cancelled.clone(),
            over_at: state.over_at,
            reading_ended: state.reading_ended,
            out_of_reach: state.out_of_reach,
            seen: BTreeMap::new(),
            taken_on: BTreeMap::new(),
            settled: state.settled.clone(),
            names: BTreeMap::new(),
            visits: BTreeMap::from_iter(visit),
            ignored: Vec::new(),
        }
    }
}

/// Lets `event` have its effect; says whether it had one.
fn apply(state: &mut CareState, when: Option<&When>, event: &Event<CareEvent>) -> bool {
    let at = event.at;
    if !counts(state, event) {
        return false;
    }
    match &event.what {
        CareEvent::Sent => {
            state.status = CareStatus::Sent;
            state.sent_at = Some(at);
            state.sent_by = Some(event.by);
        }
        CareEvent::Received => {
            state.status = CareStatus::Received;
            state.received_at = Some(at);
        }
        CareEvent::Assigned {
            caregiver, name, ..
        } => assign(state, *caregiver, name, at),
        CareEvent::Released { reason } => {
            let had = state.assigned.take();
            state.lapsed = had.filter(|_| is_lapse(event));
            state.status = CareStatus::Received;
            state.released = Some(*reason);
            state.out_of_reach = None;
        }
        CareEvent::Cancelled { reason } => {
            state.status = CareStatus::Cancelled;
            state.cancelled = Some(reason.clone());
            state.over_at = Some(at);
        }
        CareEvent::Discarded => state.status = CareStatus::Discarded,
        CareEvent::ReadingEnded => state.reading_ended = Some(at),
        CareEvent::OutOfReach => state.out_of_reach = Some(at),
        CareEvent::Introduced { person, name } => {
            state.names.insert(*person, name.clone());
        }
        CareEvent::Seen => {
            state.seen.entry(event.by.person).or_insert(at);
        }
        CareEvent::TakenOn => {
            state.taken_on.insert(event.by.person, at);
        }
        CareEvent::Settled { words } => {
            state.status = CareStatus::Completed;
            state.over_at = Some(at);
            state.settled = Some(Settled {
                by: event.by,
                at,
                words: words.clone(),
            });
        }
        _ => return at_visit(state, when, event),
    }
    true
}

/// Who comes already has been told so: nothing changes.
fn assign(state: &mut CareState, caregiver: PersonId, name: &str, at: Timestamp) {
    state.names.insert(caregiver, name.to_owned());
    if state.caregiver() != Some(caregiver) {
        // Nobody goes on with what another began: the next one comes to the door herself.
        let under_way = state.visits.values_mut();
        for visit in under_way.filter(|visit| visit.status.is_under_way()) {
            visit.status = VisitStatus::Booked;
            visit.begin_anew();
        }
        state.status = CareStatus::Assigned;
        state.assigned = Some((caregiver, name.to_owned(), at));
        state.released = None;
        state.lapsed = None;
        state.reading_ended = None;
        state.out_of_reach = None;
    }
}

fn at_visit(state: &mut CareState, when: Option<&When>, event: &Event<CareEvent>) -> bool {
    let visits = &mut state.visits;
    match &event.what {
        CareEvent::Step { visit, step } => return take_step(state, when, *visit, step, event),
        CareEvent::Checked {
            visit,
            check,
            result,
        } => {
            answer_check(visits.entry(*visit).or_default(), check, result);
        }
        CareEvent::WorryCleared {
            visit,
            check,
            words,
        } => return clear_worry(visits.entry(*visit).or_default(), check, words, event.by),
        CareEvent::Task {
            visit,
            task,
            result,
        } => {
            let tasks = &mut visits.entry(*visit).or_default().tasks;
            tasks.insert(task.clone(), result.clone());
        }
        CareEvent::Noted { visit, text } => {
            note(visits.entry(*visit).or_default(), text, event);
        }
        CareEvent::Rated { visit, rating, .. } if rating.is_valid() => {
            let visit = visits.entry(*visit).or_default();
            visit.status = VisitStatus::Confirmed;
            visit.rating = Some(rating.clone());
            visit.rated_by = Some(event.by);
        }
        _ => return false,
    }
    true
}

/// A worry stands until somebody else clears it, whatever is answered after it.
fn answer_check(visit: &mut VisitState, check: &str, result: &Check) {
    visit.checks.insert(check.to_owned(), result.clone());
    if let Some(why) = result.worry() {
        visit.worries.insert(check.to_owned(), why.to_owned());
        visit.cleared.remove(check);
    }
}

/// A record that is closed stays as it is; what follows stands beside it.
fn note(visit: &mut VisitState, text: &str, event: &Event<CareEvent>) {
    if visit.status.is_done() {
        visit.remarks.push(VisitRemark {
            by: event.by,
            at: event.at,
            text: text.to_owned(),
        });
    } else {
        text.clone_into(&mut visit.note);
        visit.noted = Some((event.by, event.at));
    }
}

/// What was cleared is to be checked once more.
fn clear_worry(visit: &mut VisitState, check: &str, words: &str, by: Author) -> bool {
    if visit.worries.remove(check).is_none() {
        return false;
    }
    visit.checks.remove(check);
    let words = words.to_owned();
    visit
        .cleared
        .insert(check.to_owned(), Cleared { by, words });
    true
}

fn take_step(
    state: &mut CareState,
    when: Option<&When>,
    id: VisitId,
    step: &VisitStep,
    event: &Event<CareEvent>,
) -> bool {
    let Some(status) = state.visit(id).status.after(VisitMove::of(step)) else {
        return false;
    };
    let is_hers = event.by.role == Role::Caregiver;
    if is_hers && state.status == CareStatus::Received {
        // It was taken from her because nobody had heard of this step.
        state.status = CareStatus::Assigned;
        state.assigned = state.lapsed.take();
        state.released = None;
    }
    if is_hers {
        state.out_of_reach = None;
    }
    let visit = state.visits.entry(id).or_default();
    if is_hers && visit.maker().is_some_and(|maker| maker != event.by.person) {
        visit.begin_anew();
    }
    visit.status = status;
    visit.steps.push((step.clone(), event.at));
    visit.step_by.push(event.by);
    let is_last = match when {
        Some(weekly @ When::Weekly { .. }) => recur::ends_on(weekly, id.date),
        _ => true,
    };
    if is_last && status == VisitStatus::Finished {
        state.status = CareStatus::Completed;
        state.over_at = Some(event.at);
    }
    true
}
