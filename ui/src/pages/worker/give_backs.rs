//! Carers who gave back several requests of late: nothing that is urgent, but something to
//! talk about.

use crate::{
    hooks::{use_here, use_view, use_words},
    parts::{Mixed, Notice, Tone},
};
use linli_api::{ListGiveBacks, Topic};
use yew::prelude::*;

/// The list; nothing at all where there is nobody to talk to.
#[component]
pub(super) fn GiveBackList() -> Html {
    let words = use_words();
    let often = use_view(ListGiveBacks {}, vec![Topic::Alerts]);
    let (Some(here), Some(often)) = (use_here(), often.here()) else {
        return html! {};
    };
    if often.is_empty() {
        return html! {};
    }
    let lines = often.iter().map(|line| {
        let since = words.near_day_inside(here.local_time(line.since).0, here.today());
        let args = [
            ("who", line.name.as_str().into()),
            ("count", i64::from(line.count).into()),
            ("day", since.as_str().into()),
        ];
        let told = words.with("alerts-gave-back", &args);
        html! { <li key={line.caregiver.to_string()}><Mixed words={told} /></li> }
    });
    html! {
        <Notice tone={Tone::Plain} title={words.text("alerts-gave-back-title")}>
            <ul>{ for lines }</ul>
            <p>{ words.text("alerts-gave-back-words") }</p>
        </Notice>
    }
}
