//! The way from a screen to the engine, whichever shell holds it: a worker in
//! the browser, the native window's process in the desktop app.
//!
//! A command goes over as JSON and comes back with its reply and with the topics
//! that it changed; the same topics are pushed for what came from elsewhere.
//! Not here: what a view is (`linli_api`), and when to ask for it again (`hooks`).

mod broadcast;
mod tauri;
mod worker;

pub use broadcast::EngineState;

use self::broadcast::{Broadcast, Listener, Listeners};

use futures::future::LocalBoxFuture;
use linli_api::{Ask, Code, Command, CommandOutcome, Failure, Topic};
use std::{fmt, rc::Rc};

enum Transport {
    Worker(worker::WorkerTransport),
    Tauri(tauri::TauriTransport),
    /// There is none: every command fails.
    Nowhere,
}

/// The way to the engine. Cheap to clone.
#[derive(Clone)]
pub struct Bridge {
    broadcast: Rc<Broadcast>,
    transport: Rc<Transport>,
}

impl fmt::Debug for Bridge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bridge")
            .field("state", &self.broadcast.state.borrow())
            .finish_non_exhaustive()
    }
}

impl PartialEq for Bridge {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.broadcast, &other.broadcast)
    }
}

/// Ends listening when dropped.
pub struct ListenerGuard(Box<dyn Fn()>);

impl fmt::Debug for ListenerGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ListenerGuard")
    }
}

impl Drop for ListenerGuard {
    fn drop(&mut self) {
        (self.0)();
    }
}

impl Bridge {
    /// The way to the engine of the shell that shows this page.
    #[must_use]
    pub fn of_this_page() -> Self {
        let broadcast = Rc::<Broadcast>::default();
        let transport = if tauri::is_here() {
            broadcast.set_state(EngineState::Ready);
            tauri::TauriTransport::new(&broadcast).map(Transport::Tauri)
        } else {
            worker::WorkerTransport::new(&broadcast).map(Transport::Worker)
        };
        let transport = transport.unwrap_or_else(|why| {
            broadcast.set_state(EngineState::Failed(why));
            Transport::Nowhere
        });
        Self {
            broadcast,
            transport: Rc::new(transport),
        }
    }

    /// A bridge that leads nowhere, for pages drawn without a shell.
    #[must_use]
    pub fn nowhere() -> Self {
        Self {
            broadcast: Rc::default(),
            transport: Rc::new(Transport::Nowhere),
        }
    }

    /// Whether this is the desktop app.
    #[must_use]
    pub fn is_desktop(&self) -> bool {
        matches!(*self.transport, Transport::Tauri(_))
    }

    /// Has the engine do `ask`. Whoever listens to a topic that it changed has
    /// broadcast of it when this returns.
    ///
    /// # Errors
    /// Why it was not done; nothing was changed then.
    pub async fn call<C: Ask>(&self, ask: C) -> Result<C::Reply, Failure> {
        read::<C>(&self.ask(ask.into()).await?)
    }

    /// The same with the reply as JSON. Not generic, and boxed, because every
    /// copy of it would be carried to every phone.
    pub(crate) fn ask(&self, command: Command) -> LocalBoxFuture<'_, Result<ReplyText, Failure>> {
        Box::pin(async move {
            let json = command.to_text().map_err(unexpected)?;
            let outcome = match &*self.transport {
                Transport::Worker(transport) => transport.call(&json).await,
                Transport::Tauri(transport) => transport.call(&json).await,
                Transport::Nowhere => Err("no engine".to_owned()),
            };
            let outcome: CommandOutcome =
                serde_json::from_str(&outcome.map_err(unexpected)?).map_err(unexpected)?;
            if !outcome.changed.is_empty() {
                self.broadcast.topics.tell(&outcome.changed);
            }
            outcome.result.map(|reply| reply.get().into())
        })
    }

    /// Takes the engine over from another window of this browser.
    pub fn take_over(&self) {
        if let Transport::Worker(transport) = &*self.transport {
            self.broadcast.set_state(EngineState::Starting);
            transport.take_over();
        }
    }

    /// Whether the engine can be asked now.
    #[must_use]
    pub fn state(&self) -> EngineState {
        self.broadcast.state.borrow().clone()
    }

    /// Calls `listener` whenever that changes.
    pub fn on_state(&self, listener: impl Fn(&EngineState) + 'static) -> ListenerGuard {
        self.listen(Rc::new(listener), |broadcast| &broadcast.states)
    }

    /// Calls `listener` with the topics that changed.
    pub fn on_changed(&self, listener: impl Fn(&Vec<Topic>) + 'static) -> ListenerGuard {
        self.listen(Rc::new(listener), |broadcast| &broadcast.topics)
    }

    fn listen<T: 'static>(
        &self,
        listener: Listener<T>,
        list: fn(&Broadcast) -> &Listeners<T>,
    ) -> ListenerGuard {
        let id = self.broadcast.next.get();
        self.broadcast.next.set(id.wrapping_add(1));
        list(&self.broadcast).0.borrow_mut().push((id, listener));
        let broadcast = self.broadcast.clone();
        ListenerGuard(Box::new(move || {
            list(&broadcast)
                .0
                .borrow_mut()
                .retain(|(known, _)| *known != id)
        }))
    }
}

/// A reply as JSON text. The engine writes the same thing in the same way, so texts
/// can be compared instead of what they say.
pub(crate) type ReplyText = Rc<str>;

/// The reply of a command, from JSON.
pub(crate) fn read<C: Ask>(reply: &ReplyText) -> Result<C::Reply, Failure> {
    serde_json::from_str(reply).map_err(unexpected)
}

fn unexpected(why: impl fmt::Display) -> Failure {
    Failure {
        code: Code::Unexpected,
        field: None,
        detail: why.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn whoever_listens_hears_what_a_shell_pushes_until_they_stop() {
        let bridge = Bridge::nowhere();
        let broadcast = Rc::new(RefCell::new(Vec::new()));
        let listening = {
            let broadcast = broadcast.clone();
            bridge.on_changed(move |topics| broadcast.borrow_mut().extend(topics.iter().copied()))
        };
        bridge.broadcast.event(r#"{"changed":["offers"]}"#);
        bridge.broadcast.event("no event");
        drop(listening);
        bridge.broadcast.event(r#"{"changed":["round"]}"#);
        assert_eq!(*broadcast.borrow(), [Topic::Offers]);
    }

    #[test]
    fn without_an_engine_a_command_fails_and_says_so() {
        let failed = futures::executor::block_on(Bridge::nowhere().call(linli_api::TryNow {}));
        assert_eq!(failed.unwrap_err().code, Code::Unexpected);
    }
}
