//! Which kind of care.

use super::kind_pick;
use crate::{
    address::HOME,
    hooks::{use_act, use_here, use_words},
    pages::shared::Page,
    parts::{QUESTION, Tiles},
};
use yew::prelude::*;

#[component]
pub(super) fn AskScreen() -> Html {
    let words = use_words();
    let act = use_act();
    let Some(here) = use_here() else {
        return html! {};
    };
    let picks = here
        .kinds()
        .into_iter()
        .map(|kind| kind_pick(&here, &act, kind));
    html! {
        <Page title={words.text("home-ask")} back={HOME} failure={act.failure()}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("ask-which") }</h2>
            <Tiles>{ for picks }</Tiles>
        </Page>
    }
}
