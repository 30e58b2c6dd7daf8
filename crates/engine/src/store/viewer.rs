//! Whose lists the view rows are for.

use super::catalogue_version::CatalogueVersions;
use linli_domain::{
    catalogue::Catalogue,
    id::{AreaId, PersonId},
    time::{Date, Timestamp},
    workday::{self, Due},
};

/// For whom the view rows are made, when, and by which catalogue.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Viewer<'a> {
    /// The person of this device.
    pub(crate) person: PersonId,
    pub(crate) now: Timestamp,
    /// Minutes that the area's clocks are ahead of UTC.
    pub(crate) offset_minutes: i32,
    /// What can be applied for.
    pub(crate) catalogue: &'a Catalogue,
    /// Earlier versions of it that were read already; see `store/catalogue_version.rs`.
    pub(crate) versions: &'a CatalogueVersions,
}

impl Viewer<'_> {
    /// Today where the area is.
    pub(crate) fn today(&self) -> Date {
        self.now.local(self.offset_minutes).0
    }

    /// What a building of an area is called: by its id, and in every language of the catalogue.
    pub(crate) fn building_names<'a>(&'a self, area: &AreaId, building: &'a str) -> Vec<&'a str> {
        let area = self.catalogue.area(area);
        let known = area.into_iter().flat_map(|area| &area.buildings);
        let named = known.filter(|known| known.id == building);
        let names = named.flat_map(|known| known.name.0.values());
        let names = names.map(String::as_str);
        std::iter::once(building).chain(names).collect()
    }

    /// What has to be done within so many working days.
    pub(crate) fn due_after(&self, since: Timestamp, days: u16) -> Due {
        let (holidays, offset) = (&self.catalogue.holidays, self.offset_minutes);
        workday::due_after(since, days, holidays, offset, self.today())
    }
}
