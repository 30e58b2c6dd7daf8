//! What a caregiver did herself in requests that are no longer hers: when, what she ticked
//! and what she wrote. Whose home it was is nowhere here.

use crate::{
    hooks::{Here, Words},
    parts::{AnswerList, AnswerRow, Card, Notice, Tag, Tone},
    saying::{check_words, join, kind_icon, own_step_words, visit_words},
};
use linli_api::view::OwnVisit;
use linli_domain::{
    care::{TaskResult, VisitStatus, VisitStep},
    time::Timestamp,
};
use yew::prelude::*;

/// The visits of one day, or nothing.
pub(super) fn own_visits(words: &Words, here: &Here, visits: &[OwnVisit]) -> Option<Html> {
    let cards = visits.iter().map(|visit| own_visit(words, here, visit));
    (!visits.is_empty()).then(|| {
        html! {
            <>
                <h2>{ words.text("own-visits") }</h2>
                <Notice tone={Tone::Plain}><p>{ words.text("own-visits-words") }</p></Notice>
                <div class="cards">{ for cards }</div>
            </>
        }
    })
}

fn own_visit(words: &Words, here: &Here, visit: &OwnVisit) -> Html {
    let tag = ended(visit.record.status).map(|status| {
        let (status, tone) = visit_words(status);
        html! { <div class="tags"><Tag {tone} label={words.text(status)} /></div> }
    });
    let title = join(&[
        words.window(visit.window),
        Some(here.kind_name(&visit.kind)),
    ]);
    let steps = visit.record.steps.iter();
    let mut rows: Vec<_> = steps
        .filter_map(|(step, at)| step_row(words, here, visit, step, *at))
        .collect();
    rows.extend(check_rows(words, here, visit));
    rows.extend(task_rows(words, here, visit));
    if !visit.record.note.is_empty() {
        rows.push(row(
            words.text("own-note"),
            visit.record.note.clone().into(),
        ));
    }
    html! {
        <Card key={format!("own{}{}", visit.doc, visit.visit)} {title}
            icon={kind_icon(here, &visit.kind)}>
            { for tag }
            <AnswerList {rows} />
        </Card>
    }
}

/// Where it ended by her: nobody who gave a visit back is still on the way to it.
const fn ended(status: VisitStatus) -> Option<VisitStatus> {
    use VisitStatus as S;
    match status {
        S::Booked | S::OnTheWay | S::Arrived | S::InProgress => None,
        S::Finished
        | S::Confirmed
        | S::NoAnswer
        | S::Stopped
        | S::CancelledByProvider
        | S::CancelledByClient => Some(status),
    }
}

const fn row(label: AttrValue, value: AttrValue) -> AnswerRow {
    AnswerRow {
        label,
        value,
        change: None,
    }
}

/// The time, with the day where that is not the visit's, and what she did.
fn step_row(
    words: &Words,
    here: &Here,
    visit: &OwnVisit,
    step: &VisitStep,
    at: Timestamp,
) -> Option<AnswerRow> {
    let (key, reason) = own_step_words(step)?;
    let did = if reason.is_empty() {
        words.text(key)
    } else {
        words.with(
            "own-because",
            &[
                ("what", words.text(key).to_string().into()),
                ("why", reason.into()),
            ],
        )
    };
    let (day, minute) = here.local_time(at);
    let day = (day != visit.visit.date).then(|| words.near_day(day, here.today()));
    Some(row(join(&[day, Some(words.clock(minute))]), did))
}

fn check_rows(words: &Words, here: &Here, visit: &OwnVisit) -> Vec<AnswerRow> {
    let kind = here.kind(&visit.kind);
    let known = |id: &str| kind.and_then(|kind| kind.safety.iter().find(|check| check.id == id));
    let label = |id: &str| known(id).map(|check| here.local(&check.text));
    let checks = visit.record.checks.iter();
    checks
        .map(|(id, result)| {
            let value = check_words(words, here, known(id), result);
            row(label(id).unwrap_or_else(|| id.clone().into()), value)
        })
        .collect()
}

fn task_rows(words: &Words, here: &Here, visit: &OwnVisit) -> Vec<AnswerRow> {
    let kind = here.kind(&visit.kind);
    let label = |id: &String| {
        let task = kind.and_then(|kind| kind.tasks.iter().find(|task| task.id == *id));
        task.map_or_else(|| id.clone().into(), |task| here.local(&task.label))
    };
    let tasks = visit.record.tasks.iter();
    tasks
        .map(|(id, result)| {
            let value = match result {
                TaskResult::Done => words.text("task-done"),
                TaskResult::Refused { why } => {
                    words.with("task-refused", &[("why", why.clone().into())])
                }
            };
            row(label(id), value)
        })
        .collect()
}
