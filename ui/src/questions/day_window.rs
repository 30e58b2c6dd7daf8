//! A day by its numbers, and morning or afternoon.

use super::{FieldProps, Typed, date::date_parts, read};
use crate::{
    hooks::{Words, use_words},
    parts::{Choice, ChoiceItem, DateField, DateParts, QuestionFrame},
};
use linli_domain::{
    answer::{AnswerError, DayWindow, Value},
    time::Window,
};
use yew::prelude::*;

const WINDOWS: [(&str, &str, Window); 2] = [
    ("morning", "ask-window-morning", Window::MORNING),
    ("afternoon", "ask-window-afternoon", Window::AFTERNOON),
];

/// A day and a part of it.
#[component]
pub(super) fn DayWindowField(props: &FieldProps) -> Html {
    let words = use_words();
    let kept = match &props.value {
        Some(Value::DayWindow(wish)) => Some(*wish),
        _ => None,
    };
    let parts = use_state_eq(|| kept.map(|wish| date_parts(wish.date)).unwrap_or_default());
    let window = use_state_eq(|| kept.map(|wish| wish.window));
    let on_input = {
        let (parts, window, on_typed) = (parts.clone(), window.clone(), props.on_typed.clone());
        Callback::from(move |typed: DateParts| {
            on_typed.emit(typed_so_far(&typed, *window));
            parts.set(typed);
        })
    };
    let on_choose = {
        let (parts, window, on_typed) = (parts.clone(), window.clone(), props.on_typed.clone());
        Callback::from(move |chosen: AttrValue| {
            let chosen = WINDOWS.iter().find(|(id, ..)| *id == chosen.as_str());
            let chosen = chosen.map(|(_, _, window)| *window);
            on_typed.emit(typed_so_far(&parts, chosen));
            window.set(chosen);
        })
    };
    let chosen = WINDOWS.iter().find(|(.., known)| Some(*known) == *window);
    let chosen = chosen.map(|(id, ..)| AttrValue::from(*id));
    html! {
        <QuestionFrame group=true prompt={props.prompt.clone()}>
            <DateField prompt={props.part("date", words.text("day-window-day"))}
                value={(*parts).clone()} {on_input} />
            <Choice prompt={props.part("window", words.text("ask-window"))}
                items={items(&words)} {chosen} {on_choose} />
        </QuestionFrame>
    }
}

fn items(words: &Words) -> Vec<ChoiceItem> {
    let item = |(id, key, window): &(&'static str, &'static str, Window)| {
        ChoiceItem::new(*id, words.text(key)).hint(words.window(*window).unwrap_or_default())
    };
    WINDOWS.iter().map(item).collect()
}

fn typed_so_far(parts: &DateParts, window: Option<Window>) -> Typed {
    match (read::date(parts), window) {
        (Typed::Value(Value::Date(date)), Some(window)) => {
            Typed::Value(Value::DayWindow(DayWindow { date, window }))
        }
        (Typed::Nothing, None) => Typed::Nothing,
        (Typed::Value(_), None) => Typed::Part(AnswerError::NoWindow),
        _ => Typed::Unreadable,
    }
}
