//! Call one visit of a weekly request off: asks once more.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_here, use_words},
    pages::{resident::ResidentRoute, shared::ConfirmPage},
};
use linli_api::CancelVisit;
use linli_domain::{care::VisitId, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct VisitEndProps {
    pub(crate) doc: DocId,
    pub(crate) visit: VisitId,
}

#[component]
pub(crate) fn VisitEnd(props: &VisitEndProps) -> Html {
    let words = use_words();
    let act = use_act();
    let VisitEndProps { doc, visit } = *props;
    let Some(here) = use_here() else {
        return html! {};
    };
    let day = words.near_day_inside(visit.date, here.today());
    let on_yes = {
        let act = act.clone();
        Callback::from(move |()| {
            act.run(CancelVisit { doc, visit }, move |()| {
                ResidentRoute::Matter(doc).go_instead()
            })
        })
    };
    let page = ConfirmPage {
        title: words.text("matter-not-this-time"),
        question: words.with("cancel-visit-question", &[("day", day.as_str().into())]),
        words: words.text("cancel-visit-words"),
        yes: words.text("cancel-yes"),
        no: words.text("cancel-no"),
        back: ResidentRoute::Matter(doc).href(),
    };
    page.draw(&act, on_yes, Html::default())
}
