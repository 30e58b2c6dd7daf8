//! What may happen to a care request and to its visits: who may do what, where they
//! stand. Said only here; the gate, the fold and the screens ask.

use super::{
    CareEvent, ReleaseReason,
    state::{CareState, CareStatus as S},
    visit::{VisitId, VisitMove, VisitState, VisitStatus},
};
use crate::{
    catalogue::SafetyCheck,
    document::{Author, Event},
    moves::moves,
    role::Role,
    time::Date,
    why::Why,
};
use serde::{Deserialize, Serialize};

moves! {
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
        /// Say what somebody who writes here is called.
        Introduce,
        /// Say that who came reads it no longer.
        EndReading,
        /// Say that who comes has no device any more.
        LoseTouch,
        /// Say that the desk has looked at it.
        See,
        /// Say that one takes care of it.
        TakeOn,
        /// Say that it is in order now without a visit.
        Settle,
    }
}

impl CareMove {
    /// Whether it is the resident's to do: the desk needs their consent for it.
    #[must_use]
    pub const fn is_residents(self) -> bool {
        matches!(self, Self::Send | Self::Discard | Self::Cancel)
    }
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
        CareMove::Say => {
            let reads = comes && state.reading_ended.is_none();
            is_for(is_client || reads || by.role == Role::Centre)
        }
        CareMove::Introduce => is_for(by.role == Role::Centre),
        CareMove::EndReading => {
            is_for(by.role == Role::Centre)?;
            state.reader().map(drop).ok_or(Why::TooLate)
        }
        CareMove::LoseTouch => {
            is_for(by.role == Role::Centre)?;
            at(state.status, &[S::Assigned])
        }
        CareMove::See | CareMove::TakeOn => {
            is_for(by.role == Role::Worker)?;
            at(state.status, &[S::Sent, S::Received, S::Assigned])
        }
        CareMove::Settle => {
            is_for(by.role == Role::Worker)?;
            at(state.status, &[S::Received, S::Assigned])
        }
    }
}

/// What is asked of a visit beside where it stands.
#[derive(Debug, Clone, Copy)]
pub struct VisitRules<'a> {
    /// Today, where the visit is.
    pub today: Date,
    /// What must be checked before work begins.
    pub safety: &'a [SafetyCheck],
}

/// Whether `by` may do `what` at the visit `id` of a request that stands at `state`. Each
/// step follows the one before it. Where the `rules` are known, no step is taken before
/// its day, and none into work before it is known to be safe.
///
/// # Errors
/// Why not.
pub fn may_visit(
    state: &CareState,
    id: VisitId,
    by: Author,
    what: VisitMove,
    rules: Option<&VisitRules<'_>>,
) -> Result<(), Why> {
    let visit = state.visit(id);
    match what {
        VisitMove::Rate => may_rate(&visit, by),
        VisitMove::Cancel => {
            is_for(is_client(by.role))?;
            at(state.status, &[S::Sent, S::Received, S::Assigned])?;
            visit.status.next(what).map(drop)
        }
        VisitMove::Record => {
            is_for(comes(state, by) && !is_anothers(&visit, by))?;
            if visit.status.is_done() {
                Err(Why::TooLate)
            } else {
                Ok(())
            }
        }
        // A forgotten note is better late than lost.
        VisitMove::Add => {
            is_for(comes(state, by) && !is_anothers(&visit, by))?;
            if visit.status.is_done() {
                Ok(())
            } else {
                Err(Why::TooEarly)
            }
        }
        VisitMove::ClearWorry => {
            is_for(is_client(by.role))?;
            at(state.status, &[S::Assigned])?;
            let is_open = !visit.worries.is_empty() && !visit.status.is_over();
            if is_open { Ok(()) } else { Err(Why::TooLate) }
        }
        _ => {
            is_for(comes(state, by))?;
            at(state.status, &[S::Assigned])?;
            visit.status.next(what)?;
            rules.map_or(Ok(()), |rules| is_time_and_safe(&visit, id, what, rules))
        }
    }
}

/// Whether the record is of a visit that somebody else made, or tried to make.
fn is_anothers(visit: &VisitState, by: Author) -> bool {
    let is_open = visit.status == VisitStatus::Booked || visit.status.is_under_way();
    !is_open && visit.maker().is_some_and(|maker| maker != by.person)
}

/// Who was served says how it was; others say it for them.
fn may_rate(visit: &VisitState, by: Author) -> Result<(), Why> {
    is_for(is_client(by.role))?;
    match visit.status {
        VisitStatus::Finished | VisitStatus::Confirmed => Ok(()),
        status if status.is_over() => Err(Why::TooLate),
        _ => Err(Why::TooEarly),
    }
}

