//! Words for values of the field: states, times, answers, failures. Each word
//! is a message; the choice of the message is made here once.

mod answers;
mod applications;
mod attention;
mod checks;
mod consents;
mod declined;
mod delivery;
mod doors;
mod mistakes;
mod papers;
mod reaching;
mod readers;
mod way;

pub(crate) use answers::{not_known_words, value_words, whole_words, yes_or_no_words};
pub(crate) use applications::{
    ActionWords, Audience, Doer, application_words, happened_words, outcome_words, reason_words,
};
pub(crate) use attention::{
    Attention, AttentionFacts, alert_words, attention, attention_words, hand_words,
};
pub(crate) use checks::check_words;
pub(crate) use consents::{assent_words, consent_term_words, permission_words};
pub(crate) use declined::declined_words;
pub(crate) use delivery::{DeliveryFacts, delivery_words};
pub(crate) use mistakes::error_words;
pub(crate) use papers::{paper_number_words, paper_words};
pub(crate) use reaching::{aid_words, asked, reaching_words};
pub(crate) use readers::{FormReaders, readers_words, record_readers_words, with_readers};
pub(crate) use way::{WayFacts, WayStep, care_way};

use crate::{
    hooks::{Here, Words},
    parts::{Icon, Tone},
};
use linli_api::{
    Code,
    view::{CareMatter, Delivered},
};
use linli_domain::{
    access::Refusal,
    care::{CareStatus, VisitStatus, VisitStep, When, has_run_out, outdated},
    catalogue::{KindId, ServiceId},
    device::DeviceKind,
    document::Author,
    id::PersonId,
    role::Role,
    time::{Date, Timestamp},
};
use std::collections::BTreeMap;
use yew::prelude::*;

/// Where one thing is.
pub(crate) const fn delivered_words(delivered: Delivered) -> &'static str {
    match delivered {
        Delivered::Here => "delivered-here",
        Delivered::AtCentre => "delivered-at-centre",
    }
}

/// Why a command was not done.
pub(crate) const fn failure_words(code: Code) -> &'static str {
    match code {
        Code::NotEnrolled => "failure-not-enrolled",
        Code::NotFound => "failure-not-found",
        Code::NotAllowed => "failure-not-allowed",
        Code::NoConsent => "failure-no-consent",
        Code::TooLate => "failure-too-late",
        Code::NotValid => "failure-not-valid",
        Code::AddressUnknown => "failure-address-unknown",
        Code::NotOffered => "failure-not-offered",
        Code::UnderWay => "failure-under-way",
        Code::StorageFull => "failure-storage-full",
        Code::NotUnderstood => "failure-not-understood",
        Code::Unexpected => "failure-unexpected",
    }
}

/// Why the centre did not accept a change.
pub(crate) const fn refusal_words(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::TooLate => "refusal-too-late",
        Refusal::NotForRole | Refusal::NotTheirs => "refusal-not-allowed",
        Refusal::RevokedDevice | Refusal::UnknownDevice => "refusal-device",
        Refusal::TooLarge => "refusal-too-large",
        Refusal::TooMuch => "refusal-too-much",
        Refusal::NoConsent => "refusal-no-consent",
        Refusal::Unknown => "refusal-unknown",
        Refusal::Malformed | Refusal::Forged | Refusal::WrongActor | Refusal::NotValid => {
            "refusal-broken"
        }
    }
}

/// Where a care request stands, as a short word, and its mood.
const fn status_words(status: CareStatus) -> (&'static str, Tone) {
    match status {
        CareStatus::Draft => ("status-draft", Tone::Careful),
        CareStatus::Sent => ("status-sent", Tone::Careful),
        CareStatus::Received => ("status-received", Tone::Plain),
        CareStatus::Assigned => ("status-assigned", Tone::Good),
        CareStatus::Completed => ("status-completed", Tone::Good),
        CareStatus::Cancelled => ("status-cancelled", Tone::Plain),
        CareStatus::Discarded => ("status-discarded", Tone::Plain),
    }
}

/// Where a care request stands, told by its receipt while it is only sent, and by its day
/// where that is over and nobody took it on.
pub(crate) const fn standing_words(
    status: CareStatus,
    delivered: Delivered,
    outdated: Option<Date>,
    awaits_desk: bool,
) -> (&'static str, Tone) {
    match (status, delivered, outdated) {
        (CareStatus::Sent, Delivered::Here, _) => (delivered_words(delivered), Tone::Careful),
        (CareStatus::Received, ..) if awaits_desk => ("status-at-desk", Tone::Plain),
        (.., Some(_)) => ("status-outdated", Tone::Careful),
        _ => status_words(status),
    }
}

