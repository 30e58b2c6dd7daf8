//! The telephone numbers to call in need.

use crate::{
    hooks::{use_here, use_view},
    parts::PhoneLink,
};
use linli_api::{GetOwnPlace, Topic};
use linli_domain::catalogue::PhoneNumber;
use yew::prelude::*;

/// The telephone numbers, those for danger to life first; then whom the resident named.
#[component]
pub(crate) fn Phones() -> Html {
    let place = use_view(GetOwnPlace {}, vec![Topic::Profile]);
    let Some(here) = use_here() else {
        return html! {};
    };
    let contact = place.here().map(|place| &place.reaching);
    let contact = contact.filter(|contact| !contact.contact_phone.is_empty());
    let contact = contact.map(|contact| {
        html! {
            <PhoneLink who={contact.contact_name.clone()}
                number={contact.contact_phone.clone()} />
        }
    });
    let mut phones: Vec<&PhoneNumber> = here
        .area()
        .map(|area| area.phones.iter().collect())
        .unwrap_or_default();
    phones.sort_by_key(|phone| !phone.emergency);
    let links = phones.into_iter().map(|phone| {
        html! {
            <PhoneLink who={here.local(&phone.name)} number={phone.number.clone()}
                urgent={phone.emergency} />
        }
    });
    html! { <div class="stack tight">{ for links }{ for contact }</div> }
}
