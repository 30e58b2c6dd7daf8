//! A time of the day, by its two numbers.

use super::{FieldProps, field::use_entry, read};
use crate::parts::{TimeField, TimeParts};
use linli_domain::answer::Value;
use yew::prelude::*;

#[component]
pub(super) fn ClockField(props: &FieldProps) -> Html {
    let parts = use_entry(props.value.as_ref(), |value| match value {
        Value::Time(minute) => {
            let (hour, minute) = minute.clock();
            Some(TimeParts {
                hour: hour.to_string().into(),
                minute: format!("{minute:02}").into(),
            })
        }
        _ => None,
    });
    let on_input = {
        let (parts, on_typed) = (parts.clone(), props.on_typed.clone());
        Callback::from(move |typed: TimeParts| {
            on_typed.emit(read::time(&typed));
            parts.set(typed);
        })
    };
    html! { <TimeField prompt={props.prompt.clone()} value={(*parts).clone()} {on_input} /> }
}
