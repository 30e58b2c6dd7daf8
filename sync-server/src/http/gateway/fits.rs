//! Whether an action fits the application as it stands now, and in which way it does not.
//! The gate would refuse most of these too, but with one word for all.

use super::problem::Problem;
use crate::core::transaction::Transaction;
use ApplicationEvent as E;
use ApplicationStatus as S;
use linli_domain::{
    answer::FieldId,
    application::{self, Application, ApplicationEvent, ApplicationState, ApplicationStatus},
    catalogue::Service,
    id::PersonId,
};

/// Whether `event` of `author`'s fits.
pub(super) fn now(
    tx: &Transaction<'_>,
    own: &Application,
    author: PersonId,
    event: &ApplicationEvent,
) -> Result<(), Problem> {
    let state = application::fold(own);
    if matches!(event, E::Said { .. }) {
        return Ok(());
    }
    if let Some(lease) = state.lease.filter(|_| !state.is_free_for(author, tx.now)) {
        return Err(Problem::leased(lease.until.since(tx.now)));
    }
    in_turn(&state, event)?;
    match event {
        E::LeaseGiven if state.holder(tx.now) != Some(author) => {
            let detail = "this system does not hold it";
            Err(Problem::conflict("not-held", detail))
        }
        E::CorrectionAnswered { .. } if !state.waits_for_correction() => {
            let detail = "no correction waits for an answer";
            Err(Problem::conflict("nothing-asked", detail))
        }
        E::MoreAsked { .. } => asking(tx, own, &state, event),
        _ => Ok(()),
    }
}

/// Whether the application has come so far, and not further.
fn in_turn(state: &ApplicationState, event: &ApplicationEvent) -> Result<(), Problem> {
    let status = match (state.status, &state.asked) {
        (S::NeedsMore | S::Lapsed, Some(asked)) => asked.from,
        (status, _) => status,
    };
    let waits = status != state.status;
    let (is_early, is_late) = match event {
        E::Accepted | E::NotAccepted { .. } => (waits, status != S::Received),
        E::Decided { .. } => (
            waits || status == S::Received,
            !matches!(status, S::Received | S::Accepted | S::InReview),
        ),
        E::MoreAsked { .. } | E::LeaseTaken { .. } => (waits, !status.is_at_office()),
        E::Served => {
            let is_due = state.is_to_be_served();
            let is_before = status.is_at_office();
            (is_before, !is_due && !is_before)
        }
        _ => (false, false),
    };
    match (is_late, is_early) {
        (true, _) => Err(Problem::conflict("too-late", "it is further already")),
        (_, true) if waits => {
            let detail = "it waits for the resident";
            Err(Problem::conflict("too-early", detail))
        }
        (_, true) => Err(Problem::conflict("too-early", "it is not so far yet")),
        _ => Ok(()),
    }
}

/// What the policy leaves open, because a device may have good reason: a last day that
/// is over, or a question that there is not, would leave the resident helpless.
fn asking(
    tx: &Transaction<'_>,
    own: &Application,
    state: &ApplicationState,
    event: &ApplicationEvent,
) -> Result<(), Problem> {
    let ApplicationEvent::MoreAsked {
        items, due, again, ..
    } = event
    else {
        return Ok(());
    };
    let catalogue = &tx.state.catalogue;
    let area = catalogue.area(&own.header.area);
    let offset = area.map_or(0, |area| area.utc_offset_minutes);
    if *due < tx.now.local(offset).0 {
        return Err(Problem::conflict("due-passed", "`due` is over"));
    }
    if again.is_none() && state.rounds > 0 {
        let detail = "more was asked for before; say why in `again`";
        return Err(Problem::conflict("asked-before", detail));
    }
    let service = catalogue.service(&own.service);
    let unknown = items
        .iter()
        .find(|item| service.is_some_and(|service| !asks(service, &item.field)));
    match unknown {
        Some(item) => {
            let detail = format!("the service has no question `{}`", item.field);
            Err(Problem::conflict("no-such-question", detail))
        }
        None => Ok(()),
    }
}

/// Whether the service asks for it: a question, or a paper.
fn asks(service: &Service, field: &FieldId) -> bool {
    let mut papers = service.evidence.iter();
    service.question(field).is_some() || papers.any(|paper| paper.id == field.0)
}
