//! Who may write what, and when: the policy that the gate applies, path by path.
//! The same on every device and at the centre; the centre's word is final.

mod application;

use crate::{
    answer::FieldId,
    application::ApplicationEvent,
    care::{self, Care, CareEvent, CareStatus, Place, When},
    contents::Contents,
    document::{Author, DocKind, Event, Header},
    id::PersonId,
    offer::OfferEvent,
    profile::ProfileKey,
    role::{Role, Scope},
    why::Why,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Why a change may not enter. Each has a message `refusal-<code>` in plain words.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    thiserror::Error,
)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The bytes are no change of ours.
    #[error("malformed")]
    Malformed,
    /// Larger than a change may be.
    #[error("too large")]
    TooLarge,
    /// The signature is not the device's.
    #[error("forged signature")]
    Forged,
    /// The device is not known here.
    #[error("unknown device")]
    UnknownDevice,
    /// The device was revoked.
    #[error("revoked device")]
    RevokedDevice,
    /// The Automerge actor belongs to another device, or its sequence number was
    /// used for another change.
    #[error("wrong actor")]
    WrongActor,
    /// The document is none of theirs.
    #[error("not their document")]
    NotTheirs,
    /// The role may not write there.
    #[error("not for that role")]
    NotForRole,
    /// The state of the matter does not allow it any more.
    #[error("too late")]
    TooLate,
    /// The document has no such part, or what was written there is not valid.
    #[error("not a valid part")]
    NotValid,
}

impl Refusal {
    /// The word that stands for it in message keys and metrics.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Malformed => "malformed",
            Self::TooLarge => "too-large",
            Self::Forged => "forged",
            Self::UnknownDevice => "unknown-device",
            Self::RevokedDevice => "revoked-device",
            Self::WrongActor => "wrong-actor",
            Self::NotTheirs => "not-theirs",
            Self::NotForRole => "not-for-role",
            Self::TooLate => "too-late",
            Self::NotValid => "not-valid",
        }
    }
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Self {
        match why {
            Why::NotForRole => Self::NotForRole,
            Why::AskedBefore => Self::NotValid,
            Why::TooEarly
            | Why::Waiting
            | Why::TooLate
            | Why::Leased { .. }
            | Why::NotHeld
            | Why::NothingAsked => Self::TooLate,
        }
    }
}

/// Who writes: the person and role of the device's account, and what they may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Writer {
    /// The person.
    pub person: PersonId,
    /// Their role.
    pub role: Role,
    /// The scopes that the account holds.
    pub scopes: BTreeSet<Scope>,
}

impl Writer {
    /// The author that this writer's events must name.
    #[must_use]
    pub const fn author(&self) -> Author {
        Author {
            person: self.person,
            role: self.role,
        }
    }
}

/// One place that a change touches, as read from Automerge's own patches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    /// The header and what is written once with it (only in a first change).
    Creation,
    /// "When" of a care request.
    When(When),
    /// "Place" of a care request.
    Place(Place),
    /// An answer of a care request or an application: set, or removed.
    Answer(FieldId),
    /// A new event of a care request.
    Care(Box<Event<CareEvent>>),
    /// A new event of an application.
    Application(Box<Event<ApplicationEvent>>),
    /// A new event of an offer.
    Offer(Event<OfferEvent>),
    /// A profile field.
    Profile(ProfileKey),
    /// A preference.
    Preference(String),
    /// Anything else, as a path for the log: never allowed.
    Elsewhere(String),
}

/// Whether `writer` may begin a document with this header.
///
/// # Errors
/// The reason why not.
pub fn may_create(writer: &Writer, header: &Header) -> Result<(), Refusal> {
    let by_role = match header.kind {
        DocKind::Person => matches!(writer.role, Role::Worker | Role::Centre),
        DocKind::Care | DocKind::Application => {
            matches!(writer.role, Role::Resident | Role::Delegate | Role::Worker)
        }
        DocKind::Offer => writer.role == Role::Centre,
    };
    if !by_role {
        return Err(Refusal::NotForRole);
    }
    if header.format != Header::FORMAT {
        return Err(Refusal::NotValid);
    }
    reads(writer, &header.scopes(None))
}

