//! The queue: what is due first comes first.

use super::{
    bulk::Bulk,
    due::Task,
    keys::{KeysHelp, row_id, use_keys},
};
use crate::{
    address::Address,
    hooks::{Here, Words, focus_id, keep, kept, use_here, use_view, use_words},
    pages::{officer::OfficerRoute, shared::Page},
    parts::{Button, Column, FieldKind, Roster as Table, RosterRow, Tag, TextField},
    saying::{Eyes, application_words, tracking_words},
};
use linli_api::{
    Queue, QueueCounts, Topic,
    view::{self, Delivered, PageKey, QueueFilter, QueueLine},
};
use linli_domain::{
    application::ApplicationStatus,
    catalogue::ServiceId,
    id::{DocId, PersonId},
};
use std::collections::BTreeSet;
use yew::prelude::*;

/// How many a page shows.
const STEP: u32 = 50;
/// Under what the filter is kept while a case is open.
const KEPT_FILTER: &str = "queue.filter";

/// The line that says how many were found; takes the focus when its page changes.
const FOUND: &str = "found";

const FILTERS: [(QueueFilter, &str, &str); 6] = [
    (QueueFilter::ToDo, "to-do", "queue-to-do"),
    (QueueFilter::Mine, "mine", "queue-mine"),
    (QueueFilter::Overdue, "overdue", "queue-overdue"),
    (QueueFilter::Waiting, "waiting", "queue-waiting"),
    (QueueFilter::FollowUp, "follow-up", "queue-follow-up"),
    (QueueFilter::All, "all", "queue-all"),
];

const fn count_of(counts: &view::QueueCounts, filter: QueueFilter) -> Option<u32> {
    Some(match filter {
        QueueFilter::ToDo => counts.to_do,
        QueueFilter::Mine => counts.mine,
        QueueFilter::Overdue => counts.overdue,
        QueueFilter::Waiting => counts.waiting,
        QueueFilter::FollowUp => counts.follow_up,
        QueueFilter::All => return None,
    })
}

/// The page.
#[component]
pub(crate) fn Desk() -> Html {
    let words = use_words();
    let filter = use_state_eq(kept_filter);
    let service = use_state_eq(|| None::<ServiceId>);
    let search = use_state_eq(String::new);
    // Where the pages before this one ended.
    let pages = use_state_eq(Vec::<PageKey>::new);
    let picked = use_state_eq(BTreeSet::<DocId>::new);
    let topics = vec![Topic::Queue, Topic::Catalogue];
    let queue = use_view(
        Queue {
            filter: *filter,
            service: (*service).clone(),
            search: (*search).clone(),
            after: pages.last().cloned(),
            limit: STEP,
        },
        topics.clone(),
    );
    let counts = use_view(QueueCounts {}, topics);
    let page = queue.here();
    let keys = use_keys(page.map_or(0, |page| page.rows.len()));
    let Some(here) = use_here() else {
        return html! {};
    };
    // Other rows are another question: nothing that is not seen stays selected.
    let anew = {
        let (pages, picked) = (pages.clone(), picked.clone());
        Callback::from(move |()| {
            pages.set(Vec::new());
            picked.set(BTreeSet::new());
        })
    };
    let on_input = {
        let (search, anew) = (search.clone(), anew.clone());
        Callback::from(move |typed| {
            search.set(typed);
            anew.emit(());
        })
    };
    let filters = FILTERS.iter().map(|(is, word, key)| {
        let count = counts.here().and_then(|counts| count_of(counts, *is));
        let onclick = {
            let (filter, anew) = (filter.clone(), anew.clone());
            Callback::from(move |_| {
                keep(KEPT_FILTER, word);
                anew.emit(());
                filter.set(*is);
            })
        };
        let pressed = (*filter == *is).to_string();
        html! {
            <button type="button" class="chip" aria-pressed={pressed} {onclick}>
                { words.text(key) }
                { for count.map(|count| html! { <b>{ count }</b> }) }
            </button>
        }
    });
    let filters: Vec<_> = filters.collect();
    let only = service.as_ref().map(|_| {
        let (service, anew) = (service.clone(), anew.clone());
        let onclick = Callback::from(move |_| {
            anew.emit(());
            service.set(None);
            // This button goes.
            focus_id(FOUND);
        });
        html! {
            <button type="button" class="chip" {onclick}>
                { words.text("queue-all-services") }
            </button>
        }
    });
    let pick = {
        let picked = picked.clone();
        Callback::from(move |doc: DocId| {
            let mut now = (*picked).clone();
            if !now.remove(&doc) {
                now.insert(doc);
            }
            picked.set(now);
        })
    };
    let narrow = {
        let (service, anew) = (service.clone(), anew.clone());
        Callback::from(move |id: ServiceId| {
            anew.emit(());
            service.set(Some(id));
        })
    };
    let rows: Vec<_> = page
        .into_iter()
        .flat_map(|page| page.rows.iter().enumerate())
        .map(|(index, line)| row(&words, &here, index, line, &picked, &pick, &narrow))
        .collect();
    let found = page.map(|page| {
        let total = words.with("queue-found", &[("count", i64::from(page.total).into())]);
        let before = pages.len() * STEP as usize;
        let is_whole = before == 0 && page.next.is_none();
        let shown = (!is_whole && !page.rows.is_empty()).then(|| {
            let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).into();
            let (from, to) = (number(before + 1), number(before + page.rows.len()));
            words.with("queue-shown", &[("from", from), ("to", to)])
        });
        html! { <>{ total }{ for shown.map(|shown| html! { <>{ " · " }{ shown }</> }) }</> }
    });
    let turn = |to: Vec<PageKey>| {
        let (pages, picked) = (pages.clone(), picked.clone());
        Callback::from(move |()| {
            picked.set(BTreeSet::new());
            pages.set(to.clone());
            focus_id(FOUND);
        })
    };
    let previous = pages.split_last().map(|(_, before)| {
        html! { <Button label={words.text("queue-previous")} on_press={turn(before.to_vec())} /> }
    });
    let next = page.and_then(|page| page.next.clone()).map(|next| {
        let further = [&pages[..], &[next]].concat();
        html! { <Button label={words.text("queue-next")} on_press={turn(further)} /> }
    });
    let columns: Vec<_> = [
        "queue-number",
        "queue-applicant",
        "queue-service",
        "queue-due",
        "queue-state",
    ]
    .into_iter()
    .map(|key| Column(words.text(key)))
    .collect();
    let title = words.text("officer-title");
    let clear = {
        let picked = picked.clone();
        Callback::from(move |()| picked.set(BTreeSet::new()))
    };
    let lines = page.into_iter().flat_map(|page| &page.rows);
    let lines: Vec<_> = lines
        .filter(|line| picked.contains(&line.doc) && is_pickable(line, &here))
        .cloned()
        .collect();
    html! {
        <Page desk=true title={title.clone()}>
            <div class="chips" role="group" aria-label={words.text("queue-filters")}>
                { for filters }
                { for only }
            </div>
            <TextField id="search" kind={FieldKind::Search} label={words.text("queue-search")}
                value={(*search).clone()} {on_input} />
            <p id={FOUND} tabindex="-1" role="status">{ found }</p>
            <Bulk {lines} {clear} />
            <Table caption={title} {columns} {rows} />
            <div class="chips">{ for previous }{ for next }</div>
            <KeysHelp {keys} />
        </Page>
    }
}

