//! Words, telephone numbers, and the numbers of papers and cards.

use super::{FieldProps, Typed, field::use_entry};
use crate::{
    hooks::{Words, use_words},
    parts::{DigitsField, FOURS, FieldKind, TextField, grouped},
};
use linli_domain::answer::{Question, QuestionKind, Value, keeps, normal};
use yew::prelude::*;

/// An answer that may be so long does not fit one line of a telephone.
const LONG_LINE: u32 = 80;

/// A field to write in.
#[component]
pub(super) fn WrittenField(props: &FieldProps) -> Html {
    let words = use_words();
    let is_number = props.question.kind.is_paper_number();
    let shown = |value: &Value| {
        let text = written(value)?;
        Some(if is_number {
            grouped(&text, FOURS)
        } else {
            text
        })
    };
    let text = use_entry(props, shown, str::to_owned);
    let on_input = {
        let (text, question, on_typed) =
            (text.clone(), props.question.clone(), props.on_typed.clone());
        Callback::from(move |typed: String| {
            on_typed.emit(read(&question, &typed));
            text.set(typed);
        })
    };
    if is_number {
        return digits_field(props, &words, &text, on_input);
    }
    let kind = match props.question.kind {
        QuestionKind::LongText { .. } => FieldKind::Lines,
        QuestionKind::Text { max } if max >= LONG_LINE => FieldKind::Lines,
        QuestionKind::Phone => FieldKind::Phone,
        _ => FieldKind::Line,
    };
    html! {
        <TextField prompt={props.prompt.clone()} {kind} value={(*text).clone()} {on_input} />
    }
}

/// The number of a paper or card, in groups, with how long it is by now.
fn digits_field(props: &FieldProps, words: &Words, text: &str, on_input: Callback<String>) -> Html {
    html! {
        <DigitsField prompt={props.prompt.clone()} value={text.to_owned()}
            letters={props.question.kind != QuestionKind::BankCard}
            count={digits_count(words, text)} {on_input} />
    }
}

/// How many signs of a number stand there by now.
pub(super) fn digits_count(words: &Words, number: &str) -> AttrValue {
    let signs = number.chars().filter(|sign| !sign.is_whitespace());
    let count = i64::try_from(signs.count()).unwrap_or(i64::MAX);
    words.with("answer-digits", &[("count", count.into())])
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