/// Where one of the resident's care requests stands, by the visit that matters most of it.
pub(crate) fn care_matter_words(here: &Here, row: &CareMatter) -> (&'static str, Tone) {
    match row.visit {
        _ if has_run_out(row.status, row.when.as_ref(), here.today()) => {
            ("status-run-out", Tone::Plain)
        }
        Some((_, visit)) if row.status == CareStatus::Assigned => visit_words(visit),
        _ => {
            let outdated = outdated(row.status, row.when.as_ref(), here.heard_on());
            let awaits_desk = here.awaits_desk(&row.kind);
            standing_words(row.status, row.delivered, outdated, awaits_desk)
        }
    }
}

/// Where a visit stands, as a short word, and its mood.
pub(crate) const fn visit_words(status: VisitStatus) -> (&'static str, Tone) {
    match status {
        VisitStatus::Booked => ("visit-booked", Tone::Plain),
        VisitStatus::OnTheWay => ("visit-on-the-way", Tone::Good),
        VisitStatus::Arrived => ("visit-arrived", Tone::Good),
        VisitStatus::InProgress => ("visit-in-progress", Tone::Good),
        VisitStatus::Finished => ("visit-finished", Tone::Good),
        VisitStatus::Confirmed => ("visit-confirmed", Tone::Good),
        VisitStatus::NoAnswer => ("visit-no-answer", Tone::Careful),
        VisitStatus::Stopped => ("visit-stopped", Tone::Careful),
        VisitStatus::CancelledByProvider => ("visit-cancelled-by-provider", Tone::Careful),
        VisitStatus::CancelledByClient => ("visit-cancelled-by-client", Tone::Plain),
    }
}

/// Where a visit stands in a request that stands at `status`: nobody comes before somebody
/// said so.
pub(crate) const fn visit_in_words(status: CareStatus, visit: VisitStatus) -> (&'static str, Tone) {
    match (status, visit) {
        (CareStatus::Assigned | CareStatus::Completed, _) => visit_words(visit),
        (_, VisitStatus::Booked) => ("visit-unclaimed", Tone::Careful),
        _ => visit_words(visit),
    }
}

/// What a caregiver did by a step of hers, and why, where she said so. `None` for what is
/// not hers to do.
pub(crate) fn own_step_words(step: &VisitStep) -> Option<(&'static str, &str)> {
    Some(match step {
        VisitStep::OnTheWay => ("own-on-the-way", ""),
        VisitStep::Arrived => ("own-arrived", ""),
        VisitStep::Started => ("own-started", ""),
        VisitStep::Finished => ("own-finished", ""),
        VisitStep::NoAnswer => ("own-no-answer", ""),
        VisitStep::Stopped { reason } => ("own-stopped", reason),
        VisitStep::CancelledByProvider { reason } => ("own-called-off", reason),
        VisitStep::CancelledByClient => return None,
    })
}

/// A step of a visit, as a short word.
pub(crate) const fn step_words(step: &VisitStep) -> &'static str {
    let status = match step {
        VisitStep::OnTheWay => VisitStatus::OnTheWay,
        VisitStep::Arrived => VisitStatus::Arrived,
        VisitStep::Started => VisitStatus::InProgress,
        VisitStep::Finished => VisitStatus::Finished,
        VisitStep::NoAnswer => VisitStatus::NoAnswer,
        VisitStep::Stopped { .. } => VisitStatus::Stopped,
        VisitStep::CancelledByProvider { .. } => VisitStatus::CancelledByProvider,
        VisitStep::CancelledByClient => VisitStatus::CancelledByClient,
    };
    visit_words(status).0
}

/// What a device is, with the moment since when.
pub(crate) const fn device_words(kind: DeviceKind) -> &'static str {
    match kind {
        DeviceKind::Phone => "devices-phone",
        DeviceKind::Tablet => "devices-tablet",
        DeviceKind::Computer => "devices-computer",
        DeviceKind::Unknown => "devices-unknown",
    }
}

/// Who wrote a message, by role.
pub(crate) const fn role_words(role: Role) -> &'static str {
    match role {
        Role::Resident => "role-resident",
        Role::Delegate => "role-delegate",
        Role::Caregiver => "role-caregiver",
        Role::Officer => "role-office",
        Role::Worker | Role::Centre => "role-community",
    }
}

