//! Calls workers and caregivers to what cannot wait, whichever page is open, for as long as
//! the app runs: in the title, by a sound, by a notice of the system, and by the one voice.

use crate::{
    hooks::{
        Alerts, Here, SayRank, Words, say, set_title_count, use_every, use_here, use_view_again,
        use_words,
    },
    notices::{self, SystemNotice},
    saying::{address_words, alert_words, join},
    sound,
};
use linli_api::{ListAlerts, ListOffers, Topic, view};
use linli_domain::{care::AlertKind, offer::Standing};
use yew::prelude::*;

/// How often it is looked again, in milliseconds: a request may have waited too long.
const EVERY_MS: i32 = 60 * 1_000;
/// How many offers a caregiver's device looks through for urgent ones.
const LOOKED_THROUGH: u32 = 50;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct WorkerAlarmsProps {
    pub(super) children: Html,
}

/// The pages of a worker, who know of what cannot wait.
#[component]
pub(super) fn WorkerAlarms(props: &WorkerAlarmsProps) -> Html {
    let words = use_words();
    let here = use_here();
    let round = use_every(EVERY_MS);
    let alerts = use_view_again(ListAlerts {}, vec![Topic::Alerts, Topic::Catalogue], round);
    let lines = alerts.here().cloned();
    let waiting: Vec<_> = match (&here, &lines) {
        (Some(here), Some(lines)) => {
            let open = lines.iter().filter(|line| line.taken_on.is_empty());
            open.map(|line| call_of_line(&words, here, line)).collect()
        }
        _ => Vec::new(),
    };
    use_alarm(waiting, round);
    html! {
        <ContextProvider<Option<Alerts>> context={lines.map(Alerts)}>
            { props.children.clone() }
        </ContextProvider<Option<Alerts>>>
    }
}

/// Urgent help that a caregiver could give.
#[component]
pub(super) fn CaregiverAlarms() -> Html {
    let words = use_words();
    let here = use_here();
    let round = use_every(EVERY_MS);
    let ask = ListOffers {
        after: None,
        limit: LOOKED_THROUGH,
    };
    let offers = use_view_again(ask, vec![Topic::Offers, Topic::Catalogue], round);
    let waiting: Vec<_> = match (&here, offers.here()) {
        (Some(here), Some(page)) => {
            let open = page.rows.iter().filter(|offer| {
                let is_urgent = here.is_urgent(&offer.kind);
                is_urgent && offer.standing == Standing::Open
            });
            open.map(|offer| call_of_offer(&words, here, offer))
                .collect()
        }
        _ => Vec::new(),
    };
    use_alarm(waiting, round);
    html! {}
}

/// Something that somebody is called to.
#[derive(Clone, Debug, PartialEq)]
struct Call {
    notice: SystemNotice,
    /// Urgent help sounds until somebody takes care of it.
    is_urgent: bool,
}

fn call_of_line(words: &Words, here: &Here, line: &view::AlertLine) -> Call {
    let (title, _) = alert_words(line.alert.kind);
    let place = address_words(words, here, &line.place.building, &line.place.door);
    let told = join(&[Some(line.place.name.clone().into()), Some(place)]);
    Call {
        notice: SystemNotice {
            id: format!("{} {} {}", line.doc, title, line.alert.since.0),
            title: words.text(title).to_string(),
            words: told.to_string(),
        },
        is_urgent: line.alert.kind == AlertKind::UrgentCall,
    }
}

fn call_of_offer(words: &Words, here: &Here, offer: &view::OfferView) -> Call {
    let near = here.building(&offer.block);
    let near = words.with("offers-near", &[("block", near.as_str().into())]);
    Call {
        notice: SystemNotice {
            id: format!("offer {}", offer.doc),
            title: words.text("alert-urgent").to_string(),
            words: near.to_string(),
        },
        is_urgent: true,
    }
}

/// Counts what waits in the title, says what is new and shows it as a notice of the system, and
/// sounds: once for what is new, and at every round for urgent help.
#[hook]
fn use_alarm(waiting: Vec<Call>, round: u32) {
    let heard = use_mut_ref(Vec::<String>::new);
    use_effect_with((waiting, round), move |(waiting, _)| {
        set_title_count(waiting.len());
        let mut heard = heard.borrow_mut();
        let is_new = |call: &Call| !heard.contains(&call.notice.id);
        if waiting.iter().any(|call| call.is_urgent || is_new(call)) {
            sound::alarm();
        }
        if let Some(call) = waiting.iter().find(|call| is_new(call)) {
            let said = format!("{} {}", call.notice.title, call.notice.words);
            say(SayRank::Page, &said);
        }
        *heard = waiting.iter().map(|call| call.notice.id.clone()).collect();
        if notices::are_allowed() {
            notices::show(waiting.iter().map(|call| call.notice.clone()).collect());
        }
        || set_title_count(0)
    });
}
