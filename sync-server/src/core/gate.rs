//! Lets changes in: from known devices, and each change once. `linli_replica::gate` checks
//! what a change holds, and `linli_domain::access` who may write what.

use crate::{
    core::{
        photos, reactions,
        room::{self, Coming, RoomLeft},
        transaction::Transaction,
    },
    store::{Account, Device, NewChange, ReadTx, StoreError, StoredChange, unless_damaged},
};
use linli_domain::{
    access::{Enrollee, Ground, Refusal, Touch},
    role::Scope,
};
use linli_replica::{
    exchange::{ChangeOutcome, Receipt},
    gate::{self, Admission},
    replica::{Replica, ReplicaError},
    signed::{ReadChange, SignedChange},
};
use std::cell::RefCell;

/// Why a change does not enter.
enum NotAdmitted {
    /// It is not allowed; the transaction goes on.
    Refused(Refusal),
    /// It may come on another day; the transaction goes on.
    NotToday,
    /// The store failed; nothing of the transaction is kept.
    Failed(StoreError),
}

impl From<Refusal> for NotAdmitted {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<StoreError> for NotAdmitted {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl From<ReplicaError> for NotAdmitted {
    fn from(error: ReplicaError) -> Self {
        Self::Failed(error.into())
    }
}

/// Lets one change in, or says why not. State rules are judged in the order of arrival.
///
/// # Errors
/// When the store fails; then nothing of the transaction is kept.
pub fn admit(tx: &mut Transaction<'_>, signed: &SignedChange) -> Result<ChangeOutcome, StoreError> {
    let_in(tx, signed, Coming::Sent)
}

/// As [`admit`], for a change that somebody gives back, for which there is room twice.
///
/// # Errors
/// When the store fails; then nothing of the transaction is kept.
pub fn admit_given_back(
    tx: &mut Transaction<'_>,
    signed: &SignedChange,
) -> Result<ChangeOutcome, StoreError> {
    let_in(tx, signed, Coming::GivenBack)
}

fn let_in(
    tx: &mut Transaction<'_>,
    signed: &SignedChange,
    coming: Coming,
) -> Result<ChangeOutcome, StoreError> {
    let read = match signed.read() {
        Ok(read) => read,
        Err(refusal) => {
            let hash = Transaction::unreadable_hash(signed);
            return Ok(ChangeOutcome::Refused(hash, refusal));
        }
    };
    let hash = read.hash;
    match judge(tx, signed, read, coming) {
        Ok(outcome) => Ok(outcome),
        Err(NotAdmitted::Refused(refusal)) => {
            tracing::info!(doc.id = %signed.doc, device.id = %signed.device, reason = refusal.code(), "refused");
            Ok(ChangeOutcome::Refused(hash, refusal))
        }
        Err(NotAdmitted::NotToday) => {
            tracing::info!(doc.id = %signed.doc, device.id = %signed.device, "not today");
            Ok(ChangeOutcome::NOT_TODAY)
        }
        Err(NotAdmitted::Failed(error)) => Err(error),
    }
}

fn judge(
    tx: &mut Transaction<'_>,
    signed: &SignedChange,
    read: ReadChange<'_>,
    coming: Coming,
) -> Result<ChangeOutcome, NotAdmitted> {
    let device = tx.store.device(signed.device)?;
    let device = device.ok_or(Refusal::UnknownDevice)?;
    let known = tx
        .store
        .change(read.hash)?
        .filter(|known| known.signed.doc == signed.doc);
    if let Some(known) = known {
        return repeat(tx, signed, &device, &known);
    }
    if device.revoked_at.is_some() {
        return Err(Refusal::RevokedDevice.into());
    }
    let room = room::left(tx, signed, &device, coming)?;
    // Only its author is told how much room is left.
    if room != RoomLeft::Enough && !signed.verified_by(&device.key) {
        return Err(Refusal::Forged.into());
    }
    match room {
        RoomLeft::Enough => {}
        RoomLeft::NotToday => return Err(NotAdmitted::NotToday),
        RoomLeft::Never => return Err(Refusal::TooMuch.into()),
    }
    admit_new(tx, signed, read, &device)
}

fn admit_new(
    tx: &mut Transaction<'_>,
    signed: &SignedChange,
    read: ReadChange<'_>,
    device: &Device,
) -> Result<ChangeOutcome, NotAdmitted> {
    let mut change = NewChange {
        signed,
        hash: read.hash,
        incarnation: read.incarnation,
        actor_seq: read.seq,
        begins: None,
        at: tx.now,
    };
    let mut replica = tx.take_out(signed.doc)?;
    let is_new = replica.is_none();
    let admission = match judge_under_consent(tx, &mut replica, read, device) {
        Ok(admission) => admission,
        Err(refused) => {
            // As it was: whoever is refused again and again has nobody load it anew.
            tx.put_back(signed.doc, replica);
            return Err(refused);
        }
    };
    match (admission, replica) {
        (
            Admission::New {
                touches,
                scopes_before,
                scopes_after,
            },
            Some(mut entered),
        ) => {
            if is_new {
                change.begins = Some(entered.folded()?.kind());
            }
            let person = device.account.writer.person;
            room::count_change(tx, person, signed, is_new)?;
            enter(
                tx,
                entered,
                &change,
                &touches,
                (&scopes_before, &scopes_after),
            )
        }
        (Admission::Missing(hashes), unchanged) => {
            tx.put_back(signed.doc, unchanged);
            Ok(ChangeOutcome::Missing(hashes))
        }
        // In the document but not in the table of changes, or neither: cannot be.
        (Admission::Known | Admission::New { .. }, _) => {
            Err(StoreError::Unreadable("change").into())
        }
    }
}

/// Asks the gate, with the consent that the change names, where it is here and can be read.
fn judge_under_consent(
    tx: &mut Transaction<'_>,
    replica: &mut Option<Replica>,
    read: ReadChange<'_>,
    device: &Device,
) -> Result<Admission, NotAdmitted> {
    let Some(id) = read.consent.filter(|id| *id != read.doc()) else {
        return judge_on_ground(tx, replica, read, device, None);
    };
    let mut consent = unless_damaged(tx.take_out(id))?.flatten();
    let judged = judge_on_ground(tx, replica, read, device, consent.as_mut());
    tx.put_back(id, consent);
    judged
}

/// Asks the gate, with what the centre knows beside the document.
fn judge_on_ground(
    tx: &Transaction<'_>,
    replica: &mut Option<Replica>,
    read: ReadChange<'_>,
    device: &Device,
    consent: Option<&mut Replica>,
) -> Result<Admission, NotAdmitted> {
    let store: &dyn ReadTx = tx.store;
    let failed = RefCell::new(None);
    let people = |person| match store.accounts_of(person) {
        Ok(accounts) => {
            // Who takes part no more is given no work and begins nothing.
            let open = accounts.into_iter().filter(|one| one.closed_at.is_none());
            open.map(enrollee).collect()
        }
        Err(error) => {
            failed.replace(Some(error));
            Vec::new()
        }
    };
    let ground = Ground {
        now: tx.now,
        catalogues: tx.state.catalogues(),
        people: Some(&people),
        consent: match consent {
            Some(consent) => gate::consented(&read, consent)?,
            None => None,
        },
    };
    let writer = &device.account.writer;
    let judged = gate::admit_read(replica, read, &device.key, writer, Some(&ground));
    match failed.take() {
        Some(error) => Err(error.into()),
        None => Ok(judged?),
    }
}

fn enrollee(account: Account) -> Enrollee {
    Enrollee {
        role: account.writer.role,
        area: account.area,
        name: account.name,
    }
}

/// A repeat gets the first receipt again, made by the same key over the same words.
fn repeat(
    tx: &Transaction<'_>,
    signed: &SignedChange,
    device: &Device,
    known: &StoredChange,
) -> Result<ChangeOutcome, NotAdmitted> {
    if !signed.verified_by(&device.key) {
        return Err(Refusal::Forged.into());
    }
    let receipt = Receipt::sign(&tx.state.key.secret, known.hash, known.seq.0, known.at);
    Ok(ChangeOutcome::Received(receipt))
}

/// Keeps a change that may enter, and lets the centre react to it.
fn enter(
    tx: &mut Transaction<'_>,
    mut entered: Replica,
    change: &NewChange<'_>,
    touches: &[Touch],
    scopes: (&[Scope], &[Scope]),
) -> Result<ChangeOutcome, NotAdmitted> {
    let doc = change.signed.doc;
    let seq = tx.keep(&entered, change, scopes)?;
    photos::refer(tx, &mut entered, touches)?;
    tx.put_back(doc, entered);
    reactions::react(tx, doc, touches)?;
    let receipt = Receipt::sign(&tx.state.key.secret, change.hash, seq.0, tx.now);
    Ok(ChangeOutcome::Received(receipt))
}
