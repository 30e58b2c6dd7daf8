//! A day, by its three numbers.

use super::{FieldProps, Typed, field::use_entry, read, typed::half_parts};
use crate::parts::{DateField, DateParts};
use linli_domain::{answer::Value, time::Date};
use yew::prelude::*;

#[component]
pub(super) fn DayField(props: &FieldProps) -> Html {
    let written = |value: &Value| match value {
        Value::Date(date) => Some(date_parts(*date)),
        _ => None,
    };
    let parts = use_entry(props, written, |half| half_date(&mut half_parts(half)));
    let on_input = {
        let (parts, on_typed) = (parts.clone(), props.on_typed.clone());
        Callback::from(move |typed: DateParts| {
            on_typed.emit(read::date(&typed));
            parts.set(typed);
        })
    };
    html! { <DateField prompt={props.prompt.clone()} value={(*parts).clone()} {on_input} /> }
}

/// The day that the three numbers are.
pub(crate) fn date_of(parts: &DateParts) -> Option<Date> {
    match read::date(parts) {
        Typed::Value(Value::Date(date)) => Some(date),
        _ => None,
    }
}

/// The three numbers as they were half typed.
pub(super) fn half_date(parts: &mut impl Iterator<Item = AttrValue>) -> DateParts {
    let mut next = || parts.next().unwrap_or_default();
    DateParts {
        year: next(),
        month: next(),
        day: next(),
    }
}

/// A day as its three numbers.
pub(crate) fn date_parts(date: Date) -> DateParts {
    DateParts {
        year: date.year().to_string().into(),
        month: date.month().to_string().into(),
        day: date.day().to_string().into(),
    }
}
