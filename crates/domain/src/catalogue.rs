//! The catalogue: kinds of care, public services and areas as data, and their
//! checks at load.

mod across;
mod bundle;
mod day_part;
mod holidays;
mod load;
mod measure;
mod papers;
mod remind;
mod rules;
mod service;
mod tree;

pub use bundle::{Bundle, BundleId, Held, Member};
pub use day_part::{BeforeAppointment, DayPart};
pub use holidays::{DaysOff, HolidayYear, Holidays, ListedDate};
pub use load::CatalogueError;
pub use measure::{Measure, NotAValue, Tenths};
pub use remind::Remind;
pub use service::{
    Amount, Channel, ChannelKind, EvidenceKind, Fee, LifeEvent, Promise, Rule, Section, Service,
    ServiceId, ServiceStep,
};
pub use tree::{RuleMistake, Tree};

use crate::{
    answer::Question,
    id::{AreaId, OfficeId},
    profile::ProfileField,
    text::LocalText,
};
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

/// How long a visit takes, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    pub usual: u32,
    /// The fewest that can be booked.
    pub min: u32,
    /// The most that can be booked.
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
    /// A value is measured: by its limits it is in order or not. An earlier device knows no
    /// such field: what is usual is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measure: Option<Measure>,
}

/// Something to do in a visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskKind {
    /// Its id within the kind.
    pub id: String,
    pub label: LocalText,
}

/// A kind of care that can be asked for, as its file in the catalogue says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CareKind {
    pub id: KindId,
    /// Its place in lists.
    pub order: u32,
    pub name: LocalText,
    /// One plain line about it.
    pub short: LocalText,
    /// The name of its icon.
    pub icon: String,
    pub needs: LocalText,
    /// What is asked, one question a page.
    pub questions: Vec<Question>,
    /// Safety checks before work begins.
    pub safety: Vec<SafetyCheck>,
    pub tasks: Vec<TaskKind>,
    /// How long a visit takes.
    pub minutes: Minutes,
    /// How many people come.
    pub people: u8,
    /// Whether it may repeat every week.
    #[serde(default)]
    pub recurring: bool,
    /// The parts of the day in which it can be wanted; where none are given, the morning
    /// and the afternoon. An earlier device knows no such field: what is usual is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<DayPart>,
    /// Where somebody goes along to an appointment: how long before it they come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<BeforeAppointment>,
    /// Urgent: telephone numbers first.
    #[serde(default)]
    pub urgent: bool,
    /// The community desk does it itself, by telephone: nobody is offered it. What is not so
    /// is not written: an earlier device knows no such field.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub desk: bool,
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
    pub number: String,
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
    pub name: LocalText,
    /// The grid that it belongs to.
    pub grid: String,
}

/// An area and its rules. Whatever differs by place is here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Area {
    pub id: AreaId,
    pub name: LocalText,
    pub city: LocalText,
    /// Minutes that its clocks are ahead of UTC.
    pub utc_offset_minutes: i32,
    /// How long a claim on same-day work holds without setting out, in minutes;
    /// then the work goes back to everyone.
    pub lease_minutes: u32,
    /// How many requests that are not begun one caregiver may have at a time.
    #[serde(default = "three", skip_serializing_if = "is_three")]
    pub most_open_claims: u8,
    /// Telephone numbers, those for danger to life first.
    pub phones: Vec<PhoneNumber>,
    pub buildings: Vec<Building>,
}

impl Area {
    /// The community desk: the first number that is not for danger to life.
    #[must_use]
    pub fn desk(&self) -> Option<&PhoneNumber> {
        self.phones.iter().find(|phone| !phone.emergency)
    }
}

const fn three() -> u8 {
    3
}

/// What goes without saying is not written: an earlier device knows no such field.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the shape that serde asks for"
)]
const fn is_three(most: &u8) -> bool {
    *most == three()
}

/// A desk that decides applications.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    pub id: OfficeId,
    pub name: LocalText,
    /// The areas that it decides for.
    pub areas: Vec<AreaId>,
    pub phone: String,
}

/// Everything that an area's devices need to know, as one versioned whole.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Catalogue {
    /// Changes whenever the contents do.
    pub version: String,
    /// Kinds of care, by `order`.
    pub care: Vec<CareKind>,
    pub areas: Vec<Area>,
    /// Public services, by `order`.
    #[serde(default)]
    pub services: Vec<Service>,
    /// Bundles of services, by `order`.
    #[serde(default)]
    pub bundles: Vec<Bundle>,
    #[serde(default)]
    pub offices: Vec<Office>,
    /// Days off, by year.
    #[serde(default)]
    pub holidays: Holidays,
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

    /// The community desk of whoever it is: the one whose number all areas have.
    #[must_use]
    pub fn shared_desk(&self) -> Option<&PhoneNumber> {
        let mut desks = self.areas.iter().map(Area::desk);
        let first = desks.next().flatten()?;
        desks
            .all(|desk| desk.is_some_and(|desk| desk.number == first.number))
            .then_some(first)
    }

    /// The public service with this id.
    #[must_use]
    pub fn service(&self, id: &ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == *id)
    }

    /// A question that fills this field of the profile, to ask for it where no form is open:
    /// a service's, or else one of a kind of care.
    #[must_use]
    pub fn question_for(&self, field: ProfileField) -> Option<&Question> {
        let of_services = self.services.iter().flat_map(|service| &service.questions);
        let of_care = self.care.iter().flat_map(|kind| &kind.questions);
        of_services
            .chain(of_care)
            .find(|question| question.fills(field))
    }

    /// The bundle with this id.
    #[must_use]
    pub fn bundle(&self, id: &BundleId) -> Option<&Bundle> {
        self.bundles.iter().find(|bundle| bundle.id == *id)
    }

    /// The office with this id.
    #[must_use]
    pub fn office(&self, id: &OfficeId) -> Option<&Office> {
        self.offices.iter().find(|office| office.id == *id)
    }
}

#[cfg(test)]
#[path = "catalogue/bundle_tests.rs"]
mod bundle_tests;
#[cfg(test)]
#[path = "catalogue/papers_tests.rs"]
mod papers_tests;

#[cfg(test)]
#[path = "catalogue/read_tests.rs"]
mod read_tests;

#[cfg(test)]
#[path = "catalogue/service_tests.rs"]
mod service_tests;

#[cfg(test)]
#[path = "catalogue/ours_tests.rs"]
mod ours_tests;
