//! Who may write what in an application, and when.

use super::{MAX_TEXT_CHARS, Refusal, Writer, valid};
use crate::{
    answer::FieldId,
    application::{
        Application, ApplicationEvent, ApplicationState, ApplicationStatus as S, Item, fold,
    },
    document::Event,
    role::{Role, Scope},
    time::{DAY_MS, Timestamp},
};

/// Most things that one list may ask for.
const MAX_ITEMS: usize = 64;
/// Longest code or number, in characters.
const MAX_CODE_CHARS: usize = 64;
/// Longest turn of one officer.
const MAX_LEASE_MS: i64 = DAY_MS;

/// Answers are the resident's: an office asks, and never writes them itself.
pub(super) fn answer(
    writer: &Writer,
    application: &Application,
    field: &FieldId,
) -> Result<(), Refusal> {
    fills(writer)?;
    when(fold(application).writable().contains(field))
}

/// Whether what passes by its author's clock may still enter at `now`: neither a last
/// day nor somebody else's turn is got round by a wrong clock or a late delivery.
pub(super) fn arrives(
    application: &Application,
    event: &Event<ApplicationEvent>,
    now: Timestamp,
) -> Result<(), Refusal> {
    use ApplicationEvent as E;
    let state = fold(application);
    when(match &event.what {
        E::Accepted
        | E::NotAccepted { .. }
        | E::LeaseTaken { .. }
        | E::MoreAsked { .. }
        | E::Decided { .. } => state.is_free_for(event.by.person, now),
        E::Supplemented | E::Resumed => state.status == S::NeedsMore || state.reopens(now),
        _ => true,
    })
}

pub(super) fn event(
    writer: &Writer,
    application: &Application,
    event: &Event<ApplicationEvent>,
) -> Result<(), Refusal> {
    let state = fold(application);
    by_role(writer, application, &event.what)?;
    if let ApplicationEvent::Arrived { event: of } = event.what {
        // It says when, and undoes nothing: what it is about has passed at that time.
        return valid(application.events.iter().any(|known| known.id == of));
    }
    is_valid(writer, &state, event)?;
    in_time(writer, &state, event)?;
    stays(application, &state, event)
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

fn by_role(
    writer: &Writer,
    application: &Application,
    what: &ApplicationEvent,
) -> Result<(), Refusal> {
    use ApplicationEvent as E;
    let office = Scope::Office(application.office.clone());
    let decides = writer.role == Role::Officer && writer.scopes.contains(&office);
    match what {
        E::Submitted { .. }
        | E::Unsent
        | E::Discarded
        | E::Resumed
        | E::Supplemented
        | E::Withdrawn { .. }
        | E::Objected { .. }
        | E::CorrectionAsked { .. }
        | E::Rated { .. } => fills(writer),
        E::Checked => role(writer.role == Role::Worker),
        E::Received { .. } | E::Arrived { .. } | E::Lapsed => role(writer.role == Role::Centre),
        E::Accepted
        | E::NotAccepted { .. }
        | E::LeaseTaken { .. }
        | E::LeaseGiven
        | E::MoreAsked { .. }
        | E::Decided { .. }
        | E::CorrectionAnswered { .. }
        | E::FollowedUp { .. } => role(decides),
        E::Served => role(decides || writer.role == Role::Centre),
        E::Said { .. } => role(decides || fills(writer).is_ok() || writer.role == Role::Centre),
    }
}

fn is_valid(
    writer: &Writer,
    state: &ApplicationState,
    event: &Event<ApplicationEvent>,
) -> Result<(), Refusal> {
    use ApplicationEvent as E;
    valid(match &event.what {
        E::Submitted { by_proxy } => *by_proxy == (writer.role != Role::Resident),
        E::Received { tracking } => code(tracking),
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
        } => {
            let why = again.as_deref();
            let has_reason = state.rounds == 0 || why.is_some_and(says);
            has_reason && why.is_none_or(fits) && fits(words) && list(items)
        }
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
        E::Rated { rating } => (1..=5).contains(&rating.grade) && fits(&rating.words),
        E::Unsent
        | E::Discarded
        | E::Resumed
        | E::Arrived { .. }
        | E::Checked
        | E::Accepted
        | E::LeaseGiven
        | E::Supplemented
        | E::Lapsed
        | E::Served => true,
    })
}

