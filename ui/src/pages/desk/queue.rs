//! The queue: what is due first comes first.

use super::{
    bulk::Bulk,
    keys::{row_id, use_keys},
};
use crate::{
    hooks::{Here, Words, keep, kept, use_here, use_view, use_words},
    pages::page::Page,
    parts::{Button, Column, FieldKind, Roster as Table, RosterRow, Tag, TextField, Tone},
    route::Route,
    saying::{application_words, tracking_words},
};
use linli_api::{
    Queue, QueueCounts, Topic,
    view::{self, Delivered, QueueFilter, QueueLine},
};
use linli_domain::{
    application::ApplicationStatus, catalogue::ServiceId, id::DocId, time::days_between,
    workday::Due,
};
use std::collections::BTreeSet;
use yew::prelude::*;

/// How many are shown at first, and more at each press.
const STEP: u32 = 50;
/// Under what the filter is kept while a case is open.
const KEPT_FILTER: &str = "desk-filter";

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
pub fn Desk() -> Html {
    let words = use_words();
    let filter = use_state_eq(kept_filter);
    let service = use_state_eq(|| None::<ServiceId>);
    let search = use_state_eq(String::new);
    let limit = use_state_eq(|| STEP);
    let picked = use_state_eq(BTreeSet::<DocId>::new);
    let topics = vec![Topic::Queue, Topic::Catalogue];
    let queue = use_view(
        Queue {
            filter: *filter,
            service: (*service).clone(),
            search: (*search).clone(),
            after: None,
            limit: *limit,
        },
        topics.clone(),
    );
    let counts = use_view(QueueCounts {}, topics);
    let page = queue.here();
    use_keys(page.map_or(0, |page| page.rows.len()));
    let Some(here) = use_here() else {
        return html! {};
    };
    let on_input = {
        let (search, limit) = (search.clone(), limit.clone());
        Callback::from(move |typed| {
            search.set(typed);
            limit.set(STEP);
        })
    };
    let filters = FILTERS.iter().map(|(is, word, key)| {
        let count = counts.here().and_then(|counts| count_of(counts, *is));
        let onclick = {
            let (filter, limit, picked) = (filter.clone(), limit.clone(), picked.clone());
            Callback::from(move |_| {
                keep(KEPT_FILTER, word);
                limit.set(STEP);
                picked.set(BTreeSet::new());
                filter.set(*is);
            })
        };
        let pressed = (*filter == *is).to_string();
        html! { <button type="button" class="chip" aria-pressed={pressed} {onclick}>{ words.text(key) }{ for count.map(|count| html! { <b>{ count }</b> }) }</button> }
    });
    let filters: Vec<_> = filters.collect();
    let only = service.as_ref().map(|_| {
        let service = service.clone();
        let onclick = Callback::from(move |_| service.set(None));
        html! { <button type="button" class="chip" {onclick}>{ words.text("queue-all-services") }</button> }
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
        let service = service.clone();
        Callback::from(move |id: ServiceId| service.set(Some(id)))
    };
    let rows: Vec<_> = page
        .into_iter()
        .flat_map(|page| page.rows.iter().enumerate())
        .map(|(index, line)| row(&words, &here, index, line, &picked, &pick, &narrow))
        .collect();
    let found =
        page.map(|page| words.with("queue-found", &[("count", i64::from(page.total).into())]));
    let more = page.is_some_and(|page| page.next.is_some()).then(|| {
        let on_press = Callback::from(move |()| limit.set(limit.saturating_add(STEP)));
        html! { <Button label={words.text("common-more")} {on_press} /> }
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
    let done = {
        let picked = picked.clone();
        Callback::from(move |()| picked.set(BTreeSet::new()))
    };
    html! {
        <Page desk=true title={title.clone()}>
            <div class="chips" role="group" aria-label={words.text("queue-filters")}>{ for filters }{ for only }</div>
            <TextField id="search" kind={FieldKind::Search} label={words.text("queue-search")} value={(*search).clone()} {on_input} />
            <p role="status">{ found }</p>
            <Bulk docs={(*picked).clone()} {done} />
            <Table caption={title} {columns} {rows} />
            <>{ for more }</>
            <details><summary>{ words.text("queue-keys") }</summary><p>{ words.text("queue-keys-words") }</p></details>
        </Page>
    }
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
    let (status, tone) = application_words(line.status, Delivered::AtCentre);
    // Only what is safe for many at once: taking on, and no decision.
    let check = (line.status == ApplicationStatus::Received).then(|| {
        let pick = pick.clone();
        let onchange = Callback::from(move |_| pick.emit(doc));
        let label = words.with("queue-pick", &[("number", number.as_str().into())]);
        html! { <input type="checkbox" class="pick" aria-label={label} checked={picked.contains(&doc)} {onchange} /> }
    });
    let holder = line.holder.map(|holder| {
        let me = here.session.account.as_ref().map(|account| account.person);
        let key = if Some(holder) == me {
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
    RosterRow {
        key: doc.to_string().into(),
        cells: vec![
            html! { <>{ for check }<a id={row_id(index)} href={Route::Case(doc).href()}>{ number }</a></> },
            html! { { &line.applicant } },
            html! { <button type="button" class="textlink" {onclick}>{ here.local(&line.name) }</button> },
            html! { <>{ words.near_day(here.local_time(line.received_at).0, here.today()) }{ " · " }{ due_words(words, here, line.due) }</> },
            html! { <span class="tags"><Tag {tone} label={words.text(status)} />{ for holder }{ for overdue(words, line.due) }</span> },
        ],
    }
}

fn overdue(words: &Words, due: Option<Due>) -> Option<Html> {
    let days = due?.overdue_by;
    (days > 0).then(|| {
        let count = [("days", i64::from(days).into())];
        html! { <Tag tone={Tone::Danger} label={words.with("due-late", &count)} /> }
    })
}

/// The promised day, and how far off it is.
pub(super) fn due_words(words: &Words, here: &Here, due: Option<Due>) -> AttrValue {
    let Some(due) = due else {
        return words.text("due-not-begun");
    };
    if due.is_paused {
        return words.text("due-rests");
    }
    let day = words.near_day(due.date, here.today());
    if due.overdue_by > 0 {
        let count = [("days", i64::from(due.overdue_by).into())];
        return words.with("due-late", &count);
    }
    let left = days_between(here.today(), due.date);
    let args = [("day", day.as_str().into()), ("left", left.into())];
    words.with("due-by", &args)
}
