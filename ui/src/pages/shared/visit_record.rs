//! What was done at a visit, when and by whom, and what was added to it later.

use crate::{
    hooks::{Here, Words},
    parts::{AnswerList, AnswerRow, Mixed},
    saying::{author_words, join, join_dots, moment_inside_words, moment_words, step_words},
};
use linli_domain::{
    care::{VisitRemark, VisitState},
    document::Author,
    id::PersonId,
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// The steps of a visit with their times and who took them; nothing where none was taken.
pub(crate) fn visit_record(
    words: &Words,
    here: &Here,
    names: &BTreeMap<PersonId, String>,
    visit: &VisitState,
) -> Html {
    let who = |by: &Author| {
        let name = names.get(&by.person).map(String::as_str);
        author_words(words, here, *by, name)
    };
    let mut by = visit.step_by.iter();
    let steps = visit.steps.iter().map(|(step, at)| {
        let did = words.text(step_words(step));
        let who = by.next().map(who);
        let parts: Vec<_> = std::iter::once(did).chain(who).collect();
        AnswerRow {
            label: moment_words(words, here, *at),
            value: join_dots(&parts),
            change: None,
        }
    });
    let rows: Vec<_> = steps.collect();
    let list = (!rows.is_empty()).then(|| html! { <AnswerList {rows} /> });
    let added = visit
        .remarks
        .iter()
        .map(|remark| added(words, here, &who, remark));
    html! { <>{ for list }{ for added }</> }
}

fn added(
    words: &Words,
    here: &Here,
    who: &dyn Fn(&Author) -> AttrValue,
    remark: &VisitRemark,
) -> Html {
    let who = who(&remark.by);
    let at = moment_inside_words(words, here, remark.at);
    let head = words.with(
        "visit-added",
        &[("who", who.as_str().into()), ("at", at.as_str().into())],
    );
    let words = join(&[Some(head), Some(remark.text.clone().into())]);
    html! { <p><Mixed {words} /></p> }
}
