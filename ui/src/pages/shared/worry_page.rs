//! Say that what a safety check found is in order now: what is otherwise, in words.

use super::WordsPage;
use crate::{
    address::go_instead_to,
    hooks::{use_act, use_words},
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
    /// The address of the page that leads here, and follows.
    pub(crate) back: AttrValue,
}

#[component]
pub(crate) fn WorryPage(props: &WorryPageProps) -> Html {
    let words = use_words();
    let act = use_act();
    let on_words = {
        let (act, props) = (act.clone(), props.clone());
        Callback::from(move |words| {
            let ask = ClearWorry {
                doc: props.doc,
                visit: props.visit,
                check: props.check.clone(),
                words,
            };
            let back = props.back.clone();
            act.run(ask, move |()| go_instead_to(&back));
        })
    };
    html! {
        <WordsPage title={words.text("matter-worry-over")}
            question={words.text("matter-worry-what")} back={props.back.clone()}
            send={words.text("common-next")} failure={act.failure()} waiting={act.waiting()}
            {on_words} />
    }
}
