//! "My details": the address and the telephone number; and the same before urgent help is
//! told, where they are not known.

use crate::{
    address::{HOME, PageAddress, go_home},
    hooks::{use_view, use_words},
    pages::{
        resident::ResidentRoute,
        shared::{HomePage, not_here},
    },
    parts::LinkButton,
};
use linli_api::{OwnPlace, Topic};
use yew::prelude::*;

#[component]
pub(super) fn Details() -> Html {
    let words = use_words();
    let place = use_view(OwnPlace {}, vec![Topic::Profile]);
    let then = Callback::from(|()| go_home());
    match place.here() {
        Some(place) => html! { <HomePage place={(**place).clone()} back={HOME} {then} /> },
        None => not_here(&words, &place, words.text("details-title"), HOME),
    }
}

/// Nobody is kept from telling: whoever does not want to write it goes on.
#[component]
pub(super) fn UrgentPlace() -> Html {
    let words = use_words();
    let place = use_view(OwnPlace {}, vec![Topic::Profile]);
    let back = ResidentRoute::Urgent.href();
    let then = Callback::from(|()| ResidentRoute::UrgentTell.go_instead());
    match place.here() {
        Some(place) => {
            let beside = html! {
                <LinkButton label={words.text("details-go-on")}
                    href={ResidentRoute::UrgentTell.href()} />
            };
            html! { <HomePage place={(**place).clone()} {back} {then} {beside} /> }
        }
        None => not_here(&words, &place, words.text("details-title"), back),
    }
}
