//! Looking again now and then, for what depends on the time.

use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use yew::prelude::*;

/// A number that changes every `every_ms` milliseconds, and whenever the app is turned to
/// again.
#[hook]
pub fn use_every(every_ms: i32) -> u32 {
    let round = use_state_eq(|| 0_u32);
    {
        let round = round.setter();
        use_effect_with(every_ms, move |every_ms| {
            let count = Rc::new(Cell::new(0_u32));
            let again = Closure::<dyn FnMut()>::new(move || {
                count.set(count.get().wrapping_add(1));
                round.set(count.get());
            });
            let window = web_sys::window();
            let call = again.as_ref().unchecked_ref();
            let timer = window.as_ref().and_then(|window| {
                window
                    .set_interval_with_callback_and_timeout_and_arguments_0(call, *every_ms)
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
    *round
}
