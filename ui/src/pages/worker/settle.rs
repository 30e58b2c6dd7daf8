//! Say how a request ended that nobody needs to come for any more.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{shared::WordsPage, worker::WorkerRoute},
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
    let on_words = {
        let (act, doc) = (act.clone(), props.doc);
        Callback::from(move |words| {
            act.run(SettleCare { doc, words }, move |()| {
                WorkerRoute::Alert(doc).go_instead();
            });
        })
    };
    html! {
        <WordsPage title={words.text("alerts-settle")} question={words.text("alerts-settle-how")}
            hint={words.text("alerts-settle-hint")} back={WorkerRoute::Alert(props.doc).href()}
            send={words.text("alerts-settle-send")} failure={act.failure()}
            waiting={act.waiting()} {on_words} />
    }
}
