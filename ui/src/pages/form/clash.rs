//! Two answers given while apart: both are shown, and the people choose.

use crate::{
    hooks::{use_here, use_words},
    parts::{Button, ButtonKind, Card, QUESTION},
    questions::Strokes,
    saying::{by_words, moment_words, whole_words},
};
use linli_domain::answer::{Question, SignedName, Value};
use linli_domain::form::Given;
use std::collections::BTreeMap;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ClashProps {
    pub(super) question: Question,
    pub(super) given: Vec<Given>,
    pub(super) waiting: bool,
    /// This one is right.
    pub(super) on_choose: Callback<Value>,
}

/// The answers, each with who gave it and when.
#[component]
pub(super) fn Clash(props: &ClashProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let cards = props.given.iter().map(|given| {
        let who = if given.mine {
            words.text("role-you")
        } else {
            by_words(&words, &here, given.by, &BTreeMap::new())
        };
        let at = moment_words(&words, &here, given.at);
        let args = [("who", who.as_str().into()), ("at", at.as_str().into())];
        let title = words.with("form-clash-by", &args);
        let value = whole_words(&words, &here, &props.question, &given.value);
        let shown = match &given.value {
            Value::Signature(SignedName::Drawn(drawn)) => {
                html! { <Strokes drawn={drawn.clone()} /> }
            }
            _ => html! { <p class="large">{ value.clone() }</p> },
        };
        let on_press = {
            let (on_choose, value) = (props.on_choose.clone(), given.value.clone());
            Callback::from(move |()| on_choose.emit(value.clone()))
        };
        html! {
            <Card {title}>
                { shown }
                <Button kind={ButtonKind::Go} label={words.text("form-clash-choose")}
                    about={value} waiting={props.waiting} {on_press} />
            </Card>
        }
    });
    html! {
        <>
            <h2 id={QUESTION} tabindex="-1">{ here.local(&props.question.ask) }</h2>
            <p>{ words.text("form-clash") }</p>
            <div class="cards">{ for cards }</div>
        </>
    }
}
