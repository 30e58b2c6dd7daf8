//! The browser's page: focus, scrolling, title, and how it looks.
//!
//! Only called from effects and events, which run in a browser.

use super::Look;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlElement};
use yew::prelude::*;

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Moves the focus to the element `id`, or to the first control inside it where
/// it takes none itself. Says whether there is such an element.
pub fn focus_id(id: &str) -> bool {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else {
        return false;
    };
    if element.tag_name() != "FIELDSET" {
        // An element that cannot take the focus leaves it where it was.
        return element.unchecked_ref_html().focus().is_ok();
    }
    let Ok(inside) = element.query_selector_all("input, textarea, button") else {
        return false;
    };
    // The first may be hidden on this screen, and then takes none.
    (0..inside.length())
        .filter_map(|at| inside.item(at)?.dyn_into::<HtmlElement>().ok())
        .any(|control| control.focus().is_ok() && has_focus(&control))
}

fn has_focus(element: &HtmlElement) -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| active == **element)
}

trait AsHtml {
    fn unchecked_ref_html(&self) -> &HtmlElement;
}

impl AsHtml for web_sys::Element {
    fn unchecked_ref_html(&self) -> &HtmlElement {
        wasm_bindgen::JsCast::unchecked_ref(self)
    }
}

/// Has the system print the page. Where it cannot, nothing happens.
pub fn print_page() {
    if let Some(window) = web_sys::window() {
        drop(window.print());
    }
}

/// Shows the top of the page.
pub fn scroll_to_top() {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

thread_local! {
    static TITLE: RefCell<Title> = RefCell::default();
}

#[derive(Debug, Default)]
struct Title {
    /// What the page is called.
    page: String,
    /// How many things wait for somebody.
    waiting: usize,
    /// The word for it where something on the page is wrong.
    error: Option<String>,
}

impl Title {
    /// As the window shows it: what is wrong first.
    fn shown(&self) -> String {
        let count = (self.waiting > 0).then(|| format!("({})", self.waiting));
        let parts = [self.error.clone(), count, Some(self.page.clone())];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    change_title(|own| title.clone_into(&mut own.page));
}

/// Counts before the title how many things wait for somebody.
pub fn set_title_count(count: usize) {
    change_title(|own| own.waiting = count);
}

/// Puts the word for a mistake before the title, or takes it off, as GOV.UK's forms do: who
/// hears the title hears first that the page was not sent.
pub fn set_title_error(word: Option<&str>) {
    change_title(|own| own.error = word.map(str::to_owned));
}

fn change_title(change: impl FnOnce(&mut Title)) {
    let title = TITLE.with_borrow_mut(|own| {
        change(own);
        own.shown()
    });
    if let Some(document) = document() {
        document.set_title(&title);
    }
}

/// The community desk's number that the centre wrote into the document: known before the
/// engine answers, and before anything else is known here.
#[must_use]
pub fn served_desk() -> Option<AttrValue> {
    let told = document()?.query_selector("meta[name=linli-desk]").ok()??;
    told.get_attribute("content").map(AttrValue::from)
}

/// Whether the page lies open on a screen that is on.
#[must_use]
pub fn is_in_sight() -> bool {
    document().is_some_and(|document| !document.hidden())
}

/// Shows the page as `look` says.
pub fn set_look(look: Look) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    let attributes = [
        ("lang", look.lang.tag()),
        ("dir", look.lang.dir()),
        ("data-text", look.size_word()),
        ("data-theme", look.theme_word()),
    ];
    for (name, value) in attributes {
        // Fails only for names that are no attribute names.
        let _ = root.set_attribute(name, value);
    }
}

/// Whether the system asks for `what`, a media query.
#[must_use]
pub fn system_wants(what: &str) -> bool {
    let query = web_sys::window().and_then(|window| window.match_media(what).ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// The languages that the system wants, best first.
#[must_use]
pub fn system_languages() -> Vec<String> {
    let Some(window) = web_sys::window() else {
        return Vec::new();
    };
    window
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .collect()
}

/// What the browser calls itself, and the device that it runs on.
#[must_use]
pub fn user_agent() -> String {
    let window = web_sys::window();
    let agent = window.and_then(|window| window.navigator().user_agent().ok());
    agent.unwrap_or_default()
}

/// What this device keeps under `key`, apart from the engine: only how the
/// screen looked last, so that the first picture is right.
#[must_use]
pub fn kept(key: &str) -> Option<AttrValue> {
    let storage = web_sys::window()?.local_storage().ok().flatten()?;
    storage.get_item(key).ok().flatten().map(AttrValue::from)
}

/// Keeps `value` under `key`. Where the browser keeps nothing, the engine's copy is used a
/// moment later.
pub fn keep(key: &str, value: &str) {
    if let Some(storage) =
        web_sys::window().and_then(|window| window.local_storage().ok().flatten())
    {
        let _ = storage.set_item(key, value);
    }
}
