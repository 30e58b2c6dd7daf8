//! After sending: where it is now, and what comes next. Says "at the community"
//! only with the centre's receipt.

use super::flow::StepProps;
use crate::{
    address::{Address, HOME},
    hooks::{use_here, use_words},
    pages::{
        resident::ResidentRoute,
        shared::{Page, Phones},
    },
    parts::{ButtonKind, LinkButton, Notice, QUESTION, Tone},
};
use linli_api::view::Delivered;
use yew::prelude::*;

/// The step.
#[component]
pub(super) fn Sent(props: &StepProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let (title, tone, text) = match props.care.delivered {
        Delivered::AtCentre => ("ask-sent-there", Tone::Good, "ask-sent-there-next"),
        Delivered::Here => ("ask-sent-here", Tone::Careful, "ask-sent-here-next"),
    };
    // Whoever is in need and not heard yet can still call.
    let phones = (props.kind.urgent && props.care.delivered == Delivered::Here)
        .then(|| html! { <><h2>{ words.text("urgent-call") }</h2><Phones /></> });
    html! {
        <Page title={here.kind_name(&props.care.kind)} question={words.text("ask-sent")} back={HOME}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("ask-sent") }</h2>
            <div role="status"><Notice {tone} title={words.text(title)}><p>{ words.text(text) }</p></Notice></div>
            { for phones }
            <div class="dock">
                <LinkButton kind={ButtonKind::Go} label={words.text("ask-see-matter")} href={ResidentRoute::Matter(props.care.doc).href()} />
                <LinkButton label={words.text("common-home")} href={HOME} />
            </div>
        </Page>
    }
}
