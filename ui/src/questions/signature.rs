//! A name put under what was written: typed, or drawn with a finger for those who wish.
//!
//! Nobody must draw: the field for typing comes first and is enough. Drawing is a step of its
//! own, so that a finger that only moves the page signs nothing: the box is opened, signed
//! in, and then used. A name that was typed stays.

use super::{
    FieldProps, Strokes, Typed,
    pad::Pad,
    strokes::{Point, read, write},
    typed::half_parts,
};
use crate::{
    hooks::{focus_id, use_words},
    parts::{Button, ButtonKind, QuestionFrame, TextField},
};
use linli_domain::answer::{AnswerError, SignedName, Value};
use yew::prelude::*;

/// Takes the focus when the box is open.
const BOX: &str = "pad";
/// Takes the focus when it is closed again.
const SIGNED: &str = "signed";

/// A field to type the name in, and the way to a box to sign in.
#[component]
pub(super) fn SignatureField(props: &FieldProps) -> Html {
    let words = use_words();
    let (typed, strokes) = left(props);
    let name = use_state_eq(|| typed);
    let drawn = use_state_eq(|| strokes);
    // What was drawn and not used lies there as it was left.
    let is_signing = use_state_eq(|| props.half.is_some());
    use_focus_between(*is_signing);
    let use_name = {
        let (name, drawn, on_typed) = (name.clone(), drawn.clone(), props.on_typed.clone());
        Callback::from(move |typed: String| {
            drawn.set(String::new());
            on_typed.emit(named(&typed));
            name.set(typed);
        })
    };
    if *is_signing {
        return signing(props, &name, &drawn, &is_signing, &use_name);
    }
    let signed = (!drawn.is_empty()).then(|| {
        html! {
            <>
                <p class="strong">{ words.text("signature-counts") }</p>
                <Strokes drawn={(*drawn).clone()} />
            </>
        }
    });
    let label = words.text(if drawn.is_empty() {
        "signature-draw"
    } else {
        "signature-again"
    });
    let on_draw = Callback::from(move |()| is_signing.set(true));
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <TextField prompt={props.part("name", words.text("signature-name"))}
                value={(*name).clone()} on_input={use_name} />
            <div id={SIGNED} tabindex="-1">{ for signed }</div>
            <Button {label} on_press={on_draw} />
        </QuestionFrame>
    }
}

/// The open box: what is drawn there becomes the signature when it is used.
fn signing(
    props: &FieldProps,
    name: &UseStateHandle<String>,
    drawn: &UseStateHandle<String>,
    is_signing: &UseStateHandle<bool>,
    use_name: &Callback<String>,
) -> Html {
    let on_used = {
        let (drawn, is_signing) = (drawn.clone(), is_signing.clone());
        let on_typed = props.on_typed.clone();
        Callback::from(move |strokes: String| {
            let signature = SignedName::Drawn(strokes.clone());
            on_typed.emit(Typed::Value(Value::Signature(signature)));
            drawn.set(strokes);
            is_signing.set(false);
        })
    };
    let on_drawn = {
        let (name, on_typed) = (name.clone(), props.on_typed.clone());
        Callback::from(move |strokes: String| {
            on_typed.emit(Typed::half_of(
                &[name.as_str(), &strokes],
                AnswerError::SignatureNotUsed,
            ));
        })
    };
    let on_emptied = {
        let name = name.clone();
        use_name.reform(move |()| (*name).clone())
    };
    let on_write = {
        let (on_emptied, is_signing) = (on_emptied.clone(), is_signing.clone());
        Callback::from(move |()| {
            is_signing.set(false);
            on_emptied.emit(());
        })
    };
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <SignatureBox drawn={(**drawn).clone()} {on_drawn} {on_emptied} {on_used} {on_write} />
        </QuestionFrame>
    }
}

/// The button that was pressed is gone: the focus goes to what came in its place.
#[hook]
fn use_focus_between(is_signing: bool) {
    let was_signing = use_mut_ref(|| false);
    use_effect_with(is_signing, move |now| {
        let before = was_signing.replace(*now);
        if *now {
            focus_id(BOX);
        } else if before {
            focus_id(SIGNED);
        }
    });
}

/// What was drawn and is not used as a signature, as it was left.
pub(super) fn drawn_only(half: &str) -> Typed {
    Typed::Half(half.to_owned(), AnswerError::SignatureNotUsed)
}

/// The name and the strokes as they were left.
fn left(props: &FieldProps) -> (String, String) {
    match (&props.half, &props.value) {
        (Some(half), _) => {
            let mut parts = half_parts(half).map(|part| part.to_string());
            (
                parts.next().unwrap_or_default(),
                parts.next().unwrap_or_default(),
            )
        }
        (None, Some(Value::Signature(SignedName::Typed(name)))) => (name.clone(), String::new()),
        (None, Some(Value::Signature(SignedName::Drawn(drawn)))) => (String::new(), drawn.clone()),
        _ => (String::new(), String::new()),
    }
}

/// A typed name as an answer.
fn named(name: &str) -> Typed {
    if name.trim().is_empty() {
        Typed::Nothing
    } else {
        Typed::Value(Value::Signature(SignedName::Typed(name.to_owned())))
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct SignatureBoxProps {
    /// What was drawn before.
    drawn: String,
    /// Something was drawn, which is not used yet.
    on_drawn: Callback<String>,
    /// The box was wiped clean.
    on_emptied: Callback<()>,
    on_used: Callback<String>,
    /// The name is written instead.
    on_write: Callback<()>,
}

/// The box, and what can be done with what stands in it.
#[component]
fn SignatureBox(props: &SignatureBoxProps) -> Html {
    let words = use_words();
    let strokes = use_state_eq(|| read(&props.drawn));
    let on_use = {
        let (strokes, on_used) = (strokes.clone(), props.on_used.clone());
        Callback::from(move |()| on_used.emit(write(&strokes)))
    };
    let on_again = {
        let (strokes, on_emptied) = (strokes.clone(), props.on_emptied.clone());
        Callback::from(move |()| {
            strokes.set(Vec::<Vec<Point>>::new());
            on_emptied.emit(());
            focus_id(BOX);
        })
    };
    let is_empty = strokes.is_empty();
    let done = (!is_empty).then(|| {
        html! {
            <>
                <Button kind={ButtonKind::Go} label={words.text("signature-use")}
                    on_press={on_use} />
                <Button label={words.text("signature-again")} on_press={on_again} />
            </>
        }
    });
    html! {
        <>
            <Pad id={BOX} {strokes} on_drawn={props.on_drawn.clone()} />
            <>{ for done }</>
            <Button label={words.text("signature-write")} on_press={props.on_write.clone()} />
        </>
    }
}
