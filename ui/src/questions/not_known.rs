//! "I do not know", beside a field to write in: an answer like any other.
//!
//! Access: a native checkbox after the field, so that who tabs comes to it without
//! having written anything.

use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct NotKnownProps {
    pub(super) id: AttrValue,
    /// The words of this answer.
    pub(super) label: AttrValue,
    /// Whether it is the answer now.
    pub(super) checked: bool,
    /// Called with whether it is the answer.
    pub(super) on_check: Callback<bool>,
}

#[component]
pub(super) fn NotKnown(props: &NotKnownProps) -> Html {
    let checked = props.checked;
    let onchange = props.on_check.reform(move |_: Event| !checked);
    html! {
        <div class="question">
            <label class="choice">
                <input type="checkbox" id={format!("{}-not-known", props.id)}
                    {checked} {onchange} />
                <span class="mark square" aria-hidden="true"></span>
                <span>{ &props.label }</span>
            </label>
        </div>
    }
}
