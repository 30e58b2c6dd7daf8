//! The enrolment code: one wide field with big digits, of as many lines as they need, so
//! that all of them can be compared with the note.
//!
//! Access: one field and not one per digit, so that pasting, correcting and
//! reading aloud work as everywhere; spaces and dashes may be typed or pasted;
//! the keyboard shows digits; the browser may offer a code from a message. Enter sends it.

use super::{Example, Prompt, QuestionFrame, field::send_on_enter};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CodeInputProps {
    pub prompt: Prompt,
    pub value: AttrValue,
    /// Called with the whole text at each change.
    pub on_input: Callback<String>,
}

/// A field for a code.
#[component]
pub fn CodeInput(props: &CodeInputProps) -> Html {
    let oninput = {
        let on_input = props.on_input.clone();
        Callback::from(move |event: InputEvent| {
            on_input.emit(event.target_unchecked_into::<HtmlTextAreaElement>().value())
        })
    };
    html! {
        <QuestionFrame prompt={props.prompt.clone().heading()}>
            <textarea id={&props.prompt.id} class="entry code" rows="2" inputmode="numeric"
                enterkeyhint="go" autocomplete="one-time-code" spellcheck="false"
                aria-describedby={props.prompt.described_by()} aria-invalid={props.prompt.invalid()}
                value={&props.value} {oninput} onkeydown={send_on_enter} />
        </QuestionFrame>
    }
}

pub(super) fn examples() -> Vec<Example> {
    let nothing = Callback::from(|_: String| {});
    vec![
        Example::new(
            "empty",
            html! {
                <CodeInput prompt={Prompt::new("code", "请输入开通码").hint("社区给您的数字")} value=""
                    on_input={nothing.clone()} />
            },
        ),
        Example::new(
            "whole",
            html! {
                <CodeInput prompt={Prompt::new("code-3", "请输入开通码").hint("一共 16 位")}
                    value="4821 0937 3315 8061" on_input={nothing.clone()} />
            },
        ),
        Example::new(
            "wrong",
            html! {
                <CodeInput
                    prompt={Prompt::new("code-2", "Type the code").error("That code is not right")}
                    value="123 456" on_input={nothing} />
            },
        ),
    ]
}
