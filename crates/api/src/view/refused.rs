//! What the centre did not accept, as its page shows it.

use linli_domain::{
    access::Refusal, catalogue::KindId, id::DocId, text::LocalText, time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// A change that the centre did not accept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// For [`crate::Redo`] and [`crate::LetGo`].
    pub id: i64,
    /// The document it was meant for.
    pub doc: DocId,
    /// The command that had made it, as its name in JSON.
    pub did: String,
    /// The words that the person had written, if any.
    pub words: String,
    pub reason: Refusal,
    /// When it was written.
    pub at: Timestamp,
    /// Whether it can be done again as a command.
    pub can_redo: bool,
    /// Which matter it was meant for, where that is on this device.
    #[serde(default)]
    pub about: Option<RefusedAbout>,
}

/// Which matter a refused change was meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum RefusedAbout {
    Care {
        kind: KindId,
    },
    Application {
        /// What was applied for.
        name: LocalText,
        /// The applicant's name, as they wrote it.
        applicant: String,
        /// The number to ask about it by; empty before there is one.
        tracking: String,
        /// It is still being written.
        is_draft: bool,
    },
    /// An offer of care.
    Offer {
        kind: KindId,
    },
    /// What is known of the resident.
    Profile,
    /// What a resident consents to.
    Consent,
}
