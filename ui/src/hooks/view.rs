//! Asking the engine: views that stay fresh, and actions.

use crate::bridge::{Bridge, ReplyText, read};
use linli_api::{Ask, Command, Failure, Topic};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// A view as far as it is here.
#[derive(Debug, PartialEq)]
pub enum View<T> {
    Waiting,
    Here(Rc<T>),
    /// Not to be had.
    Failed(Failure),
}

// By hand: a view is shared, so what it shows need not be clonable.
impl<T> Clone for View<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Waiting => Self::Waiting,
            Self::Here(view) => Self::Here(view.clone()),
            Self::Failed(failure) => Self::Failed(failure.clone()),
        }
    }
}

impl<T> View<T> {
    /// The view, if it is here.
    #[must_use]
    pub fn here(&self) -> Option<&Rc<T>> {
        match self {
            Self::Here(view) => Some(view),
            Self::Waiting | Self::Failed(_) => None,
        }
    }

    /// Why it is not to be had, if it is not.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        match self {
            Self::Failed(failure) => Some(failure.clone()),
            Self::Waiting | Self::Here(_) => None,
        }
    }
}

/// The way to the engine.
#[hook]
pub fn use_bridge() -> Bridge {
    use_context::<Bridge>().unwrap_or_else(Bridge::nowhere)
}

/// The view that `ask` gives, asked for again whenever one of `topics` changed.
/// The old one stays until the new one is here.
#[hook]
pub fn use_view<C>(ask: C, topics: Vec<Topic>) -> View<C::Reply>
where
    C: Ask + 'static,
    C::Reply: 'static,
{
    use_view_again(ask, topics, 0)
}

/// The same, asked for again also whenever `round` is another one.
#[hook]
pub fn use_view_again<C>(ask: C, topics: Vec<Topic>, round: u32) -> View<C::Reply>
where
    C: Ask + 'static,
    C::Reply: 'static,
{
    let reply = use_reply(ask.into(), topics, round);
    let view = use_memo(reply, |reply| match reply {
        View::Waiting => View::Waiting,
        View::Here(reply) => {
            read::<C>(reply).map_or_else(View::Failed, |view| View::Here(Rc::new(view)))
        }
        View::Failed(failure) => View::Failed(failure.clone()),
    });
    (*view).clone()
}

/// The same as JSON. Not generic: see [`Bridge::ask`].
#[hook]
fn use_reply(ask: Command, topics: Vec<Topic>, round: u32) -> View<ReplyText> {
    let bridge = use_bridge();
    let view = use_state_eq(|| View::Waiting);
    {
        let view = view.clone();
        use_effect_with(
            (bridge, ask, topics, round),
            move |(bridge, ask, topics, _)| {
                // Replies may overtake each other: only the latest question counts.
                let latest = Rc::new(Cell::new(0_u32));
                let again: Rc<dyn Fn()> =
                    {
                        let (bridge, ask, latest) = (bridge.clone(), ask.clone(), latest.clone());
                        Rc::new(move || {
                            let turn = latest.get().wrapping_add(1);
                            latest.set(turn);
                            let (bridge, ask, latest, view) =
                                (bridge.clone(), ask.clone(), latest.clone(), view.clone());
                            spawn_local(async move {
                                let reply = bridge.ask(ask).await;
                                if latest.get() == turn {
                                    view.set(reply.map_or_else(View::Failed, |reply| {
                                        View::Here(Rc::new(reply))
                                    }));
                                }
                            });
                        })
                    };
                again();
                let topics = topics.clone();
                let listening = bridge.on_changed(move |changed| {
                    if changed.iter().any(|topic| topics.contains(topic)) {
                        again();
                    }
                });
                move || {
                    drop(listening);
                    // No reply is taken any more.
                    latest.set(latest.get().wrapping_add(1));
                }
            },
        );
    }
    (*view).clone()
}

/// What follows a reply.
type Then = Box<dyn FnOnce(&ReplyText) -> Result<(), Failure>>;

/// Something that the person does, one at a time.
#[derive(Clone)]
pub struct Act {
    bridge: Bridge,
    waiting: UseStateHandle<bool>,
    failure: UseStateHandle<Option<Failure>>,
    // Set at once, so that a second press before the next drawing does nothing.
    busy: Rc<Cell<bool>>,
}

impl std::fmt::Debug for Act {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Act")
            .field("waiting", &*self.waiting)
            .field("failure", &*self.failure)
            .finish_non_exhaustive()
    }
}

impl Act {
    /// Whether it is being done.
    #[must_use]
    pub fn waiting(&self) -> bool {
        *self.waiting
    }

    /// Why the last one was not done.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
        (*self.failure).clone()
    }

    /// Has the engine do `ask`, then goes on with its reply. Does nothing while one is being done.
    pub fn run<C: Ask + 'static>(&self, ask: C, then: impl FnOnce(C::Reply) + 'static) {
        self.run_boxed(
            ask.into(),
            Box::new(move |reply| read::<C>(reply).map(then)),
        );
    }

    fn run_boxed(&self, command: Command, then: Then) {
        if self.busy.replace(true) {
            return;
        }
        self.waiting.set(true);
        let act = self.clone();
        spawn_local(async move {
            let outcome = act.bridge.ask(command).await;
            act.busy.set(false);
            act.waiting.set(false);
            act.failure
                .set(outcome.and_then(|reply| then(&reply)).err());
        });
    }
}

/// Something that the person does.
#[hook]
pub fn use_act() -> Act {
    Act {
        bridge: use_bridge(),
        waiting: use_state_eq(|| false),
        failure: use_state_eq(|| None),
        busy: use_memo((), |()| Cell::new(false)),
    }
}
