//! Say how the office was: five grades, and words if one likes.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{
        services::ServicesRoute,
        shared::{Page, RateForm},
    },
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
    let words = use_words();
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
    html! {
        <Page title={words.text("matter-rate")} question={words.text("grade-question")}
            back={ServicesRoute::Application(doc).href()} failure={act.failure()}>
            <RateForm waiting={act.waiting()} {on_send} />
        </Page>
    }
}
