//! What an event of a care request must say, and whether it may enter. Who may do what,
//! and when, is in [`crate::care`].

use super::{
    ground::Ground,
    refusal::{Refusal, code, fits, says, valid},
};
use crate::{
    care::{
        Care, CareEvent, CareState, TaskResult, VisitId, VisitRules, VisitStep, When, may_happen,
    },
    course::Course,
    document::Event,
    recur,
    role::Role,
    why::Why,
};

pub(super) fn event(
    care: &Care,
    course: &Course<CareState>,
    event: &Event<CareEvent>,
) -> Result<(), Refusal> {
    let judged = may_happen(course.state(), event, None);
    if judged == Err(Why::NotForRole) {
        return Err(Refusal::NotForRole);
    }
    is_valid(care, event)?;
    kept(&event.what, judged)?;
    stays(care, course, event)
}

/// What the day and the catalogue say to a step in a visit. An author may go by an earlier
/// catalogue than the newest.
pub(super) fn on_ground(
    care: &Care,
    state: &CareState,
    event: &Event<CareEvent>,
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    if !matches!(event.what, CareEvent::Step { .. }) {
        return Ok(());
    }
    let today = ground.day_of(event.at, &care.header.area);
    let mut judged = Err(Refusal::NotValid);
    for kind in ground.kinds(&care.kind) {
        let safety = &kind.safety;
        let rules = VisitRules { today, safety };
        judged = kept(&event.what, may_happen(state, event, Some(&rules)));
        if judged.is_ok() {
            break;
        }
    }
    judged
}

/// What happened at somebody's home has happened, whatever became of the request
/// meanwhile: it is kept, without effect. To refuse it would take along all that the
/// caregiver wrote after it. But what cannot have happened is none of that.
fn kept(what: &CareEvent, judged: Result<(), Why>) -> Result<(), Refusal> {
    match judged {
        Err(Why::TooLate) if is_record(what) => Ok(()),
        judged => Ok(judged?),
    }
}

/// Whether it says what it must, and no more than it may.
fn is_valid(care: &Care, event: &Event<CareEvent>) -> Result<(), Refusal> {
    valid(match &event.what {
        CareEvent::Sent => care.when.is_some() && care.place.is_some(),
        CareEvent::Cancelled { reason } => fits(reason),
        CareEvent::Said { text } => says(text),
        // A series goes on: what is in order once is in order until the next visit.
        CareEvent::Settled { words } => {
            says(words) && !matches!(care.when, Some(When::Weekly { .. }))
        }
        CareEvent::Rated {
            rating, by_proxy, ..
        } => rating.is_valid() && fits(&rating.words) && is_marked(event.by.role, *by_proxy),
        CareEvent::WorryCleared {
            visit,
            check,
            words,
        } => code(check) && says(words) && asks_for(care, *visit),
        CareEvent::Step { visit, step } => {
            let reason = match step {
                VisitStep::Stopped { reason } | VisitStep::CancelledByProvider { reason } => reason,
                _ => "",
            };
            fits(reason) && asks_for(care, *visit)
        }
        CareEvent::Checked {
            visit,
            check,
            result,
        } => {
            let is_said = result.worry().is_none_or(says);
            code(check) && is_said && asks_for(care, *visit)
        }
        CareEvent::Task {
            visit,
            task,
            result,
        } => {
            let why = match result {
                TaskResult::Done => None,
                TaskResult::Refused { why } => Some(why),
            };
            code(task) && why.is_none_or(|why| says(why)) && asks_for(care, *visit)
        }
        CareEvent::Noted { visit, text } => fits(text) && asks_for(care, *visit),
        CareEvent::Assigned { name, .. } | CareEvent::Introduced { name, .. } => code(name),
        CareEvent::Discarded
        | CareEvent::Received
        | CareEvent::Released { .. }
        | CareEvent::ReadingEnded
        | CareEvent::OutOfReach
        | CareEvent::Seen
        | CareEvent::TakenOn => true,
    })
}

/// Whether a rating says truly for whom it is. Family's earlier versions do not say it; a
/// worker says that it is on behalf.
const fn is_marked(role: Role, by_proxy: bool) -> bool {
    match role {
        Role::Resident => !by_proxy,
        Role::Worker => by_proxy,
        _ => true,
    }
}

fn asks_for(care: &Care, visit: VisitId) -> bool {
    let when = care.when.as_ref();
    when.is_some_and(|when| recur::asks_for(when, visit))
}

/// Whether it is what the caregiver notes of a visit, or that the desk has turned to it:
/// that has happened, whatever became of the request meanwhile.
pub(super) const fn is_record(what: &CareEvent) -> bool {
    match what {
        CareEvent::Step { step, .. } => !matches!(step, VisitStep::CancelledByClient),
        CareEvent::Checked { .. }
        | CareEvent::Task { .. }
        | CareEvent::Noted { .. }
        | CareEvent::Seen
        | CareEvent::TakenOn => true,
        _ => false,
    }
}

/// An event that arrives late with an early turn is read before what happened meanwhile.
/// It must not open again what is closed. It must also count there, unless it is a record.
fn stays(care: &Care, course: &Course<CareState>, event: &Event<CareEvent>) -> Result<(), Refusal> {
    if matches!(event.what, CareEvent::Said { .. }) {
        return Ok(());
    }
    let (before, after) = (course.state(), course.with(care, event));
    let counts = is_record(&event.what) || !after.ignores(event.id);
    if counts && (before.status.is_open() || after.status == before.status) {
        Ok(())
    } else {
        Err(Refusal::TooLate)
    }
}
