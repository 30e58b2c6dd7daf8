//! Why a change may not enter, as it is told from centre to device.

use crate::why::Why;
use serde::{Deserialize, Serialize};

/// Longest text in an event, in characters.
pub const MAX_TEXT_CHARS: usize = 4_000;

/// Longest code, number or name, in characters.
const MAX_CODE_CHARS: usize = 64;

/// Why a change may not enter. Each has a message `refusal-<code>` in plain words.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The bytes are no change of ours.
    #[error("malformed")]
    Malformed,
    /// Larger than a change may be.
    #[error("too large")]
    TooLarge,
    /// The person has written as much into the document as one may.
    #[error("too much in one document")]
    TooMuch,
    /// The signature is not the device's.
    #[error("forged signature")]
    Forged,
    /// The device is not known here.
    #[error("unknown device")]
    UnknownDevice,
    #[error("revoked device")]
    RevokedDevice,
    /// The Automerge actor belongs to another device, or its sequence number was
    /// used for another change.
    #[error("wrong actor")]
    WrongActor,
    /// The document is none of theirs.
    #[error("not their document")]
    NotTheirs,
    /// The role may not write there.
    #[error("not for that role")]
    NotForRole,
    /// The state of the matter does not allow it any more.
    #[error("too late")]
    TooLate,
    /// The document has no such part, or what was written there is not valid.
    #[error("not a valid part")]
    NotValid,
    /// The resident did not consent to it, or not any more.
    #[error("without the resident's consent")]
    NoConsent,
    /// For a reason that a newer centre knows and this program does not. Never sent; it
    /// keeps the answer to everything else readable.
    #[error("for a reason unknown here")]
    #[serde(other)]
    Unknown,
}

impl Refusal {
    /// The word that stands for it in message keys and metrics.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too-large",
            Self::TooMuch => "too-much",
            Self::Forged => "forged",
            Self::UnknownDevice => "unknown-device",
            Self::RevokedDevice => "revoked-device",
            Self::WrongActor => "wrong-actor",
            Self::NotTheirs => "not-theirs",
            Self::NotForRole => "not-for-role",
            Self::TooLate => "too-late",
            Self::NotValid => "not-valid",
            Self::NoConsent => "no-consent",
            Self::Unknown => "unknown",
        }
    }
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Self {
        match why {
            Why::NotForRole => Self::NotForRole,
            // Also what was right on its author's device until somebody else's step came
            // between: another asked first, or came to the door and began the record anew.
            Why::AskedBefore
            | Why::NotChecked
            | Why::NotSafe
            | Why::TooEarly
            | Why::Waiting
            | Why::TooLate
            | Why::Leased { .. }
            | Why::NotHeld
            | Why::NothingAsked => Self::TooLate,
        }
    }
}

/// Nothing to say where it is valid.
///
/// # Errors
/// [`Refusal::NotValid`] where it is not.
pub const fn valid(is_valid: bool) -> Result<(), Refusal> {
    if is_valid {
        Ok(())
    } else {
        Err(Refusal::NotValid)
    }
}

/// Whether it is as long as words may be.
pub(super) fn fits(text: &str) -> bool {
    text.chars().count() <= MAX_TEXT_CHARS
}

/// Whether it says something.
pub(super) fn says(text: &str) -> bool {
    !text.trim().is_empty() && fits(text)
}

/// Whether it can be a code, a number or a name.
pub(super) fn code(text: &str) -> bool {
    says(text) && text.chars().count() <= MAX_CODE_CHARS
}
