//! What cannot be undone is asked once more, beside where it was pressed.
//!
//! Access: the question takes the focus when it appears; who closes it says where it goes.

use crate::{
    hooks::{focus_id, use_words},
    parts::{Button, ButtonKind, Notice, Tone},
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct LastQuestionProps {
    /// The id of the question.
    pub(super) id: AttrValue,
    pub(super) question: AttrValue,
    /// Whose case it is, and which, where the question does not say it.
    #[prop_or_default]
    pub(super) name: Option<AttrValue>,
    /// The words on the button that does it.
    pub(super) yes: AttrValue,
    pub(super) waiting: bool,
    pub(super) on_yes: Callback<()>,
    pub(super) on_no: Callback<()>,
}

#[component]
pub(super) fn LastQuestion(props: &LastQuestionProps) -> Html {
    let words = use_words();
    use_effect_with(props.id.clone(), |id| {
        focus_id(id);
    });
    let name = props
        .name
        .as_ref()
        .map(|name| html! { <p class="strong">{ name }</p> });
    html! {
        <Notice tone={Tone::Careful}>
            <h3 id={&props.id} tabindex="-1">{ &props.question }</h3>
            { for name }
            <div class="stack tight">
                <Button kind={ButtonKind::Go} label={&props.yes} waiting={props.waiting}
                    on_press={props.on_yes.clone()} />
                <Button label={words.text("case-not-now")} on_press={props.on_no.clone()} />
            </div>
        </Notice>
    }
}
