//! Who is known, and whose change may enter. What may stand in a change is
//! `linli_replica::gate`'s to say, who may write what `linli_domain::access`'s.

use crate::{
    core::{photos, reactions, transaction::Transaction},
    store::{NewChange, ReadTx, StoreError},
};
use linli_domain::{
    access::{self, Refusal, Touch},
    application,
    id::DocId,
};
use linli_replica::{
    exchange::{Outcome, Receipt},
    gate::{self, Admission},
    signed::{ReadChange, SignedChange},
};

/// Lets one change in, or says why not. State rules are judged in the order of arrival.
///
/// # Errors
/// When the store fails; then nothing of the transaction is kept.
pub fn admit(tx: &mut Transaction<'_>, signed: &SignedChange) -> Result<Outcome, StoreError> {
    let read = match signed.read() {
        Ok(read) => read,
        Err(refusal) => {
            return Ok(Outcome::Refused(
                Transaction::unreadable_hash(signed),
                refusal,
            ));
        }
    };
    let hash = read.hash;
    let outcome = match judge(tx, signed, read)? {
        Ok(outcome) => outcome,
        Err(refusal) => {
            tracing::info!(doc.id = %signed.doc, device.id = %signed.device, reason = refusal.code(), "refused");
            Outcome::Refused(hash, refusal)
        }
    };
    Ok(outcome)
}

fn judge(
    tx: &mut Transaction<'_>,
    signed: &SignedChange,
    read: ReadChange<'_>,
) -> Result<Result<Outcome, Refusal>, StoreError> {
    let Some(device) = tx.store.device(signed.device)? else {
        return Ok(Err(Refusal::UnknownDevice));
    };
    let known = tx
        .store
        .change(read.hash)?
        .filter(|known| known.signed.doc == signed.doc);
    if let Some(known) = known {
        // A repeat gets the first receipt again, made by the same key over the same words.
        if !signed.verified_by(&device.key) {
            return Ok(Err(Refusal::Forged));
        }
        let receipt = Receipt::sign(&tx.state.key.secret, known.hash, known.seq.0, known.at);
        return Ok(Ok(Outcome::Received(receipt)));
    }
    if device.revoked_at.is_some() {
        return Ok(Err(Refusal::RevokedDevice));
    }
    let (hash, incarnation, actor_seq) = (read.hash, read.incarnation, read.seq);
    let mut replica = tx.take_out(signed.doc)?;
    let is_new = replica.is_none();
    let admission = match gate::admit_read(&mut replica, read, &device.key, &device.account.writer)
    {
        Ok(admission) => admission,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let outcome = match (admission, replica.take()) {
        (
            Admission::New {
                touches,
                scopes_before,
                scopes_after,
            },
            Some(entered),
        ) => {
            if let Err(refusal) = may_arrive(tx, signed.doc, &touches)? {
                // What is at hand holds the change: it is loaded anew.
                return Ok(Err(refusal));
            }
            let begins = match is_new {
                true => Some(entered.contents()?.header().kind),
                false => None,
            };
            let change = NewChange {
                signed,
                hash,
                incarnation,
                actor_seq,
                begins,
                at: tx.now,
            };
            let seq = tx.keep(&entered, &change, (&scopes_before, &scopes_after))?;
            photos::refer(tx, &entered, &touches)?;
            tx.put_back(signed.doc, entered);
            reactions::react(tx, signed.doc, &touches)?;
            Outcome::Received(Receipt::sign(&tx.state.key.secret, hash, seq.0, tx.now))
        }
        (Admission::Missing(hashes), unchanged) => {
            if let Some(unchanged) = unchanged {
                tx.put_back(signed.doc, unchanged);
            }
            Outcome::Missing(hashes)
        }
        // In the document but not in the table of changes, or neither: cannot be.
        (Admission::Known | Admission::New { .. }, _) => {
            return Err(StoreError::Unreadable("change"));
        }
    };
    Ok(Ok(outcome))
}

/// Whether what was written by a clock that is far from the centre's may enter now. The
/// document as it was before is looked at then only.
fn may_arrive(
    tx: &Transaction<'_>,
    doc: DocId,
    touches: &[Touch],
) -> Result<Result<(), Refusal>, StoreError> {
    let is_off = |touch: &Touch| match touch {
        Touch::Application(event) => application::is_off(event.at, tx.now),
        _ => false,
    };
    if !touches.iter().any(is_off) {
        return Ok(Ok(()));
    }
    let store: &dyn ReadTx = tx.store;
    let Some(before) = store.load(doc)? else {
        return Ok(Ok(()));
    };
    let before = before.contents()?;
    let mut all = touches.iter();
    Ok(all.try_for_each(|touch| access::may_arrive(&before, touch, tx.now)))
}
