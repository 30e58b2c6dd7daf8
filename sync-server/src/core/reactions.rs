//! What the centre does by itself. Each reaction is a change that it signs with its own
//! key, written in the transaction of the change that it reacts to.

mod application;
mod care;
mod care_now;
mod claims;
pub mod gone;
mod offer;
mod readers;
mod write;

pub use application::receive_submitted;
pub use offer::offer_of;
pub use write::write;

use crate::{core::transaction::Transaction, store::StoreError};
use linli_domain::{access::Touch, contents::Contents, id::DocId};

/// Reacts to a change that has entered.
///
/// # Errors
/// When the store fails.
pub fn react(tx: &mut Transaction<'_>, doc: DocId, touches: &[Touch]) -> Result<(), StoreError> {
    for touch in touches {
        match touch {
            Touch::Care(event) => care::after_care(tx, doc, event)?,
            Touch::Offer(event) => care::after_offer(tx, doc, event)?,
            Touch::Application(event) => application::after(tx, doc, event)?,
            _ => {}
        }
    }
    Ok(())
}

/// Does what is due because nobody said anything in time: care requests for which nobody has
/// set out go back to everyone, and applications lapse for which nothing was brought. Returns
/// how many. As long as the centre listens first, silence says nothing.
///
/// # Errors
/// When the store fails.
pub fn end_what_is_due(tx: &mut Transaction<'_>) -> Result<u64, StoreError> {
    if tx.now < tx.state.listens_until {
        return Ok(0);
    }
    Ok(care::release_lapsed(tx)? + application::lapse_due(tx)?)
}

/// Adds what a document that came back from a device still lacks of the centre's own doing,
/// by where it stands now: what had been done before came back with it.
///
/// # Errors
/// When the store fails.
pub fn settle(tx: &mut Transaction<'_>, doc: DocId) -> Result<(), StoreError> {
    match tx.contents(doc)? {
        Some(Contents::Care(_)) => care::settle_care(tx, doc),
        Some(Contents::Offer(_)) => care::settle_offer(tx, doc),
        Some(Contents::Application(_)) => application::settle(tx, doc),
        Some(Contents::Person(_) | Contents::Consent(_)) | None => Ok(()),
    }
}
