//! Why something may not happen now, as the modules that say what may happen tell it.
//!
//! The gate knows fewer reasons ([`crate::access::Refusal`]); an office's own system and the screens
//! are told the nearer one.

use crate::time::Timestamp;

/// Why it may not happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Why {
    /// Whoever does it has no business doing so.
    #[error("not for that role")]
    NotForRole,
    /// The matter has not come so far.
    #[error("it is not so far yet")]
    TooEarly,
    /// The office asked the resident for something and waits for it.
    #[error("it waits for the resident")]
    Waiting,
    /// The matter is further already, or over.
    #[error("it is further already")]
    TooLate,
    /// Another officer works on it until then.
    #[error("somebody else works on it")]
    Leased {
        /// When their turn runs out.
        until: Timestamp,
    },
    /// The officer does not work on it, so there is nothing to give back.
    #[error("they do not hold it")]
    NotHeld,
    /// A safety check has no answer yet.
    #[error("a safety check has no answer yet")]
    NotChecked,
    /// A safety check says that it is not safe, and nobody has cleared that.
    #[error("it is not safe")]
    NotSafe,
    /// No correction waits for an answer.
    #[error("no correction waits for an answer")]
    NothingAsked,
    /// More was asked for before: a further time needs a reason.
    #[error("more was asked for before; a further time needs a reason")]
    AskedBefore,
}

impl Why {
    /// The word that stands for it in tables and in the problems of the gateway.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NotForRole => "not-for-role",
            Self::TooEarly => "too-early",
            Self::Waiting => "waiting",
            Self::TooLate => "too-late",
            Self::Leased { .. } => "leased",
            Self::NotHeld => "not-held",
            Self::NotChecked => "not-checked",
            Self::NotSafe => "not-safe",
            Self::NothingAsked => "nothing-asked",
            Self::AskedBefore => "asked-before",
        }
    }
}
