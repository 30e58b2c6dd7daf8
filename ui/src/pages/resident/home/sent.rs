//! What others sent for the resident: told with their name until it was opened.

use crate::{
    address::PageAddress,
    hooks::{Here, Words},
    pages::{resident::ResidentRoute, services::ServicesRoute},
    parts::{LinkButton, Notice, Tone},
    saying::{author_words, moment_words},
};
use linli_api::view::{Home, SentForYou, SentMatter};
use yew::prelude::*;

/// A notice for each, the newest first.
pub(super) fn sent_for_you(words: &Words, here: &Here, home: &Home) -> Vec<Html> {
    let all = home.sent_for_you.iter();
    all.map(|sent| notice(words, here, sent)).collect()
}

fn notice(words: &Words, here: &Here, sent: &SentForYou) -> Html {
    let who = author_words(words, here, sent.by, sent.name.as_deref());
    let (what, href) = match &sent.what {
        SentMatter::Consent => (words.text("consent-title"), ResidentRoute::Details.href()),
        SentMatter::Care(kind) => (here.kind_name(kind), ResidentRoute::Matter(sent.doc).href()),
        SentMatter::Application(name) => (
            here.local(name),
            ServicesRoute::Application(sent.doc).href(),
        ),
    };
    let args = [("who", who.as_str().into()), ("what", what.as_str().into())];
    let (title, look) = match &sent.what {
        SentMatter::Consent => (
            words.with("home-consent-for-you", &args[..1]),
            "home-consent-look",
        ),
        _ => (words.with("home-sent-for-you", &args), "home-sent-look"),
    };
    html! {
        <Notice key={sent.doc.to_string()} tone={Tone::Careful} {title}>
            <p>{ moment_words(words, here, sent.at) }</p>
            <LinkButton label={words.text(look)} about={what} {href} />
        </Notice>
    }
}
