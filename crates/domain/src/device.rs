//! What a person's device is, as far as they would call it by a name.

use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// What somebody holds in the hand, or sits before. The device says so itself, for its
/// owner to know it again; nothing depends on it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum DeviceKind {
    /// Carried along, with a small screen.
    Phone,
    /// Held with both hands, with a large screen.
    Tablet,
    /// On a desk, with keys to type on.
    Computer,
    /// It did not say.
    #[default]
    #[serde(other)]
    Unknown,
}

/// A device of a resident's, as those who look after them see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceNote {
    /// As the device itself says.
    pub kind: DeviceKind,
    /// Since when it is theirs.
    pub since: Timestamp,
    /// Since when it is switched off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub off_at: Option<Timestamp>,
}