fn fits(text: &str) -> bool {
    text.chars().count() <= MAX_TEXT_CHARS
}

fn says(text: &str) -> bool {
    !text.trim().is_empty() && fits(text)
}

/// A name, or none.
fn names(text: &str) -> bool {
    text.is_empty() || code(text)
}

fn code(text: &str) -> bool {
    says(text) && text.chars().count() <= MAX_CODE_CHARS
}

const fn lease_fits(at: Timestamp, until: Timestamp) -> bool {
    let length = until.since(at);
    0 < length && length <= MAX_LEASE_MS
}

fn list(items: &[Item]) -> bool {
    let named = |item: &Item| code(&item.field.0) && fits(&item.words);
    (1..=MAX_ITEMS).contains(&items.len()) && items.iter().all(named)
}

/// Whether the matter is where this can happen. A message or an answer to an
/// earlier question may come whenever it likes; without effect it does no harm.
fn in_time(
    writer: &Writer,
    state: &ApplicationState,
    event: &Event<ApplicationEvent>,
) -> Result<(), Refusal> {
    use ApplicationEvent as E;
    let status = state.status;
    let is_free = state.is_free_for(writer.person, event.at);
    when(match &event.what {
        E::Submitted { .. } | E::Discarded => status == S::Draft,
        E::Unsent => status == S::Sent,
        E::Checked => matches!(status, S::Draft | S::Sent),
        E::Received { .. } => state.tracking.is_none() && matches!(status, S::Sent | S::Withdrawn),
        E::Lapsed => status == S::NeedsMore,
        E::Resumed => status != S::Lapsed && state.reopens(event.at),
        E::Supplemented => {
            status == S::NeedsMore || (status == S::Lapsed && state.reopens(event.at))
        }
        E::Withdrawn { .. } => status.is_open() && status != S::Draft,
        E::Objected { .. } => status.has_answer(),
        E::Rated { .. } => status.has_answer() && state.rating.is_none(),
        E::CorrectionAsked { .. } => state.may_ask_correction(),
        E::FollowedUp { .. } => state.follow_up,
        E::Accepted | E::NotAccepted { .. } => status == S::Received && is_free,
        E::LeaseTaken { .. } | E::MoreAsked { .. } => status.is_at_office() && is_free,
        E::Decided { .. } => matches!(status, S::Accepted | S::InReview) && is_free,
        E::Served => state.is_to_be_served(),
        E::Arrived { .. } | E::LeaseGiven | E::CorrectionAnswered { .. } | E::Said { .. } => true,
    })
}

/// An event that arrives late with an early turn is read before what happened meanwhile.
/// It must count there, or its author would take for done what nobody else sees; and it
/// must not undo a receipt, a decision or a rating.
fn stays(
    application: &Application,
    before: &ApplicationState,
    event: &Event<ApplicationEvent>,
) -> Result<(), Refusal> {
    let mut after = application.clone();
    after.events.push(event.clone());
    let after = fold(&after);
    let counts = may_be_idle(&event.what) || !after.ignores(event.id);
    let number = before.number();
    let is_received = number.is_none() || after.number() == number;
    let is_decided = after.decisions.starts_with(&before.decisions);
    let is_rated = before.rating.is_none() || after.rating == before.rating;
    when(counts && is_received && is_decided && is_rated)
}

/// What may come whenever it likes; without effect it does no harm.
const fn may_be_idle(what: &ApplicationEvent) -> bool {
    matches!(
        what,
        ApplicationEvent::LeaseGiven | ApplicationEvent::CorrectionAnswered { .. }
    )
}
