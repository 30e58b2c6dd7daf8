//! Who may write what, and when: the policy that the gate applies, path by path.
//! The same on every device and at the centre; the centre's word is final.

mod application;
mod begin;
mod bounds;
mod care;
mod consent;
mod ground;
mod refusal;
mod writer;

pub use crate::touch::Touch;
pub use begin::{may_begin, may_hold};
pub use bounds::{CARE_DAYS_AHEAD, CLOCK_DOUBT_MS, is_preference, is_profile_text, may_answer};
pub use consent::permission_for;
pub use ground::{Consented, Enrollee, Ground};
pub use refusal::{MAX_TEXT_CHARS, Refusal, valid};
pub use writer::Writer;

use crate::{
    application::is_off,
    care::{CareState, CareStatus},
    contents::Contents,
    course::Course,
    document::Event,
    folded::Folded,
    offer::{self, Offer, OfferEvent, OfferState},
    role::{Role, Scope},
    time::Timestamp,
    why::Why,
};

/// Whether `writer` may make this one touch in a document that now holds `before`.
///
/// # Errors
/// The reason why not.
pub fn may_write(writer: &Writer, before: &Contents, touch: &Touch) -> Result<(), Refusal> {
    may_touch(writer, &Folded::of(before.clone()), touch)
}

/// As [`may_write`], where what the document holds is folded already.
///
/// # Errors
/// The reason why not.
pub fn may_touch(writer: &Writer, before: &Folded, touch: &Touch) -> Result<(), Refusal> {
    reads(writer, &before.scopes())
        .or_else(|refusal| late_record(writer, before, touch, refusal))?;
    match (before, touch) {
        // Who has moved, and with which devices, is known to the centre only; an offer stays
        // where it was made.
        (Folded::Person(_), Touch::Devices(_))
        | (
            Folded::Person(_) | Folded::Care(..) | Folded::Application(..) | Folded::Consent(..),
            Touch::Area(_),
        ) => match writer.role {
            Role::Centre => Ok(()),
            _ => Err(Refusal::NotForRole),
        },
        (Folded::Person(_), Touch::Profile(field)) => {
            client(writer)?;
            valid(field.known().is_some())
        }
        (Folded::Person(person), Touch::Preference(_)) => {
            if writer.role == Role::Centre || writer.person == person.header.resident {
                return Ok(());
            }
            client(writer)
        }
        (Folded::Care(_, course), Touch::When(when)) => {
            valid(when.is_valid())?;
            draft(writer, course.state())
        }
        (Folded::Care(_, course), Touch::Place(place)) => {
            valid(bounds::place(place))?;
            draft(writer, course.state())
        }
        (Folded::Care(_, course), Touch::Answer(_)) => draft(writer, course.state()),
        (Folded::Care(care, course), Touch::Care(event)) => {
            in_turn(writer, course, event)?;
            care::event(care, course, event)
        }
        (Folded::Application(_, course), Touch::Answer(field)) => {
            application::answer(writer, course.state(), field)
        }
        (Folded::Application(application, course), Touch::Application(event)) => {
            in_turn(writer, course, event)?;
            application::event(writer, application, course, event)
        }
        (Folded::Offer(_, course), Touch::Offer(event)) => {
            in_turn(writer, course, event)?;
            offer_event(course.state(), event)
        }
        (Folded::Consent(_, course), Touch::Consent(event)) => {
            in_turn(writer, course, event)?;
            consent::event(writer, course.state(), event)
        }
        _ => Err(Refusal::NotValid),
    }
}

/// Whether this touch, which [`may_write`] allows by its author's clock, may enter a
/// document that holds `before` when it arrives at `now`, by the centre's clock.
///
/// # Errors
/// [`Refusal::TooLate`] where it may not.
pub fn may_arrive(before: &Folded, touch: &Touch, now: Timestamp) -> Result<(), Refusal> {
    match (before, touch) {
        (Folded::Application(_, course), Touch::Application(event)) => {
            application::arrives(course.state(), event, now)
        }
        _ => Ok(()),
    }
}

