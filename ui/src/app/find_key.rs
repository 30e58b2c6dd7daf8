//! Ctrl and F in the desktop window, which has no search of its own: to the field in which the
//! page looks for things; where it has none, to the page of this role that has one. In a browser
//! the key is the browser's.

use crate::{
    address::{HOME, PageAddress, go_instead_to},
    hooks::{focus_id, use_bridge, use_here},
    pages::services::ServicesRoute,
};
use linli_domain::role::Role;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// The field of every page that looks for things.
const SEARCH: &str = "search";

/// Listens for as long as the engine answers; it draws nothing.
#[component]
pub(super) fn FindKey() -> Html {
    let account = use_here().and_then(|here| here.session.account.clone());
    let role = account.map(|account| account.role);
    let is_desktop = use_bridge().is_desktop();
    use_effect_with((role, is_desktop), move |(role, is_desktop)| {
        let role = *role;
        let pressed = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            let is_find = event.ctrl_key() && event.key().eq_ignore_ascii_case("f");
            if is_find && !focus_id(SEARCH) {
                look_elsewhere(role);
            }
            if is_find {
                event.prevent_default();
            }
        });
        let window = web_sys::window().filter(|_| *is_desktop);
        let call = pressed.as_ref().unchecked_ref::<js_sys::Function>().clone();
        if let Some(window) = &window {
            // Fails only for listeners that are none.
            drop(window.add_event_listener_with_callback("keydown", &call));
        }
        move || {
            if let Some(window) = window {
                drop(window.remove_event_listener_with_callback("keydown", &call));
            }
            drop(pressed);
        }
    });
    html! {}
}

/// Goes to where this role looks for things; caregivers have nothing to look through.
fn look_elsewhere(role: Option<Role>) {
    match role {
        Some(Role::Resident | Role::Delegate) => ServicesRoute::List.go(),
        Some(Role::Worker | Role::Officer) => go_instead_to(&HOME),
        Some(Role::Caregiver | Role::Centre) | None => {}
    }
}
