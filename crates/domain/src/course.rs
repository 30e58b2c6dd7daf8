//! The course of a document's events: the state that they come to, kept beside them and
//! advanced event by event, so that what one more costs does not grow with all that came
//! before it.
//!
//! Messages are no part of it: they alter nothing, wherever they are read. An act that is
//! read last ([`in_order`]) is added to the state; one that was written while apart, and is
//! read before others, has all acts folded anew.

use crate::{
    document::{Event, in_order},
    id::EventId,
};
use std::collections::{BTreeMap, BTreeSet};

/// A kind of document whose events come to a state.
pub(crate) trait Foldable {
    /// What can happen to it.
    type What;
    /// What that comes to.
    type State: Default;

    /// Its events, in no order.
    fn events(&self) -> &[Event<Self::What>];
    /// Whether it can alter the state; a message cannot.
    fn is_act(what: &Self::What) -> bool;
    /// The state that `acts`, which are all there are and in order, come to. For a kind in
    /// which no act alters how one before it is read: each is added.
    fn fold_acts(&self, acts: &[&Event<Self::What>]) -> Self::State {
        let mut state = Self::State::default();
        for act in acts {
            self.add_last(&mut state, act);
        }
        state
    }
    /// Adds an act that is read after all others. Where it alters how one of these is read
    /// it says `false`, and `state` is as before.
    fn add_last(&self, state: &mut Self::State, act: &Event<Self::What>) -> bool;
    /// As much of `state` as `act` looks at or alters.
    fn part(state: &Self::State, act: &Event<Self::What>) -> Self::State;
}

/// The state of all of a document's events, folded at once.
pub(crate) fn fold<D: Foldable>(document: &D) -> D::State {
    let mut acts = in_order(document.events());
    acts.retain(|event| D::is_act(&event.what));
    document.fold_acts(&acts)
}

/// The state of a document's events, kept beside them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course<State> {
    /// Where the acts stand among the events, in the order of reading.
    acts: BTreeMap<(u64, EventId), usize>,
    ids: BTreeSet<EventId>,
    next_turn: u64,
    state: State,
    /// How many acts were applied so far, those that were folded anew included.
    steps: u64,
}

impl<State: Default> Course<State> {
    /// The course of all events of `document`.
    pub(crate) fn of<D: Foldable<State = State>>(document: &D) -> Self {
        let mut course = Self {
            acts: BTreeMap::new(),
            ids: BTreeSet::new(),
            next_turn: 1,
            state: State::default(),
            steps: 0,
        };
        for (place, event) in document.events().iter().enumerate() {
            course.note::<D>(place, event);
        }
        course.refold(document);
        course
    }

    /// What the acts come to.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The turn that the next event takes.
    #[must_use]
    pub const fn next_turn(&self) -> u64 {
        self.next_turn
    }

    /// Whether there is an event with this id.
    #[must_use]
    pub fn knows(&self, event: EventId) -> bool {
        self.ids.contains(&event)
    }

    /// How many events there are, messages included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether nothing has happened yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// How many acts were applied since it was made: the work that it has cost.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.steps
    }

    /// Takes in the event that was added to `document` last.
    pub(crate) fn take_last<D: Foldable<State = State>>(&mut self, document: &D) {
        let events = document.events();
        let Some(event) = events.last() else { return };
        let is_read_last = self.is_read_last(event);
        self.note::<D>(events.len() - 1, event);
        if !D::is_act(&event.what) {
            return;
        }
        if is_read_last && document.add_last(&mut self.state, event) {
            self.steps += 1;
        } else {
            self.refold(document);
        }
    }

    /// As much of the state as tells what `event` would alter, with it.
    pub(crate) fn with<D: Foldable<State = State>>(
        &self,
        document: &D,
        event: &Event<D::What>,
    ) -> State {
        if self.is_read_last(event) {
            let mut part = D::part(&self.state, event);
            if document.add_last(&mut part, event) {
                return part;
            }
        }
        let mut acts = self.ordered(document);
        let place = acts.partition_point(|act| (act.turn, act.id) < (event.turn, event.id));
        acts.insert(place, event);
        document.fold_acts(&acts)
    }

    /// Forgets the events of `document` from `place` on, which are then to be taken out of
    /// it; whether the state is to be folded anew after that.
    pub(crate) fn forget<D: Foldable<State = State>>(
        &mut self,
        document: &D,
        place: usize,
        next_turn: u64,
    ) -> bool {
        let mut is_stale = false;
        for event in document.events().iter().skip(place) {
            self.ids.remove(&event.id);
            is_stale |= self.acts.remove(&(event.turn, event.id)).is_some();
        }
        self.next_turn = next_turn;
        is_stale
    }

    /// Folds all acts anew.
    pub(crate) fn refold<D: Foldable<State = State>>(&mut self, document: &D) {
        let acts = self.ordered(document);
        let count = u64::try_from(acts.len()).unwrap_or(u64::MAX);
        self.state = document.fold_acts(&acts);
        self.steps = self.steps.saturating_add(count);
    }

    fn note<D: Foldable<State = State>>(&mut self, place: usize, event: &Event<D::What>) {
        self.ids.insert(event.id);
        self.next_turn = self.next_turn.max(event.turn.saturating_add(1));
        if D::is_act(&event.what) {
            self.acts.insert((event.turn, event.id), place);
        }
    }

    fn is_read_last<What>(&self, event: &Event<What>) -> bool {
        let last = self.acts.last_key_value();
        last.is_none_or(|(last, _)| *last < (event.turn, event.id))
    }

    fn ordered<'a, D: Foldable>(&self, document: &'a D) -> Vec<&'a Event<D::What>> {
        let places = self.acts.values();
        places
            .filter_map(|place| document.events().get(*place))
            .collect()
    }
}
