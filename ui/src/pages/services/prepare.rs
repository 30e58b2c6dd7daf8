//! "Have it prepared for me": one press fills the form with what is known, and goes to
//! where it can be sent, or to the first question that is left.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_words},
    pages::{form::FormRoute, shared::failure_line},
    parts::{Button, ButtonKind},
};
use linli_api::PrepareApplication;
use linli_domain::catalogue::ServiceId;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct PrepareProps {
    pub(crate) service: ServiceId,
    /// Its name, where the page is about more than it.
    #[prop_or_default]
    pub(crate) about: Option<AttrValue>,
}

#[component]
pub(crate) fn Prepare(props: &PrepareProps) -> Html {
    let words = use_words();
    let act = use_act();
    let on_press = {
        let (act, service) = (act.clone(), props.service.clone());
        Callback::from(move |()| {
            let service = service.clone();
            act.run(PrepareApplication { service }, |prepared| {
                let route = match prepared.next {
                    Some(field) => FormRoute::Question(prepared.doc, field),
                    None => FormRoute::Check(prepared.doc),
                };
                route.go();
            });
        })
    };
    html! {
        <>
            <>{ for failure_line(&words, &act) }</>
            <Button kind={ButtonKind::Go} label={words.text("service-prepare")}
                about={props.about.clone()} waiting={act.waiting()} {on_press} />
        </>
    }
}
