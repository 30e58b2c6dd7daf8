//! What the gate knows beside the document that a change is for: what time it is, what
//! can be asked for, and who is enrolled.

use super::refusal::{Refusal, valid};
use crate::{
    application::Application,
    catalogue::{Area, CareKind, Catalogue, KindId, Service},
    consent::ConsentState,
    document::Header,
    id::{AreaId, PersonId},
    role::Role,
    time::{Date, Timestamp},
};
use std::fmt;

/// Somebody whom the centre has enrolled, in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrollee {
    pub role: Role,
    /// The area that they belong to.
    pub area: AreaId,
    /// The name by which the centre knows them.
    pub name: String,
}

/// The consent under which a change was written.
#[derive(Debug, Clone, Copy)]
pub struct Consented<'a> {
    /// Of the consent: whose it is, and where they live.
    pub header: &'a Header,
    pub state: &'a ConsentState,
    /// When the change was written, by its author's clock.
    pub at: Timestamp,
}

/// What the gate judges by, beside the document.
#[derive(Clone)]
pub struct Ground<'a> {
    /// Now, by the clock of who judges.
    pub now: Timestamp,
    /// The catalogues that are known, the newest first. The centre knows every one that it
    /// ever served, a device the one that it works with.
    pub catalogues: Vec<&'a Catalogue>,
    /// As what a person is enrolled. Only the centre knows: on a device there is nothing.
    pub people: Option<&'a dyn Fn(PersonId) -> Vec<Enrollee>>,
    /// The consent under which the change was written that is judged.
    pub consent: Option<Consented<'a>>,
}

impl fmt::Debug for Ground<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let versions: Vec<_> = self
            .catalogues
            .iter()
            .map(|catalogue| &catalogue.version)
            .collect();
        f.debug_struct("Ground")
            .field("now", &self.now)
            .field("catalogues", &versions)
            .field("knows_people", &self.people.is_some())
            .field("consent", &self.consent)
            .finish()
    }
}

impl<'a> Ground<'a> {
    /// Whether what is not known here does not exist: so it is at the centre.
    pub(super) const fn is_whole(&self) -> bool {
        self.people.is_some()
    }

    /// The area, as the newest catalogue that has it says.
    #[must_use]
    pub fn area(&self, id: &AreaId) -> Option<&'a Area> {
        self.catalogues
            .iter()
            .find_map(|catalogue| catalogue.area(id))
    }

    /// Today in an area.
    #[must_use]
    pub fn today(&self, area: &AreaId) -> Date {
        self.day_of(self.now, area)
    }

    /// The day that it is in an area at `at`.
    #[must_use]
    pub fn day_of(&self, at: Timestamp, area: &AreaId) -> Date {
        let area = self.area(area).or_else(|| {
            let mut areas = self
                .catalogues
                .iter()
                .flat_map(|catalogue| &catalogue.areas);
            areas.next()
        });
        at.local(area.map_or(0, |area| area.utc_offset_minutes)).0
    }

    /// A kind of care as each catalogue that has it says, the newest first.
    pub fn kinds(&self, id: &KindId) -> impl Iterator<Item = &'a CareKind> {
        self.catalogues
            .iter()
            .filter_map(|catalogue| catalogue.kind(id))
    }

    /// What was applied for, as the application's own catalogue says.
    #[must_use]
    pub fn service(&self, application: &Application) -> Option<&'a Service> {
        let catalogue = self.version(&application.version)?;
        catalogue.service(&application.service)
    }

    fn version(&self, version: &str) -> Option<&'a Catalogue> {
        let mut all = self.catalogues.iter().copied();
        all.find(|catalogue| catalogue.version == version)
    }

    /// Whether the resident of a new document lives where it says.
    pub(super) fn is_home(&self, header: &Header) -> Result<(), Refusal> {
        valid(!self.is_whole() || self.area(&header.area).is_some())?;
        if self.is_enrolled(header.resident, Role::Resident, &header.area, None) {
            Ok(())
        } else {
            Err(Refusal::NotTheirs)
        }
    }

    /// Whether a person is enrolled in a role in an area, by this name where one is given.
    /// A device does not know, and leaves it to the centre.
    pub(super) fn is_enrolled(
        &self,
        person: PersonId,
        role: Role,
        area: &AreaId,
        name: Option<&str>,
    ) -> bool {
        self.people.is_none_or(|people| {
            people(person).iter().any(|known| {
                let is_there = known.role == role && known.area == *area;
                is_there && name.is_none_or(|name| name == known.name)
            })
        })
    }

    /// Whether there is such a kind of care.
    pub(super) fn has_kind(&self, id: &KindId) -> bool {
        self.kinds(id).next().is_some()
    }

    /// Whether what an application says that it is for exists: in that version of the
    /// catalogue that service, decided by that office, in that bundle.
    pub(super) fn has_service(&self, application: &Application) -> bool {
        let Some(catalogue) = self.version(&application.version) else {
            return !self.is_whole();
        };
        let of_bundle = |id| {
            catalogue.bundle(id).is_some_and(|bundle| {
                let mut members = bundle.members.iter();
                members.any(|member| member.service == application.service)
            })
        };
        catalogue
            .service(&application.service)
            .is_some_and(|service| service.office == application.office)
            && application.bundle.as_ref().is_none_or(of_bundle)
    }
}
