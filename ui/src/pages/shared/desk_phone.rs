//! The community desk's telephone number: where somebody helps when the app cannot.

use crate::{hooks::use_here, parts::PhoneLink};
use yew::prelude::*;

/// The first of the area's numbers that is not for danger to life; nothing where the
/// area has none.
#[component]
pub(crate) fn DeskPhone() -> Html {
    let Some(here) = use_here() else {
        return html! {};
    };
    let account = here.session.account.as_ref();
    let area = match account {
        Some(account) => here.catalogue.area(&account.area),
        None => here.catalogue.areas.first(),
    };
    let desk = area.and_then(|area| area.phones.iter().find(|phone| !phone.emergency));
    desk.map_or_else(Html::default, |desk| {
        html! { <PhoneLink who={here.local(&desk.name)} number={desk.number.clone()} /> }
    })
}
