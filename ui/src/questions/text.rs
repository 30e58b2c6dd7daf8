//! Words, telephone numbers, and the numbers of papers and cards.

use super::{FieldProps, Typed, field::use_entry};
use crate::parts::{FieldKind, TextField};
use linli_domain::answer::{Question, QuestionKind, Value, keeps, normal};
use yew::prelude::*;

/// A field to write in.
#[component]
pub(super) fn WrittenField(props: &FieldProps) -> Html {
    let text = use_entry(props, written, str::to_owned);
    let on_input = {
        let (text, question, on_typed) = (
            text.clone(),
            props.question.clone(),
            props.on_typed.clone(),
        );
        Callback::from(move |typed: String| {
            on_typed.emit(read(&question, &typed));
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

/// The words as they are kept; what is too long for that stays as it was typed.
pub(super) fn read(question: &Question, typed: &str) -> Typed {
    if typed.is_empty() {
        return Typed::Nothing;
    }
    let value = normal(&question.kind, Value::Text(typed.to_owned()));
    match keeps(question, &value) {
        Ok(()) => Typed::Value(value),
        Err(why) => Typed::Half(typed.to_owned(), why),
    }
}
