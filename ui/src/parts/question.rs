//! What every question has in common: its words, a hint, a mistake, and how
//! they are tied to the control for people who do not see them.
//!
//! Access: one control gets a `<label>`, a group gets `<fieldset>` and
//! `<legend>`; hint and mistake are joined into `aria-describedby`; the mistake
//! begins with a word that says so; on a page with one question its words are
//! the heading, and take the focus when the page opens.

use super::{Icon, Mixed, Prompt, icon_in};
use crate::hooks::use_words;
use yew::prelude::*;

/// The id of the heading that takes the focus when a page shows a new question.
pub const QUESTION: &str = "question";

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct QuestionFrameProps {
    pub prompt: Prompt,
    /// Whether several controls answer it together.
    #[prop_or_default]
    pub group: bool,
    pub children: Html,
}

/// A question around its control.
#[component]
pub fn QuestionFrame(props: &QuestionFrameProps) -> Html {
    let words = use_words();
    let prompt = &props.prompt;
    let class = classes!("question", prompt.error.is_some().then_some("has-error"));
    let hint = prompt.hint.as_ref();
    let hint = hint.map(|words| {
        html! { <p id={prompt.hint_id()} class="hint"><Mixed {words} /></p> }
    });
    let wrong = prompt.error.as_ref().map(|error| {
        html! {
            <p id={prompt.error_id()} class="wrong">
                { icon_in(Icon::Warning, "small") }
                <span>
                    <span class="off-screen">{ words.text("common-mistake") }{ " " }</span>
                    <Mixed words={error} />
                </span>
            </p>
        }
    });
    let heading = |label: Html| match prompt.is_heading {
        true => html! { <h2 id={QUESTION} tabindex="-1">{ label }</h2> },
        false => label,
    };
    let children = props.children.clone();
    let words = &prompt.label;
    if props.group {
        let legend = match prompt.is_heading {
            true => heading(html! { <Mixed {words} /> }),
            false => html! { <span class="label"><Mixed {words} /></span> },
        };
        html! {
            <fieldset {class} id={&prompt.id} aria-describedby={prompt.described_by()}>
                <legend>{ legend }</legend>
                { for hint }{ for wrong }
                { children }
            </fieldset>
        }
    } else {
        let label = heading(html! { <label for={&prompt.id}><Mixed {words} /></label> });
        html! { <div {class}>{ label }{ for hint }{ for wrong }{ children }</div> }
    }
}
