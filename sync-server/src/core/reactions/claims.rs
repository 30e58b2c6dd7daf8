//! Whether who claims an offer can really come: what they hold already, and how often they
//! gave work back.

use super::care_now::CareNow;
use crate::{
    core::transaction::Transaction,
    store::{Seq, StoreError},
};
use linli_domain::{
    care::{CareState, CareStatus, VisitStatus},
    document::Author,
    id::PersonId,
    offer::{Commitment, DeclineReason, can_take, is_too_late, rests_until},
    role::{Role, Scope},
    time::DAY_MS,
};

/// Whether `caregiver` can take on the request `wanted`.
pub(super) fn check(
    tx: &mut Transaction<'_>,
    caregiver: PersonId,
    wanted: &CareNow,
) -> Result<Result<(), DeclineReason>, StoreError> {
    let gave_back = tx.store.give_backs(caregiver, tx.now.plus_ms(-DAY_MS))?;
    if rests_until(&gave_back, tx.now).is_some() {
        return Ok(Err(DeclineReason::GaveBackOften));
    }
    let catalogue = tx.state.catalogue.clone();
    let (Some(area), Some(when)) = (catalogue.area(&wanted.area), &wanted.when) else {
        return Ok(Ok(()));
    };
    let now = tx.now.local(area.utc_offset_minutes);
    if is_too_late(catalogue.kind(&wanted.kind), when, now) {
        return Ok(Err(DeclineReason::TimeOver));
    }
    let held = held_by(tx, caregiver)?;
    Ok(can_take(&held, when, now.0, area.most_open_claims.into()))
}

/// Notes that `by` gave work back, where it is a caregiver.
pub(super) fn note_give_back(tx: &mut Transaction<'_>, by: Author) -> Result<(), StoreError> {
    if by.role != Role::Caregiver {
        return Ok(());
    }
    tx.store.note_give_back(by.person, tx.now)
}

/// The requests for which `caregiver` comes.
fn held_by(tx: &mut Transaction<'_>, caregiver: PersonId) -> Result<Vec<Commitment>, StoreError> {
    let mut held = Vec::new();
    let scope = Scope::Person(caregiver);
    for (id, _) in tx.store.documents_in(&scope, Seq::START, usize::MAX)? {
        let seen = tx.look(id, |folded| {
            let (care, state) = folded.as_care()?;
            let is_theirs =
                state.status == CareStatus::Assigned && state.caregiver() == Some(caregiver);
            let when = care.when.clone().filter(|_| is_theirs)?;
            let has_begun = has_set_out(state);
            Some(Commitment { when, has_begun })
        })?;
        held.extend(seen.flatten());
    }
    Ok(held)
}

/// Whether somebody has set out for any of the visits.
fn has_set_out(state: &CareState) -> bool {
    let mut visits = state.visits.values();
    visits.any(|visit| {
        !matches!(
            visit.status,
            VisitStatus::Booked | VisitStatus::CancelledByClient | VisitStatus::CancelledByProvider
        )
    })
}
