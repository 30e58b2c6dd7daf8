//! What every question has in common: its words, a hint, a mistake, and how
//! they are tied to the control for people who do not see them.
//!
//! Access: one control gets a `<label>`, a group gets `<fieldset>` and
//! `<legend>`; hint and mistake are joined into `aria-describedby`; the mistake
//! begins with a word that says so; on a page with one question its words are
//! the heading, and take the focus when the page opens.

use super::{Icon, icon_in};
use crate::hooks::use_words;
use yew::prelude::*;

/// The id of the heading that takes the focus when a page shows a new question.
pub const QUESTION: &str = "question";

/// Properties of [`Question`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct QuestionProps {
    /// The control's id, or the group's.
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
    /// Whether several controls answer it together.
    #[prop_or_default]
    pub group: bool,
    /// The control or controls.
    pub children: Html,
}

/// The ids that describe a control: its hint and its mistake, where there are any.
#[must_use]
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<AttrValue> {
    let ids = match (hint, error) {
        (true, true) => format!("{id}-hint {id}-error"),
        (true, false) => format!("{id}-hint"),
        (false, true) => format!("{id}-error"),
        (false, false) => return None,
    };
    Some(ids.into())
}

/// A question around its control.
#[component]
pub fn Question(props: &QuestionProps) -> Html {
    let words = use_words();
    let QuestionProps {
        id,
        label,
        hint,
        error,
        ..
    } = props;
    let class = classes!("question", error.is_some().then_some("has-error"));
    let hint = hint
        .as_ref()
        .map(|hint| html! { <p id={format!("{id}-hint")} class="hint">{ hint }</p> });
    let wrong = error.as_ref().map(|error| {
        html! {
            <p id={format!("{id}-error")} class="wrong">
                { icon_in(Icon::Warning, "small") }
                <span><span class="off-screen">{ words.text("common-mistake") }{ " " }</span>{ error }</span>
            </p>
        }
    });
    if props.group {
        let described = described_by(id, hint.is_some(), wrong.is_some());
        let legend = if props.title {
            html! { <h2 id={QUESTION} tabindex="-1">{ label }</h2> }
        } else {
            html! { <span class="label">{ label }</span> }
        };
        html! {
            <fieldset {class} id={id} aria-describedby={described}>
                <legend>{ legend }</legend>
                { for hint }{ for wrong }
                { props.children.clone() }
            </fieldset>
        }
    } else {
        let label = html! { <label for={id}>{ label }</label> };
        let label = if props.title {
            html! { <h2 id={QUESTION} tabindex="-1">{ label }</h2> }
        } else {
            label
        };
        html! { <div {class}>{ label }{ for hint }{ for wrong }{ props.children.clone() }</div> }
    }
}
