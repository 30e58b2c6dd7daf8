//! What was answered; what is sensitive only when asked for, one at a time.

use super::viewer::PhotoViewer;
use crate::{
    hooks::{Here, Words, use_here, use_words},
    parts::Mixed,
    saying::{by_words, join, moment_words, whole_words},
};
use linli_domain::form::Given;
use linli_domain::{
    answer::{Question, Value, masked},
    grade::Grade,
    id::{DocId, PersonId},
};
use std::collections::BTreeMap;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct AnswerLineProps {
    pub(super) doc: DocId,
    pub(super) question: Question,
    pub(super) value: Value,
    /// Different answers given while apart, this one among them.
    pub(super) clashes: Vec<Given>,
    /// What those who wrote are called.
    pub(super) names: BTreeMap<PersonId, String>,
}

/// An answer, or all that were given while apart, with who gave each.
#[component]
pub(super) fn AnswerLine(props: &AnswerLineProps) -> Html {
    let words = use_words();
    let question = &props.question;
    let is_sensitive = question.grade >= Grade::SENSITIVE;
    let is_open = use_state_eq(|| !is_sensitive);
    let Some(here) = use_here() else {
        return html! {};
    };
    let label = here.local(&question.ask);
    let shown = |value: &Value| shown(&words, &here, question, value, *is_open);
    let answers = if props.clashes.is_empty() {
        html! { <dd><Mixed words={shown(&props.value)} /></dd> }
    } else {
        let each = props.clashes.iter().map(|given| {
            let by = by_words(&words, &here, given.by, &props.names);
            let by = join(&[Some(by), Some(moment_words(&words, &here, given.at))]);
            html! {
                <dd>
                    <Mixed words={shown(&given.value)} />
                    <br /><small class="hint"><Mixed words={by} /></small>
                </dd>
            }
        });
        html! { <><dd>{ words.text("case-clash") }</dd>{ for each }</> }
    };
    // One button that stays: it never takes the focus away with it.
    let toggle = is_sensitive.then(|| {
        let onclick = {
            let is_open = is_open.clone();
            Callback::from(move |_: MouseEvent| is_open.set(!*is_open))
        };
        let does = words.text(if *is_open { "case-hide" } else { "case-show" });
        html! {
            <dd class="change">
                <button type="button" class="textlink" aria-expanded={is_open.to_string()}
                    {onclick}>
                    { does }
                    <span class="off-screen">{ " " }{ &label }</span>
                </button>
            </dd>
        }
    });
    let photos = (*is_open && matches!(props.value, Value::Photos(_))).then(|| {
        html! {
            <dd class="whole">
                <PhotoViewer doc={props.doc} field={question.id.clone()} question={label.clone()} />
            </dd>
        }
    });
    html! { <div><dt>{ &label }</dt>{ answers }{ for toggle }<>{ for photos }</></div> }
}

fn shown(
    words: &Words,
    here: &Here,
    question: &Question,
    value: &Value,
    is_open: bool,
) -> AttrValue {
    if is_open {
        whole_words(words, here, question, value)
    } else {
        masked(value, &question.kind).into()
    }
}
