//! One of several options, or yes and no; "I do not know" stands among them.

use super::{FieldProps, Typed};
use crate::{
    hooks::{Here, Words, use_here, use_words},
    parts::{Choice, ChoiceItem},
    saying::yes_or_no_words,
};
use linli_domain::answer::{Question, QuestionKind, Value};
use yew::prelude::*;

const YES: &str = "yes";
const NO: &str = "no";
const NOT_KNOWN: &str = "not-known";

#[component]
pub(super) fn ChoiceField(props: &FieldProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let chosen = props.value.as_ref().and_then(chosen);
    let is_yes_no = props.question.kind == QuestionKind::YesNo;
    let on_choose = props
        .on_typed
        .reform(move |chosen: AttrValue| Typed::Value(answer(&chosen, is_yes_no)));
    html! {
        <Choice prompt={props.prompt.clone()} items={items(&props.question, &here, &words)}
            {chosen} {on_choose} />
    }
}

fn items(question: &Question, here: &Here, words: &Words) -> Vec<ChoiceItem> {
    let mut items = match &question.kind {
        QuestionKind::Choice { options } => options
            .iter()
            .map(|option| ChoiceItem::new(option.id.clone(), here.local(&option.label)))
            .collect(),
        _ => vec![
            ChoiceItem::new(YES, yes_or_no_words(words, here, question, true)),
            ChoiceItem::new(NO, yes_or_no_words(words, here, question, false)),
        ],
    };
    if question.may_not_know {
        items.push(ChoiceItem::new(NOT_KNOWN, words.text("answer-not-known")));
    }
    items
}

fn chosen(value: &Value) -> Option<AttrValue> {
    match value {
        Value::Choice(id) => Some(id.clone().into()),
        Value::Yes(true) => Some(YES.into()),
        Value::Yes(false) => Some(NO.into()),
        Value::NotKnown => Some(NOT_KNOWN.into()),
        _ => None,
    }
}

fn answer(chosen: &str, is_yes_no: bool) -> Value {
    match chosen {
        NOT_KNOWN => Value::NotKnown,
        YES if is_yes_no => Value::Yes(true),
        NO if is_yes_no => Value::Yes(false),
        _ => Value::Choice(chosen.to_owned()),
    }
}
