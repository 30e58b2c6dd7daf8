//! Tells days to remember as notices of the system, whichever page is open, for as long
//! as the app runs.

use crate::{
    hooks::{use_every, use_here, use_view, use_words},
    notices,
    pages::resident::home::reminders as days,
};
use linli_api::{GetHome, Topic};
use yew::prelude::*;

/// How often it is looked again, in milliseconds: a new day may have come.
const EVERY_MS: i32 = 60 * 60 * 1_000;

/// Looks now, every hour, and whenever the app is turned to again.
#[component]
pub(super) fn ReminderNotices() -> Html {
    let round = use_every(EVERY_MS);
    html! { <DueReminders key={round} /> }
}

#[component]
fn DueReminders() -> Html {
    let words = use_words();
    let here = use_here();
    let topics = vec![Topic::Session, Topic::Profile, Topic::Catalogue];
    let home = use_view(GetHome {}, topics);
    let due = match (&here, home.here()) {
        (Some(here), Some(home)) => days::due(&words, here, home),
        _ => Vec::new(),
    };
    use_effect_with(due, |due| {
        if !due.is_empty() && notices::are_allowed() {
            notices::show(due.clone());
        }
    });
    html! {}
}
