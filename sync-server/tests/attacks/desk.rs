//! The desk's own words about a request: who may say that it was seen, is taken care of, and
//! is settled.

use crate::{
    siege::{
        Craft, NOT_FOR_ROLE, NOT_THEIRS, NOT_VALID, Siege, TODAY, TOO_LATE, Verdict::Enters, writes,
    },
    visits::assigned,
};
use linli_domain::{
    access::MAX_TEXT_CHARS,
    care::{CareEvent, When},
    id::DocId,
    time::{Minute, Weekday, Weekdays, Window},
};
use linli_replica::replica::Edit;

fn says(care: DocId, event: CareEvent) -> Craft {
    writes(care, vec![Edit::Care(event)])
}

fn settled(care: DocId, words: &str) -> Craft {
    let words = words.to_owned();
    says(care, CareEvent::Settled { words })
}

#[test]
fn only_the_desk_of_the_area_says_that_somebody_cares() {
    let siege = Siege::new();
    let care = assigned(&siege, When::Soon { date: TODAY });
    siege.stands(lines! {
        "seen, by herself", Wang: says(care, CareEvent::Seen) => NOT_FOR_ROLE;
        "taken on, by her family", Ming: says(care, CareEvent::TakenOn) => NOT_FOR_ROLE;
        "settled, by who comes", Sun: settled(care, "done") => NOT_FOR_ROLE;
        "seen, by a worker of another area", Zhou: says(care, CareEvent::Seen) => NOT_THEIRS;
        "settled, by a worker of another area", Zhou: settled(care, "done") => NOT_THEIRS;
        "settled without a word", Lin: settled(care, " ") => NOT_VALID;
        "settled in too many letters", Lin: settled(care, &"a".repeat(MAX_TEXT_CHARS + 1)) => NOT_VALID;
        "seen, by her worker", Lin: says(care, CareEvent::Seen) => Enters;
        "taken on, by her worker", Lin: says(care, CareEvent::TakenOn) => Enters;
        "settled, by her worker", Lin: settled(care, "lifted") => Enters;
        "settled once more", Lin: settled(care, "lifted again") => TOO_LATE;
        "seen too late: it has happened", Lin: says(care, CareEvent::Seen) => Enters;
    });
}

#[test]
fn a_series_is_not_settled_once_and_for_all() {
    let siege = Siege::new();
    let weekly = When::Weekly {
        days: Weekdays::of(&[Weekday::Monday]),
        window: Window::between(Minute::of(8, 0), Minute::of(9, 0)),
        from: TODAY,
        until: None,
    };
    let care = siege.asks("Wang", "bath", weekly);
    siege.stands(lines! {
        "the whole series", Lin: settled(care, "done") => NOT_VALID;
        "that somebody cares", Lin: says(care, CareEvent::TakenOn) => Enters;
    });
}
