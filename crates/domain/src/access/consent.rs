//! What a worker needs a resident's consent for, and what a consent must say.

use super::{
    bounds::{CARE_DAYS_AHEAD, is_past},
    ground::Ground,
    refusal::{Refusal, code, says, valid},
    writer::Writer,
};
use crate::{
    answer::is_signature,
    application::ApplicationMove as A,
    care::{CareEvent, CareMove, VisitMove},
    consent::{Assent, Consent, ConsentEvent, ConsentMove, ConsentState, Permission, may},
    document::{DocKind, Event},
    folded::Folded,
    id::PersonId,
    role::Role,
    time::add_days,
    touch::Touch,
    why::Why,
};

/// What `writer` needs a consent for to make `touch` in a document that holds `before`;
/// nothing where they do it for themselves, or as the desk.
#[must_use]
pub fn permission_for(writer: &Writer, before: &Folded, touch: &Touch) -> Option<Permission> {
    if writer.role != Role::Worker {
        return None;
    }
    match (before, touch) {
        (Folded::Care(..), Touch::When(_) | Touch::Place(_) | Touch::Answer(_)) => {
            Some(Permission::Care)
        }
        (Folded::Care(..), Touch::Care(event)) => {
            is_residents(&event.what).then_some(Permission::Care)
        }
        (Folded::Application(..), Touch::Answer(_)) => Some(Permission::Apply),
        (Folded::Application(..), Touch::Application(event)) => {
            let is_theirs = A::of(&event.what).is_some_and(A::is_residents);
            is_theirs.then_some(Permission::Apply)
        }
        (Folded::Person(_), Touch::Profile(_) | Touch::Preference(_)) => Some(Permission::Details),
        _ => None,
    }
}

/// What `writer` needs a consent for to begin a document of `kind`.
#[must_use]
pub(super) fn permission_to_begin(writer: &Writer, kind: DocKind) -> Option<Permission> {
    match kind {
        _ if writer.role != Role::Worker => None,
        DocKind::Care => Some(Permission::Care),
        DocKind::Application => Some(Permission::Apply),
        DocKind::Person | DocKind::Offer | DocKind::Consent => None,
    }
}

/// What of a care request is the resident's to say, and not the desk's.
const fn is_residents(what: &CareEvent) -> bool {
    match what {
        CareEvent::Sent => CareMove::Send.is_residents(),
        CareEvent::Discarded => CareMove::Discard.is_residents(),
        CareEvent::Cancelled { .. } => CareMove::Cancel.is_residents(),
        CareEvent::Rated { .. } => VisitMove::Rate.is_residents(),
        CareEvent::Step { step, .. } => VisitMove::of(step).is_residents(),
        _ => false,
    }
}

/// Whether the resident consented to what `writer` does for them.
///
/// # Errors
/// [`Refusal::NoConsent`] where they did not, or not to that, or it has ended.
pub(super) fn is_consented(
    writer: &Writer,
    resident: PersonId,
    what: Permission,
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    let given = ground
        .consent
        .filter(|given| given.header.resident == resident);
    let consented = given.is_some_and(|given| {
        let day = ground.day_of(given.at, &given.header.area);
        is_past(given.at, ground.now) && given.state.allows(writer.person, what, given.at, day)
    });
    if consented {
        Ok(())
    } else {
        Err(Refusal::NoConsent)
    }
}

/// Whether `event` may enter a consent that stands at `state`, and says what it must. A
/// worker writes down what was said to themselves.
pub(super) fn event(
    writer: &Writer,
    state: &ConsentState,
    event: &Event<ConsentEvent>,
) -> Result<(), Refusal> {
    let judged = may(state, event.by, ConsentMove::of(&event.what));
    if judged == Err(Why::NotForRole) {
        return Err(Refusal::NotForRole);
    }
    if let ConsentEvent::Given(grant) = &event.what {
        let is_to = match writer.role {
            Role::Worker => grant.to == writer.person,
            _ => grant.to != writer.person,
        };
        let is_said = match &grant.how {
            Assent::Signed { name } => is_signature(name),
            Assent::Witnessed { witness } => code(witness),
        };
        valid(
            is_to
                && is_said
                && code(&grant.to_name)
                && says(&grant.purpose)
                && !grant.may.is_empty(),
        )?;
    }
    Ok(judged?)
}

/// What the time says to an event of a consent: it is for at most a year.
pub(super) fn on_ground(
    consent: &Consent,
    event: &Event<ConsentEvent>,
    ground: &Ground<'_>,
) -> Result<(), Refusal> {
    valid(is_past(event.at, ground.now))?;
    let ConsentEvent::Given(grant) = &event.what else {
        return Ok(());
    };
    let day = ground.day_of(event.at, &consent.header.area);
    valid((day..=add_days(day, CARE_DAYS_AHEAD)).contains(&grant.until))
}
