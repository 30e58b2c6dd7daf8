//! What a device that must keep nothing hands over first: everything that was written on
//! it and never delivered. It travels sealed, see [`crate::sealed`].

use crate::{sealed::Sealed, signed::SignedChange};
use linli_domain::{document::Author, id::DeviceId, time::Timestamp};
use serde::{Deserialize, Serialize};

/// Most bytes of a rescue before it is sealed; what does not fit is counted and left out.
pub const MAX_RESCUE_BYTES: usize = 2 * 1024 * 1024;

/// What was never delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rescue {
    pub v: u8,
    /// Whose device it was.
    pub holder: Author,
    /// When the device was emptied, by its clock.
    pub at: Timestamp,
    /// Changes without a receipt, in the order of writing.
    pub changes: Vec<Undelivered>,
    /// Words that were being typed, or that the centre had not accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// Photos that were not at the centre yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub photos: Vec<RescuedPhoto>,
    /// How much of all that did not fit.
    #[serde(default)]
    pub left_out: u32,
}

/// A change that was never delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undelivered {
    /// The change, with its author's signature.
    pub signed: SignedChange,
    /// When it was written, by the device's clock.
    pub at: Timestamp,
    /// What the person wrote, if anything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The command that made it, as JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
}

/// A photo that was not at the centre yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RescuedPhoto {
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// What a device sends to hand its rescue over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandOver {
    /// The version that the device speaks, see [`crate::exchange::VERSION`].
    pub v: u8,
    /// The device that wrote it; the seal covers this too.
    pub device: DeviceId,
    /// A [`Rescue`], sealed to the centre's key.
    pub sealed: Sealed,
}
