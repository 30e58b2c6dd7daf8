//! Who may write what, and when: the policy that the gate applies, path by path.
//! The same on every device and at the centre; the centre's word is final.

mod application;
mod begin;
mod bounds;
mod care;
mod ground;
mod refusal;
mod writer;

pub use begin::{may_begin, may_hold};
pub use bounds::{CARE_DAYS_AHEAD, CLOCK_DOUBT_MS, is_preference, is_profile_text, may_answer};
pub use ground::{Enrollee, Ground};
pub use refusal::{MAX_TEXT_CHARS, Refusal, valid};
pub use writer::Writer;

use crate::{
    answer::FieldId,
    application::ApplicationEvent,
    care::{Care, CareEvent, CareStatus, Place, When, fold},
    contents::Contents,
    device::DeviceNote,
    document::Event,
    id::AreaId,
    offer::{self, Offer, OfferEvent},
    profile::ProfileKey,
    role::{Role, Scope},
    why::Why,
};

/// One place that a change touches, as read from Automerge's own patches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touch {
    /// The header and what is written once with it (only in a first change).
    Creation,
    /// The area that looks after the resident from now on: they have moved.
    Area(AreaId),
    /// What a resident's devices are.
    Devices(Vec<DeviceNote>),
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
    Profile(ProfileKey),
    Preference(String),
    /// Anything else, as a path for the log: never allowed.
    Elsewhere(String),
}

/// Whether `writer` may make this one touch in a document that now holds `before`.
///
/// # Errors
/// The reason why not.
pub fn may_write(writer: &Writer, before: &Contents, touch: &Touch) -> Result<(), Refusal> {
    reads(writer, &before.scopes())
        .or_else(|refusal| late_record(writer, before, touch, refusal))?;
    match (before, touch) {
        // Who has moved, and with which devices, is known to the centre only; an offer stays
        // where it was made.
        (Contents::Person(_), Touch::Devices(_))
        | (Contents::Person(_) | Contents::Care(_) | Contents::Application(_), Touch::Area(_)) => {
            match writer.role {
                Role::Centre => Ok(()),
                _ => Err(Refusal::NotForRole),
            }
        }
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
        (Contents::Care(care), Touch::Place(place)) => {
            valid(bounds::place(place))?;
            draft(writer, care)
        }
        (Contents::Care(care), Touch::Answer(_)) => draft(writer, care),
        (Contents::Care(care), Touch::Care(event)) => {
            in_turn(writer, &care.events, event)?;
            care::event(care, event)
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
            offer_event(offer, event)
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
/// one change can fill in the place and send. Where the `ground` is known, what the time
/// and the catalogue say is asked too.
///
/// # Errors
/// The reason why not.
pub fn may_change(
    writer: &Writer,
    before: &Contents,
    touches: &[Touch],
    ground: Option<&Ground<'_>>,
) -> Result<(), Refusal> {
    let mut contents = before.clone();
    touches.iter().try_for_each(|touch| {
        may_write(writer, &contents, touch)?;
        if let Some(ground) = ground {
            may_stand(&contents, touch, ground)?;
        }
        take(&mut contents, touch);
        Ok(())
    })
}

/// Whether the time, the catalogue and the register of people allow what a touch says.
fn may_stand(before: &Contents, touch: &Touch, ground: &Ground<'_>) -> Result<(), Refusal> {
    match (before, touch) {
        (Contents::Care(care), Touch::When(when)) => {
            bounds::when(when, ground.today(&care.header.area))
        }
        (Contents::Care(care), Touch::Care(event)) => {
            bounds::care_event(care, event, ground)?;
            care::on_ground(care, event, ground)
        }
        (Contents::Application(own), Touch::Application(event)) => {
            bounds::application_event(own, event, ground)
        }
        (Contents::Offer(offer), Touch::Offer(event)) => bounds::offer_event(offer, event, ground),
        _ => Ok(()),
    }
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

/// What a caregiver noted at a home while they could read the request enters although
/// they read it no longer: their telephone had no network. Nothing else of theirs does.
fn late_record(
    writer: &Writer,
    before: &Contents,
    touch: &Touch,
    refusal: Refusal,
) -> Result<(), Refusal> {
    let (care, event) = match (before, touch) {
        (Contents::Care(care), Touch::Care(event)) => (care, event),
        (Contents::Offer(offer), Touch::Offer(_)) => {
            return Err(closed_meanwhile(writer, offer).unwrap_or(refusal));
        }
        _ => return Err(refusal),
    };
    let state = fold(care);
    let was_theirs = writer.role == Role::Caregiver && state.caregiver() == Some(writer.person);
    let ended = state.reading_ended.filter(|_| was_theirs);
    if care::is_record(&event.what) && ended.is_some_and(|ended| event.at <= ended) {
        Ok(())
    } else {
        Err(refusal)
    }
}

/// The resident, or someone who acts for the resident.
/// Who wrote to an offer that was closed meanwhile hears that it is too late, not that it is
/// none of theirs.
fn closed_meanwhile(writer: &Writer, offer: &Offer) -> Option<Refusal> {
    let was_open_to_them = reads(writer, &offer.header.scopes(None)).is_ok();
    was_open_to_them.then_some(Refusal::TooLate)
}

const fn client(writer: &Writer) -> Result<(), Refusal> {
    match writer.role {
        Role::Resident | Role::Delegate | Role::Worker | Role::Centre => Ok(()),
        Role::Caregiver | Role::Officer => Err(Refusal::NotForRole),
    }
}

fn draft(writer: &Writer, care: &Care) -> Result<(), Refusal> {
    client(writer)?;
    match fold(care).status {
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

/// Who has no business doing it is refused. What comes too early or too late is let in and
/// has no effect: a claim that came too late, for one, tells its caregiver that it lost.
fn offer_event(offer: &Offer, event: &Event<OfferEvent>) -> Result<(), Refusal> {
    match offer::may_happen(&offer::fold(offer), event) {
        Err(why @ Why::NotForRole) => Err(why.into()),
        _ => Ok(()),
    }
}
