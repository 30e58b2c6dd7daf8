//! The foot of every page but those of desks: home and help.

use super::desk_phone::desk_number;
use crate::{address::HOME, hooks::use_here, parts::Foot};
use yew::prelude::*;

/// Home, the community desk's number and urgent help; what this device knows of them.
#[component]
pub(crate) fn PageFoot() -> Html {
    let Some(here) = use_here() else {
        return html! {};
    };
    // Before that, the page on which a code is typed says whom to call.
    if here.session.account.is_none() {
        return html! {};
    }
    let desk = desk_number(Some(&here));
    let (urgent, current) = (here.urgent.clone(), here.page.clone());
    let is_urgent = urgent
        .as_ref()
        .is_some_and(|urgent| current.starts_with(urgent.as_str()));
    let area = here.area().filter(|_| is_urgent);
    let call = area.and_then(|area| area.phones.iter().find(|phone| phone.emergency));
    let call = call.map(|phone| (here.local(&phone.name), phone.number.clone().into()));
    html! { <Foot home={HOME} {desk} {urgent} {call} {current} /> }
}
