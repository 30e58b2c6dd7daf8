//! A resident's consent: that somebody of the community desk does things for them, what,
//! for what, until when, and how they said so.
//!
//! A consent stands in a document of its own, which the resident's side and the workers of
//! the area read. Every change that a worker writes on a resident's behalf names the consent
//! under which it was written, and the gate asks for it ([`crate::access`]). It is given once
//! and ended once; who wants another gives a new one. That consent is asked for each purpose,
//! and can be taken back as easily as it was given, is the Personal Information Protection
//! Law of the People's Republic of China, articles 14 and 15.

use crate::{
    answer::SignedName,
    course::{self, Foldable},
    document::{Author, Event, Header},
    id::PersonId,
    moves::moves,
    role::Role,
    time::{Date, Timestamp},
    why::Why,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The contents of a consent document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Whose consent it is, and which area's desk reads it.
    pub header: Header,
    /// What happened, in no order.
    pub events: Vec<Event<ConsentEvent>>,
    /// Events of a kind that this version does not know.
    pub unknown_events: usize,
}

/// What can happen to a consent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ConsentEvent {
    /// The resident consents to this.
    Given(Grant),
    /// It holds no longer.
    Ended,
}

/// What a resident consents to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// Who may do it.
    pub to: PersonId,
    /// What they are called, as the resident was told.
    pub to_name: String,
    /// What for, in the words that were read out.
    pub purpose: String,
    /// What they may do.
    pub may: BTreeSet<Permission>,
    /// The last day on which they may.
    #[serde(with = "crate::time::day")]
    pub until: Date,
    /// How the resident said so.
    pub how: Assent,
}

moves! {
    /// One of the things that can be done for a resident.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum Permission {
        /// Ask for care at home, change it and call it off.
        Care,
        /// Fill in applications, send them and what the office asks for.
        Apply,
        /// Change what is known of the person: telephone, address, needs.
        Details,
    }
}

/// How a resident said yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Assent {
    /// It was read out, and they signed on the screen.
    Signed { name: SignedName },
    /// They said yes before somebody who can say so.
    Witnessed {
        /// The name of who heard it.
        witness: String,
    },
}

moves! {
    /// What can be done to a consent, without the words that go with it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    pub enum ConsentMove {
        Give,
        End,
    }
}

impl ConsentMove {
    /// The move that `event` records.
    #[must_use]
    pub const fn of(event: &ConsentEvent) -> Self {
        match event {
            ConsentEvent::Given(_) => Self::Give,
            ConsentEvent::Ended => Self::End,
        }
    }
}

/// When something was done, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentAct {
    pub at: Timestamp,
    pub by: Author,
}

/// Where a consent stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConsentState {
    /// What was consented to, once it was.
    pub grant: Option<Grant>,
    /// When that was written down, and by whom.
    pub given: Option<ConsentAct>,
    /// When it was taken back, and by whom.
    pub ended: Option<ConsentAct>,
}

impl ConsentState {
    /// Whether under this consent `person` may do `what` at `at`, which is `day` where the
    /// resident lives. What was written before it was taken back stays good.
    #[must_use]
    pub fn allows(&self, person: PersonId, what: Permission, at: Timestamp, day: Date) -> bool {
        let holds = self.ended.is_none_or(|ended| at <= ended.at);
        self.grant.as_ref().is_some_and(|grant| {
            holds && grant.to == person && grant.may.contains(&what) && day <= grant.until
        })
    }
}

/// Whether `by` may do `what` to a consent that stands at `state`. A worker writes down what
/// the resident said; the resident, who acts for them and the desk can all end it.
///
/// # Errors
/// Why not.
pub fn may(state: &ConsentState, by: Author, what: ConsentMove) -> Result<(), Why> {
    let (is_for, is_so) = match what {
        ConsentMove::Give => (
            matches!(by.role, Role::Resident | Role::Worker),
            state.grant.is_none(),
        ),
        ConsentMove::End => (
            matches!(by.role, Role::Resident | Role::Delegate | Role::Worker),
            state.ended.is_none(),
        ),
    };
    if !is_for {
        return Err(Why::NotForRole);
    }
    if what == ConsentMove::End && state.grant.is_none() {
        return Err(Why::TooEarly);
    }
    if is_so { Ok(()) } else { Err(Why::TooLate) }
}

/// Folds the events of `consent` into its state, independent of the order in which they are held.
#[must_use]
pub fn fold(consent: &Consent) -> ConsentState {
    course::fold(consent)
}

impl Foldable for Consent {
    type What = ConsentEvent;
    type State = ConsentState;

    fn events(&self) -> &[Event<ConsentEvent>] {
        &self.events
    }

    fn is_act(_: &ConsentEvent) -> bool {
        true
    }

    fn add_last(&self, state: &mut ConsentState, act: &Event<ConsentEvent>) -> bool {
        if may(state, act.by, ConsentMove::of(&act.what)).is_ok() {
            let done = ConsentAct {
                at: act.at,
                by: act.by,
            };
            match &act.what {
                ConsentEvent::Given(grant) => {
                    state.grant = Some(grant.clone());
                    state.given = Some(done);
                }
                ConsentEvent::Ended => state.ended = Some(done),
            }
        }
        true
    }

    fn part(state: &ConsentState, _: &Event<ConsentEvent>) -> ConsentState {
        state.clone()
    }
}