/// Who did something: you, or somebody by name and role, as far as it is known.
pub(crate) fn author_words(
    words: &Words,
    here: &Here,
    by: Author,
    name: Option<&str>,
) -> AttrValue {
    let role = words.text(role_words(by.role));
    let resident = words.acts_for().filter(|_| by.role == Role::Resident);
    match name {
        _ if here.is_me(by.person) => words.text("role-you"),
        Some(name) => {
            let name = ("name", name.to_owned().into());
            words.with("role-named", &[name, ("role", role.to_string().into())])
        }
        // Family knows whom they act for.
        None => resident.cloned().unwrap_or(role),
    }
}

/// Who wrote something that is kept, by name where that is known.
pub(crate) fn by_words(
    words: &Words,
    here: &Here,
    by: Option<Author>,
    names: &BTreeMap<PersonId, String>,
) -> AttrValue {
    match by {
        Some(by) => author_words(words, here, by, names.get(&by.person).map(String::as_str)),
        None => words.text("role-somebody"),
    }
}

/// Whom something that is known is from, and of which day.
pub(crate) fn known_from_words(
    words: &Words,
    here: &Here,
    by: Option<Author>,
    at: Option<Timestamp>,
) -> AttrValue {
    let who = by_words(words, here, by, &BTreeMap::new());
    let who = ("who", who.as_str().into());
    match at {
        Some(at) => {
            let day = words.day_and_year(here.local_time(at).0);
            words.with("form-known-from", &[who, ("day", day.as_str().into())])
        }
        None => words.with("form-known-from-someone", &[who]),
    }
}

/// A number as it is read over the telephone: in groups.
pub(crate) fn tracking_words(tracking: &str) -> AttrValue {
    tracking.replace('-', " ").into()
}

pub(crate) fn when_words(words: &Words, here: &Here, when: &When) -> AttrValue {
    let today = here.today();
    match when {
        When::Soon { date } if *date == today => words.text("ask-when-soon"),
        When::Soon { date } => words.near_day(*date, today),
        When::Once { date, window } => {
            join(&[Some(words.near_day(*date, today)), words.window(*window)])
        }
        When::Weekly {
            days,
            window,
            until,
            ..
        } => {
            let days = (1..=7_usize).filter(|day| days.0.get(day - 1).copied().unwrap_or(false));
            let days: Vec<_> = days.map(|day| words.weekday(day)).collect();
            let days = list_words(words, &days).into();
            let weekly = words.with("ask-when-weekly-days", &[("days", days)]);
            let until = until.map(|until| {
                let day = words.near_day_inside(until, today);
                words.with("ask-when-until", &[("day", day.as_str().into())])
            });
            join(&[Some(weekly), words.window(*window), until])
        }
    }
}

/// The items of a list, as one text.
pub(crate) fn list_words(words: &Words, items: &[AttrValue]) -> String {
    let items: Vec<_> = items.iter().map(AttrValue::as_str).collect();
    let mark = if words.lang().is_chinese() {
        "、"
    } else {
        ", "
    };
    items.join(mark)
}

/// Day and time of a moment inside a sentence, as in "until today 9:10am".
pub(crate) fn moment_inside_words(words: &Words, here: &Here, at: Timestamp) -> AttrValue {
    let (date, minute) = here.local_time(at);
    join(&[
        Some(words.near_day_inside(date, here.today())),
        Some(words.clock(minute)),
    ])
}

/// Day and time of a moment, as "Today 9:10am".
pub(crate) fn moment_words(words: &Words, here: &Here, at: Timestamp) -> AttrValue {
    let (date, minute) = here.local_time(at);
    join(&[
        Some(words.near_day(date, here.today())),
        Some(words.clock(minute)),
    ])
}

/// A building and a door, as an address is spoken.
pub(crate) fn address_words(words: &Words, here: &Here, building: &str, door: &str) -> AttrValue {
    let building = here.building(building);
    let door = doors::door_words(words, door);
    words.with(
        "matter-address",
        &[
            ("building", building.as_str().into()),
            ("door", door.as_str().into()),
        ],
    )
}

/// That a list is empty; or that it cannot be said yet, while the centre has not told all.
pub(crate) fn none_words(here: &Here, none: &'static str) -> &'static str {
    let delivery = here.delivery.as_ref();
    let is_coming = delivery.is_some_and(|delivery| delivery.coming.is_some());
    if is_coming { "list-coming" } else { none }
}

/// How someone gets about, as far as there is a word for it.
pub(crate) fn mobility_words(mobility: &str) -> Option<&'static str> {
    Some(match mobility {
        "stick" => "mobility-stick",
        "walker" => "mobility-walker",
        "wheelchair" => "mobility-wheelchair",
        "bed" => "mobility-bed",
        _ => return None,
    })
}

