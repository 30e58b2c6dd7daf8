//! The one engine of this process, and what the operating system lends it: clock, randomness,
//! timers, events to the window.

use linli_api::{EngineEvent, dispatch_json};
use linli_engine::{Engine, Host, Timestamp, link::Shell};
use std::{
    fmt, mem,
    net::UdpSocket,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tauri::{AppHandle, Emitter};

/// The operating system's clock and randomness.
#[derive(Debug)]
pub(crate) struct SystemHost;

impl Host for SystemHost {
    fn now(&self) -> Timestamp {
        // A clock before 1970 is put right by the centre's like any other wrong clock.
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn fresh(&mut self) -> [u8; 32] {
        random()
    }
}

/// Random bytes of the system.
#[expect(
    clippy::expect_used,
    reason = "a system without randomness cannot run this at all"
)]
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system has randomness");
    bytes
}

/// The engine behind a lock, shared by the window's commands and the link to the centre.
#[derive(Clone)]
pub(crate) struct SharedEngine {
    engine: Arc<Mutex<Engine>>,
    app: AppHandle,
}

impl fmt::Debug for SharedEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedEngine")
    }
}

impl SharedEngine {
    pub(crate) fn new(engine: Engine, app: AppHandle) -> Self {
        Self {
            engine: Arc::new(Mutex::new(engine)),
            app,
        }
    }

    /// Answers one command, JSON in and out. Waits while the link works with the engine.
    pub(crate) fn call(&self, command: &str) -> String {
        self.with(|engine| dispatch_json(engine, command))
    }

    /// Brings everything into the database's one file. Nobody writes to it after that:
    /// whoever tries waits for the end of the program.
    pub(crate) fn end(&self) {
        let engine = self.engine.lock().unwrap_or_else(PoisonError::into_inner);
        // What stays in the log beside the file is there at the next start.
        let _folded = engine.fold();
        mem::forget(engine);
    }
}

impl Shell for SharedEngine {
    fn with<T>(&self, work: impl FnOnce(&mut Engine) -> T) -> T {
        // A command that panicked rolled its transaction back; the engine is sound.
        work(&mut self.engine.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn sleep(&self, ms: u32) {
        tokio::time::sleep(Duration::from_millis(ms.into())).await;
    }

    fn has_network(&self) -> Option<bool> {
        // Asks the system for a way to an address that nobody has; nothing is sent.
        let has_way = |from: &str, to: &str| {
            let socket = UdpSocket::bind(from);
            socket.and_then(|socket| socket.connect(to)).is_ok()
        };
        Some(has_way("0.0.0.0:0", "192.0.2.1:9") || has_way("[::]:0", "[2001:db8::1]:9"))
    }

    fn emit(&self, event: EngineEvent) {
        // A window that is closing hears nothing.
        let _heard = self.app.emit("linli-event", event);
    }
}