fn is_time_and_safe(
    visit: &VisitState,
    id: VisitId,
    what: VisitMove,
    rules: &VisitRules<'_>,
) -> Result<(), Why> {
    // That one cannot come can be said ahead.
    if what != VisitMove::CallOff && rules.today < id.date {
        return Err(Why::TooEarly);
    }
    if what != VisitMove::Start {
        return Ok(());
    }
    let mut checks = rules.safety.iter();
    if checks.any(|check| !check.is_answered(visit)) {
        return Err(Why::NotChecked);
    }
    let mut stops = rules.safety.iter().filter(|check| check.stop_if_no);
    if stops.any(|check| visit.worries.contains_key(&check.id)) {
        return Err(Why::NotSafe);
    }
    Ok(())
}

/// Whether `event` may happen to a request that stands at `state`.
///
/// # Errors
/// Why not.
pub fn may_happen(
    state: &CareState,
    event: &Event<CareEvent>,
    rules: Option<&VisitRules<'_>>,
) -> Result<(), Why> {
    let judged = |visit, what| may_visit(state, visit, event.by, what, rules);
    judge(state, event, &judged)
}

/// Whether `event`, which stands in a request, counts where it stands. An earlier version
/// let visits be noted with steps left out; they have happened all the same.
pub(super) fn counts(state: &CareState, event: &Event<CareEvent>) -> bool {
    let judged = |id, what| {
        let is_step = !matches!(
            what,
            VisitMove::Rate
                | VisitMove::Cancel
                | VisitMove::Record
                | VisitMove::Add
                | VisitMove::ClearWorry
        );
        if !is_step {
            return may_visit(state, id, event.by, what, None);
        }
        if !disproves_lapse(state, event.by, what) {
            is_for(comes(state, event.by))?;
            at(state.status, &[S::Assigned])?;
        }
        let after = state.visit(id).status.after(what);
        after.map(drop).ok_or(Why::TooLate)
    };
    judge(state, event, &judged).is_ok()
}

/// Which move an event is, put to those who know.
fn judge(
    state: &CareState,
    event: &Event<CareEvent>,
    may_visit: &dyn Fn(VisitId, VisitMove) -> Result<(), Why>,
) -> Result<(), Why> {
    let may = |what| may(state, event.by, what);
    match &event.what {
        CareEvent::Sent => may(CareMove::Send),
        CareEvent::Discarded => may(CareMove::Discard),
        CareEvent::Received => may(CareMove::Receive),
        CareEvent::Assigned { .. } => may(CareMove::Assign),
        CareEvent::Released { .. } => {
            may(CareMove::Release)?;
            if is_lapse(event) && has_set_out(state) {
                return Err(Why::TooLate);
            }
            Ok(())
        }
        CareEvent::Cancelled { .. } => may(CareMove::Cancel),
        CareEvent::Said { .. } => may(CareMove::Say),
        CareEvent::Introduced { .. } => may(CareMove::Introduce),
        CareEvent::ReadingEnded => may(CareMove::EndReading),
        CareEvent::OutOfReach => may(CareMove::LoseTouch),
        CareEvent::Seen => may(CareMove::See),
        CareEvent::TakenOn => may(CareMove::TakeOn),
        CareEvent::Settled { .. } => may(CareMove::Settle),
        CareEvent::Step { visit, step } => may_visit(*visit, VisitMove::of(step)),
        CareEvent::Checked { visit, .. } | CareEvent::Task { visit, .. } => {
            may_visit(*visit, VisitMove::Record)
        }
        CareEvent::Noted { visit, .. } if state.visit(*visit).status.is_done() => {
            may_visit(*visit, VisitMove::Add)
        }
        CareEvent::Noted { visit, .. } => may_visit(*visit, VisitMove::Record),
        CareEvent::WorryCleared { visit, .. } => may_visit(*visit, VisitMove::ClearWorry),
        CareEvent::Rated { visit, .. } => may_visit(*visit, VisitMove::Rate),
    }
}

/// Whether the centre takes a request back because it has not heard that anybody set out.
pub(super) fn is_lapse(event: &Event<CareEvent>) -> bool {
    let reason = ReleaseReason::Lapsed;
    event.by.role == Role::Centre && event.what == CareEvent::Released { reason }
}

/// Whether a step shows that `by` had set out when the request was taken back. A centre that
/// lost something takes back what it would not have, and only then gets the step.
fn disproves_lapse(state: &CareState, by: Author, what: VisitMove) -> bool {
    let had = state.lapsed.as_ref().map(|(person, ..)| *person);
    let is_theirs = by.role == Role::Caregiver && had == Some(by.person);
    is_theirs && state.status == S::Received && what != VisitMove::CallOff
}

/// Whether it is known that who comes has set out.
fn has_set_out(state: &CareState) -> bool {
    let mut begun = state.visits.values();
    begun.any(|visit| visit.status != VisitStatus::Booked && visit.maker() == state.caregiver())
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