/// Only what is safe for many at once: taking on, and no decision; and nothing that a
/// colleague has.
fn is_pickable(line: &QueueLine, here: &Here) -> bool {
    let is_free = line.holder.is_none_or(|holder| is_me(holder, here));
    line.status == ApplicationStatus::Received && is_free
}

fn is_me(person: PersonId, here: &Here) -> bool {
    let me = here.session.account.as_ref().map(|account| account.person);
    me == Some(person)
}

fn kept_filter() -> QueueFilter {
    let word = kept(KEPT_FILTER);
    let known = FILTERS
        .iter()
        .find(|(_, known, _)| word.as_deref() == Some(*known));
    known.map_or_else(QueueFilter::default, |(filter, ..)| *filter)
}

fn row(
    words: &Words,
    here: &Here,
    index: usize,
    line: &QueueLine,
    picked: &BTreeSet<DocId>,
    pick: &Callback<DocId>,
    narrow: &Callback<ServiceId>,
) -> RosterRow {
    let doc = line.doc;
    let number = tracking_words(&line.tracking);
    let (status, tone) = application_words(line.status, Delivered::AtCentre, Eyes::Office);
    let check = is_pickable(line, here).then(|| {
        let pick = pick.clone();
        let onchange = Callback::from(move |_| pick.emit(doc));
        let label = words.with("queue-pick", &[("number", number.as_str().into())]);
        html! {
            <input type="checkbox" class="pick" aria-label={label} checked={picked.contains(&doc)}
                {onchange} />
        }
    });
    let holder = line.holder.map(|holder| {
        let key = if is_me(holder, here) {
            "case-held-by-you"
        } else {
            "case-held-by-other"
        };
        html! { <Tag label={words.text(key)} /> }
    });
    let onclick = {
        let (narrow, service) = (narrow.clone(), line.service.clone());
        Callback::from(move |_| narrow.emit(service.clone()))
    };
    let task = Task::of_line(line);
    let until = Task::words(task, words, here);
    let until = (!until.is_empty()).then(|| html! { <>{ " · " }{ until }</> });
    let late = task.and_then(|task| task.late(words));
    RosterRow {
        key: doc.to_string().into(),
        cells: vec![
            html! {
                <>
                    { for check }
                    <a id={row_id(index)} href={OfficerRoute::Case(doc).href()}>{ number }</a>
                </>
            },
            html! { { &line.applicant } },
            html! {
                <button type="button" class="textlink" {onclick}>{ here.local(&line.name) }</button>
            },
            html! {
                <>
                    { words.near_day(here.local_time(line.received_at).0, here.today()) }
                    { for until }
                </>
            },
            html! {
                <span class="tags">
                    <Tag {tone} label={words.text(status)} />
                    { for holder }
                    { for late }
                </span>
            },
        ],
    }
}
