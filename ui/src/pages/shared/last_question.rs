//! What cannot be undone is asked once more, beside where it was pressed.
//!
//! Access: the question takes the focus when it appears; who closes it says where it goes.

use crate::{
    hooks::{focus_id, use_words},
    parts::{Button, ButtonKind, Mixed, Notice, Tone},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct LastQuestionProps {
    /// The id of the question.
    pub(crate) id: AttrValue,
    pub(crate) question: AttrValue,
    /// What it is about, where the question does not say it.
    #[prop_or_default]
    pub(crate) name: Option<AttrValue>,
    /// The words on the button that does it.
    pub(crate) yes: AttrValue,
    pub(crate) waiting: bool,
    pub(crate) on_yes: Callback<()>,
    pub(crate) on_no: Callback<()>,
}

#[component]
pub(crate) fn LastQuestion(props: &LastQuestionProps) -> Html {
    let words = use_words();
    use_effect_with(props.id.clone(), |id| {
        focus_id(id);
    });
    let name = props
        .name
        .as_ref()
        .map(|name| html! { <p class="strong"><Mixed words={name} /></p> });
    html! {
        <Notice tone={Tone::Careful}>
            <h3 id={&props.id} tabindex="-1">{ &props.question }</h3>
            { for name }
            <div class="stack tight">
                <Button kind={ButtonKind::Go} label={&props.yes} waiting={props.waiting}
                    on_press={props.on_yes.clone()} />
                <Button label={words.text("common-not-now")} on_press={props.on_no.clone()} />
            </div>
        </Notice>
    }
}
