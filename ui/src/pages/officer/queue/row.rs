//! One application in the queue.

use super::state::{QueueChange, QueueHandle, on};
use crate::{
    address::PageAddress,
    hooks::{Here, Words},
    pages::officer::{OfficerRoute, due::Task, keys::row_id},
    parts::{Mixed, RosterRow, Tag},
    saying::{Audience, application_words, tracking_words},
};
use linli_api::view::{Delivered, QueueLine};
use yew::prelude::*;

/// The row at `index`: number, applicant, service, until when, and how it stands.
pub(super) fn row(
    words: &Words,
    here: &Here,
    state: &QueueHandle,
    index: usize,
    line: &QueueLine,
) -> RosterRow {
    let task = Task::of_line(line);
    let narrow = {
        let service = line.service.clone();
        on(state, move |_: MouseEvent| {
            QueueChange::Service(Some(service.clone()))
        })
    };
    RosterRow {
        key: line.doc.to_string().into(),
        cells: vec![
            number(words, state, index, line),
            html! { <Mixed words={line.applicant.clone()} /> },
            html! {
                <button type="button" class="textlink" onclick={narrow}>
                    { here.local(&line.name) }
                </button>
            },
            until(words, here, line, task),
            standing(words, here, line, task),
        ],
    }
}

/// The number, as a link; before it a box to select it, where many may be taken on.
fn number(words: &Words, state: &QueueHandle, index: usize, line: &QueueLine) -> Html {
    let doc = line.doc;
    let number = tracking_words(&line.tracking);
    let check = line.may_accept.then(|| {
        let onchange = on(state, move |_: Event| QueueChange::Pick(doc));
        let label = words.with("queue-pick", &[("number", number.as_str().into())]);
        let checked = state.picked.contains(&doc);
        html! { <input type="checkbox" class="pick" aria-label={label} {checked} {onchange} /> }
    });
    html! {
        <>
            { for check }
            <a id={row_id(index)} href={OfficerRoute::Case(doc).href()}>{ number }</a>
        </>
    }
}

fn until(words: &Words, here: &Here, line: &QueueLine, task: Option<Task>) -> Html {
    let until = Task::words(task, words, here);
    let until = (!until.is_empty()).then(|| html! { <>{ " · " }{ until }</> });
    html! {
        <>
            { words.near_day(here.local_time(line.received_at).0, here.today()) }
            { for until }
        </>
    }
}

fn standing(words: &Words, here: &Here, line: &QueueLine, task: Option<Task>) -> Html {
    let (status, tone) = application_words(line.status, Delivered::AtCentre, Audience::Office);
    let holder = line.holder.map(|holder| {
        let key = if here.is_me(holder) {
            "case-held-by-you"
        } else {
            "case-held-by-other"
        };
        html! { <Tag label={words.text(key)} /> }
    });
    html! {
        <span class="tags">
            <Tag {tone} label={words.text(status)} />
            { for holder }
            { for task.and_then(|task| task.late(words)) }
        </span>
    }
}
