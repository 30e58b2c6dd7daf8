//! The offer of a care request: which it is, how it stands, and that it stands open again.

use super::write::write;
use crate::{
    core::{key, transaction::Transaction},
    store::StoreError,
};
use linli_domain::{
    care::ReleaseReason,
    id::DocId,
    offer::{OfferEvent, OfferState},
};
use linli_replica::replica::Edit;

/// The id of a care request's offer. It follows from the request's id, so that a repeat
/// makes no second offer.
#[must_use]
pub fn offer_of(care: DocId) -> DocId {
    DocId(key::first_half(&key::sha256(&[b"offer", &care.0])))
}

/// Opens the offer of a request for which nobody comes, also where it was closed.
pub(super) fn release_offer(
    tx: &mut Transaction<'_>,
    care: DocId,
    reason: ReleaseReason,
) -> Result<(), StoreError> {
    tx.store.set_lease(care, None)?;
    let id = offer_of(care);
    match offer_at(tx, id)? {
        Some((_, state)) if state.assigned.is_some() || state.closed => {
            write(tx, id, Edit::Offer(OfferEvent::Released { reason }))
        }
        _ => Ok(()),
    }
}

/// The care request of an offer, and the offer's state.
pub(super) fn offer_at(
    tx: &mut Transaction<'_>,
    id: DocId,
) -> Result<Option<(DocId, OfferState)>, StoreError> {
    let seen = tx.look(id, |folded| {
        let (offer, state) = folded.as_offer()?;
        Some((offer.terms.care, state.clone()))
    })?;
    Ok(seen.flatten())
}
