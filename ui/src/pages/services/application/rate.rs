//! Say how the office was: five grades, and words if one likes.

use crate::{
    address::PageAddress,
    hooks::use_act,
    pages::{services::ServicesRoute, shared::RatePage},
};
use linli_api::Advance;
use linli_domain::{application::ApplicationAction, care::Rating, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ApplicationRateProps {
    pub(crate) doc: DocId,
}

#[component]
pub(crate) fn ApplicationRate(props: &ApplicationRateProps) -> Html {
    let act = use_act();
    let doc = props.doc;
    let on_send = {
        let act = act.clone();
        Callback::from(move |rating: Rating| {
            let what = ApplicationAction::Rate { rating };
            act.run(Advance { doc, what }, move |()| {
                ServicesRoute::Application(doc).go_instead();
            });
        })
    };
    let (failure, waiting) = (act.failure(), act.waiting());
    let back = ServicesRoute::Application(doc).href();
    html! { <RatePage {back} {failure} {waiting} {on_send} /> }
}
