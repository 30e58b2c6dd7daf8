//! Why a command could not be done. Codes are for screens to act on; the words
//! for people are Fluent messages `failure-<code>`.

use serde::{Deserialize, Serialize};

/// A failure as it crosses to the screen. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    pub code: Code,
    /// The field it is about, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Ids and counts for the log, never a name or an answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

impl Failure {
    /// A failure that is about no field.
    #[must_use]
    pub const fn of(code: Code) -> Self {
        Self {
            code,
            field: None,
            detail: String::new(),
        }
    }
}

/// Kinds of failure. One exists only if some screen acts on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// This device is not enrolled yet.
    NotEnrolled,
    /// There is no such document here (any more).
    NotFound,
    /// The role of this account may not do that.
    NotAllowed,
    /// The resident did not consent to it, or no longer.
    NoConsent,
    /// The state of the matter does not allow it any more.
    TooLate,
    /// An answer is missing or not valid; `field` says which.
    NotValid,
    /// The resident's address has not come from the centre yet.
    AddressUnknown,
    /// The catalogue does not have such care, or such a service, any more.
    NotOffered,
    /// Another application for the same is under way.
    UnderWay,
    /// The device's storage is full.
    StorageFull,
    /// The command was not understood (a page of another version).
    NotUnderstood,
    /// Anything else; `detail` says what, for the log.
    Unexpected,
}

impl Code {
    /// The word that stands for it in message keys (`failure-<word>`).
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotEnrolled => "not-enrolled",
            Self::NotFound => "not-found",
            Self::NotAllowed => "not-allowed",
            Self::NoConsent => "no-consent",
            Self::TooLate => "too-late",
            Self::NotValid => "not-valid",
            Self::AddressUnknown => "address-unknown",
            Self::NotOffered => "not-offered",
            Self::UnderWay => "under-way",
            Self::StorageFull => "storage-full",
            Self::NotUnderstood => "not-understood",
            Self::Unexpected => "unexpected",
        }
    }
}
