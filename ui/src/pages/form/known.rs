//! What is known already: confirmed, not typed again.

use crate::{
    hooks::{Here, Words, use_here, use_words},
    parts::{Button, ButtonKind, Card, LinkButton, Mixed, Notice, QUESTION, Tone},
    saying::{known_from_words, value_words},
};
use linli_domain::answer::{Question, Value};
use linli_domain::form::Known;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct KnownAnswerProps {
    pub(super) question: Question,
    pub(super) known: Known,
    pub(super) waiting: bool,
    pub(super) on_yes: Callback<Value>,
    pub(super) on_change: Callback<()>,
}

/// The known answer, where it is from, and whether it still holds.
#[component]
pub(super) fn KnownAnswer(props: &KnownAnswerProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let known = &props.known;
    let on_yes = {
        let (on_yes, value) = (props.on_yes.clone(), known.value.clone());
        Callback::from(move |()| on_yes.emit(value.clone()))
    };
    let old = known.is_old.then(|| {
        html! { <Notice tone={Tone::Careful}><p>{ words.text("form-known-old") }</p></Notice> }
    });
    html! {
        <>
            <h2 id={QUESTION} tabindex="-1">{ here.local(&props.question.ask) }</h2>
            <Card title={words.text("form-known")}>
                <p class="large">{ value_words(&words, &here, &props.question, &known.value) }</p>
                <p class="hint"><Mixed words={source_words(&words, &here, known)} /></p>
            </Card>
            { for old }
            <div class="dock">
                <Button kind={ButtonKind::Go} label={words.text("form-known-yes")}
                    waiting={props.waiting} on_press={on_yes} />
                <Button label={words.text("form-known-change")}
                    on_press={props.on_change.clone()} />
            </div>
        </>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct KeptNumberProps {
    pub(super) question: Question,
    pub(super) value: Value,
    pub(super) next: AttrValue,
    /// It is written anew.
    pub(super) on_change: Callback<()>,
}

/// The number of a paper or card that was written before: only its end is shown.
#[component]
pub(super) fn KeptNumber(props: &KeptNumberProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    html! {
        <>
            <h2 id={QUESTION} tabindex="-1">{ here.local(&props.question.ask) }</h2>
            <Card title={words.text("form-kept-number")}>
                <p class="large">{ value_words(&words, &here, &props.question, &props.value) }</p>
            </Card>
            <div class="dock">
                <LinkButton kind={ButtonKind::Go} label={words.text("common-next")}
                    href={props.next.clone()} />
                <Button label={words.text("form-known-change")}
                    on_press={props.on_change.clone()} />
            </div>
        </>
    }
}

/// Who wrote it, and when.
fn source_words(words: &Words, here: &Here, known: &Known) -> AttrValue {
    if known.by_id_number {
        return words.text("form-known-by-id-number");
    }
    known_from_words(words, here, known.by, known.at)
}
