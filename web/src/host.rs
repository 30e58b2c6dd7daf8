//! What the browser lends the engine: clock, randomness, timers, events to the page.

use gloo_timers::future::TimeoutFuture;
use js_sys::Function;
use linli_api::EngineEvent;
use linli_engine::{Engine, Host, link::Shell};
use std::{cell::RefCell, future::Future, rc::Rc};
use wasm_bindgen::JsValue;

/// The browser's clock and randomness.
pub(crate) struct BrowserHost;

impl Host for BrowserHost {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds of any year fit an i64"
    )]
    fn now(&self) -> linli_engine::Timestamp {
        linli_engine::Timestamp(js_sys::Date::now() as i64)
    }

    #[expect(
        clippy::expect_used,
        reason = "a browser without crypto.getRandomValues cannot run this at all"
    )]
    fn fresh(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the browser has randomness");
        bytes
    }
}

/// The engine, shared by commands and the link. Nothing once it is closed.
pub(crate) type EngineCell = Rc<RefCell<Option<Engine>>>;

/// The worker of this tab, as the link to the centre sees it.
pub(crate) struct WorkerShell {
    pub(crate) engine: EngineCell,
    pub(crate) emit: Function,
}

impl Shell for WorkerShell {
    #[expect(
        clippy::expect_used,
        reason = "the link is aborted before the engine is taken, and never polled after"
    )]
    fn with<T>(&self, work: impl FnOnce(&mut Engine) -> T) -> T {
        work(
            self.engine
                .borrow_mut()
                .as_mut()
                .expect("the engine is open"),
        )
    }

    fn sleep(&self, ms: u32) -> impl Future<Output = ()> {
        TimeoutFuture::new(ms)
    }

    fn has_network(&self) -> Option<bool> {
        // "Off line" is certain; "on line" may be a cable to nowhere, which is not asked for here.
        let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
        let on_line = js_sys::Reflect::get(&navigator, &"onLine".into()).ok()?;
        on_line.as_bool()
    }

    fn can_follow(&self) -> bool {
        false
    }

    fn emit(&self, event: EngineEvent) {
        // Events are plain data, for which this cannot fail; a page that is gone hears nothing.
        let text = serde_json::to_string(&event).unwrap_or_default();
        let _heard = self.emit.call1(&JsValue::NULL, &JsValue::from_str(&text));
    }
}
