//! The page of the matter for which a refused change was meant.

use crate::{
    address::PageAddress,
    pages::{
        form::FormRoute, officer::OfficerRoute, resident::ResidentRoute, services::ServicesRoute,
    },
};
use linli_api::view::{Refused, RefusedAbout as About};
use linli_domain::role::Role;
use yew::AttrValue;

/// Its address, for those who have such a page.
pub(super) fn matter_page(role: Role, refused: &Refused) -> Option<AttrValue> {
    let doc = refused.doc;
    Some(match (role, refused.about.as_ref()?) {
        (Role::Officer, About::Application { .. }) => OfficerRoute::Case(doc).href(),
        (Role::Resident | Role::Delegate, about) => match about {
            About::Care { .. } => ResidentRoute::Matter(doc).href(),
            About::Profile => ResidentRoute::Details.href(),
            About::Application { is_draft: true, .. } => FormRoute::Tasks(doc).href(),
            About::Application { .. } => ServicesRoute::Application(doc).href(),
            About::Offer { .. } | About::Consent => return None,
        },
        _ => return None,
    })
}
