//! A day that a person knows by heart, such as a birthday: three numbers.
//!
//! Access: three labelled fields in a `<fieldset>`, in the order of the
//! language; no calendar to open, no format to guess.

use super::{Example, Prompt, QuestionFrame};
use crate::hooks::use_words;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The three numbers as typed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct DateParts {
    pub year: AttrValue,
    pub month: AttrValue,
    /// Day of the month.
    pub day: AttrValue,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub struct DateFieldProps {
    pub prompt: Prompt,
    /// What stands in the fields.
    #[prop_or_default]
    pub value: DateParts,
    /// Called at each change.
    pub on_input: Callback<DateParts>,
}

#[derive(Clone, Copy)]
enum DatePart {
    Year,
    Month,
    Day,
}

/// A day in three fields.
#[component]
pub fn DateField(props: &DateFieldProps) -> Html {
    let words = use_words();
    let order = if words.lang().is_chinese() {
        [DatePart::Year, DatePart::Month, DatePart::Day]
    } else {
        [DatePart::Day, DatePart::Month, DatePart::Year]
    };
    let fields = order.into_iter().map(|part| {
        let (suffix, label, value, class) = match part {
            DatePart::Year => (
                "year",
                words.text("common-year"),
                &props.value.year,
                "entry wide",
            ),
            DatePart::Month => (
                "month",
                words.text("common-month"),
                &props.value.month,
                "entry",
            ),
            DatePart::Day => ("day", words.text("common-day"), &props.value.day, "entry"),
        };
        let id = props.prompt.part_id(suffix);
        // Each part of a day has a token of its own: "bday-year".
        let autocomplete = match props.prompt.fills {
            Some(what) => AttrValue::from(format!("{what}-{suffix}")),
            None => "off".into(),
        };
        let oninput = {
            let (on_input, now) = (props.on_input.clone(), props.value.clone());
            Callback::from(move |event: InputEvent| {
                let typed =
                    AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value());
                let now = now.clone();
                on_input.emit(match part {
                    DatePart::Year => DateParts { year: typed, ..now },
                    DatePart::Month => DateParts {
                        month: typed,
                        ..now
                    },
                    DatePart::Day => DateParts { day: typed, ..now },
                });
            })
        };
        html! {
            <div>
                <label for={id.clone()}>{ label }</label>
                <input {id} type="text" inputmode="numeric" {autocomplete} {class}
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
    let value = DateParts {
        year: "1943".into(),
        month: "3".into(),
        day: "3".into(),
    };
    let prompt = Prompt::new("born", "出生日期")
        .hint("例如 1943 年 3 月 3 日")
        .heading()
        .fills(Some("bday"));
    vec![Example::new(
        "birthday",
        html! { <DateField {prompt} {value} on_input={Callback::from(|_| {})} /> },
    )]
}
