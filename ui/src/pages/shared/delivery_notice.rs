//! What the person must do about delivery, on the home page, with the number to call.

use super::DeskPhone;
use crate::{
    address::PageAddress,
    hooks::{use_here, use_words},
    parts::{LinkButton, Notice, Tone},
    saying::{DeliveryFacts, delivery_words},
};
use yew::prelude::*;

/// The notice; nothing where there is nothing to do.
#[component]
pub(crate) fn DeliveryNotice() -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let told = delivery_words(DeliveryFacts::of(&here));
    let Some(to_do) = told.to_do else {
        return html! {};
    };
    let more = told.more.map(|page| {
        html! { <LinkButton label={words.text("home-what-to-do")} href={page.href()} /> }
    });
    html! {
        <Notice tone={Tone::Careful}>
            <p>{ words.text(to_do) }</p>
            { for more }
            <DeskPhone />
        </Notice>
    }
}
