//! The enrolment code: one wide field with big digits.
//!
//! Access: one field and not one per digit, so that pasting, correcting and
//! reading aloud work as everywhere; spaces and dashes may be typed or pasted;
//! the keyboard shows digits; the browser may offer a code from a message.

use super::{Example, Prompt, QuestionFrame};
use web_sys::HtmlInputElement;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct CodeInputProps {
    pub prompt: Prompt,
    /// What stands in it.
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
            on_input.emit(event.target_unchecked_into::<HtmlInputElement>().value())
        })
    };
    html! {
        <QuestionFrame prompt={props.prompt.clone().heading()}>
            <input id={&props.prompt.id} type="text" class="entry code" inputmode="numeric"
                autocomplete="one-time-code" spellcheck="false"
                aria-describedby={props.prompt.described_by()}
                aria-invalid={props.prompt.invalid()} value={&props.value} {oninput} />
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
            "wrong",
            html! {
                <CodeInput
                    prompt={Prompt::new("code-2", "Type the code").error("That code is not right")}
                    value="123 456" on_input={nothing} />
            },
        ),
    ]
}
