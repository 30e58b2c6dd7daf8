//! Other applications of the same person: nobody decides twice about one thing, or without
//! what was decided before.

use crate::{
    address::PageAddress,
    hooks::{Here, Words},
    pages::officer::OfficerRoute,
    parts::{Tag, Tone},
    saying::{Audience, application_words, join_dots, outcome_words, tracking_words},
};
use linli_api::view::{ApplicationPage, Delivered, OtherApplication};
use yew::prelude::*;

pub(super) fn others(words: &Words, here: &Here, application: &ApplicationPage) -> Option<Html> {
    let others = application.others.iter();
    let others = others.map(|other| line(words, here, other));
    (!application.others.is_empty()).then(|| {
        html! {
            <>
                <h2>{ words.text("case-others") }</h2>
                <ul class="plain" role="list">{ for others }</ul>
            </>
        }
    })
}

fn line(words: &Words, here: &Here, other: &OtherApplication) -> Html {
    let (status, tone) = application_words(other.status, Delivered::AtCentre, Audience::Office);
    let status = other.outcome.map_or(status, outcome_words);
    let day = words.near_day_inside(here.local_time(other.received_at).0, here.today());
    let received = words.with("case-other-received", &[("day", day.as_str().into())]);
    let name = [here.local(&other.name), tracking_words(&other.tracking)];
    let same = other.is_same.then(|| {
        html! { <Tag tone={Tone::Careful} label={words.text("case-other-same")} /> }
    });
    html! {
        <li key={other.doc.to_string()}>
            <a href={OfficerRoute::Case(other.doc).href()}>{ join_dots(&name) }</a>
            <span class="tags">
                { for same }
                <Tag {tone} label={words.text(status)} />
                <span class="hint">{ received }</span>
            </span>
        </li>
    }
}
