//! What others sent for the resident: told with their name until it was opened, and said when
//! it comes.

use crate::{
    address::PageAddress,
    hooks::{Here, Words},
    pages::{resident::ResidentRoute, services::ServicesRoute},
    parts::{LinkButton, Live, Notice, Tone},
    saying::{author_words, moment_words},
};
use linli_api::view::{Home, SentForYou, SentMatter};
use yew::prelude::*;

/// A notice for each, the newest first.
pub(super) fn sent_for_you(words: &Words, here: &Here, home: &Home) -> Html {
    let all = home.sent_for_you.iter();
    let all: Vec<_> = all.map(|sent| SentWords::of(words, here, sent)).collect();
    let newest = all.first().map(|told| told.title.clone());
    let notices = all.into_iter().map(|told| told.notice);
    html! { <><Live words={newest.unwrap_or_default()} /><>{ for notices }</></> }
}

/// What is told of one, and how it is shown.
struct SentWords {
    title: AttrValue,
    notice: Html,
}

impl SentWords {
    fn of(words: &Words, here: &Here, sent: &SentForYou) -> Self {
        let (title, look, what, href) = told(words, here, sent);
        let notice = html! {
            <Notice key={sent.doc.to_string()} tone={Tone::Careful} title={title.clone()}>
                <p>{ moment_words(words, here, sent.at) }</p>
                <LinkButton label={words.text(look)} about={what} {href} />
            </Notice>
        };
        Self { title, notice }
    }
}

/// The words of it, the key of those that lead to it, what it is, and its address.
fn told(
    words: &Words,
    here: &Here,
    sent: &SentForYou,
) -> (AttrValue, &'static str, AttrValue, AttrValue) {
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
    (title, look, what, href)
}
