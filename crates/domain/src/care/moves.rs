//! What may happen to a care request and to its visits: who may do what, where they
//! stand. Said only here; the gate, the fold and the screens ask.

use super::{
    CareEvent,
    state::{CareState, CareStatus as S},
    visit::{VisitId, VisitMove, VisitStatus},
};
use crate::{
    document::{Author, Event},
    role::Role,
    why::Why,
};
use serde::{Deserialize, Serialize};

/// What can be done to a care request, without the words that go with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CareMove {
    Send,
    /// Throw a draft away.
    Discard,
    /// Confirm that the centre has it.
    Receive,
    Assign,
    /// Say that they do not come after all.
    Release,
    /// Not want it any more.
    Cancel,
    Say,
}

impl CareMove {
    pub const ALL: [Self; 7] = [
        Self::Send,
        Self::Discard,
        Self::Receive,
        Self::Assign,
        Self::Release,
        Self::Cancel,
        Self::Say,
    ];
}

/// Whether `by` may do `what` to a request that stands at `state`.
///
/// # Errors
/// Why not.
pub fn may(state: &CareState, by: Author, what: CareMove) -> Result<(), Why> {
    let is_client = is_client(by.role);
    let decides = matches!(by.role, Role::Centre | Role::Worker);
    let comes = comes(state, by);
    match what {
        CareMove::Send | CareMove::Discard => {
            is_for(is_client)?;
            at(state.status, &[S::Draft])
        }
        CareMove::Receive => {
            is_for(by.role == Role::Centre)?;
            at(state.status, &[S::Sent])
        }
        // Only a worker sends somebody else than the one who comes already.
        CareMove::Assign if by.role == Role::Worker => {
            at(state.status, &[S::Received, S::Assigned])
        }
        CareMove::Assign => {
            is_for(decides)?;
            at(state.status, &[S::Received])
        }
        CareMove::Release => {
            is_for(decides || comes)?;
            at(state.status, &[S::Assigned])
        }
        CareMove::Cancel => {
            is_for(is_client)?;
            at(state.status, &[S::Sent, S::Received, S::Assigned])
        }
        CareMove::Say => is_for(is_client || comes || by.role == Role::Centre),
    }
}

/// Whether `by` may do `what` at the visit `id` of a request that stands at `state`.
///
/// # Errors
/// Why not.
pub fn may_visit(state: &CareState, id: VisitId, by: Author, what: VisitMove) -> Result<(), Why> {
    let visit = state.visit(id).status;
    match what {
        VisitMove::Rate => {
            is_for(is_client(by.role))?;
            match visit {
                VisitStatus::Finished | VisitStatus::Confirmed => Ok(()),
                _ if visit.is_over() => Err(Why::TooLate),
                _ => Err(Why::TooEarly),
            }
        }
        VisitMove::Cancel => {
            is_for(is_client(by.role))?;
            at(state.status, &[S::Sent, S::Received, S::Assigned])?;
            visit.after(what).map(|_| ()).ok_or(Why::TooLate)
        }
        // The record stays open: a forgotten note is better late than lost.
        VisitMove::Record => is_for(comes(state, by)),
        _ => {
            is_for(comes(state, by))?;
            at(state.status, &[S::Assigned])?;
            visit.after(what).map(|_| ()).ok_or(Why::TooLate)
        }
    }
}

/// Whether `event` may happen to a request that stands at `state`.
///
/// # Errors
/// Why not.
pub fn may_happen(state: &CareState, event: &Event<CareEvent>) -> Result<(), Why> {
    let may = |what| may(state, event.by, what);
    let may_visit = |visit, what| may_visit(state, visit, event.by, what);
    match &event.what {
        CareEvent::Sent => may(CareMove::Send),
        CareEvent::Discarded => may(CareMove::Discard),
        CareEvent::Received => may(CareMove::Receive),
        CareEvent::Assigned { .. } => may(CareMove::Assign),
        CareEvent::Released { .. } => may(CareMove::Release),
        CareEvent::Cancelled { .. } => may(CareMove::Cancel),
        CareEvent::Said { .. } => may(CareMove::Say),
        CareEvent::Step { visit, step } => may_visit(*visit, VisitMove::of(step)),
        CareEvent::Checked { visit, .. }
        | CareEvent::Task { visit, .. }
        | CareEvent::Noted { visit, .. } => may_visit(*visit, VisitMove::Record),
        CareEvent::Rated { visit, .. } => may_visit(*visit, VisitMove::Rate),
    }
}

const fn is_client(role: Role) -> bool {
    matches!(role, Role::Resident | Role::Delegate | Role::Worker)
}

/// Whether it is they who come.
fn comes(state: &CareState, by: Author) -> bool {
    by.role == Role::Caregiver && state.caregiver() == Some(by.person)
}

const fn is_for(may: bool) -> Result<(), Why> {
    if may { Ok(()) } else { Err(Why::NotForRole) }
}

/// Whether a request stands at one of these; where not, whether it will still come there.
fn at(status: S, allowed: &[S]) -> Result<(), Why> {
    const fn place(status: S) -> u8 {
        match status {
            S::Draft => 0,
            S::Sent => 1,
            S::Received => 2,
            S::Assigned => 3,
            S::Completed | S::Cancelled | S::Discarded => u8::MAX,
        }
    }
    if allowed.contains(&status) {
        Ok(())
    } else if allowed.iter().any(|later| place(status) < place(*later)) {
        Err(Why::TooEarly)
    } else {
        Err(Why::TooLate)
    }
}
