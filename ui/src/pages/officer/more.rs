//! Asking for more: everything at once, each with words, and a day until which.

use super::case_form::{CaseForm, CaseFormProps, CaseQuestion, use_case_form, waiting};
use crate::{
    hooks::{Here, Words, use_here, use_view, use_words},
    parts::{Checks, ChoiceItem, DateField, DateParts, Prompt, TextField},
    questions::{date_of, date_parts},
};
use linli_api::{
    OpenApplication, Topic,
    view::{ApplicationPage, FormName},
};
use linli_domain::{
    answer::{FieldId, journey},
    application::{ApplicationAction, Item},
    time::{Date, add_days},
};
use yew::prelude::*;

/// How long a resident has, unless the officer says otherwise, in days.
const USUAL_DAYS: i32 = 21;

#[component]
pub(crate) fn AskMore(props: &CaseFormProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let opened = use_view(OpenApplication { doc }, vec![Topic::Doc(doc)]);
    let form = use_case_form(doc, FormName::More);
    let (Some(here), Some(application)) = (use_here(), opened.here()) else {
        return waiting(&words, doc);
    };
    let mut form = match form {
        Ok(form) => form,
        Err(waiting) => return waiting,
    };
    let draft = MoreDraft::read(&mut form, &here, application);
    let (event, preview) = (draft.event(), draft.preview(&words));
    let fields = draft.fields(&form);
    form.draw(CaseQuestion::send("case-ask-more"), event, preview, fields)
}

/// What is written so far.
struct MoreDraft {
    /// All that can be asked for.
    items: Vec<ChoiceItem>,
    /// What is asked for, each with words.
    asked: Vec<Item>,
    words: String,
    due: DateParts,
    /// Until when, where that is a day to come.
    day: Option<Date>,
    /// Why a further time, where it was asked before.
    again: Option<String>,
}

impl MoreDraft {
    fn read(form: &mut CaseForm, here: &Here, application: &ApplicationPage) -> Self {
        let due = due_parts(form.fields.written("due").as_deref(), here.today());
        let day = date_of(&due).filter(|day| *day > here.today());
        let asked = form.chosen("items");
        let words = form.required("words");
        form.must("due", day.is_some(), "more-due-wrong");
        let again = application.asked.is_some().then(|| form.required("again"));
        let asked = asked.lines().map(|id| Item {
            field: FieldId(id.to_owned()),
            words: form.fields.text(&note_id(id)),
        });
        Self {
            items: items(here, application),
            asked: asked.collect(),
            words,
            due,
            day,
            again,
        }
    }

    fn event(&self) -> Option<ApplicationAction> {
        Some(ApplicationAction::AskMore {
            items: self.asked.clone(),
            words: self.words.clone(),
            due: self.day?,
            again: self.again.clone(),
        })
    }

    /// The words of what is asked for.
    fn label(&self, item: &Item) -> AttrValue {
        let mut items = self.items.iter();
        let item = items.find(|other| other.value == item.field.0);
        item.map(|item| item.label.clone()).unwrap_or_default()
    }

    fn preview(&self, words: &Words) -> Vec<AttrValue> {
        let mut preview = vec![AttrValue::from(self.words.clone())];
        let asked = self.asked.iter();
        preview.extend(asked.map(|item| format!("{} {}", self.label(item), item.words).into()));
        preview.extend(self.day.map(|day| {
            let day = words.day_and_year(day);
            words.with("application-more-until", &[("day", day.as_str().into())])
        }));
        preview
    }

    fn fields(&self, form: &CaseForm) -> Html {
        let on_due = {
            let fields = form.fields.clone();
            Callback::from(move |parts: DateParts| {
                let DateParts { year, month, day } = parts;
                fields.set("due", format!("{year}/{month}/{day}"));
            })
        };
        let again = self.again.as_ref();
        let again = again.map(|_| form.lines("again", "more-again", Some("more-again-hint")));
        html! {
            <>
                { self.checks(form) }
                <>{ for self.asked.iter().map(|item| self.note(form, item)) }</>
                { form.lines("words", "more-words", Some("decide-words-hint")) }
                <DateField prompt={form.prompt("due", "more-due")} value={self.due.clone()}
                    on_input={on_due} />
                <>{ for again }</>
            </>
        }
    }

    /// What is asked for.
    fn checks(&self, form: &CaseForm) -> Html {
        let on_choose = {
            let fields = form.fields.clone();
            Callback::from(move |ids: Vec<AttrValue>| {
                let ids: Vec<_> = ids.iter().map(AttrValue::as_str).collect();
                fields.set("items", ids.join("\n"));
            })
        };
        let chosen = self.asked.iter().map(|item| item.field.0.clone().into());
        let prompt = form.prompt("items", "more-items");
        html! {
            <Checks prompt={prompt.hint(form.words.text("more-items-hint"))}
                items={self.items.clone()} chosen={chosen.collect::<Vec<AttrValue>>()}
                {on_choose} />
        }
    }

    /// The words that go with one thing that is asked for.
    fn note(&self, form: &CaseForm, item: &Item) -> Html {
        let id = note_id(&item.field.0);
        let on_input = {
            let (fields, id) = (form.fields.clone(), id.clone());
            Callback::from(move |typed: String| fields.set(&id, typed))
        };
        let label = self.label(item);
        let label = form
            .words
            .with("more-note", &[("question", label.as_str().into())]);
        html! {
            <TextField key={item.field.to_string()} prompt={Prompt::new(id, label)}
                value={item.words.clone()} {on_input} />
        }
    }
}

/// What can be asked for: every question, and papers that only the office asks for.
fn items(here: &Here, application: &ApplicationPage) -> Vec<ChoiceItem> {
    let on_request = application.service.questions.iter();
    let on_request = on_request.filter(|question| question.on_request);
    journey(&application.service.questions, &application.answers)
        .into_iter()
        .chain(on_request)
        .map(|question| ChoiceItem::new(question.id.0.clone(), here.local(&question.ask)))
        .collect()
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
