//! A name put under what was written: typed, or drawn with a finger for those who wish.
//!
//! Nobody must draw: the field for typing comes first and is enough.

use super::{FieldProps, Typed, pad::Pad, strokes::read};
use crate::{
    hooks::use_words,
    parts::{Button, QuestionFrame, TextField},
};
use linli_domain::answer::{SignedName, Value};
use yew::prelude::*;

/// A field to type the name in, and a pad to draw it on.
#[component]
pub(super) fn SignatureField(props: &FieldProps) -> Html {
    let words = use_words();
    let name = use_state_eq(|| match &props.value {
        Some(Value::Signature(SignedName::Typed(name))) => name.clone(),
        _ => String::new(),
    });
    let strokes = use_state_eq(|| match &props.value {
        Some(Value::Signature(SignedName::Drawn(drawn))) => read(drawn),
        _ => Vec::new(),
    });
    let on_input = {
        let (name, strokes, on_typed) = (name.clone(), strokes.clone(), props.on_typed.clone());
        Callback::from(move |typed: String| {
            strokes.set(Vec::new());
            on_typed.emit(if typed.trim().is_empty() {
                Typed::Nothing
            } else {
                Typed::Value(Value::Signature(SignedName::Typed(typed.clone())))
            });
            name.set(typed);
        })
    };
    let on_drawn = {
        let (name, on_typed) = (name.clone(), props.on_typed.clone());
        Callback::from(move |drawn: String| {
            name.set(String::new());
            on_typed.emit(Typed::Value(Value::Signature(SignedName::Drawn(drawn))));
        })
    };
    let again = {
        let (strokes, on_typed) = (strokes.clone(), props.on_typed.clone());
        Callback::from(move |()| {
            strokes.set(Vec::new());
            on_typed.emit(Typed::Nothing);
        })
    };
    let again = (!strokes.is_empty())
        .then(|| html! { <Button label={words.text("signature-again")} on_press={again} /> });
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <TextField prompt={props.part("name", words.text("signature-name"))}
                value={(*name).clone()} {on_input} />
            <p class="hint">{ words.text("signature-or") }</p>
            <Pad {strokes} {on_drawn} />
            <>{ for again }</>
        </QuestionFrame>
    }
}