/// Whether `writer` may make all these touches, one after the other, in a document
/// that now holds `before`. Each is judged by what those before it leave, so that
/// one change can fill in the place and send. Where the `ground` is known, what the time
/// and the catalogue say is asked too. Where they may be made, `before` has taken them in.
///
/// # Errors
/// The reason why not; `before` is as it was.
pub fn may_change(
    writer: &Writer,
    before: &mut Folded,
    touches: &[Touch],
    ground: Option<&Ground<'_>>,
) -> Result<(), Refusal> {
    let mark = before.mark();
    let centre = ground.filter(|ground| ground.is_whole());
    let arrived = centre.map_or(Ok(()), |ground| may_all_arrive(before, touches, ground.now));
    let judged = touches.iter().try_for_each(|touch| {
        may_touch(writer, before, touch)?;
        if let Some(ground) = ground {
            if let Some(what) = permission_for(writer, before, touch) {
                consent::is_consented(writer, before.header().resident, what, ground)?;
            }
            may_stand(before, touch, ground)?;
        }
        before.take(touch);
        Ok(())
    });
    judged.and(arrived).inspect_err(|_| before.undo(mark))
}

/// Whether the time, the catalogue and the register of people allow what a touch says.
fn may_stand(before: &Folded, touch: &Touch, ground: &Ground<'_>) -> Result<(), Refusal> {
    match (before, touch) {
        (Folded::Care(care, _), Touch::When(when)) => {
            bounds::when(when, ground.today(&care.header.area))
        }
        (Folded::Care(care, course), Touch::Care(event)) => {
            bounds::care_event(care, event, ground)?;
            care::on_ground(care, course.state(), event, ground)
        }
        (Folded::Application(application, _), Touch::Application(event)) => {
            bounds::application_event(application, event, ground)
        }
        (Folded::Offer(offer, _), Touch::Offer(event)) => bounds::offer_event(offer, event, ground),
        (Folded::Consent(given, _), Touch::Consent(event)) => {
            consent::on_ground(given, event, ground)
        }
        _ => Ok(()),
    }
}

/// As [`may_arrive`], for a whole change. Only where its author's clock is far from the
/// centre's does the time of arrival say anything else.
fn may_all_arrive(before: &Folded, touches: &[Touch], now: Timestamp) -> Result<(), Refusal> {
    let is_off = |touch: &Touch| match touch {
        Touch::Application(event) => is_off(event.at, now),
        _ => false,
    };
    if !touches.iter().any(is_off) {
        return Ok(());
    }
    let mut touches = touches.iter();
    touches.try_for_each(|touch| may_arrive(before, touch, now))
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
    before: &Folded,
    touch: &Touch,
    refusal: Refusal,
) -> Result<(), Refusal> {
    let (course, event) = match (before, touch) {
        (Folded::Care(_, course), Touch::Care(event)) => (course, event),
        (Folded::Offer(offer, _), Touch::Offer(_)) => {
            return Err(closed_meanwhile(writer, offer).unwrap_or(refusal));
        }
        _ => return Err(refusal),
    };
    let state = course.state();
    let was_theirs = writer.role == Role::Caregiver && state.caregiver() == Some(writer.person);
    let ended = state.reading_ended.filter(|_| was_theirs);
    if care::is_record(&event.what) && ended.is_some_and(|ended| event.at <= ended) {
        Ok(())
    } else {
        Err(refusal)
    }
}

/// Who wrote to an offer that was closed meanwhile hears that it is too late, not that it is
/// none of theirs.
fn closed_meanwhile(writer: &Writer, offer: &Offer) -> Option<Refusal> {
    let was_open_to_them = reads(writer, &offer.header.scopes(None)).is_ok();
    was_open_to_them.then_some(Refusal::TooLate)
}

/// The resident, or someone who acts for the resident.
const fn client(writer: &Writer) -> Result<(), Refusal> {
    match writer.role {
        Role::Resident | Role::Delegate | Role::Worker | Role::Centre => Ok(()),
        Role::Caregiver | Role::Officer => Err(Refusal::NotForRole),
    }
}

fn draft(writer: &Writer, state: &CareState) -> Result<(), Refusal> {
    client(writer)?;
    match state.status {
        CareStatus::Draft => Ok(()),
        _ => Err(Refusal::TooLate),
    }
}

/// An event must name its author truly, be new, and take a turn that someone who
/// knew the events before it could have taken.
fn in_turn<State: Default, What>(
    writer: &Writer,
    before: &Course<State>,
    event: &Event<What>,
) -> Result<(), Refusal> {
    let is_new = !before.knows(event.id);
    let is_in_turn = (1..=before.next_turn()).contains(&event.turn);
    valid(event.by == writer.author() && is_new && is_in_turn)
}

/// Who has no business doing it is refused. What comes too early or too late is let in and
/// has no effect: a claim that came too late, for one, tells its caregiver that it lost.
fn offer_event(state: &OfferState, event: &Event<OfferEvent>) -> Result<(), Refusal> {
    match offer::may_happen(state, event) {
        Err(why @ Why::NotForRole) => Err(why.into()),
        _ => Ok(()),
    }
}
