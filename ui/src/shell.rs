//! What the browser is asked for once: to start the app without a network, and
//! to keep its data. The desktop app needs neither.

use crate::hooks::use_bridge;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::*;

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

/// Whether the system promised to keep what is stored here; yes while that is not known,
/// and outside of browsers, which alone throw things away.
#[hook]
pub(crate) fn use_kept() -> bool {
    let is_kept = use_state_eq(|| true);
    let is_desktop = use_bridge().is_desktop();
    {
        let is_kept = is_kept.clone();
        use_effect_with(is_desktop, move |is_desktop| {
            let storage = web_sys::window()
                .filter(|_| !*is_desktop)
                .and_then(|window| object(&JsValue::from(window.navigator()), "storage"));
            if let Some(promise) = storage.and_then(|storage| call(&storage, "persisted", None)) {
                spawn_local(async move {
                    let kept = JsFuture::from(promise).await.ok();
                    is_kept.set(kept.and_then(|kept| kept.as_bool()).unwrap_or(true));
                });
            }
        });
    }
    *is_kept
}

fn ask(navigator: &JsValue, part: &str, what: &str, with: Option<&str>) {
    let Some(part) = object(navigator, part) else {
        return;
    };
    if let Some(promise) = call(&part, what, with) {
        spawn_local(async move {
            // A browser may say no; what follows from that is told by `use_kept`.
            let _ = JsFuture::from(promise).await;
        });
    }
}

fn call(of: &JsValue, what: &str, with: Option<&str>) -> Option<Promise> {
    let what = Reflect::get(of, &what.into()).ok()?;
    let what = what.dyn_into::<Function>().ok()?;
    let asked = match with {
        Some(with) => what.call1(of, &with.into()),
        None => what.call0(of),
    };
    asked.ok()?.dyn_into().ok()
}

fn object(of: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(of, &name.into())
        .ok()
        .filter(JsValue::is_object)
}
