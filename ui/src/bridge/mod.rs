//! The way from a screen to the engine, whichever shell holds it: a worker in
//! the browser, the native window's process in the desktop app.
//!
//! A command goes over as JSON and comes back with its reply and with the topics
//! that it changed; the same topics are pushed for what came from elsewhere.
//! Not here: what a view is (`linli_api`), and when to ask for it again (`hooks`).

mod tauri;
mod worker;

use futures::future::LocalBoxFuture;
use linli_api::{Ask, Code, Command, Event, Failure, Outcome, Topic};
use std::{
    cell::{Cell, RefCell},
    fmt,
    rc::Rc,
};

/// Whether the engine can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Shell {
    /// It is starting.
    #[default]
    Starting,
    /// It answers.
    Ready,
    /// Another window of this browser has it.
    Elsewhere,
    /// Another window took it over from this one.
    Moved,
    /// The browser keeps nothing, so nothing could be kept safe.
    NoStorage,
    /// It did not start; the words are for whoever helps.
    Failed(String),
}

type Listener<T> = Rc<dyn Fn(&T)>;

/// Things that are told to everyone who listens.
struct Listeners<T>(RefCell<Vec<(u32, Listener<T>)>>);

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self(RefCell::new(Vec::new()))
    }
}

impl<T> Listeners<T> {
    fn tell(&self, what: &T) {
        // Listening may end while being told, so the list is not held meanwhile.
        let now: Vec<_> = self
            .0
            .borrow()
            .iter()
            .map(|(_, listener)| listener.clone())
            .collect();
        now.iter().for_each(|listener| listener(what));
    }
}

/// What shells tell the page.
#[derive(Default)]
struct Heard {
    shell: RefCell<Shell>,
    shells: Listeners<Shell>,
    topics: Listeners<Vec<Topic>>,
    next: Cell<u32>,
}

impl Heard {
    fn shell(&self, shell: Shell) {
        self.shell.replace(shell.clone());
        self.shells.tell(&shell);
    }

    fn event(&self, json: &str) {
        if let Ok(Event::Changed(topics)) = serde_json::from_str(json) {
            self.topics.tell(&topics);
        }
    }
}

enum Host {
    Worker(worker::Host),
    Tauri(tauri::Host),
    /// There is none: every command fails.
    Nowhere,
}

/// The way to the engine. Cheap to clone.
#[derive(Clone)]
pub struct Bridge {
    heard: Rc<Heard>,
    host: Rc<Host>,
}

impl fmt::Debug for Bridge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bridge")
            .field("shell", &self.heard.shell.borrow())
            .finish_non_exhaustive()
    }
}

impl PartialEq for Bridge {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.heard, &other.heard)
    }
}

/// Ends listening when dropped.
pub struct Listening(Box<dyn Fn()>);

impl fmt::Debug for Listening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listening")
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        (self.0)();
    }
}

impl Bridge {
    /// The way to the engine of the shell that shows this page.
    #[must_use]
    pub fn of_this_page() -> Self {
        let heard = Rc::<Heard>::default();
        let host = if tauri::is_here() {
            heard.shell(Shell::Ready);
            tauri::Host::new(&heard).map(Host::Tauri)
        } else {
            worker::Host::new(&heard).map(Host::Worker)
        };
        let host = host.unwrap_or_else(|why| {
            heard.shell(Shell::Failed(why));
            Host::Nowhere
        });
        Self {
            heard,
            host: Rc::new(host),
        }
    }

    /// A bridge that leads nowhere, for pages drawn without a shell.
    #[must_use]
    pub fn nowhere() -> Self {
        Self {
            heard: Rc::default(),
            host: Rc::new(Host::Nowhere),
        }
    }

    /// Whether this is the desktop app.
    #[must_use]
    pub fn is_desktop(&self) -> bool {
        matches!(*self.host, Host::Tauri(_))
    }

    /// Has the engine do `ask`. Whoever listens to a topic that it changed has
    /// heard of it when this returns.
    ///
    /// # Errors
    /// Why it was not done; nothing was changed then.
    pub async fn call<C: Ask>(&self, ask: C) -> Result<C::Reply, Failure> {
        read::<C>(&self.ask(ask.into()).await?)
    }

    /// The same with the reply as JSON. Not generic, and boxed, because every
    /// copy of it would be carried to every phone.
    pub(crate) fn ask(&self, command: Command) -> LocalBoxFuture<'_, Result<Reply, Failure>> {
        Box::pin(async move {
            let json = command.to_text().map_err(unexpected)?;
            let outcome = match &*self.host {
                Host::Worker(host) => host.call(&json).await,
                Host::Tauri(host) => host.call(&json).await,
                Host::Nowhere => Err("no engine".to_owned()),
            };
            let outcome: Outcome =
                serde_json::from_str(&outcome.map_err(unexpected)?).map_err(unexpected)?;
            if !outcome.changed.is_empty() {
                self.heard.topics.tell(&outcome.changed);
            }
            outcome.result.map(|reply| reply.get().into())
        })
    }

    /// Takes the engine over from another window of this browser.
    pub fn take_over(&self) {
        if let Host::Worker(host) = &*self.host {
            self.heard.shell(Shell::Starting);
            host.take_over();
        }
    }

    /// Whether the engine can be asked now.
    #[must_use]
    pub fn shell(&self) -> Shell {
        self.heard.shell.borrow().clone()
    }

    /// Calls `listener` whenever that changes.
    pub fn on_shell(&self, listener: impl Fn(&Shell) + 'static) -> Listening {
        self.listen(Rc::new(listener), |heard| &heard.shells)
    }

    /// Calls `listener` with the topics that changed.
    pub fn on_changed(&self, listener: impl Fn(&Vec<Topic>) + 'static) -> Listening {
        self.listen(Rc::new(listener), |heard| &heard.topics)
    }

    fn listen<T: 'static>(
        &self,
        listener: Listener<T>,
        list: fn(&Heard) -> &Listeners<T>,
    ) -> Listening {
        let id = self.heard.next.get();
        self.heard.next.set(id.wrapping_add(1));
        list(&self.heard).0.borrow_mut().push((id, listener));
        let heard = self.heard.clone();
        Listening(Box::new(move || {
            list(&heard)
                .0
                .borrow_mut()
                .retain(|(known, _)| *known != id)
        }))
    }
}

/// A reply as JSON text. The engine writes the same thing in the same way, so texts
/// can be compared instead of what they say.
pub(crate) type Reply = Rc<str>;

/// The reply of a command, from JSON.
pub(crate) fn read<C: Ask>(reply: &Reply) -> Result<C::Reply, Failure> {
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

    #[test]
    fn whoever_listens_hears_what_a_shell_pushes_until_they_stop() {
        let bridge = Bridge::nowhere();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let listening = {
            let heard = heard.clone();
            bridge.on_changed(move |topics| heard.borrow_mut().extend(topics.iter().copied()))
        };
        bridge.heard.event(r#"{"changed":["offers"]}"#);
        bridge.heard.event("no event");
        drop(listening);
        bridge.heard.event(r#"{"changed":["round"]}"#);
        assert_eq!(*heard.borrow(), [Topic::Offers]);
    }

    #[test]
    fn without_an_engine_a_command_fails_and_says_so() {
        let failed = futures::executor::block_on(Bridge::nowhere().call(linli_api::TryNow {}));
        assert_eq!(failed.unwrap_err().code, Code::Unexpected);
    }
}
