//! What the rules of the catalogue say of the answers: a help, and no more.

use crate::{
    hooks::{Here, Words},
    parts::{Notice, Tone},
};
use linli_api::view::{ApplicationPage, Entitled, RulesSay};
use yew::prelude::*;

/// Nothing where the service has no rules.
pub(super) fn by_rules(words: &Words, here: &Here, application: &ApplicationPage) -> Option<Html> {
    let said = application.by_rules.as_ref()?;
    if said.reasons.is_empty() && said.looks_at.is_none() {
        return None;
    }
    let (title, tone) = verdict(words, here, said)?;
    let reasons = said.reasons.iter().filter_map(|reason| {
        let reason = reason.words.as_ref()?;
        Some(html! { <li>{ here.local(reason) }</li> })
    });
    Some(html! {
        <>
            <h2>{ words.text("case-rules") }</h2>
            <Notice {tone} {title}>
                <ul>{ for reasons }</ul>
                <p class="hint">{ words.text("case-rules-help") }</p>
            </Notice>
        </>
    })
}

fn verdict(words: &Words, here: &Here, said: &RulesSay) -> Option<(AttrValue, Tone)> {
    Some(match said.entitled {
        Entitled::Yes => (words.text("case-rules-yes"), Tone::Plain),
        Entitled::No => (words.text("case-rules-no"), Tone::Careful),
        Entitled::NotYet { from } => {
            let day = words.day_and_year(from);
            let title = words.with("case-rules-not-yet", &[("day", day.as_str().into())]);
            (title, Tone::Careful)
        }
        Entitled::Unknown => (words.text("case-rules-unknown"), Tone::Plain),
        Entitled::MayAsk => {
            let what = said.looks_at.as_ref().map(|what| here.local(what));
            let what = what.unwrap_or_default();
            let title = words.with("case-rules-may-ask", &[("what", what.as_str().into())]);
            (title, Tone::Plain)
        }
        // Nobody is entitled to it: it is done when something has happened.
        Entitled::OnOccasion => return None,
    })
}
