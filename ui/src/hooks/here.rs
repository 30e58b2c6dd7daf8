//! What every page needs to know: for whom this device is, the catalogue, how
//! delivery stands and how the screen looks.

use super::Look;
use linli_api::view::{Delivery, Session};
use linli_domain::{
    care::AlertKind,
    catalogue::{Area, CareKind, Catalogue, KindId, PhoneNumber},
    id::PersonId,
    role::Role,
    text::LocalText,
    time::{Date, Timestamp},
};
use std::rc::Rc;
use yew::prelude::*;

/// The surroundings of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Here {
    /// For whom this device is.
    pub session: Rc<Session>,
    /// Kinds of care and the area.
    pub catalogue: Rc<Catalogue>,
    /// How delivery stands, once known.
    pub delivery: Option<Rc<Delivery>>,
    /// Whether the system promised to keep what is stored here.
    pub is_kept: bool,
    /// The address of the page that is shown.
    pub page: AttrValue,
    /// Where urgent help is, for those who may need it.
    pub urgent: Option<AttrValue>,
    pub look: Look,
    pub set_look: Callback<Look>,
}

impl Here {
    /// The catalogue's words in the chosen language.
    #[must_use]
    pub fn local(&self, text: &LocalText) -> AttrValue {
        let tag = if self.look.lang.is_chinese() {
            "zh-CN"
        } else {
            "en"
        };
        AttrValue::from(text.get(tag).to_owned())
    }

    /// The kinds of care that can be asked for here, in their order. The desk calls the
    /// resident: whoever acts for them calls the desk.
    #[must_use]
    pub fn kinds(&self) -> Vec<&CareKind> {
        let kinds = self.catalogue.care.iter();
        let mut kinds: Vec<_> = kinds
            .filter(|kind| !kind.desk || self.is_residents())
            .collect();
        kinds.sort_by_key(|kind| kind.order);
        kinds
    }

    /// Whether it is the resident's own device.
    #[must_use]
    pub fn is_residents(&self) -> bool {
        let account = self.session.account.as_ref();
        account.is_some_and(|account| account.role == Role::Resident)
    }

    /// The kind of care with this id, where the catalogue still has it.
    #[must_use]
    pub fn kind(&self, id: &KindId) -> Option<&CareKind> {
        self.catalogue.kind(id)
    }

    /// Whether the desk has to turn to every request of this kind.
    #[must_use]
    pub fn awaits_desk(&self, id: &KindId) -> bool {
        self.calls(id).is_some()
    }

    /// How a request of this kind calls the desk, where it does.
    #[must_use]
    pub fn calls(&self, id: &KindId) -> Option<AlertKind> {
        self.kind(id).and_then(AlertKind::of)
    }

    /// The area of whose device it is.
    #[must_use]
    pub fn area(&self) -> Option<&Area> {
        self.catalogue.area(&self.session.account.as_ref()?.area)
    }

    /// Whether it is the kind for urgent help.
    #[must_use]
    pub fn is_urgent(&self, id: &KindId) -> bool {
        self.kind(id).is_some_and(|kind| kind.urgent)
    }

    /// The name of a kind of care; its id where this device's catalogue has it not.
    #[must_use]
    pub fn kind_name(&self, id: &KindId) -> AttrValue {
        self.kind(id)
            .map_or_else(|| id.to_string().into(), |kind| self.local(&kind.name))
    }

    /// The name of a building; what is written in addresses where it has none.
    #[must_use]
    pub fn building(&self, id: &str) -> AttrValue {
        let area = self
            .session
            .account
            .as_ref()
            .and_then(|account| self.catalogue.area(&account.area));
        let known = area.and_then(|area| area.buildings.iter().find(|building| building.id == id));
        known.map_or_else(
            || id.to_owned().into(),
            |building| self.local(&building.name),
        )
    }

    /// The community desk of the area; before it is known whose the device is, the one that
    /// all areas have.
    #[must_use]
    pub fn desk_phone(&self) -> Option<&PhoneNumber> {
        match self.session.account {
            Some(_) => self.area()?.desk(),
            None => self.catalogue.shared_desk(),
        }
    }

    /// Whether this device is this person's.
    #[must_use]
    pub fn is_me(&self, person: PersonId) -> bool {
        let account = self.session.account.as_ref();
        account.is_some_and(|account| account.person == person)
    }

    /// The name of whose device it is; empty before it is anybody's.
    #[must_use]
    pub fn my_name(&self) -> AttrValue {
        let account = self.session.account.as_ref();
        account
            .map(|account| account.name.clone().into())
            .unwrap_or_default()
    }

    /// Today where the area is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.session.today
    }

    /// The day on which the centre was last heard of.
    #[must_use]
    pub fn heard_on(&self) -> Option<Date> {
        let heard_at = self.delivery.as_ref()?.heard_at?;
        Some(self.local_time(heard_at).0)
    }

    /// Day and time of a moment where the area is.
    #[must_use]
    pub fn local_time(&self, at: Timestamp) -> (Date, linli_domain::time::Minute) {
        at.local(self.session.offset_minutes)
    }
}

/// The surroundings; `None` outside of the app, as in the gallery's tests.
#[hook]
pub fn use_here() -> Option<Here> {
    use_context::<Here>()
}
