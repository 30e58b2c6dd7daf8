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
    html! { <Foot home={HOME} {desk} urgent={here.urgent.clone()} current={here.page.clone()} /> }
}
