//! After sending: where it is now, and what comes next. Says "at the community"
//! only with the centre's receipt.

use crate::{
    address::{HOME, PageAddress},
    hooks::{Words, use_here, use_view, use_words},
    pages::{
        resident::ResidentRoute,
        shared::{Page, attention_notice, not_here, phones_still},
    },
    parts::{ButtonKind, LinkButton, Live, Notice, QUESTION, Tone},
};
use linli_api::{OpenCare, Topic, view::Delivered};
use linli_domain::{care::AlertKind, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SentProps {
    pub(super) doc: DocId,
}

#[component]
pub(super) fn Sent(props: &SentProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let view = use_view(OpenCare { doc }, vec![Topic::Doc(doc), Topic::Delivery]);
    let (Some(here), Some(care)) = (use_here(), view.here()) else {
        return not_here(&words, &view, words.text("home-ask"), HOME);
    };
    let calls = here.calls(&care.kind);
    let told = if calls.is_some() {
        attention_notice(&words, &here, care)
    } else {
        where_it_is(&words, care.delivered)
    };
    let heading = words.text(match calls {
        Some(AlertKind::UrgentCall) => "urgent-sent",
        Some(_) => "call-back-sent",
        None => "ask-sent",
    });
    html! {
        <Page title={here.kind_name(&care.kind)} question={heading.clone()} back={HOME}>
            <h2 id={QUESTION} tabindex="-1">{ heading }</h2>
            { told }
            { for phones_still(&words, &here, care) }
            <div class="dock">
                <LinkButton kind={ButtonKind::Go} label={words.text("ask-see-matter")}
                    href={ResidentRoute::Matter(doc).href()} />
            </div>
        </Page>
    }
}

/// Where it is, and what comes next.
fn where_it_is(words: &Words, delivered: Delivered) -> Html {
    let (title, tone, text) = match delivered {
        Delivered::AtCentre => ("ask-sent-there", Tone::Good, "ask-sent-there-next"),
        Delivered::Here => ("ask-sent-here", Tone::Careful, "ask-sent-here-next"),
    };
    html! {
        <>
            <Live words={words.text(title)} />
            <Notice {tone} title={words.text(title)}><p>{ words.text(text) }</p></Notice>
        </>
    }
}
