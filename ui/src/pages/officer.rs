//! The officer's page: says honestly what is not here yet.

use super::page::Page;
use crate::{
    hooks::use_words,
    parts::{Notice, Tone},
};
use yew::prelude::*;

/// The page.
#[component]
pub fn Officer() -> Html {
    let words = use_words();
    html! {
        <Page desk=true title={words.text("officer-title")}>
            <Notice tone={Tone::Plain}><p>{ words.text("officer-nothing-yet") }</p></Notice>
        </Page>
    }
}
