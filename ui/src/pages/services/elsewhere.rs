//! What people look for among the services and what stands elsewhere: help at home, urgent
//! help, how the app looks, what is known about them.

use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words},
    pages::{care::kind_pick, device::DeviceRoute, resident::ResidentRoute},
    parts::{Icon, Tile},
};
use linli_domain::sought::Sought;
use yew::prelude::*;

/// A page, and how it is found.
struct SoughtPage {
    icon: Icon,
    title: &'static str,
    /// The key of the words that people use for it.
    also: &'static str,
    href: fn() -> AttrValue,
}

const PAGES: [SoughtPage; 5] = [
    SoughtPage {
        icon: Icon::Letters,
        title: "look-title",
        also: "search-look",
        href: || DeviceRoute::Look.href(),
    },
    SoughtPage {
        icon: Icon::List,
        title: "home-matters",
        also: "search-matters",
        href: || ResidentRoute::Matters.href(),
    },
    SoughtPage {
        icon: Icon::House,
        title: "details-all",
        also: "search-details",
        href: || ResidentRoute::Details.href(),
    },
    SoughtPage {
        icon: Icon::Phone,
        title: "devices-title",
        also: "search-devices",
        href: || DeviceRoute::Own.href(),
    },
    SoughtPage {
        icon: Icon::Heart,
        title: "access-title",
        also: "search-access",
        href: || DeviceRoute::Accessibility.href(),
    },
];

/// A row for everything elsewhere that somebody means who looks for `search`.
pub(super) fn elsewhere(words: &Words, here: &Here, act: &Act, sought: &Sought) -> Vec<Html> {
    if sought.is_empty() {
        return Vec::new();
    }
    let is_meant = |text: &str| sought.is_in(text);
    let kinds = here.kinds().into_iter().filter(|kind| {
        let own = kind.name.0.values().chain(kind.short.0.values());
        own.into_iter().any(|text| is_meant(text))
            || (kind.urgent && is_meant(&words.text("search-urgent")))
    });
    let kinds = kinds.map(|kind| kind_pick(here, act, kind));
    let pages = PAGES.iter().filter(|page| {
        let names = [page.title, page.also].map(|key| words.text(key));
        names.iter().any(|name| is_meant(name))
    });
    let pages = pages.map(|page| {
        html! {
            <Tile key={page.title} wide=true icon={page.icon} title={words.text(page.title)}
                href={(page.href)()} />
        }
    });
    kinds.chain(pages).collect()
}
