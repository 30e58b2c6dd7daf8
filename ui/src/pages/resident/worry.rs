//! Say that what a safety check found is in order now: what is otherwise, in words.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{
        resident::ResidentRoute,
        shared::{FormPage, mistake, use_form},
    },
    parts::{FieldKind, Prompt, TextField},
};
use linli_api::ClearWorry;
use linli_domain::{care::VisitId, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct WorryProps {
    pub(super) doc: DocId,
    pub(super) visit: VisitId,
    /// The safety check that found something.
    pub(super) check: String,
}

#[component]
pub(super) fn Worry(props: &WorryProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let text = use_state_eq(String::new);
    let on_input = {
        let text = text.clone();
        form.mending(move |typed| text.set(typed))
    };
    let back = ResidentRoute::Matter(props.doc);
    let onsubmit = {
        let (act, text, props, back) = (act.clone(), text.clone(), props.clone(), back.clone());
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
            let back = back.clone();
            act.run(ask, move |()| back.go_instead());
            Ok(())
        })
    };
    let question = words.text("matter-worry-what");
    html! {
        <FormPage title={words.text("matter-worry-over")} question={question.clone()}
            back={back.href()} failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("common-next")} waiting={act.waiting()}>
            <TextField kind={FieldKind::Lines} value={(*text).clone()} {on_input}
                prompt={Prompt::new("words", question).error(form.error("words")).heading()} />
        </FormPage>
    }
}
