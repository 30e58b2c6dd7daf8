//! Keeps what is written at every change: one call on its way, the latest wins, and
//! "next" waits until the last one is on disk.

use super::use_bridge;
use crate::bridge::Bridge;
use linli_api::{Command, Failure};
use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::Rc,
};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

#[derive(Default)]
struct Inner {
    on_its_way: Cell<bool>,
    latest: RefCell<Option<Command>>,
    then: RefCell<Option<Box<dyn FnOnce()>>>,
}

/// Keeps what is written in one field.
#[derive(Clone)]
pub struct Saver {
    bridge: Bridge,
    inner: Rc<Inner>,
    failure: UseStateHandle<Option<Failure>>,
}

impl fmt::Debug for Saver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Saver")
            .field("failure", &*self.failure)
            .finish_non_exhaustive()
    }
}

impl Saver {
    /// Why the last one was not kept.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        (*self.failure).clone()
    }

    /// Has the engine do `ask`, unless another follows before its turn comes.
    pub fn keep(&self, ask: impl Into<Command>) {
        self.inner.latest.replace(Some(ask.into()));
        if !self.inner.on_its_way.replace(true) {
            let saver = self.clone();
            spawn_local(async move { saver.send().await });
        }
    }

    /// Goes on once everything is kept; stays where something could not be.
    pub fn then(&self, next: impl FnOnce() + 'static) {
        if self.inner.on_its_way.get() {
            self.inner.then.replace(Some(Box::new(next)));
        } else if self.failure.is_none() {
            next();
        }
    }

    async fn send(&self) {
        let mut failed = None;
        loop {
            let latest = self.inner.latest.borrow_mut().take();
            let Some(command) = latest else { break };
            failed = self.bridge.ask(command).await.err();
        }
        self.inner.on_its_way.set(false);
        let next = self.inner.then.borrow_mut().take();
        let kept = failed.is_none();
        self.failure.set(failed);
        if let (true, Some(next)) = (kept, next) {
            next();
        }
    }
}

/// Keeps what is written in one field.
#[hook]
pub fn use_saver() -> Saver {
    Saver {
        bridge: use_bridge(),
        inner: use_memo((), |()| Inner::default()),
        failure: use_state_eq(|| None),
    }
}
