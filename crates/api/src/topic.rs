//! Topics: what a view is made of, and what a change makes stale.

use linli_domain::id::DocId;
use serde::{Deserialize, Serialize};

/// Something that a view is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Who this device is enrolled for, and how the screen looks.
    Session,
    Doc(DocId),
    /// The resident's own profile.
    Profile,
    /// The resident's own matters.
    Matters,
    Offers,
    Round,
    /// Residents of the area.
    Roster,
    /// What residents consented to.
    Consents,
    /// What cannot wait in the area.
    Alerts,
    /// Applications at the officer's desk.
    Queue,
    /// Photos in documents: which are here, and how far each is on its way.
    Photos,
    /// The catalogue of care and services.
    Catalogue,
    /// The person's own devices.
    Devices,
    /// What is on its way to the centre, and whether there is a network.
    Delivery,
}

/// Pushed by a shell for whatever did not come from the screen's own command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EngineEvent {
    /// Views made of these topics are stale.
    Changed(Vec<Topic>),
}
