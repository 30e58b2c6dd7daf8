//! Who of the desk has turned to a request: for who asked, and for the desk itself.

use super::Phones;
use crate::{
    hooks::{Here, Words},
    parts::{Live, Mixed, Notice},
    saying::{Attention, AttentionFacts, attention, attention_words, hand_words},
};
use linli_api::view::{CarePage, DeskHand};
use yew::prelude::*;

/// The numbers to call, for as long as urgent help is wanted, whoever has heard of it.
pub(crate) fn phones_still(words: &Words, here: &Here, care: &CarePage) -> Option<Html> {
    (here.is_urgent(&care.kind) && care.status.is_open())
        .then(|| html! { <><h2>{ words.text("urgent-call-still") }</h2><Phones /></> })
}

/// The notice, and its words for a screen reader when they change.
pub(crate) fn attention_notice(words: &Words, here: &Here, care: &CarePage) -> Html {
    let awaits_desk = here.awaits_desk(&care.kind);
    let facts = AttentionFacts {
        status: care.status,
        delivered: care.delivered,
        awaits_desk,
        is_assigned: care.caregiver.is_some(),
        is_seen: !care.seen.is_empty(),
        is_taken_on: !care.taken_on.is_empty(),
        is_settled: care.settled.is_some(),
    };
    let far = attention(facts);
    let Some((title, tone)) = attention_words(far) else {
        return html! { <Live words={AttrValue::default()} /> };
    };
    let title = words.text(title);
    let settled = care.settled.as_ref();
    let hands: &[DeskHand] = match settled {
        Some(settled) => std::slice::from_ref(&settled.hand),
        None if care.taken_on.is_empty() => &care.seen,
        None => &care.taken_on,
    };
    let lines = hands.iter().map(|hand| hand_words(words, here, hand));
    let lines: Vec<_> = lines.collect();
    let spoken = std::iter::once(title.as_str()).chain(lines.iter().map(AttrValue::as_str));
    let spoken = spoken.collect::<Vec<_>>().join(" ");
    let next =
        (far == Attention::NotOut).then(|| html! { <p>{ words.text("ask-sent-here-next") }</p> });
    let ended = settled.map(|settled| html! { <p><Mixed words={settled.words.clone()} /></p> });
    html! {
        <>
            <Live words={spoken} />
            <Notice {tone} {title}>
                { for next }
                { for ended }
                { for lines.iter().map(|line| html! { <p><Mixed words={line} /></p> }) }
            </Notice>
        </>
    }
}
