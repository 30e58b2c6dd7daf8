//! Words for values of the field: states, times, answers, failures. Each word
//! is a message; the choice of the message is made here once.

mod eyes;

pub(crate) use eyes::{Eyes, application_words, happened_words, outcome_words, reason_words};

use crate::{
    address::Address,
    hooks::{Here, Words},
    pages::device::DeviceRoute,
    parts::{DeliveryTone, Icon, Tone},
};
use linli_api::{
    Code,
    view::{Delivered, Link},
};
use linli_domain::{
    access::Refusal,
    answer::{AnswerError, Question, QuestionKind, Signature, Value, masked, money},
    care::{CareStatus, VisitStatus, When},
    catalogue::KindId,
    document::Author,
    role::Role,
    time::Timestamp,
};
use yew::prelude::*;

/// The delivery line: how it stands, in words, and where more is.
pub(crate) fn delivery_words(
    words: &Words,
    here: &Here,
) -> (DeliveryTone, AttrValue, Option<AttrValue>) {
    if here.session.revoked {
        return (DeliveryTone::Trouble, words.text("delivery-revoked"), None);
    }
    let Some(delivery) = &here.delivery else {
        return (DeliveryTone::Waiting, words.text("delivery-unknown"), None);
    };
    let count = [("count", i64::from(delivery.waiting).into())];
    match (delivery.refused, delivery.waiting, delivery.link) {
        (1.., _, _) => {
            let refused = [("count", i64::from(delivery.refused).into())];
            (
                DeliveryTone::Trouble,
                words.with("delivery-refused", &refused),
                Some(DeviceRoute::Refused.href()),
            )
        }
        (0, 0, Link::Online) => (DeliveryTone::AllThere, words.text("delivery-all"), None),
        (0, 0, Link::Offline) => (
            DeliveryTone::Waiting,
            words.text("delivery-no-network"),
            None,
        ),
        (0, 0, Link::Unknown) => (DeliveryTone::Waiting, words.text("delivery-unknown"), None),
        (0, 1.., Link::Offline) => (
            DeliveryTone::Waiting,
            words.with("delivery-waiting-no-network", &count),
            None,
        ),
        (0, 1.., _) => (
            DeliveryTone::Waiting,
            words.with("delivery-sending", &count),
            None,
        ),
    }
}

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
        Code::TooLate => "failure-too-late",
        Code::NotValid => "failure-not-valid",
        Code::AddressUnknown => "failure-address-unknown",
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

/// Where a care request stands, told by its receipt while it is only sent.
pub(crate) const fn standing_words(
    status: CareStatus,
    delivered: Delivered,
) -> (&'static str, Tone) {
    match (status, delivered) {
        (CareStatus::Sent, Delivered::Here) => (delivered_words(delivered), Tone::Careful),
        _ => status_words(status),
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

/// Who wrote a message, by role.
pub(crate) const fn role_words(role: Role) -> &'static str {
    match role {
        Role::Resident => "role-resident",
        Role::Delegate => "role-delegate",
        Role::Caregiver => "role-caregiver",
        Role::Worker | Role::Officer | Role::Centre => "role-community",
    }
}

/// Who wrote something that is kept.
pub(crate) fn by_words(words: &Words, here: &Here, by: Option<Author>) -> AttrValue {
    let me = here.session.account.as_ref().map(|account| account.person);
    words.text(match by {
        Some(by) if Some(by.person) == me => "role-you",
        Some(by) => role_words(by.role),
        None => "role-somebody",
    })
}

/// A number as it is read over the telephone: in groups.
pub(crate) fn tracking_words(tracking: &str) -> AttrValue {
    tracking.replace('-', " ").into()
}

/// When care is wanted.
pub(crate) fn when_words(words: &Words, here: &Here, when: &When) -> AttrValue {
    let today = here.today();
    match when {
        When::Soon { date } if *date == today => words.text("ask-when-soon"),
        When::Soon { date } => words.near_day(*date, today),
        When::Once { date, window } => {
            join(&[Some(words.near_day(*date, today)), words.window(*window)])
        }
        When::Weekly { days, window, .. } => {
            let names = (1..=7_usize).filter(|day| days.0.get(day - 1).copied().unwrap_or(false));
            let names: Vec<_> = names.map(|day| words.weekday(day)).collect();
            let names = names
                .iter()
                .map(AttrValue::as_str)
                .collect::<Vec<_>>()
                .join(list_mark(words));
            let weekly = words.with("ask-when-weekly-days", &[("days", names.into())]);
            join(&[Some(weekly), words.window(*window)])
        }
    }
}

/// What stands between the items of a list.
pub(crate) fn list_mark(words: &Words) -> &'static str {
    if words.lang().is_chinese() {
        "、"
    } else {
        ", "
    }
}

