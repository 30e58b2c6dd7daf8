//! Ask for care: which kind. The flow that follows has one file per step.

mod check;
mod flow;
mod question;
mod sent;
mod when;

pub(crate) use flow::AskFlow;

use crate::{
    address::{Address, HOME},
    hooks::{use_act, use_here, use_words},
    pages::{care::CareRoute, resident::ResidentRoute, shared::Page},
    parts::{Pick, QUESTION, Tiles},
    saying::kind_icon,
};
use linli_api::StartCare;
use linli_domain::{answer::journey, catalogue::CareKind, id::DocId};
use yew::prelude::*;

/// The page.
#[component]
pub(crate) fn Ask() -> Html {
    let words = use_words();
    let act = use_act();
    let Some(here) = use_here() else {
        return html! {};
    };
    let mut kinds: Vec<_> = here.catalogue.care.iter().collect();
    kinds.sort_by_key(|kind| kind.order);
    let picks = kinds.into_iter().map(|kind| {
        let on_press = {
            let (act, kind) = (act.clone(), kind.clone());
            Callback::from(move |()| {
                if kind.urgent {
                    ResidentRoute::Urgent.go();
                    return;
                }
                let first = kind.clone();
                act.run(StartCare { kind: kind.id.clone(), again: None }, move |started| first_step(&first, started.doc).go());
            })
        };
        html! { <Pick key={kind.id.to_string()} icon={kind_icon(&here, &kind.id)} title={here.local(&kind.name)} words={here.local(&kind.short)} {on_press} /> }
    });
    html! {
        <Page title={words.text("home-ask")} back={HOME} failure={act.failure()}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("ask-which") }</h2>
            <Tiles>{ for picks }</Tiles>
        </Page>
    }
}

/// The first step after the kind was chosen.
fn first_step(kind: &CareKind, doc: DocId) -> CareRoute {
    let first = journey(&kind.questions, &linli_domain::answer::Answers::new());
    first.first().map_or(CareRoute::When(doc), |question| {
        CareRoute::Question(doc, question.id.clone())
    })
}