/// How many were found, by the message `found`; or that it cannot be said yet.
pub(crate) fn found_words(
    words: &Words,
    here: &Here,
    found: &'static str,
    count: u32,
) -> AttrValue {
    let key = none_words(here, found);
    words.with(key, &[("count", i64::from(count).into())])
}

/// Joins the parts of a line with dots between them.
pub(crate) fn join_dots<'a>(parts: impl IntoIterator<Item = &'a AttrValue>) -> AttrValue {
    let parts: Vec<_> = parts.into_iter().map(AttrValue::as_str).collect();
    parts.join(" · ").into()
}

/// Joins what is there with a space.
pub(crate) fn join(parts: &[Option<AttrValue>]) -> AttrValue {
    let parts: Vec<_> = parts.iter().flatten().map(AttrValue::as_str).collect();
    parts.join(" ").into()
}

/// The picture of a kind of care.
pub(crate) fn kind_icon(here: &Here, kind: &KindId) -> Icon {
    let kind = here.kind(kind);
    kind.and_then(|kind| named_icon(&kind.icon))
        .unwrap_or(Icon::Hand)
}

/// The picture of a service.
pub(crate) fn service_icon(here: &Here, service: &ServiceId) -> Icon {
    let service = here.catalogue.service(service);
    service
        .and_then(|service| named_icon(&service.icon))
        .unwrap_or(Icon::List)
}

/// The picture that the catalogue calls by this name.
fn named_icon(name: &str) -> Option<Icon> {
    Some(match name {
        "bag" => Icon::Bag,
        "bath" => Icon::Bath,
        "bowl" => Icon::Bowl,
        "broom" => Icon::Broom,
        "bus" => Icon::Bus,
        "calendar" => Icon::Calendar,
        "card" => Icon::Card,
        "chat" => Icon::People,
        "coins" => Icon::Coins,
        "face" => Icon::Face,
        "flower" => Icon::Flower,
        "hands" => Icon::Hand,
        "heart" => Icon::Heart,
        "hospital" => Icon::Medicine,
        "house" => Icon::House,
        "list" => Icon::List,
        "phone" => Icon::Phone,
        "message" => Icon::Message,
        "pulse" => Icon::Pulse,
        "purse" => Icon::Purse,
        "shield" => Icon::Shield,
        "sofa" => Icon::Sofa,
        "sos" => Icon::Warning,
        "ticket" => Icon::Ticket,
        "umbrella" => Icon::Umbrella,
        "walk" => Icon::Walk,
        "wheelchair" => Icon::Chair,
        "wrench" => Icon::Tool,
        _ => return None,
    })
}

#[cfg(test)]
#[path = "saying/states_tests.rs"]
mod states_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use linli_l10n::{Lang, Messages};
    use std::{fs, path::Path};

    #[test]
    fn every_picture_that_the_catalogue_names_is_drawn() {
        let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
        let mut drawn = 0;
        for folder in ["care", "services"] {
            for file in fs::read_dir(catalogue.join(folder)).unwrap() {
                let path = file.unwrap().path();
                let text = fs::read_to_string(&path).unwrap();
                let named = text.lines().find_map(|line| line.strip_prefix("icon = "));
                let name = named.unwrap_or_default().trim_matches('"');
                assert!(named_icon(name).is_some(), "{}: {name:?}", path.display());
                drawn += 1;
            }
        }
        assert!(drawn > 20);
    }

    /// What is told of each refusal, and what it must and must not say.
    #[test]
    fn every_refusal_has_its_words_in_both_languages() {
        let table = [
            (Refusal::Malformed, "refusal-broken"),
            (Refusal::TooLarge, "refusal-too-large"),
            (Refusal::TooMuch, "refusal-too-much"),
            (Refusal::NoConsent, "refusal-no-consent"),
            (Refusal::Forged, "refusal-broken"),
            (Refusal::UnknownDevice, "refusal-device"),
            (Refusal::RevokedDevice, "refusal-device"),
            (Refusal::WrongActor, "refusal-broken"),
            (Refusal::NotTheirs, "refusal-not-allowed"),
            (Refusal::NotForRole, "refusal-not-allowed"),
            (Refusal::TooLate, "refusal-too-late"),
            (Refusal::NotValid, "refusal-broken"),
            (Refusal::Unknown, "refusal-unknown"),
        ];
        for (refusal, key) in table {
            assert_eq!(refusal_words(refusal), key, "{refusal:?}");
            let [zh, en] = [Lang::ZhCn, Lang::En].map(|lang| Messages::new(lang).text(key, &[]));
            assert!(!zh.contains(key) && !en.contains(key) && zh != en, "{key}");
        }
    }
}
