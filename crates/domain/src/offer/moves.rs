//! What may happen to an offer: who may do what, where it stands. Said only here; the
//! fold, the engine and the screens ask.

use super::{OfferEvent, OfferState, Standing};
use crate::{
    document::{Author, Event},
    moves::moves,
    role::Role,
    why::Why,
};

moves! {
    /// What can be done to an offer, without the words that go with it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OfferMove {
        /// Say "I'll come", for the centre to decide.
        Claim,
        /// Take that back before the centre has decided.
        Withdraw,
        Assign,
        /// Say that who claimed it does not get it.
        Decline,
        /// Say that they do not come after all; claims that were made are void. Of an offer
        /// that was closed: say that it is needed after all.
        Release,
        /// Say that nobody needs to come any more.
        Close,
    }
}

impl OfferMove {
    /// The move that `event` records.
    #[must_use]
    pub const fn of(event: &OfferEvent) -> Self {
        match event {
            OfferEvent::Claimed => Self::Claim,
            OfferEvent::Withdrawn => Self::Withdraw,
            OfferEvent::Assigned { .. } => Self::Assign,
            OfferEvent::Declined { .. } => Self::Decline,
            OfferEvent::Released { .. } => Self::Release,
            OfferEvent::Closed => Self::Close,
        }
    }
}

/// Whether `by` may do `what` to an offer that stands at `state`.
///
/// # Errors
/// Why not.
pub fn may(state: &OfferState, by: Author, what: OfferMove) -> Result<(), Why> {
    let standing = state.standing(by.person);
    match (by.role, what) {
        (Role::Caregiver, _) => standing.may(what),
        // Only the centre opens again what was closed, where what it was closed for is undone.
        (Role::Worker | Role::Centre, OfferMove::Assign)
        | (Role::Worker, OfferMove::Release)
        | (Role::Centre, OfferMove::Decline | OfferMove::Close)
            if state.closed =>
        {
            Err(Why::TooLate)
        }
        // Only a worker sends somebody else than the one who comes already.
        (Role::Centre, OfferMove::Assign | OfferMove::Decline) if state.assigned.is_some() => {
            Err(Why::TooLate)
        }
        (Role::Worker | Role::Centre, OfferMove::Assign | OfferMove::Release)
        | (Role::Centre, OfferMove::Decline | OfferMove::Close) => Ok(()),
        _ => Err(Why::NotForRole),
    }
}

/// Whether `event` may happen to an offer that stands at `state`.
///
/// # Errors
/// Why not.
pub fn may_happen(state: &OfferState, event: &Event<OfferEvent>) -> Result<(), Why> {
    may(state, event.by, OfferMove::of(&event.what))
}

impl Standing {
    /// Whether a caregiver who stands so to an offer may do `what`.
    ///
    /// # Errors
    /// Why not.
    pub const fn may(self, what: OfferMove) -> Result<(), Why> {
        match (what, self) {
            (OfferMove::Claim, Self::Open)
            | (OfferMove::Withdraw, Self::Waiting)
            | (OfferMove::Release, Self::Yours) => Ok(()),
            (OfferMove::Withdraw, Self::Open)
            | (OfferMove::Release, Self::Open | Self::Waiting) => Err(Why::TooEarly),
            (OfferMove::Claim | OfferMove::Withdraw | OfferMove::Release, _) => Err(Why::TooLate),
            (OfferMove::Assign | OfferMove::Decline | OfferMove::Close, _) => Err(Why::NotForRole),
        }
    }
}
