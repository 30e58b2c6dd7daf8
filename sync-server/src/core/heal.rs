//! A centre that lost the end of its log, because it was brought back from a backup or the
//! disk lost it, gets it back from the devices. Nothing is taken on a device's word:
//!
//! - What the centre signed, it had: a snapshot with all that is in it, its own changes,
//!   every change for which there is its receipt, and all that these stand on, because a
//!   change names what it stands on by hash. Such *proven* changes enter as they are, also
//!   where the policy would refuse them today. They were judged once.
//! - A change for which there is only its author's signature is judged as any other.
//!
//! What enters so has had its consequences, and those come back too; so nothing reacts to
//! it. Once a document is back, [`reactions::settle`] adds what is still lacking then.
//!
//! A document that is damaged here counts as lacking, change by change. What comes back of
//! it is written in the place of what is damaged ([`mend`]).

mod back;
mod mend;

use crate::{
    core::{
        account, damage::DamagedDocuments, key, people, person_change, reactions,
        transaction::Transaction,
    },
    store::{ReadTx, StoreError, StoredChange, TokenHash, WriteTx, unless_damaged},
};
use back::Back;
use linli_domain::{id::DocId, role::Scope};
use linli_replica::{
    exchange::{DeviceCard, Epoch, Heal, HeldDocument, Lacks},
    known_again::KnownAgain,
    signed::Hash,
};
use std::collections::BTreeSet;

/// Most documents of which one exchange asks.
pub const MAX_HELD: usize = 512;
/// Most changes that one exchange names or gives back.
pub const MAX_HASHES: usize = 32_768;

/// Whether a device gives and asks for no more than it may at once.
#[must_use]
pub fn is_bounded(heal: &Heal) -> bool {
    let asked = heal.holds.iter();
    let named: usize = asked
        .map(|held| held.heads.len() + held.changes.len())
        .sum();
    let given = heal.given.iter();
    let brought: usize = given
        .map(|given| given.changes.len() + given.snapshots.len() + given.receipts.len())
        .sum();
    heal.holds.len() <= MAX_HELD
        && named <= MAX_HASHES
        && brought <= MAX_HASHES
        && heal.cards.len() <= MAX_HELD
}

/// Begins another life of the store: every device then gives back what it has. For a store
/// that was brought back from a backup, and for one that is found to have lost something.
///
/// # Errors
/// When the store fails or there is no randomness.
pub fn begin_epoch(store: &mut dyn WriteTx) -> Result<Epoch, StoreError> {
    // 63 bits, and never 0, which stands for none.
    let number = key::random().map_err(|_| StoreError::Unreadable("random number"))?;
    let epoch = Epoch((u64::from_be_bytes(number) >> 1).max(1));
    store.set_epoch(epoch)?;
    Ok(epoch)
}

/// What the centre lacks of each of these documents.
///
/// # Errors
/// When the store fails.
pub fn lacks(
    store: &dyn ReadTx,
    damaged: &DamagedDocuments,
    holds: &[HeldDocument],
) -> Result<Vec<Lacks>, StoreError> {
    let mut answer = Vec::with_capacity(holds.len());
    for held in holds {
        let is_damaged = damaged.has(held.doc);
        let mut lacks = Lacks {
            // What is damaged may be anywhere in them.
            snapshots: is_damaged && !held.heads.is_empty(),
            changes: Vec::new(),
        };
        for head in &held.heads {
            lacks.snapshots |= whole_change(store, held.doc, *head)?.is_none();
        }
        for hash in &held.changes {
            let known = whole_change(store, held.doc, *hash)?;
            if !known.is_some_and(|known| known.is_signed()) {
                lacks.changes.push(*hash);
            }
        }
        answer.push(lacks);
    }
    Ok(answer)
}

/// A change of `doc`, where it is here and not damaged.
fn whole_change(
    store: &dyn ReadTx,
    doc: DocId,
    hash: Hash,
) -> Result<Option<StoredChange>, StoreError> {
    let known = unless_damaged(store.change(hash))?.flatten();
    Ok(known.filter(|known| known.signed.doc == doc && known.is_intact()))
}

