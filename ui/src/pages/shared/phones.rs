//! The telephone numbers to call in need.

use crate::{hooks::use_here, parts::PhoneLink};
use linli_domain::catalogue::PhoneNumber;
use yew::prelude::*;

/// The telephone numbers, those for danger to life first.
#[component]
pub(crate) fn Phones() -> Html {
    let Some(here) = use_here() else {
        return html! {};
    };
    let area = here
        .session
        .account
        .as_ref()
        .and_then(|account| here.catalogue.area(&account.area));
    let mut phones: Vec<&PhoneNumber> = area
        .map(|area| area.phones.iter().collect())
        .unwrap_or_default();
    phones.sort_by_key(|phone| !phone.emergency);
    let links = phones.into_iter().map(|phone| {
        html! {
            <PhoneLink who={here.local(&phone.name)} number={phone.number.clone()}
                urgent={phone.emergency} />
        }
    });
    html! { <div class="stack tight">{ for links }</div> }
}
