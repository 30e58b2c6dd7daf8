//! A day by its numbers, and morning or afternoon.

use super::{
    FieldProps, Typed,
    date::{date_parts, half_date},
    read,
    typed::half_parts,
};
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
    let half = props.half.as_deref().map(read_half);
    let (parts, window) = half.unwrap_or_else(|| {
        let day = kept.map(|wish| date_parts(wish.date));
        (day.unwrap_or_default(), kept.map(|wish| wish.window))
    });
    let (parts, window) = (use_state_eq(|| parts), use_state_eq(|| window));
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
    let why = match (read::date(parts), window) {
        (Typed::Value(Value::Date(date)), Some(window)) => {
            return Typed::Value(Value::DayWindow(DayWindow { date, window }));
        }
        (Typed::Nothing, None) => return Typed::Nothing,
        (Typed::Value(_), None) => AnswerError::NoWindow,
        (Typed::Half(_, why), _) => why,
        _ => AnswerError::WrongType,
    };
    let chosen = WINDOWS.iter().find(|(.., known)| Some(*known) == window);
    let chosen = chosen.map_or("", |(id, ..)| *id);
    let DateParts { year, month, day } = parts;
    Typed::half_of(&[year, month, day, chosen], why)
}

/// What a wish that was half typed is, and why it is no answer.
pub(super) fn half_left(text: &str) -> Typed {
    let (parts, window) = read_half(text);
    typed_so_far(&parts, window)
}

/// The day and its part as they were half typed.
fn read_half(text: &str) -> (DateParts, Option<Window>) {
    let mut parts = half_parts(text);
    let day = half_date(&mut parts);
    let id = parts.next().unwrap_or_default();
    let chosen = WINDOWS.iter().find(|(known, ..)| *known == id.as_str());
    (day, chosen.map(|(.., window)| *window))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_half_typed_is_read_back() {
        let day = |day: &'static str| DateParts {
            year: "2026".into(),
            month: "2".into(),
            day: day.into(),
        };
        for (parts, window, why) in [
            (day("3"), None, AnswerError::NoWindow),
            (day("31"), Some(Window::MORNING), AnswerError::WrongType),
            (
                DateParts::default(),
                Some(Window::AFTERNOON),
                AnswerError::WrongType,
            ),
        ] {
            let Typed::Half(text, told) = typed_so_far(&parts, window) else {
                panic!("{parts:?} is no answer");
            };
            assert_eq!(told, why);
            assert_eq!(read_half(&text), (parts, window));
        }
    }
}
