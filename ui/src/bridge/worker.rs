//! The engine in a worker of this browser (`/worker.js`).
//!
//! To the worker: `{id, call}`, `{take_over: true}`. From it: `{id, outcome}`,
//! `{event}`, `{state, detail}`. `call`, `outcome` and `event` are JSON text.

use super::broadcast::{Broadcast, EngineState};
use futures::channel::oneshot;
use js_sys::{Object, Reflect};
use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

type PendingCalls = Rc<RefCell<HashMap<u32, oneshot::Sender<String>>>>;

pub(super) struct WorkerTransport {
    worker: Worker,
    pending: PendingCalls,
    next: Cell<u32>,
}

impl WorkerTransport {
    pub(super) fn new(broadcast: &Rc<Broadcast>) -> Result<Self, String> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker =
            Worker::new_with_options("/worker.js", &options).map_err(|why| format!("{why:?}"))?;
        let pending = PendingCalls::default();
        {
            let (pending, broadcast) = (pending.clone(), broadcast.clone());
            let hear = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                take(&event.data(), &pending, &broadcast);
            });
            worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            // Hears as long as the page stands.
            hear.forget();
        }
        {
            let broadcast = broadcast.clone();
            let fail = Closure::<dyn FnMut(JsValue)>::new(move |event: JsValue| {
                broadcast.set_state(EngineState::Failed(
                    text(&event, "message").unwrap_or_default(),
                ));
            });
            worker.set_onerror(Some(fail.as_ref().unchecked_ref()));
            fail.forget();
        }
        Ok(Self {
            worker,
            pending,
            next: Cell::new(1),
        })
    }

    pub(super) async fn call(&self, json: &str) -> Result<String, String> {
        let id = self.next.replace(self.next.get().wrapping_add(1));
        let (tell, told) = oneshot::channel();
        self.pending.borrow_mut().insert(id, tell);
        self.post(&[("id", id.into()), ("call", json.into())])?;
        told.await.map_err(|_| "the worker has gone".to_owned())
    }

    pub(super) fn take_over(&self) {
        // A worker that cannot be posted to has said so by its state.
        let _ = self.post(&[("take_over", true.into())]);
    }

    fn post(&self, fields: &[(&str, JsValue)]) -> Result<(), String> {
        let message = Object::new();
        for (name, value) in fields {
            Reflect::set(&message, &(*name).into(), value).map_err(|why| format!("{why:?}"))?;
        }
        self.worker
            .post_message(&message)
            .map_err(|why| format!("{why:?}"))
    }
}

fn take(message: &JsValue, pending: &PendingCalls, broadcast: &Broadcast) {
    if let Some(event) = text(message, "event") {
        broadcast.event(&event);
    } else if let Some(state) = text(message, "state") {
        broadcast.set_state(read_state(
            &state,
            text(message, "detail").unwrap_or_default(),
        ));
    } else if let (Some(id), Some(outcome)) = (number(message, "id"), text(message, "outcome")) {
        let waiter = pending.borrow_mut().remove(&id);
        if let Some(waiter) = waiter {
            // The page that waited may have been left meanwhile.
            let _ = waiter.send(outcome);
        }
    }
}

fn read_state(state: &str, detail: String) -> EngineState {
    match state {
        "ready" => EngineState::Ready,
        "elsewhere" => EngineState::Elsewhere,
        "moved" => EngineState::Moved,
        "no-storage" => EngineState::NoStorage,
        _ => EngineState::Failed(detail),
    }
}

fn text(message: &JsValue, name: &str) -> Option<String> {
    Reflect::get(message, &name.into()).ok()?.as_string()
}

fn number(message: &JsValue, name: &str) -> Option<u32> {
    let number = Reflect::get(message, &name.into()).ok()?.as_f64()?;
    // Ids are made above from whole numbers, and come back unchanged.
    format!("{number}").parse().ok()
}
