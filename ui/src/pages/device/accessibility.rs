//! What the app does so that everybody can use it, what is not good yet, and whom to tell:
//! the statement that public bodies publish (EN 301 549; the same in `docs/accessibility.md`).

use crate::{
    address::PageAddress,
    hooks::use_words,
    pages::{
        device::DeviceRoute,
        shared::{DeskPhone, Page},
    },
};
use linli_domain::time::Date;
use yew::prelude::*;

/// The day on which it was last held against the app.
const LOOKED_AT: Date = Date::constant(2026, 11, 27);

#[component]
pub(crate) fn AccessibilityScreen() -> Html {
    let words = use_words();
    let list = |keys: &[&'static str]| {
        let items = keys
            .iter()
            .map(|key| html! { <li>{ words.text(key) }</li> });
        html! { <ul class="plain">{ for items }</ul> }
    };
    let looked_at = words.day_and_year(LOOKED_AT);
    let looked_at = [("day", looked_at.as_str().into())];
    html! {
        <Page title={words.text("access-title")} back={DeviceRoute::Look.href()}>
            <p>{ words.text("access-aim") }</p>
            <h2>{ words.text("access-hard") }</h2>
            <p>{ words.text("access-hard-call") }</p>
            <DeskPhone />
            <h2>{ words.text("access-can") }</h2>
            { list(&["access-can-text", "access-can-hands", "access-can-listen",
                "access-can-keys", "access-can-offline"]) }
            <h2>{ words.text("access-not-yet") }</h2>
            { list(&["access-not-yet-tried", "access-not-yet-voices", "access-not-yet-sign",
                "access-not-yet-photos"]) }
            <h2>{ words.text("access-how") }</h2>
            <p>{ words.with("access-how-checked", &looked_at) }</p>
        </Page>
    }
}
