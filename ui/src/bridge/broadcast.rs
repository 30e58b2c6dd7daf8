//! What shells tell the page: how the engine stands, and which topics changed.

use linli_api::{EngineEvent, Topic};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// Whether the engine can be asked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum EngineState {
    #[default]
    Starting,
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

pub(super) type Listener<T> = Rc<dyn Fn(&T)>;

/// Things that are told to everyone who listens.
pub(super) struct Listeners<T>(pub(super) RefCell<Vec<(u32, Listener<T>)>>);

impl<T> Default for Listeners<T> {
    fn default() -> Self {
        Self(RefCell::new(Vec::new()))
    }
}

impl<T> Listeners<T> {
    pub(super) fn tell(&self, what: &T) {
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
pub(super) struct Broadcast {
    pub(super) state: RefCell<EngineState>,
    pub(super) states: Listeners<EngineState>,
    pub(super) topics: Listeners<Vec<Topic>>,
    pub(super) next: Cell<u32>,
}

impl Broadcast {
    pub(super) fn set_state(&self, state: EngineState) {
        self.state.replace(state.clone());
        self.states.tell(&state);
    }

    pub(super) fn event(&self, json: &str) {
        if let Ok(EngineEvent::Changed(topics)) = serde_json::from_str(json) {
            self.topics.tell(&topics);
        }
    }
}