/// The documents among these that the centre has as far as the device does, and that none
/// of `scopes` gives a right to read: the device must remove them.
///
/// # Errors
/// When the store fails.
pub fn not_theirs(
    store: &dyn ReadTx,
    scopes: &BTreeSet<Scope>,
    holds: &[HeldDocument],
    lacks: &[Lacks],
) -> Result<Vec<DocId>, StoreError> {
    let mut docs = Vec::new();
    for (held, lacks) in holds.iter().zip(lacks) {
        let is_known = lacks.is_nothing()
            && unless_damaged(store.document(held.doc))?
                .flatten()
                .is_some();
        if is_known && !store.carries(held.doc, scopes)? {
            docs.push(held.doc);
        }
    }
    Ok(docs)
}

/// Takes back what a device gives. Another life of the store begins where that proves a
/// loss of which the device had not heard.
///
/// # Errors
/// When the store fails; then nothing was taken back.
pub fn take_back(tx: &mut Transaction<'_>, heal: &Heal) -> Result<(), StoreError> {
    let mut lost = false;
    for card in &heal.cards {
        lost |= introduce(tx, card)?;
    }
    let mut came_back = Vec::new();
    for given in &heal.given {
        let is_mended = mend::mend(tx, given)?;
        let back = tx.unless_damaged(given.doc, |tx| Back::take(tx, given))?;
        let Some(Back {
            entered,
            left_out,
            proves_loss,
            ..
        }) = back
        else {
            continue;
        };
        if entered > 0 || is_mended {
            came_back.push(given.doc);
        }
        tracing::info!(doc.id = %given.doc, entered, left_out, "given back");
        lost |= proves_loss;
    }
    // A request and its offer often come together: neither is judged before both are here.
    for doc in came_back {
        tx.unless_damaged(doc, |tx| {
            reactions::settle(tx, doc)?;
            person_change::follow_document(tx, doc)
        })?;
    }
    if lost && heal.since == tx.store.epoch()? {
        begin_epoch(tx.store)?;
        tx.state.listen_first(tx.now);
        tracing::warn!("the store has lost what it had signed; devices are asked to give it back");
    }
    Ok(())
}

/// Lets a device come back that the store forgot: its account and card are there again, and
/// its token opens exchanges. False where it is known with another token, or was revoked.
///
/// The caller has checked the message and taken its challenge. What it says beyond its card
/// is taken where nothing better is known, and only as what people are shown.
///
/// # Errors
/// When the store fails.
pub fn come_back(
    tx: &mut Transaction<'_>,
    message: &KnownAgain,
    token: TokenHash,
) -> Result<bool, StoreError> {
    introduce(tx, &message.card)?;
    let id = message.card.device;
    let is_back = tx.store.set_first_token(id, token)?;
    if let Some(device) = tx.store.device(id)?.filter(|_| is_back) {
        // What would be no name at the centre is none from a device.
        let name = people::name(&message.name).unwrap_or_default();
        let area = tx.state.catalogue.area(&message.area);
        let area = area.map_or(&device.account.area, |_| &message.area);
        tx.store.name_account(device.account.id, &name, area)?;
    }
    Ok(is_back)
}

/// Makes a device known again by the card that the centre signed for it. Answers whether
/// it was unknown.
fn introduce(tx: &mut Transaction<'_>, card: &DeviceCard) -> Result<bool, StoreError> {
    let is_ours = card.verified_by(&tx.state.key.secret.public());
    if !is_ours || tx.store.device(card.device)?.is_some() {
        return Ok(false);
    }
    let writer = &card.writer;
    let account = match account::in_role(&*tx.store, writer.person, writer.role)? {
        Some(account) => account.id,
        None => {
            let area = writer.scopes.iter().find_map(|scope| match scope {
                Scope::Area(area) => Some(area.clone()),
                _ => None,
            });
            let area = area.unwrap_or_default();
            tx.store.add_account(writer, &area, "")?.id
        }
    };
    let now = tx.now;
    tx.store.put_device(card, account, None, now)?;
    tracing::info!(device.id = %card.device, "known again by its card");
    Ok(true)
}
