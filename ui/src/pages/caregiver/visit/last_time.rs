//! What the visit before left for this one: its note, what was not safe, what was refused.

use crate::{
    hooks::{Here, Words},
    parts::{AnswerList, AnswerRow, Card, Icon},
    saying::{by_words, check_words, visit_words},
};
use linli_api::view;
use linli_domain::{
    care::{TaskResult, VisitState},
    catalogue::CareKind,
};
use yew::prelude::*;

/// A card; nothing where there was no visit before, or nothing was left of it.
pub(super) fn last_time(
    words: &Words,
    here: &Here,
    visit: &view::Visit,
    kind: &CareKind,
) -> Option<Html> {
    let (id, before) = visit.before.as_ref()?;
    let mut rows = Vec::new();
    let mut row = |label: AttrValue, value: AttrValue| {
        rows.push(AnswerRow {
            label,
            value,
            change: None,
        });
    };
    let (status, _) = visit_words(before.status);
    row(words.near_day(id.date, here.today()), words.text(status));
    if !before.note.is_empty() {
        let by = before.noted.map(|(by, _)| by);
        let who = by_words(words, here, by, &visit.names);
        row(who, before.note.clone().into());
    }
    for remark in &before.remarks {
        let who = by_words(words, here, Some(remark.by), &visit.names);
        row(who, remark.text.clone().into());
    }
    for (label, found) in not_safe(words, here, before, kind) {
        row(label, found);
    }
    for (label, why) in refused(here, before, kind) {
        row(label, words.with("task-refused", &[("why", why.into())]));
    }
    Some(html! {
        <Card title={words.text("visit-last-time")} icon={Icon::Message}>
            <AnswerList {rows} />
        </Card>
    })
}

/// What the checks found, by their words.
fn not_safe(
    words: &Words,
    here: &Here,
    visit: &VisitState,
    kind: &CareKind,
) -> Vec<(AttrValue, AttrValue)> {
    let checks = kind.safety.iter();
    let found = checks.filter_map(|check| {
        let result = visit.checks.get(&check.id)?;
        result.worry()?;
        let found = check_words(words, here, Some(check), result);
        Some((here.local(&check.text), found))
    });
    found.collect()
}

/// What the resident did not want, by the tasks' words.
fn refused(here: &Here, visit: &VisitState, kind: &CareKind) -> Vec<(AttrValue, String)> {
    let tasks = kind.tasks.iter();
    let found = tasks.filter_map(|task| match visit.tasks.get(&task.id)? {
        TaskResult::Refused { why } => Some((here.local(&task.label), why.clone())),
        TaskResult::Done => None,
    });
    found.collect()
}
