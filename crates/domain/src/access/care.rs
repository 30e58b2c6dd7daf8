//! What an event of a care request must say, and whether it may enter. Who may do what,
//! and when, is in [`crate::care`].

use super::refusal::{MAX_TEXT_CHARS, Refusal, valid};
use crate::{
    care::{Care, CareEvent, CareState, Check, TaskResult, VisitId, VisitStep, fold, may_happen},
    document::Event,
    recur,
    why::Why,
};

pub(super) fn event(care: &Care, event: &Event<CareEvent>) -> Result<(), Refusal> {
    let state = fold(care);
    let judged = may_happen(&state, event);
    if judged == Err(Why::NotForRole) {
        return Err(Refusal::NotForRole);
    }
    is_valid(care, &event.what)?;
    // What happened at somebody's home has happened, whatever became of the request
    // meanwhile: it is kept, without effect. To refuse it would take along all that the
    // caregiver wrote after it.
    if !is_record(&event.what) {
        judged?;
    }
    stays(care, &state, event)
}

/// Whether it says what it must, and no more than it may.
fn is_valid(care: &Care, what: &CareEvent) -> Result<(), Refusal> {
    let fits = |text: &str| text.chars().count() <= MAX_TEXT_CHARS;
    valid(match what {
        CareEvent::Sent => care.when.is_some() && care.place.is_some(),
        CareEvent::Cancelled { reason } => fits(reason),
        CareEvent::Said { text } => !text.trim().is_empty() && fits(text),
        CareEvent::Rated { rating, .. } => rating.is_valid() && fits(&rating.words),
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
            let why = match result {
                Check::Fine => "",
                Check::Worry { why } => why,
            };
            fits(check) && fits(why) && asks_for(care, *visit)
        }
        CareEvent::Task {
            visit,
            task,
            result,
        } => {
            let why = match result {
                TaskResult::Done => "",
                TaskResult::Refused { why } => why,
            };
            fits(task) && fits(why) && asks_for(care, *visit)
        }
        CareEvent::Noted { visit, text } => fits(text) && asks_for(care, *visit),
        CareEvent::Discarded
        | CareEvent::Received
        | CareEvent::Assigned { .. }
        | CareEvent::Released { .. } => true,
    })
}

fn asks_for(care: &Care, visit: VisitId) -> bool {
    let when = care.when.as_ref();
    when.is_some_and(|when| recur::asks_for(when, visit))
}

/// Whether it is what the caregiver notes of a visit.
const fn is_record(what: &CareEvent) -> bool {
    match what {
        CareEvent::Step { step, .. } => !matches!(step, VisitStep::CancelledByClient),
        CareEvent::Checked { .. } | CareEvent::Task { .. } | CareEvent::Noted { .. } => true,
        _ => false,
    }
}

/// An event that arrives late with an early turn is read before what happened meanwhile.
/// It must not open again what is closed. It must also count there, unless it is a record.
fn stays(care: &Care, before: &CareState, event: &Event<CareEvent>) -> Result<(), Refusal> {
    let mut after = care.clone();
    after.events.push(event.clone());
    let after = fold(&after);
    let counts = is_record(&event.what) || !after.ignores(event.id);
    if counts && (before.status.is_open() || after.status == before.status) {
        Ok(())
    } else {
        Err(Refusal::TooLate)
    }
}
