//! Every part in every state: for whoever builds, reviews or audits the screens.

use crate::{
    address::{HOME, PageAddress},
    hooks::use_words,
    pages::device::DeviceRoute,
    parts::{Frame, GALLERY},
};
use yew::prelude::*;

#[component]
pub(crate) fn Gallery() -> Html {
    let words = use_words();
    // A frame inside this page's frame would be a second page.
    let parts = GALLERY
        .iter()
        .filter(|(name, _)| *name != "frame")
        .map(|(name, examples)| {
            let examples = examples().into_iter().map(
                |example| html! { <figure data-example={example.name}>{ example.html }</figure> },
            );
            html! { <section data-part={*name}>{ for examples }</section> }
        });
    html! {
        <Frame title={words.text("common-gallery")} back={HOME} look={DeviceRoute::Look.href()}>
            <div class="gallery">{ for parts }</div>
        </Frame>
    }
}
