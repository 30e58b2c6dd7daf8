//! Any of several options.

use super::{FieldProps, Typed};
use crate::{
    hooks::{use_here, use_words},
    parts::{Checks, ChoiceItem},
};
use linli_domain::answer::{QuestionKind, Value};
use yew::prelude::*;

/// Checkboxes. Where the question brings no hint, it says that several may be chosen.
#[component]
pub(super) fn ChoicesField(props: &FieldProps) -> Html {
    let words = use_words();
    let (Some(here), QuestionKind::Choices { options, .. }) = (use_here(), &props.question.kind)
    else {
        return html! {};
    };
    let items: Vec<_> = options
        .iter()
        .map(|option| ChoiceItem::new(option.id.clone(), here.local(&option.label)))
        .collect();
    let chosen = match &props.value {
        Some(Value::Choices(ids)) => ids.iter().map(|id| id.clone().into()).collect(),
        _ => Vec::<AttrValue>::new(),
    };
    let mut prompt = props.prompt.clone();
    prompt.hint = prompt.hint.or_else(|| Some(words.text("answer-several")));
    let on_choose = props.on_typed.reform(|ids: Vec<AttrValue>| {
        Typed::Value(Value::Choices(
            ids.iter().map(ToString::to_string).collect(),
        ))
    });
    html! { <Checks {prompt} {items} {chosen} {on_choose} /> }
}
