//! What waits for the resident, as rows that lead to where it is done.

use crate::{
    address::PageAddress,
    hooks::{Here, Words},
    pages::{form::FormRoute, resident::ResidentRoute, services::ServicesRoute},
    parts::{Icon, Tile, Tiles},
    saying::kind_icon,
};
use linli_api::view::{Waiting, WaitingFor};
use yew::prelude::*;

/// How many are shown on the home page; the others stand among the matters.
const MOST_SHOWN: usize = 4;

/// The rows under their heading; nothing where nothing waits.
pub(super) fn waits(words: &Words, here: &Here, all: &[Waiting]) -> Html {
    if all.is_empty() {
        return html! {};
    }
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX).into();
    let rows = all.iter().take(MOST_SHOWN);
    let rows: Vec<_> = rows.map(|waiting| row(words, here, waiting)).collect();
    let left = all.len().saturating_sub(MOST_SHOWN);
    let more = (left > 0).then(|| {
        let title = words.with("home-waits-more", &[("count", count(left))]);
        html! { <Tile wide=true icon={Icon::List} {title} href={ResidentRoute::Matters.href()} /> }
    });
    html! {
        <section class="cards">
            <h2>{ words.with("home-waits", &[("count", count(all.len()))]) }</h2>
            <Tiles>{ for rows }{ for more }</Tiles>
        </section>
    }
}

fn row(words: &Words, here: &Here, waiting: &Waiting) -> Html {
    let doc = waiting.doc;
    let day = |date| words.near_day_inside(date, here.today());
    let (key, icon, what, more, href) = match &waiting.what {
        WaitingFor::More { name, until } => (
            "home-wait-more",
            Icon::Warning,
            here.local(name),
            words.with("home-wait-until", &[("day", day(*until).as_str().into())]),
            ServicesRoute::Application(doc).href(),
        ),
        WaitingFor::Answer { name } => (
            "home-wait-answer",
            Icon::Message,
            here.local(name),
            words.text("home-wait-open"),
            ServicesRoute::Application(doc).href(),
        ),
        WaitingFor::Outdated { kind, day: last } => (
            "home-wait-still",
            Icon::Warning,
            here.kind_name(kind),
            words.with("home-wait-over", &[("day", day(*last).as_str().into())]),
            ResidentRoute::Matter(doc).href(),
        ),
        WaitingFor::Rating { kind, visit } => (
            "home-wait-rate",
            kind_icon(here, kind),
            here.kind_name(kind),
            words.near_day(visit.date, here.today()),
            ResidentRoute::Rate(doc, *visit).href(),
        ),
        WaitingFor::CareDraft { kind } => (
            "home-wait-draft",
            kind_icon(here, kind),
            here.kind_name(kind),
            words.text("home-wait-go-on"),
            FormRoute::Check(doc).href(),
        ),
        WaitingFor::ApplicationDraft { name } => (
            "home-wait-draft",
            Icon::List,
            here.local(name),
            words.text("home-wait-go-on"),
            FormRoute::Check(doc).href(),
        ),
    };
    let title = words.with(key, &[("what", what.as_str().into())]);
    html! { <Tile key={doc.to_string()} wide=true {icon} {title} words={more} {href} /> }
}
