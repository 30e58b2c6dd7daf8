//! The community desk's telephone number: where somebody helps when the app cannot.

use crate::{
    hooks::{Here, served_desk, use_here, use_words},
    parts::PhoneLink,
};
use yew::prelude::*;

/// The community desk's number, to be called with one touch; nothing where none is known.
#[component]
pub(crate) fn DeskPhone() -> Html {
    let words = use_words();
    let here = use_here();
    let Some(number) = desk_number(here.as_ref()) else {
        return html! {};
    };
    let named = here
        .as_ref()
        .and_then(|here| Some(here.local(&here.desk_phone()?.name)));
    let who = named.unwrap_or_else(|| words.text("foot-desk"));
    html! { <PhoneLink {who} {number} /> }
}

/// The community desk's number, as the catalogue or else the document has it.
pub(super) fn desk_number(here: Option<&Here>) -> Option<AttrValue> {
    let known = here.and_then(Here::desk_phone);
    known
        .map(|desk| desk.number.clone().into())
        .or_else(served_desk)
}
