//! A time of the day: two numbers.
//!
//! Access: two labelled fields in a `<fieldset>`; 24 hours, so that there is no third thing to set.

use super::{Example, Prompt, QuestionFrame};
use crate::hooks::use_words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The two numbers as typed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TimeParts {
    /// Hour, 0 to 23.
    pub hour: AttrValue,
    pub minute: AttrValue,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimeFieldProps {
    pub prompt: Prompt,
    /// What stands in the fields.
    #[prop_or_default]
    pub value: TimeParts,
    /// Called at each change.
    pub on_input: Callback<TimeParts>,
}

/// A time in two fields.
#[component]
pub fn TimeField(props: &TimeFieldProps) -> Html {
    let words = use_words();
    let fields = [
        (true, "hour", words.text("common-hour")),
        (false, "minute", words.text("common-minute")),
    ];
    let fields = fields.into_iter().map(|(is_hour, suffix, label)| {
        let id = props.prompt.part_id(suffix);
        let value = if is_hour {
            &props.value.hour
        } else {
            &props.value.minute
        };
        let oninput = {
            let (on_input, now) = (props.on_input.clone(), props.value.clone());
            Callback::from(move |event: InputEvent| {
                let typed =
                    AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value());
                let now = now.clone();
                on_input.emit(if is_hour {
                    TimeParts { hour: typed, ..now }
                } else {
                    TimeParts {
                        minute: typed,
                        ..now
                    }
                });
            })
        };
        html! {
            <div>
                <label for={id.clone()}>{ label }</label>
                <input {id} type="text" inputmode="numeric" autocomplete="off" class="entry"
                    aria-invalid={props.prompt.invalid()} {value} {oninput} />
            </div>
        }
    });
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <div class="entries">{ for fields }</div>
        </QuestionFrame>
    }
}

pub(super) fn examples() -> Vec<Example> {
    let value = TimeParts {
        hour: "14".into(),
        minute: "30".into(),
    };
    vec![Example::new(
        "appointment",
        html! {
            <TimeField prompt={Prompt::new("slot", "What time is the appointment?")} {value}
                on_input={Callback::from(|_| {})} />
        },
    )]
}
