//! Asking for more: everything at once, each with words, and a day until which.

use super::{
    decide::{CaseFormProps, Same},
    frame::{Checker, SendForm, wrong},
    write::wait,
};
use crate::{
    hooks::{Here, use_fields, use_here, use_view, use_words},
    parts::{Checks, ChoiceItem, DateField, DateParts, FieldKind, Prompt, TextField},
    questions::{date_of, date_parts},
};
use linli_api::{
    OpenApplication, Topic,
    view::{Application, FormName},
};
use linli_domain::{
    answer::{FieldId, journey},
    application::{ApplicationAction, Item},
    time::{Date, add_days},
};
use std::rc::Rc;
use yew::prelude::*;

/// How long a resident has, unless the officer says otherwise, in days.
const USUAL_DAYS: i32 = 21;

/// Ask for more.
#[component]
pub(crate) fn AskMore(props: &CaseFormProps) -> Html {
    let doc = props.doc;
    let opened = use_view(OpenApplication { doc }, vec![Topic::Doc(doc)]);
    let fields = use_fields(doc, FormName::More);
    match (use_here(), opened.here(), fields) {
        (Some(here), Some(own), Some(fields)) => {
            html! { <MoreForm own={own.clone()} {here} fields={Same(fields)} /> }
        }
        _ => wait(doc),
    }
}

/// Properties of [`MoreForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct MoreFormProps {
    own: Rc<Application>,
    here: Here,
    fields: Same,
}

#[component]
fn MoreForm(props: &MoreFormProps) -> Html {
    let words = use_words();
    let tried = use_state_eq(|| false);
    let (own, here, fields) = (&props.own, &props.here, &props.fields.0);
    let is_again = own.asked.is_some();
    let asked = journey(&own.service.questions, &own.answers);
    // Papers too that only the office asks for.
    let on_request = own.service.questions.iter();
    let on_request = on_request.filter(|question| question.on_request);
    let items: Vec<_> = asked
        .into_iter()
        .chain(on_request)
        .map(|question| ChoiceItem::new(question.id.0.clone(), here.local(&question.ask)))
        .collect();
    let chosen = fields.text("items");
    let chosen: Vec<AttrValue> = chosen.lines().map(|id| id.to_owned().into()).collect();
    let note = |id: &AttrValue| fields.text(&note_id(id));
    let due = due_parts(fields.written("due").as_deref(), here.today());
    let day = date_of(&due).filter(|day| *day > here.today());
    let write = words.text("answer-error-required");
    let mut checker = Checker::new(fields);
    checker.required("items", &words.text("answer-error-choose"));
    let text = checker.required("words", &write);
    checker.must("due", day.is_some(), &words.text("more-due-wrong"));
    let again = is_again.then(|| checker.required("again", &write));
    let event = checker.sends(day.map(|due| {
        ApplicationAction::AskMore {
            items: chosen
                .iter()
                .map(|id| Item {
                    field: FieldId(id.to_string()),
                    words: note(id),
                })
                .collect(),
            words: text.clone(),
            due,
            again,
        }
    }));
    let labelled = |id: &AttrValue| {
        let item = items.iter().find(|item| item.value == *id);
        item.map(|item| item.label.clone()).unwrap_or_default()
    };
    let mut preview = vec![AttrValue::from(text)];
    preview.extend(
        chosen
            .iter()
            .map(|id| format!("{} {}", labelled(id), note(id)).into()),
    );
    preview.extend(day.map(|day| {
        let day = words.day_and_year(day);
        words.with("application-more-until", &[("day", day.as_str().into())])
    }));
    let error = |id| wrong(&event, *tried, id);
    let on_choose = {
        let fields = fields.clone();
        Callback::from(move |ids: Vec<AttrValue>| {
            let ids: Vec<_> = ids.iter().map(AttrValue::as_str).collect();
            fields.set("items", ids.join("\n"));
        })
    };
    let details = chosen.iter().map(|id| {
        let on_input = {
            let (fields, id) = (fields.clone(), note_id(id));
            Callback::from(move |typed: String| fields.set(&id, typed))
        };
        let label = words.with("more-note", &[("question", labelled(id).as_str().into())]);
        html! {
            <TextField key={id.to_string()} prompt={Prompt::new(note_id(id), label)}
                value={note(id)} {on_input} />
        }
    });
    let on_due = {
        let fields = fields.clone();
        Callback::from(move |parts: DateParts| {
            let DateParts { year, month, day } = parts;
            fields.set("due", format!("{year}/{month}/{day}"));
        })
    };
    let why = is_again.then(|| {
        html! {
            <TextField
                prompt={Prompt::new("again", words.text("more-again"))
                    .hint(words.text("more-again-hint"))
                    .error(error("again"))}
                kind={FieldKind::Lines} value={fields.text("again")}
                on_input={fields.on_input("again")} />
        }
    });
    let shown = html! {
        <>
            <Checks
                prompt={Prompt::new("items", words.text("more-items"))
                    .hint(words.text("more-items-hint"))
                    .error(error("items"))}
                items={items.clone()} chosen={chosen.clone()} {on_choose} />
            <>{ for details }</>
            <TextField
                prompt={Prompt::new("words", words.text("more-words"))
                    .hint(words.text("decide-words-hint"))
                    .error(error("words"))}
                kind={FieldKind::Lines} value={fields.text("words")}
                on_input={fields.on_input("words")} />
            <DateField prompt={Prompt::new("due", words.text("more-due")).error(error("due"))}
                value={due} on_input={on_due} />
            <>{ for why }</>
        </>
    };
    let question = words.text("case-send-question");
    html! {
        <SendForm doc={own.doc} title={words.text("case-ask-more")} {event} {tried} {preview}
            {question}>
            { shown }
        </SendForm>
    }
}

fn note_id(question: &str) -> String {
    format!("note-{question}")
}

/// The day as it was left, as three numbers; the usual one where nothing was written.
fn due_parts(written: Option<&str>, today: Date) -> DateParts {
    let Some(written) = written else {
        return date_parts(add_days(today, USUAL_DAYS));
    };
    let mut parts = written.splitn(3, '/').map(|part| part.to_owned().into());
    DateParts {
        year: parts.next().unwrap_or_default(),
        month: parts.next().unwrap_or_default(),
        day: parts.next().unwrap_or_default(),
    }
}
