//! What an event of an application must say, and whether it may enter. Who may do what,
//! and when, is in [`crate::application::may`].

use super::{
    refusal::{Refusal, code, fits, says, valid},
    writer::Writer,
};
use crate::{
    answer::FieldId,
    application::{Application, ApplicationEvent, ApplicationMove, ApplicationState, Item, may},
    course::Course,
    document::Event,
    role::{Role, Scope},
    time::{DAY_MS, Timestamp},
    why::Why,
};

/// Most things that one list may ask for.
const MAX_ITEMS: usize = 64;
/// Longest turn of one officer.
const MAX_LEASE_MS: i64 = DAY_MS;

/// Answers are the resident's: an office asks, and never writes them itself.
pub(super) fn answer(
    writer: &Writer,
    state: &ApplicationState,
    field: &FieldId,
) -> Result<(), Refusal> {
    fills(writer)?;
    when(state.writable().contains(field))
}

/// Whether what passes by its author's clock may still enter at `now`: neither a last
/// day nor somebody else's turn is got round by a wrong clock or a late delivery.
pub(super) fn arrives(
    state: &ApplicationState,
    event: &Event<ApplicationEvent>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let Some(what) = ApplicationMove::of(&event.what) else {
        return Ok(());
    };
    match may(state, event.by, what, now) {
        // It was theirs when they gave it back, and ran out on the way.
        Err(Why::NotHeld) => Ok(()),
        judged => Ok(judged?),
    }
}

pub(super) fn event(
    writer: &Writer,
    application: &Application,
    course: &Course<ApplicationState>,
    event: &Event<ApplicationEvent>,
) -> Result<(), Refusal> {
    if let ApplicationEvent::Arrived { event: of } = event.what {
        // It says when, and undoes nothing: what it is about has passed at that time.
        role(writer.role == Role::Centre)?;
        return valid(course.knows(of));
    }
    let Some(what) = ApplicationMove::of(&event.what) else {
        return Err(Refusal::NotValid);
    };
    let office = Scope::Office(application.office.clone());
    role(writer.role != Role::Officer || writer.scopes.contains(&office))?;
    let judged = may(course.state(), event.by, what, event.at);
    role(judged != Err(Why::NotForRole))?;
    is_valid(writer, event)?;
    judged?;
    stays(application, course, event)
}

/// The resident, or who acts for them.
fn fills(writer: &Writer) -> Result<(), Refusal> {
    role(matches!(
        writer.role,
        Role::Resident | Role::Delegate | Role::Worker
    ))
}

const fn role(may: bool) -> Result<(), Refusal> {
    if may {
        Ok(())
    } else {
        Err(Refusal::NotForRole)
    }
}

const fn when(is_now: bool) -> Result<(), Refusal> {
    if is_now {
        Ok(())
    } else {
        Err(Refusal::TooLate)
    }
}

/// Whether it says what it must, and no more than it may.
fn is_valid(writer: &Writer, event: &Event<ApplicationEvent>) -> Result<(), Refusal> {
    use ApplicationEvent as E;
    valid(match &event.what {
        E::Submitted { by_proxy } => *by_proxy == (writer.role != Role::Resident),
        E::Received { tracking, sender } => code(tracking) && names(sender),
        E::NotAccepted {
            reason,
            words,
            where_to_go,
        } => code(reason) && says(words) && says(where_to_go),
        E::LeaseTaken {
            officer,
            until,
            name,
        } => *officer == writer.person && lease_fits(event.at, *until) && names(name),
        E::MoreAsked {
            items,
            words,
            again,
            ..
        } => again.as_deref().is_none_or(says) && fits(words) && list(items),
        E::Decided {
            outcome,
            reason,
            words,
            appeal,
        } => {
            let can_appeal = !outcome.needs_appeal() || (says(words) && says(appeal));
            code(reason) && fits(words) && fits(appeal) && can_appeal
        }
        E::Withdrawn { reason } => fits(reason),
        E::Objected { words } | E::CorrectionAsked { words } => says(words),
        E::CorrectionAnswered { approved, words } => fits(words) && (*approved || says(words)),
        E::FollowedUp { words } => says(words),
        E::Said { text } => says(text),
        E::Introduced { name, .. } => code(name),
        E::PaperSeen { paper } => code(paper),
        E::Rated { rating } => rating.is_valid() && fits(&rating.words),
        E::Unsent
        | E::Discarded
        | E::Resumed
        | E::Arrived { .. }
        | E::Checked
        | E::Accepted
        | E::LeaseGiven
        | E::Supplemented
        | E::NoMoreAsked
        | E::Lapsed
        | E::Served => true,
    })
}

/// A name, or none.
fn names(text: &str) -> bool {
    text.is_empty() || code(text)
}

const fn lease_fits(at: Timestamp, until: Timestamp) -> bool {
    let length = until.since(at);
    0 < length && length <= MAX_LEASE_MS
}

fn list(items: &[Item]) -> bool {
    let named = |item: &Item| code(&item.field.0) && fits(&item.words);
    (1..=MAX_ITEMS).contains(&items.len()) && items.iter().all(named)
}

/// An event that arrives late with an early turn is read before what happened meanwhile.
/// It must count there, or its author would take for done what nobody else sees; and it
/// must not undo a receipt, a decision or a rating.
fn stays(
    application: &Application,
    course: &Course<ApplicationState>,
    event: &Event<ApplicationEvent>,
) -> Result<(), Refusal> {
    if matches!(event.what, ApplicationEvent::Said { .. }) {
        return Ok(());
    }
    let (before, after) = (course.state(), course.with(application, event));
    let counts = !after.ignores(event.id);
    let number = before.number();
    let is_kept = number.is_none() || after.number() == number;
    // Only who takes it up again makes it no office's to read.
    let is_resumed = event.what == ApplicationEvent::Resumed;
    let is_received = before.tracking.is_none() || after.tracking.is_some() || is_resumed;
    let is_decided = after.decisions.starts_with(&before.decisions);
    let is_rated = before.rating.is_none() || after.rating == before.rating;
    when(counts && is_kept && is_received && is_decided && is_rated)
}
