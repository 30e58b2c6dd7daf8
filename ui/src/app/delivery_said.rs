//! Says to screen readers how delivery stands, where that is news: not each letter's way
//! out and back, but that the network has gone, that something was not accepted, and that
//! all is well again.

use crate::{
    hooks::{use_here, use_said_when_it_lasts, use_words},
    saying::{DeliveryFacts, delivery_words},
};
use yew::prelude::*;

/// For how long a state must last to be news, in milliseconds.
const LASTS_MS: i32 = 3_000;

/// It draws nothing: it hands its words to the one voice.
#[component]
pub(super) fn DeliverySaid() -> Html {
    let words = use_words();
    let here = use_here();
    let enrolled = here.filter(|here| here.session.account.is_some());
    let told = enrolled.map(|here| delivery_words(DeliveryFacts::of(&here)));
    let state = told.as_ref().and_then(|told| Told::of(told.line));
    let sentence = told.map(|told| {
        let count = [("count", i64::from(told.count).into())];
        words.with(told.line, &count)
    });
    use_said_when_it_lasts(state, Told::Well, sentence.unwrap_or_default(), LASTS_MS);
    html! {}
}

/// What a line comes to for who only listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Well,
    /// Something is the matter: the line without how many wait.
    Trouble(&'static str),
}

impl Told {
    /// `None` for what passes by itself in a moment.
    fn of(line: &'static str) -> Option<Self> {
        let about = line.strip_prefix("delivery-").unwrap_or(line);
        let about = about.strip_prefix("waiting-").unwrap_or(about);
        match about {
            "all" => Some(Self::Well),
            "sending" | "reaching" | "coming" => None,
            other => Some(Self::Trouble(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_on_its_way_is_no_news_and_how_many_wait_is_none_either() {
        assert_eq!(Told::of("delivery-sending"), None);
        assert_eq!(Told::of("delivery-waiting-reaching"), None);
        let away = Told::of("delivery-waiting-no-network");
        assert_eq!(away, Told::of("delivery-no-network"));
        assert!(away.is_some() && away != Told::of("delivery-away"));
        assert_eq!(Told::of("delivery-all"), Some(Told::Well));
    }
}
