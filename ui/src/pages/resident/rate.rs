//! Say how a visit was: five grades, and words if one likes.

use crate::{
    address::PageAddress,
    hooks::use_act,
    pages::{resident::ResidentRoute, shared::RatePage},
};
use linli_api::RateVisit;
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
    let act = use_act();
    let RateProps { doc, visit } = *props;
    let on_send = {
        let act = act.clone();
        Callback::from(move |rating: Rating| {
            act.run(RateVisit { doc, visit, rating }, move |()| {
                ResidentRoute::Matter(doc).go_instead()
            });
        })
    };
    let (failure, waiting) = (act.failure(), act.waiting());
    let back = ResidentRoute::Matter(doc).href();
    html! { <RatePage {back} {failure} {waiting} {on_send} /> }
}
