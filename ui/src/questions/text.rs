//! Words, telephone numbers, and the numbers of papers and cards.

use super::{FieldProps, Typed, field::use_entry};
use crate::parts::{FieldKind, TextField};
use linli_domain::answer::{QuestionKind, Value, normal};
use yew::prelude::*;

/// A field to write in.
#[component]
pub(super) fn WrittenField(props: &FieldProps) -> Html {
    let text = use_entry(props.value.as_ref(), written);
    let on_input = {
        let (text, kind, on_typed) = (
            text.clone(),
            props.question.kind.clone(),
            props.on_typed.clone(),
        );
        Callback::from(move |typed: String| {
            on_typed.emit(read(&kind, &typed));
            text.set(typed);
        })
    };
    let kind = match props.question.kind {
        QuestionKind::LongText { .. } => FieldKind::Lines,
        QuestionKind::Phone => FieldKind::Phone,
        QuestionKind::BankCard => FieldKind::Number {
            unit: AttrValue::default(),
        },
        ref kind if kind.is_paper_number() => FieldKind::Letters,
        _ => FieldKind::Line,
    };
    html! {
        <TextField prompt={props.prompt.clone()} {kind} value={(*text).clone()} {on_input} />
    }
}

/// What stands in the field of an answer.
pub(super) fn written(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The number of a paper or card is taken in the form in which it is kept.
pub(super) fn read(kind: &QuestionKind, typed: &str) -> Typed {
    if typed.is_empty() {
        return Typed::Nothing;
    }
    let value = Value::Text(typed.to_owned());
    Typed::Value(match kind {
        kind if kind.is_paper_number() => normal(kind, value),
        _ => value,
    })
}
