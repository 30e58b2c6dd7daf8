//! Call a request off, or throw a draft away: asks once more.

use crate::{
    address::Address,
    hooks::{use_act, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        resident::ResidentRoute,
        shared::{Page, not_here},
    },
    parts::{Confirm, FieldKind, TextField},
};
use linli_api::{CancelCare, DiscardCare, OpenCare, Topic};
use linli_domain::{care::CareStatus, id::DocId};
use yew::prelude::*;

/// Properties of [`MatterEnd`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct MatterEndProps {
    /// Which.
    pub(crate) doc: DocId,
}

/// The page.
#[component]
pub(crate) fn MatterEnd(props: &MatterEndProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.doc;
    let reason = use_state_eq(String::new);
    let care = use_view(OpenCare { doc }, vec![Topic::Doc(doc)]);
    let here = use_here();
    let (Some(here), Some(care)) = (here, care.here()) else {
        return not_here(
            &words,
            &care,
            words.text("home-matters"),
            ResidentRoute::Matters.href(),
        );
    };
    let title = here.kind_name(&care.kind);
    if care.status == CareStatus::Draft {
        let on_yes = {
            let act = act.clone();
            Callback::from(move |()| {
                act.run(DiscardCare { doc }, |()| {
                    ResidentRoute::Matters.go_instead()
                })
            })
        };
        return html! {
            <Page {title} question={words.text("discard-question")}
                back={CareRoute::Check(doc).href()} failure={act.failure()}>
                <Confirm question={words.text("discard-question")}
                    words={words.text("discard-words")} yes={words.text("discard-yes")}
                    no={words.text("discard-no")} no_href={CareRoute::Check(doc).href()}
                    waiting={act.waiting()} {on_yes} />
            </Page>
        };
    }
    let on_yes = {
        let (act, reason) = (act.clone(), reason.clone());
        Callback::from(move |()| {
            let reason = reason.trim().to_owned();
            act.run(CancelCare { doc, reason }, move |()| {
                ResidentRoute::Matter(doc).go_instead()
            });
        })
    };
    let on_input = {
        let reason = reason.clone();
        Callback::from(move |typed| reason.set(typed))
    };
    let consequence = if care.caregiver.is_some() {
        "cancel-words-assigned"
    } else {
        "cancel-words"
    };
    html! {
        <Page {title} question={words.text("cancel-question")}
            back={ResidentRoute::Matter(doc).href()} failure={act.failure()}>
            <Confirm question={words.text("cancel-question")} words={words.text(consequence)}
                yes={words.text("cancel-yes")}
                no={words.text("cancel-no")} no_href={ResidentRoute::Matter(doc).href()}
                waiting={act.waiting()} {on_yes}>
                <TextField id="reason" kind={FieldKind::Lines} label={words.text("cancel-reason")}
                    value={(*reason).clone()} {on_input} />
            </Confirm>
        </Page>
    }
}
