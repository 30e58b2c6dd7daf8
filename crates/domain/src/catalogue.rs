//! The catalogue: kinds of care and areas as data, and their checks at load.

mod load;
mod rules;

pub use load::CatalogueError;

use crate::{answer::Question, id::AreaId, text::LocalText};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A kind of care: `meal`, `bath`, …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct KindId(pub String);

impl fmt::Display for KindId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A public service: `old-age-allowance`, `senior-card`, …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ServiceId(pub String);

/// Several services for one thing in life: `turning-80`, `after-a-death`, …
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BundleId(pub String);

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for BundleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How long a visit takes, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    /// Usually.
    pub usual: u32,
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
}

/// Something to check before work begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SafetyCheck {
    /// Its id within the kind.
    pub id: String,
    /// What to check, as a statement that is fine or not.
    pub text: LocalText,
    /// Work must not begin when it is not fine.
    #[serde(default)]
    pub stop_if_no: bool,
}

/// Something to do in a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskKind {
    /// Its id within the kind.
    pub id: String,
    /// What to do.
    pub label: LocalText,
}

/// One kind of care.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareKind {
    /// Its id.
    pub id: KindId,
    /// Its place in lists.
    pub order: u32,
    /// Its name.
    pub name: LocalText,
    /// One plain line about it.
    pub short: LocalText,
    /// The name of its icon.
    pub icon: String,
    /// Who needs it.
    pub needs: LocalText,
    /// What is asked, one question a page.
    pub questions: Vec<Question>,
    /// Safety checks before work begins.
    pub safety: Vec<SafetyCheck>,
    /// Tasks of a visit.
    pub tasks: Vec<TaskKind>,
    /// How long a visit takes.
    pub minutes: Minutes,
    /// How many people come.
    pub people: u8,
    /// May repeat weekly.
    #[serde(default)]
    pub recurring: bool,
    /// Urgent: telephone numbers first.
    #[serde(default)]
    pub urgent: bool,
    /// Skills that the caregiver needs.
    #[serde(default)]
    pub skills: Vec<String>,
    /// Where its facts come from, and who must approve them.
    pub note: LocalText,
}

/// A telephone number to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneNumber {
    /// As dialled.
    pub number: String,
    /// Whose it is.
    pub name: LocalText,
    /// For danger to life.
    #[serde(default)]
    pub emergency: bool,
}

/// A part of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Building {
    /// As written in addresses.
    pub id: String,
    /// Its name.
    pub name: LocalText,
    /// The grid that it belongs to.
    pub grid: String,
}

/// An area and its rules. Whatever differs by place is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    /// Its id.
    pub id: AreaId,
    /// Its name.
    pub name: LocalText,
    /// Its city.
    pub city: LocalText,
    /// Minutes that its clocks are ahead of UTC.
    pub utc_offset_minutes: i32,
    /// How long a claim on same-day work holds without setting out, in minutes;
    /// then the work goes back to everyone.
    pub lease_minutes: u32,
    /// Telephone numbers, those for danger to life first.
    pub phones: Vec<PhoneNumber>,
    /// Its buildings.
    pub buildings: Vec<Building>,
}

/// Everything that an area's devices need to know, as one versioned whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Catalogue {
    /// Changes whenever the contents do.
    pub version: String,
    /// Kinds of care, by `order`.
    pub care: Vec<CareKind>,
    /// Areas.
    pub areas: Vec<Area>,
}

impl Catalogue {
    /// The kind of care with this id.
    #[must_use]
    pub fn kind(&self, id: &KindId) -> Option<&CareKind> {
        self.care.iter().find(|kind| kind.id == *id)
    }

    /// The area with this id.
    #[must_use]
    pub fn area(&self, id: &AreaId) -> Option<&Area> {
        self.areas.iter().find(|area| area.id == *id)
    }
}
