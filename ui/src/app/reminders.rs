//! Tells days to remember as notices of the system, whichever page is open, for as long
//! as the app runs.

use crate::{
    hooks::{use_here, use_view, use_words},
    notices,
    pages::resident::home::reminders as days,
};
use linli_api::{Home, Topic};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use yew::prelude::*;

/// How often it is looked again, in milliseconds: a new day may have come.
const EVERY_MS: i32 = 60 * 60 * 1_000;

/// Looks now, every hour, and whenever the app is turned to again.
#[component]
pub(super) fn ReminderNotices() -> Html {
    let round = use_state_eq(|| 0_u32);
    {
        let round = round.setter();
        use_effect_with((), move |()| {
            let count = Rc::new(Cell::new(0_u32));
            let again = Closure::<dyn FnMut()>::new(move || {
                count.set(count.get().wrapping_add(1));
                round.set(count.get());
            });
            let window = web_sys::window();
            let call = again.as_ref().unchecked_ref();
            let timer = window.as_ref().and_then(|window| {
                window
                    .set_interval_with_callback_and_timeout_and_arguments_0(call, EVERY_MS)
                    .ok()
            });
            let page = window.as_ref().and_then(web_sys::Window::document);
            let listening = page
                .as_ref()
                .map(|page| page.add_event_listener_with_callback("visibilitychange", call));
            // Only without a page there is nothing to listen to.
            drop(listening);
            move || {
                if let (Some(window), Some(timer)) = (&window, timer) {
                    window.clear_interval_with_handle(timer);
                }
                if let Some(page) = &page {
                    let call = again.as_ref().unchecked_ref();
                    drop(page.remove_event_listener_with_callback("visibilitychange", call));
                }
            }
        });
    }
    html! { <DueReminders key={*round} /> }
}

#[component]
fn DueReminders() -> Html {
    let words = use_words();
    let here = use_here();
    let topics = vec![Topic::Session, Topic::Profile, Topic::Catalogue];
    let home = use_view(Home {}, topics);
    let due = match (&here, home.here()) {
        (Some(here), Some(home)) => days::due(&words, here, home),
        _ => Vec::new(),
    };
    use_effect_with(due, |due| {
        if !due.is_empty() && notices::are_allowed() {
            notices::show(due.clone());
        }
    });
    html! {}
}
