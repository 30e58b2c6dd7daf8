//! What may happen to an application: who may do what, where it stands. Said only here;
//! the gate, the fold, the gateway and the screens ask [`may`]. What an event must say is
//! checked in [`crate::access`]; in which office an officer sits, too.

use super::{ApplicationEvent, ApplicationState, ApplicationStatus as S};
use crate::{document::Author, moves::moves, role::Role, time::Timestamp, why::Why};
use ApplicationMove as M;
use serde::{Deserialize, Serialize};

moves! {
    /// What can be done to an application, without the words that go with it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ApplicationMove {
        Submit,
        /// Take it back before the centre has it.
        Unsend,
        /// Throw a draft away.
        Discard,
        /// Take up again what was withdrawn or thrown away.
        Resume,
        /// Look it over before it goes to the office.
        Check,
        /// Give it the number to ask about it by.
        Receive,
        /// Take it on; the promised time begins.
        Accept,
        /// Not for this office, or not for this resident.
        TurnAway,
        /// Work on it, so that colleagues leave it alone, or go on doing so.
        Take,
        /// Give it back to the colleagues.
        GiveBack,
        /// Ask the resident for what is missing.
        AskMore,
        /// The same, with the reason why it may be asked a further time.
        AskAgain,
        /// Say that what was asked for is there.
        Supplement,
        /// Need nothing more of what the resident was asked for.
        AskNoMore,
        /// Note that a paper was shown at the desk.
        SeePaper,
        /// Close it because that did not come in time.
        Lapse,
        Decide,
        /// Note that the result reached the resident.
        Serve,
        /// Not want it any more.
        Withdraw,
        /// Not agree with the result.
        Object,
        /// Ask for something in the result to be put right.
        AskCorrection,
        /// Say whether that is done.
        AnswerCorrection,
        /// Note what came of asking why a rating was low.
        FollowUp,
        Say,
        /// Say what somebody who writes in it is called.
        Introduce,
        Rate,
    }
}

impl ApplicationMove {
    /// Whether it is the resident's to do: the desk needs their consent for it.
    #[must_use]
    pub const fn is_residents(self) -> bool {
        // What both do, but for talking, which each does in their own name.
        let is_shared = is_for(Role::Resident, self) && is_for(Role::Worker, self);
        is_shared && !matches!(self, M::Say)
    }

    /// The move that `event` records. The centre's note of an arrival records none.
    #[must_use]
    pub const fn of(event: &ApplicationEvent) -> Option<Self> {
        use ApplicationEvent as E;
        Some(match event {
            E::Submitted { .. } => M::Submit,
            E::Unsent => M::Unsend,
            E::Discarded => M::Discard,
            E::Resumed => M::Resume,
            E::Checked => M::Check,
            E::Received { .. } => M::Receive,
            E::Arrived { .. } => return None,
            E::Accepted => M::Accept,
            E::NotAccepted { .. } => M::TurnAway,
            E::LeaseTaken { .. } => M::Take,
            E::LeaseGiven => M::GiveBack,
            E::MoreAsked { again: None, .. } => M::AskMore,
            E::MoreAsked { again: Some(_), .. } => M::AskAgain,
            E::Supplemented => M::Supplement,
            E::NoMoreAsked => M::AskNoMore,
            E::PaperSeen { .. } => M::SeePaper,
            E::Lapsed => M::Lapse,
            E::Decided { .. } => M::Decide,
            E::Served => M::Serve,
            E::Withdrawn { .. } => M::Withdraw,
            E::Objected { .. } => M::Object,
            E::CorrectionAsked { .. } => M::AskCorrection,
            E::CorrectionAnswered { .. } => M::AnswerCorrection,
            E::FollowedUp { .. } => M::FollowUp,
            E::Said { .. } => M::Say,
            E::Introduced { .. } => M::Introduce,
            E::Rated { .. } => M::Rate,
        })
    }
}

/// Whether `by` may do `what` at `now` to an application that stands at `state`.
///
/// # Errors
/// Why not.
pub fn may(
    state: &ApplicationState,
    by: Author,
    what: ApplicationMove,
    now: Timestamp,
) -> Result<(), Why> {
    if !is_for(by.role, what) {
        return Err(Why::NotForRole);
    }
    // While one officer works on it, the others only talk, and look at what somebody brings:
    // nobody at the desk is sent away because a colleague has their case.
    if let (Role::Officer, Some(lease)) = (by.role, state.lease)
        && !matches!(what, M::Say | M::SeePaper)
        && !state.is_free_for(by.person, now)
    {
        return Err(Why::Leased { until: lease.until });
    }
    in_time(state, by, what, now)
}