/// Day and time of a moment, as "Today 9:10 am".
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
    words.with(
        "matter-address",
        &[
            ("building", building.as_str().into()),
            ("door", door.into()),
        ],
    )
}

/// Joins what is there with a space.
pub(crate) fn join(parts: &[Option<AttrValue>]) -> AttrValue {
    let parts: Vec<_> = parts.iter().flatten().map(AttrValue::as_str).collect();
    parts.join(" ").into()
}

/// An answer.
pub(crate) fn value_words(
    words: &Words,
    here: &Here,
    question: &Question,
    value: &Value,
) -> AttrValue {
    let option = |id: &str| match &question.kind {
        QuestionKind::Choice { options } | QuestionKind::Choices { options, .. } => options
            .iter()
            .find(|option| option.id == id)
            .map_or_else(|| id.to_owned().into(), |option| here.local(&option.label)),
        _ => id.to_owned().into(),
    };
    match value {
        // Nobody who looks over a shoulder needs it in full.
        Value::Text(_) if is_number(&question.kind) => masked(value, &question.kind).into(),
        Value::Text(text) => text.clone().into(),
        Value::Number(number) => match &question.kind {
            QuestionKind::Number {
                unit: Some(unit), ..
            } => format!("{number} {}", here.local(unit)).into(),
            QuestionKind::Money { .. } => yuan(words, *number),
            _ => number.to_string().into(),
        },
        Value::Yes(true) => words.text("answer-yes"),
        Value::Yes(false) => words.text("answer-no"),
        Value::Choice(id) => option(id),
        Value::Choices(ids) if ids.is_empty() => words.text("answer-none"),
        Value::Choices(ids) => {
            let names: Vec<_> = ids.iter().map(|id| option(id)).collect();
            names
                .iter()
                .map(AttrValue::as_str)
                .collect::<Vec<_>>()
                .join(list_mark(words))
                .into()
        }
        Value::Date(date) => words.day_and_year(*date),
        Value::Time(minute) => words.clock(*minute),
        Value::Address(address) => {
            let parts = [address.unit.as_str(), address.room.as_str()];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            if parts.is_empty() {
                here.building(&address.building)
            } else {
                address_words(words, here, &address.building, &parts.join("-"))
            }
        }
        Value::DayWindow(wish) => {
            let (from, to) = (words.clock(wish.window.from), words.clock(wish.window.to));
            format!("{} {from}–{to}", words.day_and_year(wish.date)).into()
        }
        Value::Photos(photos) => {
            let count = i64::try_from(photos.len()).unwrap_or(i64::MAX);
            words.with("answer-photos", &[("count", count.into())])
        }
        Value::Signature(Signature::Typed(name)) => name.clone().into(),
        Value::Signature(Signature::Drawn(_)) => words.text("answer-signed"),
        Value::Person(contact) => beside(&[&contact.name, &contact.relation, &contact.phone]),
        Value::NotKnown => words.text("answer-not-known"),
    }
}

/// An answer with nothing left out, for who must tell it from another.
pub(crate) fn whole_words(
    words: &Words,
    here: &Here,
    question: &Question,
    value: &Value,
) -> AttrValue {
    match value {
        Value::Text(text) => text.clone().into(),
        value => value_words(words, here, question, value),
    }
}

/// Whether it is the number of a paper or a card, shown by its end only.
pub(crate) const fn is_number(kind: &QuestionKind) -> bool {
    matches!(
        kind,
        QuestionKind::IdNumber | QuestionKind::DisabilityNumber | QuestionKind::BankCard
    )
}

/// Parts of an answer one after the other, without the empty ones.
fn beside(parts: &[&str]) -> AttrValue {
    let parts: Vec<_> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(" ").into()
}

/// An amount with its unit.
fn yuan(words: &Words, fen: i64) -> AttrValue {
    words.with("answer-yuan", &[("amount", money::written(fen).into())])
}

