//! Photos in answers: what is here, and how far each is on its way.

use linli_domain::answer::{BlobHash, FieldId};
use serde::{Deserialize, Serialize};

/// One photo of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Photo {
    /// The question that it answers.
    pub field: FieldId,
    /// What it is known by.
    pub hash: BlobHash,
    /// How it was called where it came from.
    pub name: String,
    pub bytes: u64,
    /// How many of them the centre has; only of what this device sends.
    pub sent: u64,
    pub state: PhotoState,
    /// Why the centre did not take it; it is tried again later.
    pub trouble: Option<PhotoTrouble>,
}

/// Where a photo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoState {
    /// On this device only.
    Here,
    /// Some of it is at the centre.
    Going,
    /// The centre has all of it, and has checked it.
    AtCentre,
    /// Not on this device: it comes when somebody wants to see it.
    Elsewhere,
}

/// Why the centre did not take a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoTrouble {
    /// This resident's photos fill all the room that there is for them.
    NoRoom,
    /// It takes no more photos from this person today.
    NotToday,
    /// It does not take this one.
    Refused,
}

/// A photo to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoRead {
    /// The JPEG, as base64 text.
    Here(String),
    /// Not here yet; it is being fetched.
    OnItsWay,
}