/// Whether `writer` may make this one touch in a document that now holds `before`.
///
/// # Errors
/// The reason why not.
pub fn may_write(writer: &Writer, before: &Contents, touch: &Touch) -> Result<(), Refusal> {
    reads(writer, &before.scopes())?;
    match (before, touch) {
        (Contents::Person(_), Touch::Profile(field)) => {
            client(writer)?;
            valid(field.known().is_some())
        }
        (Contents::Person(person), Touch::Preference(_)) => {
            if writer.role == Role::Centre || writer.person == person.header.resident {
                return Ok(());
            }
            client(writer)
        }
        (Contents::Care(care), Touch::When(when)) => {
            valid(when.is_valid())?;
            draft(writer, care)
        }
        (Contents::Care(care), Touch::Place(_) | Touch::Answer(_)) => draft(writer, care),
        (Contents::Care(care), Touch::Care(event)) => {
            in_turn(writer, &care.events, event)?;
            care_event(writer, care, event)?;
            stays_closed(care, event)
        }
        (Contents::Application(own), Touch::Answer(field)) => {
            application::answer(writer, own, field)
        }
        (Contents::Application(own), Touch::Application(event)) => {
            in_turn(writer, &own.events, event)?;
            application::event(writer, own, event)
        }
        (Contents::Offer(offer), Touch::Offer(event)) => {
            in_turn(writer, &offer.events, event)?;
            offer_event(writer, &event.what)
        }
        _ => Err(Refusal::NotValid),
    }
}

/// Whether this touch, which [`may_write`] allows by its author's clock, may enter a
/// document that holds `before` when it arrives at `now`, by the centre's clock.
///
/// # Errors
/// [`Refusal::TooLate`] where it may not.
pub fn may_arrive(
    before: &Contents,
    touch: &Touch,
    now: crate::time::Timestamp,
) -> Result<(), Refusal> {
    match (before, touch) {
        (Contents::Application(own), Touch::Application(event)) => {
            application::arrives(own, event, now)
        }
        _ => Ok(()),
    }
}

/// Whether `writer` may make all these touches, one after the other, in a document
/// that now holds `before`. Each is judged by what those before it leave, so that
/// one change can fill in the place and send.
///
/// # Errors
/// The reason why not.
pub fn may_change(writer: &Writer, before: &Contents, touches: &[Touch]) -> Result<(), Refusal> {
    let mut contents = before.clone();
    touches.iter().try_for_each(|touch| {
        may_write(writer, &contents, touch)?;
        take(&mut contents, touch);
        Ok(())
    })
}

/// Takes in what the policy looks at of a touch.
fn take(contents: &mut Contents, touch: &Touch) {
    match (contents, touch) {
        (Contents::Care(care), Touch::When(when)) => care.when = Some(when.clone()),
        (Contents::Care(care), Touch::Place(place)) => care.place = Some(place.clone()),
        (Contents::Care(care), Touch::Care(event)) => care.events.push((**event).clone()),
        (Contents::Application(own), Touch::Application(event)) => {
            own.events.push((**event).clone());
        }
        (Contents::Offer(offer), Touch::Offer(event)) => offer.events.push(event.clone()),
        _ => {}
    }
}

/// Whether an account with `writer`'s scopes reads a document that carries `scopes`.
fn reads(writer: &Writer, scopes: &[Scope]) -> Result<(), Refusal> {
    let reads = writer.role == Role::Centre || scopes.iter().any(|s| writer.scopes.contains(s));
    if reads {
        Ok(())
    } else {
        Err(Refusal::NotTheirs)
    }
}

const fn valid(is_valid: bool) -> Result<(), Refusal> {
    if is_valid {
        Ok(())
    } else {
        Err(Refusal::NotValid)
    }
}

/// The resident, or someone who acts for the resident.
const fn client(writer: &Writer) -> Result<(), Refusal> {
    match writer.role {
        Role::Resident | Role::Delegate | Role::Worker | Role::Centre => Ok(()),
        Role::Caregiver | Role::Officer => Err(Refusal::NotForRole),
    }
}

fn draft(writer: &Writer, care: &Care) -> Result<(), Refusal> {
    client(writer)?;
    match care::fold(care).status {
        CareStatus::Draft => Ok(()),
        _ => Err(Refusal::TooLate),
    }
}

/// An event must name its author truly, be new, and take a turn that someone who
/// knew the events before it could have taken.
fn in_turn<What>(
    writer: &Writer,
    before: &[Event<What>],
    event: &Event<What>,
) -> Result<(), Refusal>
where
    What: Clone,
{
    let next = crate::document::next_turn(before);
    let is_new = before.iter().all(|known| known.id != event.id);
    valid(event.by == writer.author() && is_new && (1..=next).contains(&event.turn))
}

