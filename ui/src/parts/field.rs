//! A field to type in: a line, several lines, a number, a telephone number, a search.
//!
//! Access: a `<label>`; the phone's keyboard fits what is asked; nothing is
//! corrected or cut while typing; numbers are text fields with a numeric keyboard, so
//! that no scroll wheel changes them; placeholders are not used.

use super::{Example, Prompt, QuestionFrame};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum FieldKind {
    /// One line of words.
    #[default]
    Line,
    /// Several lines of words.
    Lines,
    /// A whole number, with its unit after the field.
    Number {
        /// The unit; may be empty.
        unit: AttrValue,
    },
    /// An amount, with its unit after the field.
    Amount {
        unit: AttrValue,
    },
    /// Digits and capital letters, as on official papers.
    Letters,
    Phone,
    /// Something to look for.
    Search,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TextFieldProps {
    pub prompt: Prompt,
    #[prop_or_default]
    pub kind: FieldKind,
    #[prop_or_default]
    pub value: AttrValue,
    /// Called with the whole text at each change.
    pub on_input: Callback<String>,
    /// Called when the field is left with another text than before.
    #[prop_or_default]
    pub on_left: Option<Callback<()>>,
}

impl FieldKind {
    /// HTML's `type` and `inputmode`, and the class.
    const fn attributes(&self) -> (&'static str, Option<&'static str>, &'static str) {
        match self {
            // No numeric keyboard for letters: an ID number may end with X.
            Self::Line | Self::Lines | Self::Letters => ("text", None, "entry"),
            Self::Number { .. } => ("text", Some("numeric"), "entry number"),
            Self::Amount { .. } => ("text", Some("decimal"), "entry number"),
            Self::Phone => ("tel", Some("tel"), "entry"),
            Self::Search => ("search", Some("search"), "entry"),
        }
    }

    /// The unit that stands after the field.
    fn unit(&self) -> Option<&AttrValue> {
        match self {
            Self::Number { unit } | Self::Amount { unit } => Some(unit),
            _ => None,
        }
    }
}

#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let control = match props.kind {
        FieldKind::Lines => lines(props),
        _ => line(props),
    };
    let unit = props.kind.unit().filter(|unit| !unit.is_empty());
    let control = match unit {
        Some(unit) => {
            html! { <div class="with-unit">{ control }<span class="unit">{ unit }</span></div> }
        }
        None => control,
    };
    html! { <QuestionFrame prompt={props.prompt.clone()}>{ control }</QuestionFrame> }
}

fn line(props: &TextFieldProps) -> Html {
    let (kind, mode, class) = props.kind.attributes();
    let capitals = (props.kind == FieldKind::Letters).then_some("characters");
    let oninput = props
        .on_input
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlInputElement>().value());
    html! {
        <input id={&props.prompt.id} type={kind} {class} inputmode={mode}
            autocapitalize={capitals} autocomplete={props.prompt.autocomplete()}
            aria-describedby={props.prompt.described_by()} aria-invalid={props.prompt.invalid()}
            value={&props.value} {oninput} onchange={on_change(props)} />
    }
}

fn lines(props: &TextFieldProps) -> Html {
    let oninput = props
        .on_input
        .reform(|event: InputEvent| event.target_unchecked_into::<HtmlTextAreaElement>().value());
    html! {
        <textarea id={&props.prompt.id} class="entry" rows="4"
            aria-describedby={props.prompt.described_by()} aria-invalid={props.prompt.invalid()}
            value={&props.value} {oninput} onchange={on_change(props)} />
    }
}

fn on_change(props: &TextFieldProps) -> Option<Callback<Event>> {
    let on_left = props.on_left.as_ref();
    on_left.map(|on_left| on_left.reform(|_: Event| ()))
}

/// For a number that may take more lines than one, and has no lines of its own.
pub(super) fn send_on_enter(event: KeyboardEvent) {
    if event.key() == "Enter" {
        event.prevent_default();
        let field = event.target_unchecked_into::<HtmlTextAreaElement>();
        // Where the form cannot be sent, its button says why.
        let _ = field.form().map(|form| form.request_submit());
    }
}

pub(super) fn examples() -> Vec<Example> {
    let nothing = Callback::from(|_: String| {});
    let note = Prompt::new("note", "Anything else?")
        .hint("Such as: ring twice")
        .heading();
    vec![
        Example::new(
            "line",
            html! {
                <TextField prompt={Prompt::new("name", "姓名").fills(Some("name"))} value="王秀英"
                    on_input={nothing.clone()} />
            },
        ),
        Example::new(
            "lines",
            html! {
                <TextField prompt={note} kind={FieldKind::Lines} on_input={nothing.clone()} />
            },
        ),
        Example::new(
            "number",
            html! {
                <TextField prompt={Prompt::new("people", "要几份?").error("请写数字，比如 3")}
                    kind={FieldKind::Number { unit: "份".into() }} value="两"
                    on_input={nothing.clone()} />
            },
        ),
        Example::new(
            "phone",
            html! {
                <TextField prompt={Prompt::new("phone", "Phone").fills(Some("tel"))}
                    kind={FieldKind::Phone} on_input={nothing.clone()} />
            },
        ),
        Example::new(
            "search",
            html! {
                <TextField prompt={Prompt::new("search", "姓名、门牌或电话")}
                    kind={FieldKind::Search} on_input={nothing} />
            },
        ),
    ]
}
