//! What the browser is asked for once: to start the app without a network, and
//! to keep its data. The desktop app needs neither.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// Registers the service worker and asks for persistent storage. Both are
/// absent on pages that are not secure; then the app works while it is open.
pub(crate) fn settle_in() {
    let Some(window) = web_sys::window() else {
        return;
    };
    let navigator = JsValue::from(window.navigator());
    ask(&navigator, "serviceWorker", "register", Some("/sw.js"));
    ask(&navigator, "storage", "persist", None);
}

fn ask(navigator: &JsValue, part: &str, what: &str, with: Option<&str>) {
    let Some(part) = object(navigator, part) else {
        return;
    };
    let Some(what) = Reflect::get(&part, &what.into())
        .ok()
        .and_then(|what| what.dyn_into::<Function>().ok())
    else {
        return;
    };
    let asked = match with {
        Some(with) => what.call1(&part, &with.into()),
        None => what.call0(&part),
    };
    if let Some(promise) = asked
        .ok()
        .and_then(|promise| promise.dyn_into::<Promise>().ok())
    {
        spawn_local(async move {
            // A browser may say no; nothing on the screen depends on it.
            let _ = JsFuture::from(promise).await;
        });
    }
}

fn object(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into())
        .ok()
        .filter(JsValue::is_object)
}
