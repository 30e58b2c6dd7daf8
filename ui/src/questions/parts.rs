//! Answers with parts: where someone lives, a day and the part of it, somebody else.

use super::{FieldProps, Typed, date_parts, read_date};
use crate::{
    hooks::{use_here, use_words},
    parts::{Choice, ChoiceItem, DateField, DateParts, FieldKind, Question, TextField},
};
use linli_domain::{
    answer::{Address, AnswerError, Contact, DayWindow, Value},
    time::Window,
};
use yew::prelude::*;

/// Stands for a building that is not in the list.
const OTHER: &str = "other";

/// Building, entrance and room. The area's buildings are offered; another can be written.
#[component]
pub(super) fn AddressField(props: &FieldProps) -> Html {
    let words = use_words();
    let here = use_here();
    let now = use_state_eq(|| match &props.value {
        Some(Value::Address(address)) => address.clone(),
        _ => Address::default(),
    });
    let known: Vec<_> = here
        .as_ref()
        .and_then(|here| {
            let account = here.session.account.as_ref()?;
            here.catalogue.area(&account.area)
        })
        .map(|area| area.buildings.clone())
        .unwrap_or_default();
    let is_known = known.iter().any(|building| building.id == now.building);
    let writes = use_state_eq(|| !is_known && !now.building.is_empty());
    let Some(here) = here else { return html! {} };
    let emit = {
        let (now, on_typed) = (now.clone(), props.on_typed.clone());
        move |next: Address| {
            now.set(next.clone());
            on_typed.emit(if next == Address::default() {
                Typed::Nothing
            } else {
                Typed::Value(Value::Address(next))
            });
        }
    };
    let on_choose = {
        let (now, writes, emit) = (now.clone(), writes.clone(), emit.clone());
        Callback::from(move |chosen: AttrValue| {
            let is_other = chosen == OTHER;
            writes.set(is_other);
            let building = if is_other {
                String::new()
            } else {
                chosen.to_string()
            };
            emit(Address {
                building,
                ..(*now).clone()
            });
        })
    };
    let part = |set: fn(&mut Address, String)| {
        let (now, emit) = (now.clone(), emit.clone());
        Callback::from(move |typed: String| {
            let mut next = (*now).clone();
            set(&mut next, typed);
            emit(next);
        })
    };
    let items: Vec<_> = known
        .iter()
        .map(|building| ChoiceItem::new(building.id.clone(), here.local(&building.name)))
        .chain([ChoiceItem::new(OTHER, words.text("address-other"))])
        .collect();
    let chosen = if *writes {
        Some(AttrValue::from(OTHER))
    } else {
        is_known.then(|| now.building.clone().into())
    };
    let id = |part: &str| AttrValue::from(format!("{}-{part}", props.id));
    let other = writes.then(|| {
        html! { <TextField id={id("other")} label={words.text("address-building")} value={now.building.clone()} on_input={part(|address, typed| address.building = typed)} /> }
    });
    html! {
        <Question group=true title={props.title} id={&props.id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <Choice id={id("building")} label={words.text("address-building")} {items} {chosen} {on_choose} />
            <>{ for other }</>
            <TextField id={id("unit")} label={words.text("address-unit")} value={now.unit.clone()} on_input={part(|address, typed| address.unit = typed)} />
            <TextField id={id("room")} label={words.text("address-room")} value={now.room.clone()} on_input={part(|address, typed| address.room = typed)} />
        </Question>
    }
}

/// A day by its numbers, and morning or afternoon.
#[component]
pub(super) fn DayWindowField(props: &FieldProps) -> Html {
    let words = use_words();
    let kept = match &props.value {
        Some(Value::DayWindow(wish)) => Some(*wish),
        _ => None,
    };
    let parts = use_state_eq(|| kept.map(|wish| date_parts(wish.date)).unwrap_or_default());
    let window = use_state_eq(|| kept.map(|wish| wish.window));
    let emit = {
        let on_typed = props.on_typed.clone();
        move |parts: &DateParts, window: Option<Window>| {
            on_typed.emit(match (read_date(parts), window) {
                (Typed::Value(Value::Date(date)), Some(window)) => {
                    Typed::Value(Value::DayWindow(DayWindow { date, window }))
                }
                (Typed::Nothing, None) => Typed::Nothing,
                (Typed::Value(_), None) => Typed::Part(AnswerError::NoWindow),
                _ => Typed::Unreadable,
            });
        }
    };
    let on_input = {
        let (parts, window, emit) = (parts.clone(), window.clone(), emit.clone());
        Callback::from(move |typed: DateParts| {
            emit(&typed, *window);
            parts.set(typed);
        })
    };
    let on_choose = {
        let (parts, window) = (parts.clone(), window.clone());
        Callback::from(move |chosen: AttrValue| {
            let chosen = WINDOWS.iter().find(|(id, ..)| *id == chosen.as_str());
            let chosen = chosen.map(|(_, _, window)| *window);
            emit(&parts, chosen);
            window.set(chosen);
        })
    };
    let items: Vec<_> = WINDOWS
        .iter()
        .map(|(id, key, window)| {
            ChoiceItem::new(*id, words.text(key)).hint(words.window(*window).unwrap_or_default())
        })
        .collect();
    let chosen = WINDOWS.iter().find(|(.., known)| Some(*known) == *window);
    let chosen = chosen.map(|(id, ..)| AttrValue::from(*id));
    let id = |part: &str| AttrValue::from(format!("{}-{part}", props.id));
    html! {
        <Question group=true title={props.title} id={&props.id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <DateField id={id("date")} label={words.text("day-window-day")} value={(*parts).clone()} {on_input} />
            <Choice id={id("window")} label={words.text("ask-window")} {items} {chosen} {on_choose} />
        </Question>
    }
}

const WINDOWS: [(&str, &str, Window); 2] = [
    ("morning", "ask-window-morning", Window::MORNING),
    ("afternoon", "ask-window-afternoon", Window::AFTERNOON),
];

/// Somebody else: name, telephone, and what they are to the person.
#[component]
pub(super) fn PersonField(props: &FieldProps) -> Html {
    let words = use_words();
    let now = use_state_eq(|| match &props.value {
        Some(Value::Person(contact)) => contact.clone(),
        _ => Contact::default(),
    });
    let part = |set: fn(&mut Contact, String)| {
        let (now, on_typed) = (now.clone(), props.on_typed.clone());
        Callback::from(move |typed: String| {
            let mut next = (*now).clone();
            set(&mut next, typed);
            on_typed.emit(if next == Contact::default() {
                Typed::Nothing
            } else {
                Typed::Value(Value::Person(next.clone()))
            });
            now.set(next);
        })
    };
    let id = |part: &str| AttrValue::from(format!("{}-{part}", props.id));
    html! {
        <Question group=true title={props.title} id={&props.id} label={&props.label} hint={props.hint.clone()} error={props.error.clone()}>
            <TextField id={id("name")} label={words.text("person-name")} value={now.name.clone()} on_input={part(|contact, typed| contact.name = typed)} />
            <TextField id={id("phone")} kind={FieldKind::Phone} label={words.text("person-phone")} value={now.phone.clone()} on_input={part(|contact, typed| contact.phone = typed)} />
            <TextField id={id("relation")} label={words.text("person-relation")} hint={words.text("answer-optional")} value={now.relation.clone()} on_input={part(|contact, typed| contact.relation = typed)} />
        </Question>
    }
}
