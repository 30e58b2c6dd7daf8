//! A time of the day, by its two numbers.

use super::{FieldProps, Typed, field::use_entry, read, typed::half_parts};
use crate::parts::{TimeField, TimeParts};
use linli_domain::{answer::Value, time::Minute};
use yew::prelude::*;

#[component]
pub(super) fn ClockField(props: &FieldProps) -> Html {
    let written = |value: &Value| match value {
        Value::Time(minute) => Some(time_parts(*minute)),
        _ => None,
    };
    let parts = use_entry(props, written, |half| {
        let mut parts = half_parts(half);
        TimeParts {
            hour: parts.next().unwrap_or_default(),
            minute: parts.next().unwrap_or_default(),
        }
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

/// The time that the two numbers are.
pub(crate) fn time_of(parts: &TimeParts) -> Option<Minute> {
    match read::time(parts) {
        Typed::Value(Value::Time(minute)) => Some(minute),
        _ => None,
    }
}

/// A time as its two numbers.
pub(crate) fn time_parts(minute: Minute) -> TimeParts {
    let (hour, minute) = minute.clock();
    TimeParts {
        hour: hour.to_string().into(),
        minute: format!("{minute:02}").into(),
    }
}
