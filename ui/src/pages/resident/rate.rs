//! Say how a visit was: five grades, and words if one likes.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{
        resident::ResidentRoute,
        shared::{Page, RateForm},
    },
};
use linli_api::Rate as Ask;
use linli_domain::{
    care::{Rating, VisitId},
    id::DocId,
};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct RateProps {
    pub(crate) doc: DocId,
    pub(crate) visit: VisitId,
}

#[component]
pub(crate) fn Rate(props: &RateProps) -> Html {
    let words = use_words();
    let act = use_act();
    let RateProps { doc, visit } = *props;
    let on_send = {
        let act = act.clone();
        Callback::from(move |rating: Rating| {
            act.run(Ask { doc, visit, rating }, move |()| {
                ResidentRoute::Matter(doc).go_instead()
            });
        })
    };
    html! {
        <Page title={words.text("matter-rate")} question={words.text("grade-question")}
            back={ResidentRoute::Matter(doc).href()} failure={act.failure()}>
            <RateForm waiting={act.waiting()} {on_send} />
        </Page>
    }
}
