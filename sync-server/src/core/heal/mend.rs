//! Puts what a device gives of a damaged document in the place of what is damaged. A change
//! is known by its hash, so whatever fits the hash is the change that stood there.

use crate::{
    core::transaction::{Transaction, scopes_of},
    store::{NewChange, ReadTx, StoreError, UNSIGNED},
};
use linli_domain::id::DocId;
use linli_replica::{
    exchange::GivenDocument,
    merge::PlainChange,
    replica::Replica,
    signed::{Hash, SignedChange},
};
use std::collections::BTreeMap;

/// Mends a document that is known to be damaged; whether it is whole again. Where a page of
/// the store is damaged nothing can be written in its place, and it stays as it is.
///
/// # Errors
/// When the store fails.
pub(super) fn mend(tx: &mut Transaction<'_>, given: &GivenDocument) -> Result<bool, StoreError> {
    let doc = given.doc;
    if !tx.state.damaged.has(doc) {
        return Ok(false);
    }
    let mended = tx.unless_damaged(doc, |tx| {
        for (hash, plain) in brought(tx, given) {
            replace(tx, doc, hash, plain)?;
        }
        let store: &dyn ReadTx = tx.store;
        match store.load(doc) {
            // What could be mended stays so.
            Err(error) if error.is_damage() && !error.ends_writing() => Ok(None),
            loaded => loaded,
        }
    })?;
    let Some(mut whole) = mended.flatten() else {
        return Ok(false);
    };
    tx.state.damaged.healed(doc);
    // Whoever was not told it asks for it and waits.
    let scopes = scopes_of(Some(&mut whole))?;
    scopes.into_iter().for_each(|scope| tx.touch(scope));
    tx.put_back(doc, whole);
    Ok(true)
}

/// Every change that is given, as it stands in a document, and with its author's signature
/// where that is given too.
fn brought(
    tx: &Transaction<'_>,
    given: &GivenDocument,
) -> BTreeMap<Hash, (PlainChange, Option<SignedChange>)> {
    let mut brought = BTreeMap::new();
    let centre = tx.state.key.secret.public();
    for snapshot in &given.snapshots {
        let is_ours = snapshot.verified_by(&centre, given.doc);
        let whole = is_ours
            .then(|| Replica::load(&snapshot.bytes).ok())
            .flatten();
        for plain in whole.iter().flat_map(|whole| whole.beside(None)) {
            brought.insert(plain.hash, (plain, None));
        }
    }
    for signed in given.changes.iter().filter(|one| one.doc == given.doc) {
        if let Ok(read) = signed.read() {
            let plain = PlainChange {
                hash: read.hash,
                device: signed.device,
                incarnation: read.incarnation,
                seq: read.seq,
                bytes: signed.change.clone(),
            };
            brought.insert(plain.hash, (plain, Some(signed.clone())));
        }
    }
    brought
}

/// Writes a change in its place, if what stands there is damaged.
fn replace(
    tx: &mut Transaction<'_>,
    doc: DocId,
    hash: Hash,
    (plain, given): (PlainChange, Option<SignedChange>),
) -> Result<(), StoreError> {
    let here = match tx.store.change(hash) {
        Ok(None) => return Ok(()),
        // Another document's is nothing to this one.
        Ok(Some(here)) if here.signed.doc != doc || here.is_intact() => return Ok(()),
        Err(error) if !error.is_damage() => return Err(error),
        here => here.ok().flatten(),
    };
    let Some(author) = tx.store.device(plain.device)? else {
        return Ok(());
    };
    let with = |signature| SignedChange {
        doc,
        device: plain.device,
        change: plain.bytes.clone(),
        signature,
    };
    if !with(UNSIGNED).is(hash) {
        return Ok(());
    }
    let kept = here.map(|here| with(here.signed.signature));
    let mut signed = [given, kept].into_iter().flatten();
    let signed = signed
        .find(|signed| signed.verified_by(&author.key))
        .unwrap_or_else(|| with(UNSIGNED));
    tx.store.write_again(&NewChange {
        signed: &signed,
        hash,
        incarnation: plain.incarnation,
        actor_seq: plain.seq,
        begins: None,
        at: tx.now,
    })
}
