//! How long, how early and how late: the bounds of what is written. Which signs a text may
//! hold is in [`crate::signs`].

use super::{
    ground::Ground,
    refusal::{Refusal, valid},
};
use crate::{
    answer::{self, FieldId, Question, Value},
    application::{Application, ApplicationEvent},
    care::{Care, CareEvent, Place, Reaching, When},
    catalogue::CareKind,
    document::Event,
    folded::Folded,
    offer::{Offer, OfferEvent},
    profile::{ProfileField, ProfileKind},
    role::Role,
    time::{Date, MINUTE_MS, Timestamp, add_days, read_day},
};

/// How far an author's clock may run before that of who judges.
pub const CLOCK_DOUBT_MS: i64 = 10 * MINUTE_MS;
/// How many days ahead care can be asked for.
pub const CARE_DAYS_AHEAD: i32 = 366;
/// How many days a request may have been on its way.
const DAYS_ON_THE_WAY: i32 = 31;
/// Nothing was written with Linli before 2020.
const FIRST: Timestamp = Timestamp(1_577_836_800_000);
/// Most days that an author's clock may be ahead where only the centre's counts.
const MOST_DAYS_AHEAD_MS: i64 = 366 * crate::time::DAY_MS;
/// Most characters of a telephone number, with all that is written between its digits.
const MAX_PHONE_CHARS: usize = 40;
/// Most characters of the number of a paper or an account.
const MAX_NUMBER_CHARS: usize = 60;
/// Most characters of a line of the profile, or of a place.
const MAX_LINE_CHARS: usize = 200;
/// Most characters of a word that stands for something: an option, a wish for the screen.
const MAX_WORD_CHARS: usize = 64;

fn fits(text: &str, max: usize) -> bool {
    text.chars().count() <= max
}

/// Whether each part of a place is as long as such a part can be.
pub(super) fn place(place: &Place) -> bool {
    let Reaching {
        hearing,
        text_me,
        walking_aid,
        contact_name,
        contact_phone,
    } = &place.reaching;
    let all_fit = |parts: &[&String], max| parts.iter().all(|part| fits(part, max));
    all_fit(&[&place.phone, contact_phone], MAX_PHONE_CHARS)
        && all_fit(&[hearing, text_me, walking_aid], MAX_WORD_CHARS)
        && all_fit(
            &[&place.name, &place.building, &place.door, contact_name],
            MAX_LINE_CHARS,
        )
}

/// Whether `text` can stand in a field of the profile.
#[must_use]
pub fn is_profile_text(field: ProfileField, text: &str) -> bool {
    use ProfileField as F;
    match field.kind() {
        _ if text.is_empty() => true,
        ProfileKind::Day => read_day(text).is_some_and(answer::is_meant),
        // `true` is how a first version wrote it.
        ProfileKind::YesNo => matches!(text, "yes" | "no" | "true" | "false"),
        ProfileKind::Choice => fits(text, MAX_WORD_CHARS),
        ProfileKind::Choices => fits(text, MAX_LINE_CHARS),
        ProfileKind::Text => fits(
            text,
            match field {
                F::Phone | F::ContactPhone => MAX_PHONE_CHARS,
                F::IdNumber | F::Account | F::InsuredNo | F::SscNumber | F::DisabilityNumber => {
                    MAX_NUMBER_CHARS
                }
                _ => MAX_LINE_CHARS,
            },
        ),
    }
}

/// Whether `text` can be a wish for the screen.
#[must_use]
pub fn is_preference(key: &str, text: &str) -> bool {
    !key.is_empty() && fits(key, MAX_WORD_CHARS) && fits(text, MAX_WORD_CHARS)
}

/// Whether `value` can stand as the answer to `field`: the catalogue asks such a question,
/// and it could become an answer to it. Nothing at all always can.
///
/// # Errors
/// [`Refusal::NotValid`] where it cannot.
pub fn may_answer(
    contents: &Folded,
    field: &FieldId,
    value: Option<&Value>,
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    let Some(value) = value else { return Ok(()) };
    let is_kept = |questions: &[Question]| {
        let question = questions.iter().find(|question| question.id == *field);
        question.is_some_and(|question| answer::keeps(question, value).is_ok())
    };
    valid(match contents {
        Folded::Care(care, _) => ground
            .kinds(&care.kind)
            .any(|kind| is_kept(&kind.questions)),
        Folded::Application(application, _) => match ground.service(application) {
            Some(service) => is_kept(&service.questions),
            // A device may lack the version; the centre has every one.
            None => !ground.is_whole(),
        },
        Folded::Person(_) | Folded::Offer(..) | Folded::Consent(..) => false,
    })
}

