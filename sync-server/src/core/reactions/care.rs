//! Care requests and their offers: the centre receives requests, makes an offer of each,
//! confirms one claim, writes into one what happens in the other, and gives work back
//! whose lease has ended. Names and the end of a caregiver's reading are in
//! [`super::readers`].

use super::{
    care_now::{CareNow, care_at},
    claims, gone,
    offer::{offer_at, offer_of, release_offer},
    readers,
    write::write,
};
use crate::{
    core::{account, key, transaction::Transaction},
    store::StoreError,
};
use linli_domain::{
    care::{CareEvent, CareStatus, ReleaseReason, When},
    document::{DocKind, Event, Header},
    id::{DocId, EventId, PersonId},
    offer::{Claim, OfferEvent, Terms},
    recur,
    role::Role,
    time::{Date, MINUTE_MS, Timestamp},
};
use linli_replica::replica::{Edit, Replica};

/// The incarnation under which the centre begins the offer of `care`, and nothing else.
fn offer_incarnation(care: DocId) -> u32 {
    let digest = key::sha256(&[b"offer begins", &care.0]);
    digest
        .first_chunk()
        .map_or(0, |bytes| u32::from_be_bytes(*bytes))
}

/// Reacts to an event in a care request.
pub(super) fn after_care(
    tx: &mut Transaction<'_>,
    id: DocId,
    event: &Event<CareEvent>,
) -> Result<(), StoreError> {
    let Some(care) = care_at(tx, id)? else {
        return Ok(());
    };
    readers::introduce(tx, &care, event)?;
    match &event.what {
        CareEvent::Sent if care.status == CareStatus::Sent => receive(tx, id),
        CareEvent::Cancelled { .. } if care.status == CareStatus::Cancelled => close(tx, &care),
        CareEvent::Settled { .. } if care.status == CareStatus::Completed => close(tx, &care),
        CareEvent::Released { reason } if care.status == CareStatus::Received => {
            claims::note_give_back(tx, event.by)?;
            release_offer(tx, id, *reason)
        }
        CareEvent::Assigned { caregiver, .. } if care.is_assigned_to(*caregiver) => {
            assign_offer(tx, id, *caregiver, None)?;
            tx.store.set_lease(id, lease(tx, &care, tx.now))
        }
        CareEvent::Step { .. } => {
            if care.has_begun {
                let reading_ends = readers::last_end(&care, tx);
                tx.store.set_lease(id, reading_ends)?;
            }
            if care.status == CareStatus::Completed {
                close(tx, &care)
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    }
}

/// Reacts to an event in an offer.
pub(super) fn after_offer(
    tx: &mut Transaction<'_>,
    id: DocId,
    event: &Event<OfferEvent>,
) -> Result<(), StoreError> {
    let Some((care, state)) = offer_at(tx, id)? else {
        return Ok(());
    };
    match &event.what {
        // First in the order of arrival wins.
        OfferEvent::Claimed if state.assigned.is_none() && !state.closed => {
            let claims = state.claims.into_iter();
            let theirs: Vec<_> = claims.filter(|claim| claim.by == event.by.person).collect();
            match care_at(tx, care)? {
                Some(wanted) => decide(tx, &wanted, &theirs),
                None => Ok(()),
            }
        }
        OfferEvent::Assigned { caregiver, .. } if state.assigned == Some(*caregiver) => {
            assign(tx, care, *caregiver, None)
        }
        OfferEvent::Released { reason } if state.assigned.is_none() => {
            claims::note_give_back(tx, event.by)?;
            release_care(tx, care, *reason)
        }
        _ => Ok(()),
    }
}

/// Brings a request that came back, and its offer, to where the request stands.
pub(super) fn settle_care(tx: &mut Transaction<'_>, id: DocId) -> Result<(), StoreError> {
    let Some(care) = care_at(tx, id)? else {
        return Ok(());
    };
    match care.status {
        CareStatus::Sent => receive(tx, id),
        CareStatus::Cancelled | CareStatus::Completed => close(tx, &care),
        CareStatus::Assigned => {
            // Perhaps nobody holds it any more; who gives the work back needs one.
            make_offer(tx, id)?;
            if let Some(caregiver) = care.caregiver {
                assign_offer(tx, id, caregiver, None)?;
            }
            let ends_at = if gone::has_lost(tx, &care)? {
                Some(tx.now)
            } else if care.has_begun {
                readers::last_end(&care, tx)
            } else {
                lease(tx, &care, tx.now)
            };
            tx.store.set_lease(id, ends_at)
        }
        CareStatus::Received => {
            let offer = offer_of(id);
            if tx.store.document(offer)?.is_some() {
                return settle_offer(tx, offer);
            }
            make_offer(tx, id)
        }
        CareStatus::Draft | CareStatus::Discarded => Ok(()),
    }
}

/// Brings an offer that came back to where its request stands. Who has it in the request
/// has it: where two were told that they go, both read it there.
pub(super) fn settle_offer(tx: &mut Transaction<'_>, id: DocId) -> Result<(), StoreError> {
    let Some((id, state)) = offer_at(tx, id)? else {
        return Ok(());
    };
    let Some(care) = care_at(tx, id)? else {
        return Ok(());
    };
    match (care.status, state.assigned) {
        (CareStatus::Assigned, _) => match care.caregiver {
            Some(caregiver) => assign_offer(tx, id, caregiver, None),
            None => Ok(()),
        },
        (CareStatus::Cancelled | CareStatus::Completed, _) => close(tx, &care),
        (CareStatus::Received, Some(caregiver)) => match given_back(tx, id)? {
            Some(reason) => release_offer(tx, id, reason),
            // The request has not come back that far.
            None => assign(tx, id, caregiver, None),
        },
        // It was closed in what came back, for what something here stands before.
        (CareStatus::Received, None) if state.closed => {
            let reason = given_back(tx, id)?.unwrap_or(ReleaseReason::Override);
            release_offer(tx, id, reason)
        }
        (CareStatus::Received, None) => decide(tx, &care, &state.claims),
        (CareStatus::Draft | CareStatus::Sent | CareStatus::Discarded, _) => Ok(()),
    }
}

/// Gives the offer of a request to the first of `claims` whose caregiver can really come.
fn decide(tx: &mut Transaction<'_>, care: &CareNow, claims: &[Claim]) -> Result<(), StoreError> {
    for claim in claims {
        let caregiver = claim.by;
        match claims::check(tx, caregiver, care)? {
            Ok(()) => return assign(tx, care.id, caregiver, Some(claim.id)),
            Err(why) => {
                let declined = OfferEvent::Declined { caregiver, why };
                write(tx, offer_of(care.id), Edit::Offer(declined))?;
            }
        }
    }
    Ok(())
}

/// Why nobody has a request that somebody had; `None` where nobody ever had it.
fn given_back(tx: &mut Transaction<'_>, id: DocId) -> Result<Option<ReleaseReason>, StoreError> {
    let seen = tx.look(id, |folded| {
        let (care, state) = folded.as_care()?;
        let was_assigned =
            |event: &Event<CareEvent>| matches!(event.what, CareEvent::Assigned { .. });
        let had = care.events.iter().any(was_assigned);
        had.then(|| state.released.unwrap_or(ReleaseReason::Override))
    })?;
    Ok(seen.flatten())
}

/// Receives a request and makes its offer.
fn receive(tx: &mut Transaction<'_>, id: DocId) -> Result<(), StoreError> {
    write(tx, id, Edit::Care(CareEvent::Received))?;
    make_offer(tx, id)
}

/// Makes the offer of a request, where there is none. It begins with the same change
/// whenever it is made: an offer that was lost and comes back is the same document as one
/// that was made again meanwhile.
fn make_offer(tx: &mut Transaction<'_>, id: DocId) -> Result<(), StoreError> {
    let seen = tx.look(id, |folded| {
        let (care, state) = folded.as_care()?;
        Some((care.clone(), state.sent_at.unwrap_or_default()))
    })?;
    let Some((care, sent_at)) = seen.flatten() else {
        return Ok(());
    };
    let catalogue = tx.state.catalogue.clone();
    let kind = catalogue.kind(&care.kind);
    if kind.is_some_and(|kind| kind.desk) {
        return Ok(());
    }
    let terms = kind.and_then(|kind| Terms::of(&care, kind));
    let Some(terms) = terms else {
        tracing::warn!(doc.id = %care.header.id, "no offer: the catalogue has no such kind of care");
        return Ok(());
    };
    let id = offer_of(care.header.id);
    if tx.store.document(id)?.is_some() {
        return Ok(());
    }
    // Caregivers must not learn whose request it is.
    let nobody = PersonId::default();
    let header = Header::new(id, DocKind::Offer, nobody, care.header.area.clone());
    tx.write_as_centre(None, |pen, _| {
        pen.incarnation = offer_incarnation(care.header.id);
        pen.now = sent_at;
        Ok(Replica::begin_offer(pen, &header, &terms)?)
    })
}

/// Assigns a request to one caregiver, in the offer and in the request.
fn assign(
    tx: &mut Transaction<'_>,
    id: DocId,
    caregiver: PersonId,
    claim: Option<EventId>,
) -> Result<(), StoreError> {
    let Some(care) = care_at(tx, id)? else {
        return Ok(());
    };
    if !matches!(care.status, CareStatus::Received | CareStatus::Assigned) {
        return close(tx, &care);
    }
    let Some(account) = account::in_role(&*tx.store, caregiver, Role::Caregiver)? else {
        tracing::warn!(doc.id = %id, "not assigned: no such caregiver");
        return Ok(());
    };
    assign_offer(tx, id, caregiver, claim)?;
    if care.caregiver != Some(caregiver) {
        if care.caregiver.is_some() {
            let reason = ReleaseReason::Override;
            write(tx, id, Edit::Care(CareEvent::Released { reason }))?;
        }
        let event = CareEvent::Assigned {
            caregiver,
            name: account.name,
            claim,
        };
        write(tx, id, Edit::Care(event))?;
    }
    let lapses_at = lease(tx, &care, tx.now);
    tx.store.set_lease(id, lapses_at)
}

/// Gives the offer of a request to whom the request names.
fn assign_offer(
    tx: &mut Transaction<'_>,
    care: DocId,
    caregiver: PersonId,
    claim: Option<EventId>,
) -> Result<(), StoreError> {
    let id = offer_of(care);
    let Some((_, state)) = offer_at(tx, id)? else {
        return Ok(());
    };
    if !state.closed && state.assigned == Some(caregiver) {
        return Ok(());
    }
    if state.closed || state.assigned.is_some() {
        let reason = ReleaseReason::Override;
        write(tx, id, Edit::Offer(OfferEvent::Released { reason }))?;
    }
    write(
        tx,
        id,
        Edit::Offer(OfferEvent::Assigned { caregiver, claim }),
    )
}

fn release_care(
    tx: &mut Transaction<'_>,
    id: DocId,
    reason: ReleaseReason,
) -> Result<(), StoreError> {
    tx.store.set_lease(id, None)?;
    match care_at(tx, id)? {
        Some(care) if care.status == CareStatus::Assigned => {
            write(tx, id, Edit::Care(CareEvent::Released { reason }))
        }
        _ => Ok(()),
    }
}

/// Closes the offer: nobody needs to come any more.
fn close(tx: &mut Transaction<'_>, care: &CareNow) -> Result<(), StoreError> {
    let reading_ends = care.reader.map(|_| readers::reading_ends(tx.now));
    tx.store.set_lease(care.id, reading_ends)?;
    let id = offer_of(care.id);
    match offer_at(tx, id)? {
        Some((_, state)) if !state.closed => write(tx, id, Edit::Offer(OfferEvent::Closed)),
        _ => Ok(()),
    }
}

/// Gives work of the same day back to everyone where nobody has set out in time, and ends
/// the reading of who came. Returns in how many requests it did either.
pub(super) fn release_lapsed(tx: &mut Transaction<'_>) -> Result<u64, StoreError> {
    let mut ended = 0;
    for id in tx.store.ended_leases(tx.now)? {
        if tx.unless_damaged(id, |tx| release(tx, id))? == Some(true) {
            ended += 1;
        }
    }
    Ok(ended)
}

/// Gives one care request back whose lease has ended, or ends the reading of one that is
/// over; whether there was anything to do.
fn release(tx: &mut Transaction<'_>, id: DocId) -> Result<bool, StoreError> {
    tx.store.set_lease(id, None)?;
    let Some(care) = care_at(tx, id)? else {
        return Ok(false);
    };
    if tx.store.document(offer_of(id))?.is_none() {
        // It went with a damaged page, and nobody gave it back in time.
        settle_care(tx, id)?;
        return Ok(true);
    }
    if gone::has_lost(tx, &care)? {
        gone::take_back_late(tx, &care)?;
        return Ok(true);
    }
    let is_booked = care.status == CareStatus::Assigned && !care.has_begun;
    if is_booked && is_wanted_still(tx, &care) {
        let reason = ReleaseReason::Lapsed;
        write(tx, id, Edit::Care(CareEvent::Released { reason }))?;
        release_offer(tx, id, reason)?;
        return Ok(true);
    }
    readers::end_reading(tx, &care)
}

/// Whether a single visit is of a day that is not over: others could still come.
fn is_wanted_still(tx: &Transaction<'_>, care: &CareNow) -> bool {
    let is_single = care.when.as_ref().and_then(due_on).is_some();
    is_single && readers::day_after_last(care, tx).is_some_and(|end| tx.now < end)
}

/// When an assignment made at `assigned_at` is looked at again. Work of the same day lapses
/// then; the lease begins with the window that was asked for, where that is later. Of all
/// other work that has a last day, the reading ends.
fn lease(tx: &Transaction<'_>, care: &CareNow, assigned_at: Timestamp) -> Option<Timestamp> {
    let area = tx.state.catalogue.area(&care.area)?;
    let when = care.when.as_ref()?;
    let due = due_on(when);
    let today = assigned_at.local(area.utc_offset_minutes).0;
    let Some(date) = due.filter(|date| *date == today) else {
        return readers::last_end(care, tx);
    };
    let window = recur::window(when).from;
    let starts = assigned_at.max(Timestamp::at(date, window, area.utc_offset_minutes));
    Some(starts.plus_ms(i64::from(area.lease_minutes) * MINUTE_MS))
}

const fn due_on(when: &When) -> Option<Date> {
    match when {
        When::Soon { date } | When::Once { date, .. } => Some(*date),
        When::Weekly { .. } => None,
    }
}
