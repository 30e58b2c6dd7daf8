//! Call one visit of a weekly request off: asks once more.

use crate::{
    address::Address,
    hooks::{use_act, use_here, use_words},
    pages::{resident::ResidentRoute, shared::Page},
    parts::Confirm,
};
use linli_api::CancelVisit;
use linli_domain::{care::VisitId, id::DocId};
use yew::prelude::*;

/// Properties of [`VisitEnd`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct VisitEndProps {
    /// The request.
    pub(crate) doc: DocId,
    /// The visit.
    pub(crate) visit: VisitId,
}

/// The page.
#[component]
pub(crate) fn VisitEnd(props: &VisitEndProps) -> Html {
    let words = use_words();
    let act = use_act();
    let VisitEndProps { doc, visit } = *props;
    let Some(here) = use_here() else {
        return html! {};
    };
    let day = words.near_day(visit.date, here.today());
    let on_yes = {
        let act = act.clone();
        Callback::from(move |()| {
            act.run(CancelVisit { doc, visit }, move |()| {
                ResidentRoute::Matter(doc).go_instead()
            })
        })
    };
    let question = words.with("cancel-visit-question", &[("day", day.as_str().into())]);
    html! {
        <Page title={words.text("matter-not-this-time")} question={question.clone()}
            back={ResidentRoute::Matter(doc).href()} failure={act.failure()}>
            <Confirm {question} words={words.text("cancel-visit-words")}
                yes={words.text("cancel-yes")} no={words.text("cancel-no")}
                no_href={ResidentRoute::Matter(doc).href()} waiting={act.waiting()} {on_yes} />
        </Page>
    }
}
