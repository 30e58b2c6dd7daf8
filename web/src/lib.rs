//! The engine in the browser, for `static/worker.js`: boot, call, close.
//!
//! One tab at a time holds the database. Which one is decided in the worker, by a Web Lock; here
//! is only the engine and its link to the centre. Commands and events go through the worker as
//! JSON, the same as in the desktop app.
//!
//! It must never touch the page, decide anything that the engine decides, or talk to another
//! centre than the one that the page came from. Empty on other targets.

#![cfg(target_arch = "wasm32")]

mod host;

use futures::future::{AbortHandle, abortable};
use host::{BrowserHost, EngineCell, WorkerShell};
use linli_api::dispatch_json;
use linli_engine::{Engine, link};
use sqlite_wasm_vfs::sahpool::{OpfsSAHPoolCfg, OpfsSAHPoolUtil, install};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsError, prelude::wasm_bindgen};

const DATABASE: &str = "linli.db";

struct Running {
    engine: EngineCell,
    link: AbortHandle,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    /// The handles into the origin's private file system, kept over [`close`].
    static POOL: RefCell<Option<OpfsSAHPoolUtil>> = const { RefCell::new(None) };
}

/// Opens the database and starts the link to `origin`. `emit` gets each event as JSON.
///
/// # Errors
/// When the browser cannot store data, or the database cannot be opened.
#[wasm_bindgen]
pub async fn boot(origin: String, emit: js_sys::Function) -> Result<(), JsError> {
    console_error_panic_hook::set_once();
    take_files().await?;
    let engine =
        Engine::open(DATABASE, BrowserHost).map_err(|error| JsError::new(&error.to_string()))?;
    let engine = Rc::new(RefCell::new(Some(engine)));
    let (work, link) = abortable(link::run(
        WorkerShell {
            engine: engine.clone(),
            emit,
        },
        Some(origin),
    ));
    RUNNING.with(|running| *running.borrow_mut() = Some(Running { engine, link }));
    wasm_bindgen_futures::spawn_local(async move {
        // It never ends by itself; `close` aborts it.
        let _aborted = work.await;
    });
    Ok(())
}

async fn take_files() -> Result<(), JsError> {
    let pool = POOL.with(|pool| pool.borrow_mut().take());
    let pool = match pool {
        Some(pool) => {
            pool.resume()
                .await
                .map_err(|error| JsError::new(&error.to_string()))?;
            pool
        }
        None => install::<sqlite_wasm_rs::WasmOsCallback>(&OpfsSAHPoolCfg::default(), true)
            .await
            .map_err(|error| JsError::new(&format!("storage: {error}")))?,
    };
    POOL.with(|kept| *kept.borrow_mut() = Some(pool));
    Ok(())
}

/// Answers one command, JSON in and out.
///
/// # Errors
/// When the engine is not open.
#[wasm_bindgen]
pub fn call(command: &str) -> Result<String, JsError> {
    let engine = RUNNING.with(|running| {
        running
            .borrow()
            .as_ref()
            .map(|running| running.engine.clone())
    });
    let engine = engine.ok_or_else(|| JsError::new("not open"))?;
    let mut engine = engine.borrow_mut();
    let engine = engine.as_mut().ok_or_else(|| JsError::new("not open"))?;
    Ok(dispatch_json(engine, command))
}

/// The browser's network came or went: the link to the centre tries at once.
#[wasm_bindgen]
pub fn network_changed() {
    RUNNING.with(|running| {
        if let Some(running) = running.borrow().as_ref()
            && let Some(engine) = running.engine.borrow().as_ref()
        {
            engine.network_changed();
        }
    });
}

/// Closes the database and lets its files go, so that another tab can take them.
///
/// # Errors
/// When the files cannot be let go.
#[wasm_bindgen]
pub fn close() -> Result<(), JsError> {
    if let Some(running) = RUNNING.with(|running| running.borrow_mut().take()) {
        running.link.abort();
        drop(running.engine.borrow_mut().take());
    }
    POOL.with(|pool| match pool.borrow().as_ref() {
        Some(pool) => pool
            .pause()
            .map_err(|error| JsError::new(&error.to_string())),
        None => Ok(()),
    })
}