/// Whether care can be wanted then, as it stands in a request that is being written.
pub(super) fn when(when: &When, today: Date) -> Result<(), Refusal> {
    let first = add_days(today, -DAYS_ON_THE_WAY);
    let last = add_days(today, CARE_DAYS_AHEAD);
    let can_be = |day: Date| (first..=last).contains(&day);
    valid(match when {
        When::Soon { date } | When::Once { date, .. } => can_be(*date),
        When::Weekly { from, until, .. } => can_be(*from) && until.is_none_or(can_be),
    })
}

/// Whether a request that was sent on `day` asks for what was still to come then. What is
/// long on its way was in time when it was sent.
fn is_to_come(when: &When, day: Date) -> bool {
    match when {
        // Two clocks may disagree about the day for a moment at midnight.
        When::Soon { date } => {
            *date == day || add_days(*date, 1) == day || add_days(day, 1) == *date
        }
        When::Once { date, .. } => *date >= day,
        When::Weekly { until, .. } => until.is_none_or(|until| until >= day),
    }
}

/// What the time and the catalogue say to an event of a care request.
pub(super) fn care_event(
    care: &Care,
    event: &Event<CareEvent>,
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    valid(is_past(event.at, ground.now))?;
    let day = ground.day_of(event.at, &care.header.area);
    let names = |has: &dyn Fn(&CareKind) -> bool| ground.kinds(&care.kind).any(has);
    valid(match &event.what {
        CareEvent::Sent => {
            let asked = care.when.as_ref();
            asked.is_some_and(|asked| {
                when(asked, ground.today(&care.header.area)).is_ok() && is_to_come(asked, day)
            })
        }
        CareEvent::Checked { check, result, .. } => names(&|kind| {
            let mut checks = kind.safety.iter();
            checks.any(|known| known.id == *check && known.takes(result))
        }),
        CareEvent::Assigned {
            caregiver, name, ..
        } => ground.is_enrolled(
            *caregiver,
            Role::Caregiver,
            &care.header.area,
            Some(name.as_str()),
        ),
        CareEvent::Task { task, .. } => {
            names(&|kind| kind.tasks.iter().any(|known| known.id == *task))
        }
        _ => true,
    })
}

/// Whether something can have been written at `at` that arrives at `now`.
pub(super) fn is_past(at: Timestamp, now: Timestamp) -> bool {
    FIRST <= at && at.since(now) <= CLOCK_DOUBT_MS
}

/// What the time and the register of people say to an event of an offer.
pub(super) fn offer_event(
    offer: &Offer,
    event: &Event<OfferEvent>,
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    let area = &offer.header.area;
    let comes = match &event.what {
        OfferEvent::Assigned { caregiver, .. } => {
            ground.is_enrolled(*caregiver, Role::Caregiver, area, None)
        }
        _ => true,
    };
    valid(comes && is_past(event.at, ground.now))
}

/// What the time and the catalogue say to an event of an application. Where its author's
/// clock counts for nothing, it only has to be a time that there is.
pub(super) fn application_event(
    application: &Application,
    event: &Event<ApplicationEvent>,
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    valid(FIRST <= event.at && event.at.since(ground.now) <= MOST_DAYS_AHEAD_MS)?;
    let (items, due) = match &event.what {
        ApplicationEvent::MoreAsked { items, due, .. } => (items, due),
        ApplicationEvent::PaperSeen { paper } => {
            let service = ground.service(application);
            return valid(service.is_none_or(|service| service.asks_for_paper(paper)));
        }
        _ => return Ok(()),
    };
    let today = ground.today(&application.header.area);
    let last = add_days(today, CARE_DAYS_AHEAD);
    let is_asked = |field: &FieldId| {
        ground.service(application).is_none_or(|service| {
            let mut questions = service.questions.iter();
            questions.any(|question| question.id == *field)
        })
    };
    valid(*due <= last && items.iter().all(|item| is_asked(&item.field)))
}
