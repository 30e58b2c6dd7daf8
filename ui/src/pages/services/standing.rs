//! What a resident has begun, sent or was answered for a service, on the pages about it:
//! nobody is told "you can have this" of what they asked for yesterday.

use crate::{
    address::PageAddress,
    hooks::{Here, Words},
    pages::services::ServicesRoute,
    parts::{LinkButton, Notice, Tone},
    saying::{Audience, application_words, outcome_words},
};
use linli_api::view::ServiceMatter;
use linli_domain::application::ApplicationStatus;
use yew::prelude::*;

/// Where it stands, in a word: its answer where there is one.
pub(super) fn standing_words(words: &Words, here: &Here, matter: &ServiceMatter) -> AttrValue {
    let (status, _) = application_words(matter.status, matter.delivered, Audience::of(here));
    words.text(matter.outcome.map_or(status, outcome_words))
}

/// Where it stands, what follows, and the way to it.
pub(super) fn standing(
    words: &Words,
    here: &Here,
    matter: &ServiceMatter,
    is_one_at_a_time: bool,
) -> Html {
    let title = standing_words(words, here, matter);
    let see = || {
        let href = ServicesRoute::Application(matter.doc).href();
        html! { <LinkButton label={words.text("service-matter-see")} {href} /> }
    };
    let (tone, what) = match matter.status {
        ApplicationStatus::Draft => (
            Tone::Careful,
            html! { <p>{ words.text("service-matter-begun") }</p> },
        ),
        status if status.is_under_way() => {
            let what = words.text(if is_one_at_a_time {
                "service-matter-under-way"
            } else {
                "service-matter-going"
            });
            (Tone::Plain, html! { <><p>{ what }</p>{ see() }</> })
        }
        _ => (Tone::Plain, see()),
    };
    html! { <Notice {tone} {title}>{ what }</Notice> }
}

/// What the button says that applies for it.
pub(super) const fn apply_words(matter: Option<&ServiceMatter>, may: bool) -> &'static str {
    match matter {
        Some(matter) if matches!(matter.status, ApplicationStatus::Draft) => "matters-go-on",
        Some(_) => "service-apply-again",
        None if may => "service-apply",
        None => "service-apply-anyway",
    }
}
