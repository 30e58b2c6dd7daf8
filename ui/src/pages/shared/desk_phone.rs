//! The community desk's telephone number: where somebody helps when the app cannot.

use crate::{hooks::use_here, parts::PhoneLink};
use yew::prelude::*;

/// The community desk's number, to be called with one touch; nothing where there is none.
#[component]
pub(crate) fn DeskPhone() -> Html {
    let Some(here) = use_here() else {
        return html! {};
    };
    here.desk_phone().map_or_else(Html::default, |desk| {
        html! { <PhoneLink who={here.local(&desk.name)} number={desk.number.clone()} /> }
    })
}
