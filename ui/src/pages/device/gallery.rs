//! Every part in every state: for whoever builds, reviews or audits the screens.

use crate::{
    hooks::use_words,
    parts::{Frame, GALLERY},
    route::Route,
};
use yew::prelude::*;

/// The page.
#[component]
pub fn Gallery() -> Html {
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
        <Frame title={words.text("common-gallery")} back={Route::Home.href()} look={Route::Look.href()}>
            <div class="gallery">{ for parts }</div>
        </Frame>
    }
}
