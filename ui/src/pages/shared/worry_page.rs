//! Say that what a safety check found is in order now: what is otherwise, in words.

use super::{FormPage, mistake, use_form};
use crate::{
    hooks::{use_act, use_words},
    parts::{FieldKind, Prompt, TextField},
};
use linli_api::ClearWorry;
use linli_domain::{care::VisitId, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct WorryPageProps {
    pub(crate) doc: DocId,
    pub(crate) visit: VisitId,
    /// The safety check that found something.
    pub(crate) check: String,
    /// The address of the page that leads here.
    pub(crate) back: AttrValue,
    /// Once it is said.
    pub(crate) then: Callback<()>,
}

#[component]
pub(crate) fn WorryPage(props: &WorryPageProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let text = use_state_eq(String::new);
    let on_input = {
        let text = text.clone();
        form.mending(move |typed| text.set(typed))
    };
    let onsubmit = {
        let (act, text, props) = (act.clone(), text.clone(), props.clone());
        let missing = words.text("answer-error-required");
        form.sending(move || {
            let words = text.trim().to_owned();
            if words.is_empty() {
                return Err(mistake("words", &missing));
            }
            let ask = ClearWorry {
                doc: props.doc,
                visit: props.visit,
                check: props.check.clone(),
                words,
            };
            let then = props.then.clone();
            act.run(ask, move |()| then.emit(()));
            Ok(())
        })
    };
    let question = words.text("matter-worry-what");
    html! {
        <FormPage title={words.text("matter-worry-over")} question={question.clone()}
            back={props.back.clone()} failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("common-next")} waiting={act.waiting()}>
            <TextField kind={FieldKind::Lines} value={(*text).clone()} {on_input}
                prompt={Prompt::new("words", question).error(form.error("words")).heading()} />
        </FormPage>
    }
}
