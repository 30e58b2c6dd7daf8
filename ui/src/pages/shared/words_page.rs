//! A page that asks for something in one's own words, and is not sent without any.

use super::{FormPage, use_form};
use crate::parts::{FieldKind, Prompt, TextField};
use linli_api::Failure;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct WordsPageProps {
    pub(crate) title: AttrValue,
    pub(crate) question: AttrValue,
    #[prop_or_default]
    pub(crate) hint: Option<AttrValue>,
    /// The address of the page that leads here.
    pub(crate) back: AttrValue,
    /// The words on the button that sends it.
    pub(crate) send: AttrValue,
    /// Why it could not be sent.
    pub(crate) failure: Option<Failure>,
    /// It is being sent.
    pub(crate) waiting: bool,
    pub(crate) on_words: Callback<String>,
}

#[component]
pub(crate) fn WordsPage(props: &WordsPageProps) -> Html {
    let form = use_form();
    let text = use_state_eq(String::new);
    let on_input = {
        let text = text.clone();
        form.mending(move |typed| text.set(typed))
    };
    let onsubmit = {
        let (text, on_words, must) = (text.clone(), props.on_words.clone(), form.clone());
        form.sending(move || {
            on_words.emit(must.written("words", &text)?);
            Ok(())
        })
    };
    let question = props.question.clone();
    html! {
        <FormPage title={props.title.clone()} question={question.clone()}
            back={props.back.clone()} failure={props.failure.clone()} form={form.clone()}
            {onsubmit} send={props.send.clone()} waiting={props.waiting}>
            <TextField kind={FieldKind::Lines} value={(*text).clone()} {on_input}
                prompt={Prompt::new("words", question).hint(props.hint.clone())
                    .error(form.error("words")).heading()} />
        </FormPage>
    }
}
