//! A page with a form on it: what is wrong first, then the fields, then the buttons.

use super::Page;
use crate::{
    hooks::{Words, use_words},
    parts::{Button, ButtonKind, ErrorSummary, Mistake},
};
use linli_api::Failure;
use linli_domain::access::MAX_TEXT_CHARS;
use yew::prelude::*;

/// What is wrong in a form: told at each try to send it, and until it is mended.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FormState {
    words: Words,
    mistakes: UseStateHandle<Vec<Mistake>>,
    tries: UseStateHandle<u32>,
}

impl FormState {
    /// What is wrong with the field `id`.
    pub(crate) fn error(&self, id: &str) -> Option<AttrValue> {
        let mistake = self.mistakes.iter().find(|mistake| mistake.id == id)?;
        Some(mistake.words.clone())
    }

    /// What is wrong, for the summary.
    pub(crate) fn mistakes(&self) -> Vec<Mistake> {
        (*self.mistakes).clone()
    }

    /// How often it was tried to send it.
    pub(crate) fn tries(&self) -> u32 {
        *self.tries
    }

    /// What the field `id` must hold. Where it does not, the message `key` says so there.
    pub(crate) fn required<T>(
        &self,
        id: impl Into<AttrValue>,
        value: Option<T>,
        key: &str,
    ) -> Result<T, Mistake> {
        value.ok_or_else(|| mistake(id, &self.words.text(key)))
    }

    /// The words in the field `id`: some, and no more than a document takes at once.
    pub(crate) fn written(&self, id: &'static str, text: &str) -> Result<String, Mistake> {
        let text = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let text = self.required(id, text, "answer-error-required")?;
        let count = text.chars().count();
        if count > MAX_TEXT_CHARS {
            let limit = [("max", MAX_TEXT_CHARS.into()), ("count", count.into())];
            let too_long = self.words.with("answer-error-too-long", &limit);
            return Err(mistake(id, &too_long));
        }
        Ok(text)
    }

    /// Says what is wrong, where something is, before anybody tried to send it.
    pub(crate) fn tell(&self, mistake: Option<Mistake>) {
        self.mistakes.set(mistake.into_iter().collect());
    }

    /// What a field calls: `then`, and it counts as mended.
    pub(crate) fn mending<T: 'static>(&self, then: impl Fn(T) + 'static) -> Callback<T> {
        let mistakes = self.mistakes.clone();
        Callback::from(move |typed| {
            mistakes.set(Vec::new());
            then(typed);
        })
    }

    /// What the form calls: `send`, which says what is wrong where it cannot.
    pub(crate) fn sending(
        &self,
        send: impl Fn() -> Result<(), Mistake> + 'static,
    ) -> Callback<SubmitEvent> {
        self.sending_all(move || send().map_err(|mistake| vec![mistake]))
    }

    /// The same for a form that says all that is wrong at once.
    pub(crate) fn sending_all(
        &self,
        send: impl Fn() -> Result<(), Vec<Mistake>> + 'static,
    ) -> Callback<SubmitEvent> {
        let form = self.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            form.tries.set(form.tries.saturating_add(1));
            form.mistakes.set(send().err().unwrap_or_default());
        })
    }
}

/// A form in which nothing is wrong yet.
#[hook]
pub(crate) fn use_form() -> FormState {
    FormState {
        words: use_words(),
        mistakes: use_state_eq(Vec::new),
        tries: use_state_eq(|| 0),
    }
}

/// That the field `id` is not as it should be.
pub(crate) fn mistake(id: impl Into<AttrValue>, words: &AttrValue) -> Mistake {
    Mistake {
        id: id.into(),
        words: words.clone(),
        about: None,
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct FormPageProps {
    pub(crate) title: AttrValue,
    #[prop_or_default]
    pub(crate) question: Option<AttrValue>,
    pub(crate) back: AttrValue,
    /// Whether it is a desk's.
    #[prop_or_default]
    pub(crate) desk: bool,
    /// Why it could not be sent.
    pub(crate) failure: Option<Failure>,
    /// What is wrong in it.
    pub(crate) form: FormState,
    pub(crate) onsubmit: Callback<SubmitEvent>,
    /// The button that sends it.
    pub(crate) send: AttrValue,
    #[prop_or(ButtonKind::Go)]
    pub(crate) kind: ButtonKind,
    pub(crate) waiting: bool,
    /// What stands above the form.
    #[prop_or_default]
    pub(crate) above: Html,
    /// What stands beside the button.
    #[prop_or_default]
    pub(crate) beside: Html,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn FormPage(props: &FormPageProps) -> Html {
    let mut mistakes = props.form.mistakes();
    for mistake in &mut mistakes {
        mistake.about = mistake.about.take().or_else(|| props.question.clone());
    }
    html! {
        <Page title={&props.title} question={props.question.clone()} back={props.back.clone()}
            desk={props.desk} failure={props.failure.clone()}>
            { props.above.clone() }
            <ErrorSummary {mistakes} tries={props.form.tries()} />
            <form class="stack fill" onsubmit={props.onsubmit.clone()} novalidate=true>
                { props.children.clone() }
                <div class="dock">
                    <Button kind={props.kind} label={&props.send} waiting={props.waiting} />
                    { props.beside.clone() }
                </div>
            </form>
        </Page>
    }
}