/// Whether somebody in `role` ever does that.
const fn is_for(role: Role, what: ApplicationMove) -> bool {
    let is_client = matches!(role, Role::Resident | Role::Delegate | Role::Worker);
    let is_officer = matches!(role, Role::Officer);
    let is_centre = matches!(role, Role::Centre);
    match what {
        M::Submit
        | M::Unsend
        | M::Discard
        | M::Resume
        | M::Supplement
        | M::Withdraw
        | M::Object
        | M::AskCorrection
        | M::Rate => is_client,
        M::Check => matches!(role, Role::Worker),
        M::Receive | M::Lapse | M::Introduce => is_centre,
        M::Accept
        | M::TurnAway
        | M::Take
        | M::GiveBack
        | M::AskMore
        | M::AskAgain
        | M::AskNoMore
        | M::SeePaper
        | M::Decide
        | M::AnswerCorrection
        | M::FollowUp => is_officer,
        // By opening it; an office notes what it told by paper.
        M::Serve => matches!(role, Role::Resident | Role::Delegate) || is_officer || is_centre,
        M::Say => is_client || is_officer || is_centre,
    }
}

/// Whether the application stands where this can happen.
fn in_time(
    state: &ApplicationState,
    by: Author,
    what: ApplicationMove,
    now: Timestamp,
) -> Result<(), Why> {
    let status = state.status;
    let or = |is_so: bool, why: Why| if is_so { Ok(()) } else { Err(why) };
    match what {
        M::Submit | M::Discard => at(state, &[S::Draft]),
        M::Unsend => at(state, &[S::Sent]),
        M::Check => at(state, &[S::Draft, S::Sent]),
        // Also of what was withdrawn on its way: the number stays good to ask about it.
        M::Receive if status == S::Withdrawn => or(state.tracking.is_none(), Why::TooLate),
        M::Receive => at(state, &[S::Sent]),
        M::Resume => or(status != S::Lapsed && state.reopens(now), Why::TooLate),
        M::Supplement | M::AskNoMore if status == S::Lapsed => or(state.reopens(now), Why::TooLate),
        M::Supplement | M::AskNoMore | M::Lapse => or(status == S::NeedsMore, Why::TooLate),
        M::SeePaper if status == S::NeedsMore => Ok(()),
        M::SeePaper => at(state, &[S::Received, S::Accepted, S::InReview]),
        M::Accept | M::TurnAway => at(state, &[S::Received]),
        M::Take | M::AskAgain => at(state, &[S::Received, S::Accepted, S::InReview]),
        M::AskMore => {
            at(state, &[S::Received, S::Accepted, S::InReview])?;
            or(state.rounds == 0, Why::AskedBefore)
        }
        M::GiveBack => or(state.holder(now) == Some(by.person), Why::NotHeld),
        M::Decide => at(state, &[S::Accepted, S::InReview]),
        M::Serve => {
            at(state, &[S::Decided, S::NotAccepted])?;
            or(state.is_to_be_served(), Why::TooLate)
        }
        M::Withdraw if status == S::NeedsMore => Ok(()),
        M::Withdraw => at(state, &[S::Sent, S::Received, S::Accepted, S::InReview]),
        M::Object => at(state, &[S::NotAccepted, S::Decided, S::Closed]),
        M::Rate => {
            at(state, &[S::NotAccepted, S::Decided, S::Closed])?;
            or(state.rating.is_none(), Why::TooLate)
        }
        M::AskCorrection => {
            at(state, &[S::Decided, S::Closed])?;
            or(!state.waits_for_correction(), Why::TooLate)
        }
        M::AnswerCorrection => or(state.waits_for_correction(), Why::NothingAsked),
        M::FollowUp => or(state.follow_up, Why::TooLate),
        M::Say | M::Introduce => Ok(()),
    }
}

/// Whether it stands at one of these; where not, whether it will still come there.
fn at(state: &ApplicationState, allowed: &[S]) -> Result<(), Why> {
    let waits = matches!(state.status, S::NeedsMore | S::Lapsed);
    let asked = state.asked.as_ref().filter(|_| waits);
    let status = asked.map_or(state.status, |asked| asked.from);
    if allowed.contains(&status) || allowed.iter().any(|later| is_before(status, *later)) {
        return match (waits, allowed.contains(&status)) {
            (true, _) => Err(Why::Waiting),
            (false, true) => Ok(()),
            (false, false) => Err(Why::TooEarly),
        };
    }
    Err(Why::TooLate)
}

/// Whether an application still comes from `status` to `later`.
const fn is_before(status: S, later: S) -> bool {
    const fn place(status: S) -> u8 {
        match status {
            S::Draft => 0,
            S::Sent => 1,
            S::Received => 2,
            S::Accepted | S::InReview | S::NeedsMore => 3,
            S::NotAccepted | S::Decided => 4,
            S::Closed => 5,
            S::Withdrawn | S::Lapsed | S::Discarded => u8::MAX,
        }
    }
    place(status) < place(later)
}
