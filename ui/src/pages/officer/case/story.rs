//! What office and resident said to each other, in order and whole: what was asked for
//! and when it came, every decision with its reason and words, and what the resident
//! had against it.

use crate::{
    hooks::{Here, Words},
    pages::shared::{action_words, when_and_who},
    parts::{Mixed, Notice, Tone},
    saying::reason_words,
};
use linli_api::view::{ApplicationPage, Happened};
use linli_domain::application::{ApplicationEvent as E, Item};
use yew::prelude::*;

/// Everything that was said with words, or answers something that was.
pub(super) fn story(words: &Words, here: &Here, application: &ApplicationPage) -> Html {
    let told: Vec<_> = application
        .happened
        .iter()
        .filter_map(|happened| tell(words, here, application, happened))
        .collect();
    if told.is_empty() {
        return html! {};
    }
    html! {
        <><h2>{ words.text("case-story") }</h2><ol class="plain" role="list">{ for told }</ol></>
    }
}

fn tell(
    words: &Words,
    here: &Here,
    application: &ApplicationPage,
    happened: &Happened,
) -> Option<Html> {
    let answer = |reason: &str, why: &str, next: &str| {
        html! { <>{ for because(words, reason) }{ for said(why) }{ for said(next) }</> }
    };
    let (tone, more) = match &happened.what {
        E::MoreAsked {
            items,
            words: what,
            due,
            again,
        } => {
            let day = words.near_day_inside(*due, here.today());
            let until = words.with("case-asked-until", &[("day", day.as_str().into())]);
            let list = items.iter().map(|item| asked_for(here, application, item));
            let why = said(again.as_deref().unwrap_or_default());
            let more =
                html! { <>{ for said(what) }<ul>{ for list }</ul><p>{ until }</p>{ for why }</> };
            (Tone::Plain, more)
        }
        E::Supplemented => (Tone::Good, html! {}),
        E::Decided {
            reason,
            words: why,
            appeal,
            ..
        } => (Tone::Plain, answer(reason, why, appeal)),
        E::NotAccepted {
            reason,
            words: why,
            where_to_go,
        } => (Tone::Plain, answer(reason, why, where_to_go)),
        E::Objected { words: why } | E::CorrectionAsked { words: why } => {
            (Tone::Careful, html! { { for said(why) } })
        }
        E::CorrectionAnswered { words: why, .. } | E::FollowedUp { words: why } => {
            (Tone::Plain, html! { { for said(why) } })
        }
        E::Withdrawn { reason } => (Tone::Careful, html! { { for said(reason) } }),
        E::Rated { rating } => {
            let grade = [("grade", i64::from(rating.grade).into())];
            let grade = words.with("case-rating", &grade);
            let more = html! { <><p>{ grade }</p>{ for said(&rating.words) }</> };
            (Tone::Plain, more)
        }
        _ => return None,
    };
    let what = action_words(words, here, application, happened)?;
    let at = when_and_who(words, here, application, happened);
    let title = format!("{what} · {at}");
    Some(html! { <li><Notice {tone} {title}>{ more }</Notice></li> })
}

fn said(text: &str) -> Option<Html> {
    (!text.trim().is_empty())
        .then(|| html! { <p class="as-written"><Mixed words={text.to_owned()} /></p> })
}

fn because(words: &Words, code: &str) -> Option<Html> {
    let key = reason_words(code)?;
    Some(html! { <p>{ words.text(key) }</p> })
}

/// One thing of a list, by its question.
fn asked_for(here: &Here, application: &ApplicationPage, item: &Item) -> Html {
    let question = application.service.question(&item.field);
    let ask = question.map(|question| here.local(&question.ask));
    html! { <li><b>{ ask }</b>{ " " }<Mixed words={item.words.clone()} /></li> }
}