/// Longest text in an event, in characters.
pub const MAX_TEXT_CHARS: usize = 4_000;

fn care_event(writer: &Writer, care: &Care, event: &Event<CareEvent>) -> Result<(), Refusal> {
    let state = care::fold(care);
    let is_assigned = writer.role == Role::Caregiver && state.caregiver() == Some(writer.person);
    let decides = matches!(writer.role, Role::Centre | Role::Worker);
    let fits = |text: &str| valid(text.chars().count() <= MAX_TEXT_CHARS);
    let when = |is_now: bool| {
        if is_now {
            Ok(())
        } else {
            Err(Refusal::TooLate)
        }
    };
    let role = |may: bool| {
        if may {
            Ok(())
        } else {
            Err(Refusal::NotForRole)
        }
    };
    match &event.what {
        CareEvent::Sent => {
            client(writer)?;
            when(state.status == CareStatus::Draft)?;
            valid(care.when.is_some() && care.place.is_some())
        }
        CareEvent::Discarded => {
            client(writer)?;
            when(state.status == CareStatus::Draft)
        }
        CareEvent::Received => role(writer.role == Role::Centre),
        CareEvent::Assigned { .. } => role(decides),
        CareEvent::Released { .. } => role(decides || is_assigned),
        CareEvent::Cancelled { reason } => {
            client(writer)?;
            fits(reason)?;
            when(state.status.is_open() && state.status != CareStatus::Draft)
        }
        CareEvent::Said { text } => {
            valid(!text.trim().is_empty())?;
            fits(text)?;
            role(client(writer).is_ok() || is_assigned)
        }
        CareEvent::Rated { rating, .. } => {
            client(writer)?;
            fits(&rating.words)?;
            valid((1..=5).contains(&rating.grade))
        }
        CareEvent::Step {
            step: care::VisitStep::CancelledByClient,
            ..
        } => {
            client(writer)?;
            when(state.status.is_open())
        }
        CareEvent::Step { visit, .. }
        | CareEvent::Checked { visit, .. }
        | CareEvent::Task { visit, .. }
        | CareEvent::Noted { visit, .. } => {
            role(is_assigned)?;
            record(&event.what).try_for_each(fits)?;
            valid(asked(care, *visit))
        }
    }
}

/// The words in the record of a visit.
fn record(event: &CareEvent) -> impl Iterator<Item = &str> {
    use care::{Check, TaskResult, VisitStep};
    let (name, words) = match event {
        CareEvent::Step {
            step: VisitStep::Stopped { reason } | VisitStep::CancelledByProvider { reason },
            ..
        } => (None, Some(reason)),
        CareEvent::Checked { check, result, .. } => match result {
            Check::Fine => (Some(check), None),
            Check::Worry { why } => (Some(check), Some(why)),
        },
        CareEvent::Task { task, result, .. } => match result {
            TaskResult::Done => (Some(task), None),
            TaskResult::Refused { why } => (Some(task), Some(why)),
        },
        CareEvent::Noted { text, .. } => (None, Some(text)),
        _ => (None, None),
    };
    name.into_iter().chain(words).map(String::as_str)
}

/// What is closed stays closed: an event that arrives late with an early turn is
/// read before the one that closed the matter, and must not open it again.
fn stays_closed(care: &Care, event: &Event<CareEvent>) -> Result<(), Refusal> {
    let before = care::fold(care).status;
    if before.is_open() {
        return Ok(());
    }
    let mut after = care.clone();
    after.events.push(event.clone());
    if care::fold(&after).status == before {
        Ok(())
    } else {
        Err(Refusal::TooLate)
    }
}

fn asked(care: &Care, visit: care::VisitId) -> bool {
    care.when
        .as_ref()
        .is_some_and(|when| crate::recur::asks_for(when, visit))
}

fn offer_event(writer: &Writer, event: &OfferEvent) -> Result<(), Refusal> {
    let may = match event {
        OfferEvent::Claimed | OfferEvent::Withdrawn => writer.role == Role::Caregiver,
        OfferEvent::Released { .. } => {
            matches!(writer.role, Role::Caregiver | Role::Worker | Role::Centre)
        }
        OfferEvent::Assigned { .. } => matches!(writer.role, Role::Worker | Role::Centre),
        OfferEvent::Closed => writer.role == Role::Centre,
    };
    if may {
        Ok(())
    } else {
        Err(Refusal::NotForRole)
    }
}
