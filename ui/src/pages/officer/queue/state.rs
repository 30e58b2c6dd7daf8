//! What the officer wants to see of the queue, and what is selected there.

use crate::hooks::{keep, kept};
use linli_api::{
    ListQueue,
    view::{PageKey, QueueCounts, QueueFilter, QueueLine},
};
use linli_domain::{catalogue::ServiceId, id::DocId};
use std::{collections::BTreeSet, rc::Rc};
use yew::prelude::*;

/// How many a page shows.
pub(super) const STEP: u32 = 50;

/// Under what the filter is kept while a case is open.
const KEPT_FILTER: &str = "queue.filter";

/// Each filter with the word under which it is kept, and the key of its name.
pub(super) const FILTERS: [(QueueFilter, &str, &str); 6] = [
    (QueueFilter::ToDo, "to-do", "queue-to-do"),
    (QueueFilter::Mine, "mine", "queue-mine"),
    (QueueFilter::Overdue, "overdue", "queue-overdue"),
    (QueueFilter::Waiting, "waiting", "queue-waiting"),
    (QueueFilter::FollowUp, "follow-up", "queue-follow-up"),
    (QueueFilter::All, "all", "queue-all"),
];

/// How many there are under a filter, where that is counted.
pub(super) const fn count_of(counts: &QueueCounts, filter: QueueFilter) -> Option<u32> {
    Some(match filter {
        QueueFilter::ToDo => counts.to_do,
        QueueFilter::Mine => counts.mine,
        QueueFilter::Overdue => counts.overdue,
        QueueFilter::Waiting => counts.waiting,
        QueueFilter::FollowUp => counts.follow_up,
        QueueFilter::All => return None,
    })
}

/// What is asked for, and what is selected of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct QueueState {
    pub(super) filter: QueueFilter,
    pub(super) service: Option<ServiceId>,
    pub(super) search: String,
    /// Where the pages before this one ended.
    pub(super) pages: Vec<PageKey>,
    pub(super) picked: BTreeSet<DocId>,
}

/// What the officer does there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum QueueChange {
    Filter(QueueFilter),
    Search(String),
    /// Only this service, or all of them.
    Service(Option<ServiceId>),
    /// The page after these.
    Turn(Vec<PageKey>),
    /// Selects one, or no longer.
    Pick(DocId),
    /// Nothing is selected any more.
    Clear,
}

/// The state with its way to change.
pub(super) type QueueHandle = UseReducerHandle<QueueState>;

impl QueueState {
    /// With the filter as it was left.
    pub(super) fn as_left() -> Self {
        let word = kept(KEPT_FILTER);
        let known = FILTERS
            .iter()
            .find(|(_, known, _)| word.as_deref() == Some(*known));
        Self {
            filter: known.map_or_else(QueueFilter::default, |(filter, ..)| *filter),
            ..Self::default()
        }
    }

    pub(super) fn ask(&self) -> ListQueue {
        ListQueue {
            filter: self.filter,
            service: self.service.clone(),
            search: self.search.clone(),
            after: self.pages.last().cloned(),
            limit: STEP,
        }
    }

    /// Those of `rows` that are selected and may be: only what is safe for many at once,
    /// which is taking on, and no decision.
    pub(super) fn picked_of(&self, rows: &[QueueLine]) -> Vec<QueueLine> {
        rows.iter()
            .filter(|line| self.picked.contains(&line.doc) && line.may_accept)
            .cloned()
            .collect()
    }

    /// The first page of another question: nothing that is not seen stays selected.
    fn anew(self) -> Self {
        Self {
            pages: Vec::new(),
            picked: BTreeSet::new(),
            ..self
        }
    }
}

impl Reducible for QueueState {
    type Action = QueueChange;

    fn reduce(self: Rc<Self>, change: QueueChange) -> Rc<Self> {
        let mut now = (*self).clone();
        match change {
            QueueChange::Filter(filter) => now = Self { filter, ..now }.anew(),
            QueueChange::Search(search) => now = Self { search, ..now }.anew(),
            QueueChange::Service(service) => now = Self { service, ..now }.anew(),
            QueueChange::Turn(pages) => {
                now = Self {
                    pages,
                    ..now.anew()
                }
            }
            QueueChange::Pick(doc) => {
                if !now.picked.remove(&doc) {
                    now.picked.insert(doc);
                }
            }
            QueueChange::Clear => now.picked.clear(),
        }
        now.into()
    }
}

/// Changes the state by what an event brings.
pub(super) fn on<T: 'static>(
    state: &QueueHandle,
    change: impl Fn(T) -> QueueChange + 'static,
) -> Callback<T> {
    let dispatcher = state.dispatcher();
    Callback::from(move |event| dispatcher.dispatch(change(event)))
}

/// Shows `filter`, and again when the desk is next opened.
pub(super) fn choose_filter(
    state: &QueueHandle,
    filter: QueueFilter,
    word: &'static str,
) -> Callback<MouseEvent> {
    on(state, move |_| {
        keep(KEPT_FILTER, word);
        QueueChange::Filter(filter)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(changes: impl IntoIterator<Item = QueueChange>) -> QueueState {
        let start = Rc::new(QueueState::default());
        let state = changes.into_iter().fold(start, QueueState::reduce);
        (*state).clone()
    }

    #[test]
    fn a_second_press_takes_the_selection_back() {
        let (one, other) = (DocId([1; 16]), DocId([2; 16]));
        let picks = [one, other, one].map(QueueChange::Pick);
        assert_eq!(after(picks).picked, BTreeSet::from([other]));
    }

    #[test]
    fn nothing_that_is_not_seen_stays_selected() {
        let pick = QueueChange::Pick(DocId([1; 16]));
        for change in [
            QueueChange::Filter(QueueFilter::All),
            QueueChange::Search("王".to_owned()),
            QueueChange::Service(None),
            QueueChange::Turn(Vec::new()),
            QueueChange::Clear,
        ] {
            let now = after([pick.clone(), change.clone()]);
            assert!(now.picked.is_empty(), "{change:?}");
        }
    }
}