/// What is wrong with an answer.
pub(crate) fn error_words(words: &Words, question: &Question, error: AnswerError) -> AttrValue {
    let is_choice = matches!(
        question.kind,
        QuestionKind::Choice { .. } | QuestionKind::YesNo
    );
    match error {
        AnswerError::Required if is_choice => words.text("answer-error-choose"),
        AnswerError::Required => match question.kind {
            QuestionKind::Photos { .. } => words.text("answer-error-no-photo"),
            QuestionKind::Signature => words.text("answer-error-sign"),
            QuestionKind::Date { .. } | QuestionKind::DayWindow => words.text("answer-error-date"),
            QuestionKind::Choices { min, .. } => words.with(
                "answer-error-too-few",
                &[("min", i64::from(min.max(1)).into())],
            ),
            _ => words.text("answer-error-required"),
        },
        AnswerError::TooLong { max } => {
            words.with("answer-error-too-long", &[("max", i64::from(max).into())])
        }
        AnswerError::OutOfRange { min, max }
            if matches!(question.kind, QuestionKind::Money { .. }) =>
        {
            let amounts = [
                ("min", money::written(min).into()),
                ("max", money::written(max).into()),
            ];
            words.with("answer-error-amount-range", &amounts)
        }
        AnswerError::OutOfRange { min, max } => words.with(
            "answer-error-out-of-range",
            &[("min", min.into()), ("max", max.into())],
        ),
        AnswerError::TooFew { min } => {
            words.with("answer-error-too-few", &[("min", i64::from(min).into())])
        }
        AnswerError::TooMany { max } => {
            words.with("answer-error-too-many", &[("max", i64::from(max).into())])
        }
        AnswerError::NotAPhone => words.text("answer-error-not-a-phone"),
        AnswerError::MobileLength => words.text("answer-error-mobile-length"),
        AnswerError::YearOutOfRange => words.text("answer-error-year-out-of-range"),
        AnswerError::NotYet => words.text("answer-error-not-yet"),
        AnswerError::GoneBy => words.text("answer-error-gone-by"),
        AnswerError::TooSoon => words.text("answer-error-too-soon"),
        AnswerError::DisabilityLength => words.text("answer-error-disability-length"),
        AnswerError::DisabilityEnd => words.text("answer-error-disability-end"),
        AnswerError::DisabilityDiffers => words.text("answer-error-disability-differs"),
        AnswerError::IdLength => words.text("answer-error-id-length"),
        AnswerError::IdRegion => words.text("answer-error-id-region"),
        AnswerError::IdBirth => words.text("answer-error-id-birth"),
        AnswerError::IdCheck => words.text("answer-error-id-check"),
        AnswerError::BirthDiffers => words.text("answer-error-birth-differs"),
        AnswerError::SexDiffers => words.text("answer-error-sex-differs"),
        AnswerError::CardLength => words.text("answer-error-card-length"),
        AnswerError::CardCheck => words.text("answer-error-card-check"),
        AnswerError::NoBuilding => words.text("answer-error-no-building"),
        AnswerError::NoWindow => words.text("answer-error-no-window"),
        AnswerError::TooManyPhotos { max } => words.with(
            "answer-error-too-many-photos",
            &[("max", i64::from(max).into())],
        ),
        AnswerError::NotAPicture => words.text("answer-error-not-a-picture"),
        AnswerError::PhotoTooLarge => words.text("answer-error-photo-too-large"),
        AnswerError::NotASignature => words.text("answer-error-not-a-signature"),
        AnswerError::NoName => words.text("answer-error-no-name"),
        AnswerError::NotAnOption | AnswerError::WrongType => match question.kind {
            QuestionKind::Number { .. } => words.text("answer-error-number"),
            QuestionKind::Date { .. } | QuestionKind::DayWindow => words.text("answer-error-date"),
            QuestionKind::Time => words.text("answer-error-time"),
            QuestionKind::Money { .. } => words.text("answer-error-amount"),
            _ => words.text("answer-error-choose"),
        },
    }
}

/// The picture of a kind of care.
pub(crate) fn kind_icon(here: &Here, kind: &KindId) -> Icon {
    let name = here
        .kind(kind)
        .map(|kind| kind.icon.as_str())
        .unwrap_or_default();
    match name {
        "bag" => Icon::Bag,
        "bath" => Icon::Bath,
        "bowl" => Icon::Bowl,
        "broom" => Icon::Broom,
        "chat" => Icon::People,
        "heart" => Icon::Pulse,
        "hospital" => Icon::Medicine,
        "sofa" => Icon::Sofa,
        "sos" => Icon::Phone,
        "walk" => Icon::Walk,
        "wrench" => Icon::Tool,
        _ => Icon::Hand,
    }
}
