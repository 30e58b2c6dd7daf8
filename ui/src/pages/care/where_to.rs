//! Where whoever comes is to come, from "check your answers" and back to it.

use crate::{
    address::PageAddress,
    hooks::{use_view, use_words},
    pages::{
        form::FormRoute,
        shared::{HomePage, not_here},
    },
};
use linli_api::{OwnPlace, Topic};
use linli_domain::id::DocId;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct WhereToProps {
    pub(super) doc: DocId,
}

#[component]
pub(super) fn WhereTo(props: &WhereToProps) -> Html {
    let words = use_words();
    let place = use_view(OwnPlace {}, vec![Topic::Profile]);
    let check = FormRoute::Check(props.doc);
    let back = check.href();
    let then = Callback::from(move |()| check.go_instead());
    match place.here() {
        Some(place) => html! { <HomePage place={(**place).clone()} {back} {then} /> },
        None => not_here(&words, &place, words.text("details-title"), back),
    }
}
