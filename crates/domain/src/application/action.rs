//! What somebody wants to do to an application. The device adds who does it, by which
//! name and until when; only then is it an event.

use super::{ApplicationEvent as E, Item, Outcome};
use crate::{
    care::Rating,
    document::Author,
    role::Role,
    time::{Date, MINUTE_MS, Timestamp},
};
use serde::{Deserialize, Serialize};

/// How long an officer keeps an application to themselves before others may go on.
const LEASE_MS: i64 = 120 * MINUTE_MS;

/// What somebody wants to do. A device also keeps it to do it again after a refusal; the
/// aliases are the events that earlier versions kept instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum ApplicationAction {
    #[serde(alias = "submitted")]
    Submit,
    /// Take it back before the centre has it.
    #[serde(alias = "unsent")]
    Unsend,
    /// Throw a draft away.
    #[serde(alias = "discarded")]
    Discard,
    /// Take up again what was withdrawn or thrown away.
    #[serde(alias = "resumed")]
    Resume,
    /// Look it over before it goes to the office.
    #[serde(alias = "checked")]
    Check,
    #[serde(alias = "accepted")]
    Accept,
    /// Not for this office, or not for this resident.
    #[serde(alias = "not_accepted")]
    TurnAway {
        reason: String,
        /// Why, in plain words.
        words: String,
        /// Where to go instead.
        where_to_go: String,
    },
    /// Work on it, or go on doing so for a further while.
    #[serde(alias = "lease_taken")]
    Take,
    /// Give it back to the colleagues.
    #[serde(alias = "lease_given")]
    GiveBack,
    /// Ask the resident for what is missing.
    #[serde(alias = "more_asked")]
    AskMore {
        items: Vec<Item>,
        /// What to do, in plain words.
        words: String,
        /// The last day to bring it.
        #[serde(with = "crate::time::day")]
        due: Date,
        /// Why it is asked a further time; required then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        again: Option<String>,
    },
    /// Say that what was asked for is there.
    #[serde(alias = "supplemented")]
    Supplement,
    /// Need nothing more of what the resident was asked for.
    AskNoMore,
    /// Note that a paper was shown at the desk.
    SeePaper {
        /// Its id among the papers of the service.
        paper: String,
    },
    #[serde(alias = "decided")]
    Decide {
        outcome: Outcome,
        reason: String,
        /// Why, in plain words.
        words: String,
        /// How to appeal; required unless all was granted.
        appeal: String,
    },
    /// Note that the result reached the resident.
    #[serde(alias = "served")]
    Serve,
    /// Not want it any more.
    #[serde(alias = "withdrawn")]
    Withdraw {
        /// In their words; may be empty.
        reason: String,
    },
    /// Not agree with the result.
    #[serde(alias = "objected")]
    Object { words: String },
    /// Ask for something in the result to be put right.
    #[serde(alias = "correction_asked")]
    AskCorrection { words: String },
    /// Say whether that is done.
    #[serde(alias = "correction_answered")]
    AnswerCorrection {
        approved: bool,
        /// Why, in plain words.
        words: String,
    },
    /// Note what came of asking why a rating was low.
    #[serde(alias = "followed_up")]
    FollowUp { words: String },
    #[serde(alias = "rated")]
    Rate {
        /// Five grades and words.
        rating: Rating,
    },
}

impl ApplicationAction {
    /// What the person wrote for it; empty where they wrote nothing.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::TurnAway { words, .. }
            | Self::AskMore { words, .. }
            | Self::Decide { words, .. }
            | Self::Object { words }
            | Self::AskCorrection { words }
            | Self::AnswerCorrection { words, .. }
            | Self::FollowUp { words } => words,
            Self::Withdraw { reason } => reason,
            Self::Rate { rating } => &rating.words,
            _ => "",
        }
    }

    /// The event that records it, done by `by`, called `name`, at `now`.
    #[must_use]
    pub fn event(self, by: Author, name: &str, now: Timestamp) -> E {
        match self {
            Self::Submit => E::Submitted {
                by_proxy: by.role != Role::Resident,
            },
            Self::Unsend => E::Unsent,
            Self::Discard => E::Discarded,
            Self::Resume => E::Resumed,
            Self::Check => E::Checked,
            Self::Accept => E::Accepted,
            Self::TurnAway {
                reason,
                words,
                where_to_go,
            } => E::NotAccepted {
                reason,
                words,
                where_to_go,
            },
            Self::Take => E::LeaseTaken {
                officer: by.person,
                until: now.plus_ms(LEASE_MS),
                name: name.to_owned(),
            },
            Self::GiveBack => E::LeaseGiven,
            Self::AskMore {
                items,
                words,
                due,
                again,
            } => E::MoreAsked {
                items,
                words,
                due,
                again,
            },
            Self::Supplement => E::Supplemented,
            Self::AskNoMore => E::NoMoreAsked,
            Self::SeePaper { paper } => E::PaperSeen { paper },
            Self::Decide {
                outcome,
                reason,
                words,
                appeal,
            } => E::Decided {
                outcome,
                reason,
                words,
                appeal,
            },
            Self::Serve => E::Served,
            Self::Withdraw { reason } => E::Withdrawn { reason },
            Self::Object { words } => E::Objected { words },
            Self::AskCorrection { words } => E::CorrectionAsked { words },
            Self::AnswerCorrection { approved, words } => E::CorrectionAnswered { approved, words },
            Self::FollowUp { words } => E::FollowedUp { words },
            Self::Rate { rating } => E::Rated { rating },
        }
    }
}
