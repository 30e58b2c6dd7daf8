//! The queue: what is due first comes first.

mod csv;
mod row;
mod state;

use self::{
    csv::SaveQueue,
    row::row,
    state::{FILTERS, QueueChange, QueueHandle, QueueState, STEP, choose_filter, count_of, on},
};
use super::{
    bulk::Bulk,
    keys::{FOUND, KeysHelp, use_keys},
};
use crate::{
    hooks::{Here, Words, focus_id, use_here, use_view, use_words},
    pages::shared::{DeliveryNotice, Page},
    parts::{Button, Column, FieldKind, Live, Prompt, Roster as Table, TextField},
    saying::found_words,
};
use linli_api::{
    CountQueue, Topic,
    view::{self, PageKey, QueueLine},
};
use yew::prelude::*;

const COLUMNS: [&str; 5] = [
    "queue-number",
    "queue-applicant",
    "queue-service",
    "queue-due",
    "queue-state",
];

#[component]
pub(crate) fn Desk() -> Html {
    let words = use_words();
    let state = use_reducer_eq(QueueState::as_left);
    let topics = vec![Topic::Queue, Topic::Catalogue];
    let queue = use_view(state.ask(), topics.clone());
    let counts = use_view(CountQueue {}, topics);
    let keys = use_keys(queue.here().map_or(0, |page| page.rows.len()));
    let Some(here) = use_here() else {
        return html! {};
    };
    let page = queue.here().map(AsRef::as_ref);
    let lines = page.map_or_else(Vec::new, |page| state.picked_of(&page.rows));
    let rows = page
        .into_iter()
        .flat_map(|page| page.rows.iter().enumerate());
    let rows: Vec<_> = rows
        .map(|(index, line)| row(&words, &here, &state, index, line))
        .collect();
    let columns: Vec<_> = COLUMNS.iter().map(|key| Column(words.text(key))).collect();
    let title = words.text("officer-title");
    // Where pages are turned the focus comes to the line, which is then read by itself.
    let first = page.filter(|_| state.pages.is_empty());
    let said = first.map_or_else(AttrValue::default, |page| {
        found_words(&words, &here, "queue-found", page.total)
    });
    html! {
        <Page desk=true title={title.clone()}>
            <DeliveryNotice />
            { filters(&words, &state, counts.here().map(AsRef::as_ref)) }
            <TextField prompt={Prompt::new("search", words.text("queue-search"))}
                kind={FieldKind::Search} value={state.search.clone()}
                on_input={on(&state, QueueChange::Search)} />
            <Live words={said} />
            <p id={FOUND} tabindex="-1">
                { page.map(|page| found(&words, &here, &state, page)) }
            </p>
            <Bulk {lines} clear={on(&state, |()| QueueChange::Clear)} />
            <Table caption={title} {columns} {rows} />
            { turns(&words, &state, page.and_then(|page| page.next.as_ref())) }
            <SaveQueue ask={state.ask()} />
            <KeysHelp {keys} />
        </Page>
    }
}

/// Which to show, and how many there are of each.
fn filters(words: &Words, state: &QueueHandle, counts: Option<&view::QueueCounts>) -> Html {
    let filters = FILTERS.iter().map(|(filter, word, key)| {
        let count = counts.and_then(|counts| count_of(counts, *filter));
        let pressed = (state.filter == *filter).to_string();
        let onclick = choose_filter(state, *filter, word);
        html! {
            <button type="button" class="chip" aria-pressed={pressed} {onclick}>
                { words.text(key) }
                { for count.map(|count| html! { <b>{ count }</b> }) }
            </button>
        }
    });
    let all_services = state.service.as_ref().map(|_| {
        let dispatcher = state.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| {
            dispatcher.dispatch(QueueChange::Service(None));
            // This button goes.
            focus_id(FOUND);
        });
        html! {
            <button type="button" class="chip" {onclick}>
                { words.text("queue-all-services") }
            </button>
        }
    });
    html! {
        <div class="chips" role="group" aria-label={words.text("queue-filters")}>
            { for filters }
            { for all_services }
        </div>
    }
}

/// How many were found; and which of them are shown, where that is not all.
fn found(words: &Words, here: &Here, state: &QueueState, page: &view::ListPage<QueueLine>) -> Html {
    let total = found_words(words, here, "queue-found", page.total);
    let before = state.pages.len() * STEP as usize;
    let is_whole = before == 0 && page.next.is_none();
    let shown = (!is_whole && !page.rows.is_empty()).then(|| {
        let (from, to) = (before + 1, before + page.rows.len());
        words.with("queue-shown", &[("from", from.into()), ("to", to.into())])
    });
    html! { <>{ total }{ for shown.map(|shown| html! { <>{ " · " }{ shown }</> }) }</> }
}

/// To the page before and the one after.
fn turns(words: &Words, state: &QueueHandle, next: Option<&PageKey>) -> Html {
    let turn = |key: &str, to: Vec<PageKey>| {
        let dispatcher = state.dispatcher();
        let on_press = Callback::from(move |()| {
            dispatcher.dispatch(QueueChange::Turn(to.clone()));
            focus_id(FOUND);
        });
        html! { <Button label={words.text(key)} {on_press} /> }
    };
    let previous = state.pages.split_last();
    let previous = previous.map(|(_, before)| turn("queue-previous", before.to_vec()));
    let next = next.map(|next| {
        let further = [&state.pages[..], std::slice::from_ref(next)].concat();
        turn("queue-next", further)
    });
    html! { <div class="chips">{ for previous }{ for next }</div> }
}
