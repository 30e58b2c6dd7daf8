//! A field to type in: a line, several lines, a number, a telephone number, a search.
//!
//! Access: a `<label>`; the phone's keyboard fits what is asked; nothing is
//! corrected or cut while typing; numbers are text fields with a numeric keyboard, so
//! that no scroll wheel changes them; placeholders are not used.

use super::{
    Example,
    question::{Question, described_by},
};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// What is typed.
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
        /// The unit.
        unit: AttrValue,
    },
    /// Digits and capital letters, as on official papers.
    Letters,
    /// A telephone number.
    Phone,
    /// Something to look for.
    Search,
}

/// Properties of [`TextField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TextFieldProps {
    /// The field's id.
    pub id: AttrValue,
    /// The question.
    pub label: AttrValue,
    /// Help in answering.
    #[prop_or_default]
    pub hint: Option<AttrValue>,
    /// What is wrong with the answer.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// Whether it is the question of the page.
    #[prop_or_default]
    pub title: bool,
    /// What is typed.
    #[prop_or_default]
    pub kind: FieldKind,
    /// What stands in it.
    #[prop_or_default]
    pub value: AttrValue,
    /// What the browser may fill in, as in HTML's `autocomplete`.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// Called with the whole text at each change.
    pub on_input: Callback<String>,
    /// Called when the field is left with another text than before.
    #[prop_or_default]
    pub on_left: Option<Callback<()>>,
}

/// A field.
#[component]
pub fn TextField(props: &TextFieldProps) -> Html {
    let described = described_by(&props.id, props.hint.is_some(), props.error.is_some());
    let invalid = props.error.is_some().then_some("true");
    let (kind, mode, class) = match &props.kind {
        FieldKind::Line | FieldKind::Lines => ("text", None, "entry"),
        FieldKind::Number { .. } => ("text", Some("numeric"), "entry number"),
        FieldKind::Amount { .. } => ("text", Some("decimal"), "entry number"),
        // No numeric keyboard: an ID number may end with X.
        FieldKind::Letters => ("text", None, "entry"),
        FieldKind::Phone => ("tel", Some("tel"), "entry"),
        FieldKind::Search => ("search", Some("search"), "entry"),
    };
    let onchange = {
        let on_left = props.on_left.clone();
        Callback::from(move |_: Event| {
            if let Some(on_left) = &on_left {
                on_left.emit(());
            }
        })
    };
    let control = if props.kind == FieldKind::Lines {
        let oninput = {
            let on_input = props.on_input.clone();
            Callback::from(move |event: InputEvent| {
                on_input.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value())
            })
        };
        html! {
            <textarea id={&props.id} {class} rows="4" aria-describedby={described} aria-invalid={invalid} value={&props.value} {oninput} {onchange} />
        }
    } else {
        let oninput = {
            let on_input = props.on_input.clone();
            Callback::from(move |event: InputEvent| {
                on_input.emit(event.target_unchecked_into::<HtmlInputElement>().value())
            })
        };
        html! {
            <input id={&props.id} type={kind} {class} inputmode={mode} autocapitalize={(props.kind == FieldKind::Letters).then_some("characters")} autocomplete={&props.autocomplete} aria-describedby={described} aria-invalid={invalid} value={&props.value} {oninput} {onchange} />
        }
    };
    let control = match &props.kind {
        FieldKind::Number { unit } | FieldKind::Amount { unit } if !unit.is_empty() => {
            html! { <div class="with-unit">{ control }<span>{ unit }</span></div> }
        }
        _ => control,
    };
    html! {
        <Question title={props.title} id={&props.id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            { control }
        </Question>
    }
}

pub(super) fn examples() -> Vec<Example> {
    let nothing = Callback::from(|_: String| {});
    vec![
        Example::new(
            "line",
            html! { <TextField id="name" label="姓名" value="王秀英" autocomplete="name" on_input={nothing.clone()} /> },
        ),
        Example::new(
            "lines",
            html! { <TextField id="note" title=true kind={FieldKind::Lines} label="Anything else?" hint="Such as: ring twice" on_input={nothing.clone()} /> },
        ),
        Example::new(
            "number",
            html! { <TextField id="people" kind={FieldKind::Number { unit: "份".into() }} label="要几份?" error="请写一个数字" value="两" on_input={nothing.clone()} /> },
        ),
        Example::new(
            "phone",
            html! { <TextField id="phone" kind={FieldKind::Phone} label="Telephone" autocomplete="tel" on_input={nothing.clone()} /> },
        ),
        Example::new(
            "search",
            html! { <TextField id="search" kind={FieldKind::Search} label="姓名、门牌或电话" on_input={nothing} /> },
        ),
    ]
}
