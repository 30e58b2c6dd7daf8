//! The engine in the desktop window's own process: one IPC command, `call`,
//! and one event, `linli-event`.

use super::broadcast::Broadcast;
use js_sys::{Function, JSON, Object, Promise, Reflect};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

pub(super) struct TauriTransport {
    core: JsValue,
    invoke: Function,
}

/// Whether this page stands in the desktop window.
pub(super) fn is_here() -> bool {
    tauri().is_some()
}

fn tauri() -> Option<JsValue> {
    let window = web_sys::window()?;
    let tauri = Reflect::get(&window, &"__TAURI__".into()).ok()?;
    tauri.is_object().then_some(tauri)
}

impl TauriTransport {
    pub(super) fn new(broadcast: &Rc<Broadcast>) -> Result<Self, String> {
        let tauri = tauri().ok_or("no desktop window")?;
        let core = get(&tauri, "core")?;
        let invoke = get(&core, "invoke")?.dyn_into::<Function>().map_err(said)?;
        let event = get(&tauri, "event")?;
        let listen = get(&event, "listen")?
            .dyn_into::<Function>()
            .map_err(said)?;
        let hear = {
            let broadcast = broadcast.clone();
            Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
                let Ok(payload) = get(&event, "payload") else {
                    return;
                };
                let json = payload
                    .as_string()
                    .or_else(|| JSON::stringify(&payload).ok().map(String::from));
                if let Some(json) = json {
                    broadcast.event(&json);
                }
            })
        };
        listen
            .call2(&event, &"linli-event".into(), hear.as_ref().unchecked_ref())
            .map_err(said)?;
        // Hears as long as the window stands.
        hear.forget();
        Ok(Self { core, invoke })
    }

    pub(super) async fn call(&self, json: &str) -> Result<String, String> {
        let args = Object::new();
        Reflect::set(&args, &"command".into(), &json.into()).map_err(said)?;
        let promise = self
            .invoke
            .call2(&self.core, &"call".into(), &args)
            .map_err(said)?;
        let promise = promise.dyn_into::<Promise>().map_err(said)?;
        let outcome = JsFuture::from(promise).await.map_err(said)?;
        outcome
            .as_string()
            .ok_or_else(|| "the reply is no text".to_owned())
    }
}

fn get(object: &JsValue, name: &str) -> Result<JsValue, String> {
    Reflect::get(object, &name.into()).map_err(said)
}

fn said(why: impl Into<JsValue>) -> String {
    let why = why.into();
    why.as_string().unwrap_or_else(|| format!("{why:?}"))
}
