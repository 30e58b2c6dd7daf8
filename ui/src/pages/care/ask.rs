//! Which kind of care.

use crate::{
    address::{HOME, PageAddress},
    hooks::{use_act, use_here, use_words},
    pages::{form::FormRoute, resident::ResidentRoute, shared::Page},
    parts::{Pick, QUESTION, Tiles},
    saying::kind_icon,
};
use linli_api::StartCare;
use linli_domain::catalogue::CareKind;
use yew::prelude::*;

#[component]
pub(super) fn AskScreen() -> Html {
    let words = use_words();
    let act = use_act();
    let Some(here) = use_here() else {
        return html! {};
    };
    let mut kinds: Vec<_> = here.catalogue.care.iter().collect();
    kinds.sort_by_key(|kind| kind.order);
    let on_press = |kind: &CareKind| {
        let (act, kind, is_urgent) = (act.clone(), kind.id.clone(), kind.urgent);
        Callback::from(move |()| {
            if is_urgent {
                return ResidentRoute::Urgent.go();
            }
            let (kind, again) = (kind.clone(), None);
            act.run(StartCare { kind, again }, |begun| {
                FormRoute::Tasks(begun.doc).go()
            });
        })
    };
    let picks = kinds.into_iter().map(|kind| {
        html! {
            <Pick key={kind.id.to_string()} icon={kind_icon(&here, &kind.id)}
                title={here.local(&kind.name)} words={here.local(&kind.short)}
                on_press={on_press(kind)} />
        }
    });
    html! {
        <Page title={words.text("home-ask")} back={HOME} failure={act.failure()}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("ask-which") }</h2>
            <Tiles>{ for picks }</Tiles>
        </Page>
    }
}
