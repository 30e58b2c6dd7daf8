//! A form about one case: what was written is kept, mistakes come first, and there is a
//! last look before anything reaches the resident.

mod send;

use self::send::SendForm;
use crate::{
    address::PageAddress,
    hooks::{Fields, Words, use_fields, use_words},
    pages::{
        officer::OfficerRoute,
        shared::{FormState, Page, mistake, use_form},
    },
    parts::{Choice, ChoiceItem, FieldKind, Mistake, Prompt, TextField},
};
use linli_api::view::FormName;
use linli_domain::{application::ApplicationAction, id::DocId};
use yew::prelude::*;

/// Properties of a page about one application.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct CaseFormProps {
    pub(crate) doc: DocId,
}

/// What the form is about, and what is asked before it is sent; keys of messages.
pub(super) struct CaseQuestion {
    pub(super) title: &'static str,
    pub(super) question: &'static str,
}

impl CaseQuestion {
    /// Asks whether it is to be sent to the resident.
    pub(super) const fn send(title: &'static str) -> Self {
        Self {
            title,
            question: "case-send-question",
        }
    }
}

/// A form with what is written in it so far, and what is still missing.
pub(super) struct CaseForm {
    pub(super) words: Words,
    pub(super) fields: Fields,
    doc: DocId,
    /// Once it was tried to send it, mistakes are shown.
    form: FormState,
    mistakes: Vec<Mistake>,
}

/// The form as it was left; else the page until that is here.
#[hook]
pub(super) fn use_case_form(doc: DocId, name: FormName) -> Result<CaseForm, Html> {
    let words = use_words();
    let form = use_form();
    let Some(fields) = use_fields(doc, name) else {
        return Err(waiting(&words, doc));
    };
    Ok(CaseForm {
        words,
        fields,
        doc,
        form,
        mistakes: Vec::new(),
    })
}

/// The page until what was written before is here.
pub(super) fn waiting(words: &Words, doc: DocId) -> Html {
    html! {
        <Page desk=true title={words.text("officer-title")} back={OfficerRoute::Case(doc).href()}>
            <p>{ words.text("common-one-moment") }</p>
        </Page>
    }
}

impl CaseForm {
    /// What is written in a field that must not be empty.
    pub(super) fn required(&mut self, id: &'static str) -> String {
        let text = self.fields.text(id).trim().to_owned();
        self.must(id, !text.is_empty(), "answer-error-required");
        text
    }

    /// What is chosen where something must be.
    pub(super) fn chosen(&mut self, id: &'static str) -> String {
        let code = self.fields.text(id);
        self.must(id, !code.is_empty(), "answer-error-choose");
        code
    }

    /// Notes a mistake unless all is well.
    pub(super) fn must(&mut self, id: &'static str, is_well: bool, key: &str) {
        if !is_well {
            self.mistakes.push(mistake(id, &self.words.text(key)));
        }
    }

    /// What is wrong with a field, once sending was tried.
    fn error(&self, id: &str) -> Option<AttrValue> {
        let mut mistakes = self.mistakes.iter().filter(|_| self.form.tries() > 0);
        let mistake = mistakes.find(|mistake| mistake.id == id)?;
        Some(mistake.words.clone())
    }

    /// The words of a field, with what is wrong there.
    pub(super) fn prompt(&self, id: &'static str, label: &str) -> Prompt {
        Prompt::new(id, self.words.text(label)).error(self.error(id))
    }

    /// A field for a few sentences.
    pub(super) fn lines(&self, id: &'static str, label: &str, hint: Option<&str>) -> Html {
        let hint = hint.map(|hint| self.words.text(hint));
        html! {
            <TextField prompt={self.prompt(id, label).hint(hint)} kind={FieldKind::Lines}
                value={self.fields.text(id)} on_input={self.fields.on_input(id)} />
        }
    }

    pub(super) fn choice(&self, id: &'static str, label: &str, items: Vec<ChoiceItem>) -> Html {
        let chosen = self.fields.written(id).map(AttrValue::from);
        html! {
            <Choice prompt={self.prompt(id, label)} {items} {chosen}
                on_choose={self.fields.on_input(id)} />
        }
    }

    /// The form, or the last look at `preview`: the words that will reach the resident.
    pub(super) fn draw(
        self,
        asks: CaseQuestion,
        event: Option<ApplicationAction>,
        preview: Vec<AttrValue>,
        fields: Html,
    ) -> Html {
        let event = match event {
            Some(event) if self.mistakes.is_empty() => Ok(event),
            _ => Err(self.mistakes),
        };
        html! {
            <SendForm doc={self.doc} title={self.words.text(asks.title)} {event}
                form={self.form} {preview} question={self.words.text(asks.question)}>
                { fields }
            </SendForm>
        }
    }
}
