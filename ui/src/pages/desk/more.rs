//! Asking for more: everything at once, each with words, and a day until which.

use super::{
    decide::CaseFormProps,
    frame::{SendForm, required, wrong},
};
use crate::{
    hooks::{use_here, use_view, use_words},
    pages::page::not_here,
    parts::{Checks, ChoiceItem, DateField, DateParts, FieldKind, Mistake, TextField},
    questions::{date_of, date_parts},
    route::Route,
};
use linli_api::{OpenApplication, Topic};
use linli_domain::{
    answer::{FieldId, journey},
    application::{ApplicationEvent, Item},
    time::{Date, add_days},
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// How long a resident has, unless the officer says otherwise, in days.
const USUAL_DAYS: i32 = 21;

/// Ask for more.
#[component]
pub fn AskMore(props: &CaseFormProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let opened = use_view(OpenApplication { doc }, vec![Topic::Doc(doc)]);
    let here = use_here();
    let tried = use_state_eq(|| false);
    let chosen = use_state_eq(Vec::<AttrValue>::new);
    let notes = use_state_eq(BTreeMap::<String, String>::new);
    let text = use_state_eq(String::new);
    let again = use_state_eq(String::new);
    let today = here.as_ref().map(|here| here.today());
    let due = use_state_eq(|| {
        let usual = today.map(|today| date_parts(add_days(today, USUAL_DAYS)));
        usual.unwrap_or_default()
    });
    let (Some(here), Some(own)) = (here, opened.here()) else {
        return not_here(
            &opened,
            words.text("officer-title"),
            Route::Case(doc),
            words.text("common-one-moment"),
        );
    };
    let is_again = own.asked.is_some();
    let asked = journey(&own.service.questions, &own.answers);
    let items: Vec<_> = asked
        .iter()
        .map(|question| ChoiceItem::new(question.id.0.clone(), here.local(&question.ask)))
        .collect();
    let mut mistakes: Vec<Mistake> = Vec::new();
    let choose = words.text("answer-error-choose");
    let first = chosen.first().map(AttrValue::as_str).unwrap_or_default();
    required(&mut mistakes, "items", first, &choose);
    let write = words.text("answer-error-required");
    required(&mut mistakes, "words", &text, &write);
    if is_again {
        required(&mut mistakes, "again", &again, &write);
    }
    let day = day_after(&due, here.today());
    if day.is_none() {
        mistakes.push(Mistake {
            id: "due".into(),
            words: words.text("more-due-wrong"),
        });
    }
    let event = match day {
        Some(due) if mistakes.is_empty() => Ok(ApplicationEvent::MoreAsked {
            items: chosen
                .iter()
                .map(|id| Item {
                    field: FieldId(id.to_string()),
                    words: notes.get(id.as_str()).cloned().unwrap_or_default(),
                })
                .collect(),
            words: text.trim().to_owned(),
            due,
            again: is_again.then(|| again.trim().to_owned()),
        }),
        _ => Err(mistakes),
    };
    let labelled = |id: &AttrValue| {
        let item = items.iter().find(|item| item.value == *id);
        item.map(|item| item.label.clone()).unwrap_or_default()
    };
    let mut preview = vec![AttrValue::from((*text).clone())];
    preview.extend(chosen.iter().map(|id| {
        let note = notes.get(id.as_str()).map_or("", String::as_str);
        format!("{} {note}", labelled(id)).into()
    }));
    preview.extend(day.map(|day| {
        let day = words.day_and_year(day);
        words.with("application-more-until", &[("day", day.as_str().into())])
    }));
    let error = |id| wrong(&event, *tried, id);
    let set = |text: &UseStateHandle<String>| {
        let text = text.clone();
        Callback::from(move |typed| text.set(typed))
    };
    let on_choose = {
        let chosen = chosen.clone();
        Callback::from(move |ids| chosen.set(ids))
    };
    let details = chosen.iter().map(|id| {
        let on_input = {
            let (notes, id) = (notes.clone(), id.to_string());
            Callback::from(move |typed: String| {
                let mut now = (*notes).clone();
                now.insert(id.clone(), typed);
                notes.set(now);
            })
        };
        let value = notes.get(id.as_str()).cloned().unwrap_or_default();
        let label = words.with("more-note", &[("question", labelled(id).as_str().into())]);
        html! { <TextField key={id.to_string()} id={format!("note-{id}")} {label} {value} {on_input} /> }
    });
    let on_due = {
        let due = due.clone();
        Callback::from(move |parts: DateParts| due.set(parts))
    };
    let why = is_again.then(|| {
        html! { <TextField id="again" kind={FieldKind::Lines} label={words.text("more-again")} hint={words.text("more-again-hint")} error={error("again")} value={(*again).clone()} on_input={set(&again)} /> }
    });
    let fields = html! {
        <>
            <Checks id="items" label={words.text("more-items")} hint={words.text("more-items-hint")} error={error("items")} items={items.clone()} chosen={(*chosen).clone()} {on_choose} />
            <>{ for details }</>
            <TextField id="words" kind={FieldKind::Lines} label={words.text("more-words")} hint={words.text("decide-words-hint")} error={error("words")} value={(*text).clone()} on_input={set(&text)} />
            <DateField id="due" label={words.text("more-due")} error={error("due")} value={(*due).clone()} on_input={on_due} />
            <>{ for why }</>
        </>
    };
    html! { <SendForm {doc} title={words.text("case-ask-more")} {event} {tried} {preview}>{ fields }</SendForm> }
}

/// The day in the fields, where it is still to come.
fn day_after(parts: &DateParts, today: Date) -> Option<Date> {
    date_of(parts).filter(|day| *day > today)
}
