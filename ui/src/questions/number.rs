//! Numbers and amounts of money.

use super::{FieldProps, field::use_entry, read};
use crate::{
    hooks::{use_here, use_words},
    parts::{FieldKind, TextField},
};
use linli_domain::answer::{QuestionKind, Value, money};
use yew::prelude::*;

/// A field for a number, with its unit after it.
#[component]
pub(super) fn NumberField(props: &FieldProps) -> Html {
    let words = use_words();
    let here = use_here();
    let is_money = matches!(props.question.kind, QuestionKind::Money { .. });
    let written = |value: &Value| match value {
        Value::Number(fen) if is_money => Some(money::written(*fen)),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    let text = use_entry(props, written, str::to_owned);
    let Some(here) = here else { return html! {} };
    let on_input = {
        let (text, on_typed) = (text.clone(), props.on_typed.clone());
        let read = if is_money { read::money } else { read::number };
        Callback::from(move |typed: String| {
            on_typed.emit(read(&typed));
            text.set(typed);
        })
    };
    let kind = match &props.question.kind {
        QuestionKind::Number { unit, .. } => FieldKind::Number {
            unit: unit
                .as_ref()
                .map(|unit| here.local(unit))
                .unwrap_or_default(),
        },
        _ => FieldKind::Amount {
            unit: words.text("answer-yuan-unit"),
        },
    };
    html! {
        <TextField prompt={props.prompt.clone()} {kind} value={(*text).clone()} {on_input} />
    }
}
