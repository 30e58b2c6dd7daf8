//! What cannot wait, for the worker's desk.

use super::Message;
use linli_domain::{
    answer::{FieldId, Value},
    care::{Alert, Place, When},
    catalogue::KindId,
    id::{DocId, PersonId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Somebody of the desk who turned to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskHand {
    pub person: PersonId,
    /// What they are called, where the centre said so.
    pub name: Option<String>,
    /// Whether it is this device's person.
    pub mine: bool,
    /// When, by their clock.
    pub at: Timestamp,
}

/// How the desk put in order what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettledBy {
    pub hand: DeskHand,
    /// How it ended, in their words.
    pub words: String,
}

/// One thing that cannot wait.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertLine {
    /// The care request's document.
    pub doc: DocId,
    pub kind: KindId,
    pub alert: Alert,
    /// Who takes care of it already.
    pub taken_on: Vec<DeskHand>,
    /// Where it is, and whom to call.
    pub place: Place,
    pub when: When,
    pub answers: BTreeMap<FieldId, Value>,
    /// What was said last by somebody else than the desk.
    pub said: Option<Message>,
    /// Who comes, where somebody does.
    pub caregiver: Option<String>,
}
