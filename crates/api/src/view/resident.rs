//! What a community worker sees of residents, and what they consented to.

use super::Matter;
use linli_domain::{
    care::Place,
    catalogue::KindId,
    consent::Grant,
    id::{DocId, PersonId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};

/// Everything that the desk knows of one resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidentPage {
    pub resident: Resident,
    /// Where they live, and what helps to reach them.
    pub place: Place,
    /// Their matters under way, the newest first.
    pub matters: Vec<Matter>,
    /// What they consented to, the newest first.
    pub consents: Vec<ConsentLine>,
}

/// What a resident consented to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentLine {
    pub doc: DocId,
    pub grant: Grant,
    /// When it was written down.
    pub given_at: Timestamp,
    /// When it was taken back.
    pub ended_at: Option<Timestamp>,
    /// Whether it is to who uses this device.
    pub is_mine: bool,
    /// Whether it holds today.
    pub holds: bool,
}

/// One resident in the worker's roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resident {
    pub person: PersonId,
    pub name: String,
    /// In whole years; unknown without a day of birth.
    pub age: Option<i16>,
    pub building: String,
    pub door: String,
    pub phone: String,
    pub lives_alone: bool,
    /// How they get about, as a profile word; may be empty.
    pub mobility: String,
    /// When a device came to those that they had before, within the last two weeks.
    pub new_device: Option<Timestamp>,
    /// Kinds of their open care requests.
    pub open: Vec<KindId>,
}
