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
    let home = here.session.account.is_some().then_some(HOME);
    let desk = desk_number(Some(&here));
    if home.is_none() && desk.is_none() {
        return html! {};
    }
    html! { <Foot {home} {desk} urgent={here.urgent.clone()} current={here.page.clone()} /> }
}
