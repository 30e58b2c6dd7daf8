//! Say how a request ended that nobody needs to come for any more.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{
        shared::{FormPage, mistake, use_form},
        worker::WorkerRoute,
    },
    parts::{FieldKind, Prompt, TextField},
};
use linli_api::SettleCare;
use linli_domain::id::DocId;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SettleProps {
    pub(super) doc: DocId,
}

#[component]
pub(super) fn Settle(props: &SettleProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let text = use_state_eq(String::new);
    let on_input = {
        let text = text.clone();
        form.mending(move |typed| text.set(typed))
    };
    let onsubmit = {
        let (act, text, doc) = (act.clone(), text.clone(), props.doc);
        let missing = words.text("answer-error-required");
        form.sending(move || {
            let words = text.trim().to_owned();
            if words.is_empty() {
                return Err(mistake("words", &missing));
            }
            act.run(SettleCare { doc, words }, move |()| {
                WorkerRoute::Alert(doc).go_instead();
            });
            Ok(())
        })
    };
    let question = words.text("alerts-settle-how");
    let hint = words.text("alerts-settle-hint");
    html! {
        <FormPage title={words.text("alerts-settle")} question={question.clone()}
            back={WorkerRoute::Alert(props.doc).href()} failure={act.failure()} form={form.clone()}
            {onsubmit} send={words.text("alerts-settle-send")} waiting={act.waiting()}>
            <TextField kind={FieldKind::Lines} value={(*text).clone()} {on_input}
                prompt={Prompt::new("words", question).hint(hint).error(form.error("words"))
                    .heading()} />
        </FormPage>
    }
}
