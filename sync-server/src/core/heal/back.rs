//! One document as it comes back from a device.

use crate::{
    core::{
        gate as core_gate, photos,
        transaction::{Transaction, scopes_of},
    },
    store::{NewChange, StoreError, UNSIGNED},
};
use linli_domain::{id::DocId, role::Scope, time::Timestamp};
use linli_replica::{
    exchange::{ChangeOutcome, GivenDocument, Snapshot},
    gate::{self, Admission},
    merge::PlainChange,
    replica::Replica,
    signed::{Hash, ReadChange, SignedChange},
};
use std::collections::{BTreeMap, BTreeSet};

/// What came of one document.
pub(super) struct Back {
    doc: DocId,
    /// Changes that the centre once accepted.
    proven: BTreeSet<Hash>,
    /// When it received them first, where that is known.
    received: BTreeMap<Hash, Timestamp>,
    /// Changes that were lacking and are here again.
    pub(super) entered: u64,
    /// Changes that may not enter, or not yet.
    pub(super) left_out: u64,
    /// Something that the centre had signed was not here.
    pub(super) proves_loss: bool,
}

/// What became of one change.
enum Step {
    /// It is here, now or before.
    Here,
    /// It stands on something that is not here.
    Waits,
    /// It may not enter.
    LeftOut,
}

impl Back {
    /// Takes back what is given of one document.
    pub(super) fn take(
        tx: &mut Transaction<'_>,
        given: &GivenDocument,
    ) -> Result<Self, StoreError> {
        let changes: Vec<(&SignedChange, ReadChange<'_>)> = given
            .changes
            .iter()
            .filter(|signed| signed.doc == given.doc)
            .filter_map(|signed| Some((signed, signed.read().ok()?)))
            .collect();
        let mut back = Self {
            doc: given.doc,
            proven: BTreeSet::new(),
            received: BTreeMap::new(),
            entered: 0,
            left_out: 0,
            proves_loss: false,
        };
        back.prove(tx, given, &changes);
        for snapshot in &given.snapshots {
            back.snapshot(tx, snapshot)?;
        }
        back.changes(tx, changes)?;
        Ok(back)
    }

    /// Finds what the centre once accepted, by its own signatures.
    fn prove(
        &mut self,
        tx: &Transaction<'_>,
        given: &GivenDocument,
        changes: &[(&SignedChange, ReadChange<'_>)],
    ) {
        let centre = &tx.state.key;
        let key = centre.secret.public();
        for receipt in given.receipts.iter().filter(|one| one.verified_by(&key)) {
            self.received.insert(receipt.hash, receipt.at);
        }
        self.proven.extend(self.received.keys());
        for (signed, read) in changes {
            if signed.device == centre.device && signed.verified_by(&key) {
                self.proven.insert(read.hash);
            }
        }
        // Whatever an accepted change stands on was accepted before it.
        loop {
            let known = self.proven.len();
            for (_, read) in changes.iter().rev() {
                if self.proven.contains(&read.hash) {
                    self.proven.extend(&read.deps);
                }
            }
            if self.proven.len() == known {
                break;
            }
        }
    }

    /// A whole document that the centre once signed: all that is in it enters.
    fn snapshot(
        &mut self,
        tx: &mut Transaction<'_>,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError> {
        if !snapshot.verified_by(&tx.state.key.secret.public(), self.doc) {
            return Ok(());
        }
        let whole = Replica::load(&snapshot.bytes)?;
        let mut here = tx.take_out(self.doc)?;
        let lacking = whole.beside(here.as_ref());
        if lacking.is_empty() {
            tx.put_back(self.doc, here);
            return Ok(());
        }
        let scopes = scopes_of(here.as_mut())?;
        for change in &lacking {
            if tx.store.device(change.device)?.is_none() {
                // Not before its author is known again.
                self.left_out += 1;
                tx.put_back(self.doc, here);
                return Ok(());
            }
        }
        let is_other = here.as_ref().is_some_and(|here| !here.began_as(&whole));
        if is_other || whole.contents()?.id() != self.doc {
            self.left_out += 1;
            tx.put_back(self.doc, here);
            return Ok(());
        }
        let is_new = here.is_none();
        let merged = match here {
            None => whole,
            Some(mut here) => {
                if here.merge(whole).is_err() {
                    // Not put back: it is loaded anew.
                    self.left_out += 1;
                    return Ok(());
                }
                here
            }
        };
        self.enter_all(tx, merged, lacking, &scopes, is_new)
    }

    /// Keeps changes that are in `merged` already.
    fn enter_all(
        &mut self,
        tx: &mut Transaction<'_>,
        mut merged: Replica,
        changes: Vec<PlainChange>,
        before: &[Scope],
        is_new: bool,
    ) -> Result<(), StoreError> {
        let folded = merged.folded()?;
        let (kind, after) = (folded.kind(), folded.scopes());
        let last = changes.len().saturating_sub(1);
        for (place, plain) in changes.into_iter().enumerate() {
            let signed = SignedChange {
                doc: self.doc,
                device: plain.device,
                change: plain.bytes,
                signature: UNSIGNED,
            };
            let change = NewChange {
                signed: &signed,
                hash: plain.hash,
                incarnation: plain.incarnation,
                actor_seq: plain.seq,
                begins: (is_new && place == 0).then_some(kind),
                at: self.received.get(&plain.hash).copied().unwrap_or(tx.now),
            };
            let then = if place == last { &after } else { before };
            tx.keep(&merged, &change, (before, then))?;
            self.entered += 1;
        }
        self.proves_loss = true;
        photos::refer_all(tx, &mut merged)?;
        tx.put_back(self.doc, merged);
        Ok(())
    }

    /// Changes with their authors' signatures, each once what it stands on is here.
    fn changes<'a>(
        &mut self,
        tx: &mut Transaction<'_>,
        mut left: Vec<(&'a SignedChange, ReadChange<'a>)>,
    ) -> Result<(), StoreError> {
        loop {
            let (count, mut waiting) = (left.len(), Vec::new());
            for (signed, read) in left {
                match self.change(tx, signed, &read)? {
                    Step::Here => {}
                    Step::Waits => waiting.push((signed, read)),
                    Step::LeftOut => self.left_out += 1,
                }
            }
            if waiting.is_empty() || waiting.len() == count {
                self.left_out += u64::try_from(waiting.len()).unwrap_or(0);
                return Ok(());
            }
            left = waiting;
        }
    }

    fn change(
        &mut self,
        tx: &mut Transaction<'_>,
        signed: &SignedChange,
        read: &ReadChange<'_>,
    ) -> Result<Step, StoreError> {
        let Some(author) = tx.store.device(signed.device)? else {
            return Ok(Step::LeftOut);
        };
        if let Some(known) = tx.store.change(read.hash)? {
            if !known.is_signed() && known.signed.doc == self.doc && signed.verified_by(&author.key)
            {
                tx.store.sign(read.hash, &signed.signature)?;
            }
            return Ok(Step::Here);
        }
        let here = tx.take_out(self.doc)?;
        let waits = match &here {
            Some(here) => !here.missing(&read.deps).is_empty(),
            None => !read.deps.is_empty(),
        };
        if waits {
            tx.put_back(self.doc, here);
            return Ok(Step::Waits);
        }
        if self.proven.contains(&read.hash) {
            return self.enter(tx, here, signed, &author.key);
        }
        tx.put_back(self.doc, here);
        Ok(match core_gate::admit_given_back(tx, signed)? {
            ChangeOutcome::Received(_) => {
                self.entered += 1;
                Step::Here
            }
            ChangeOutcome::Missing(_) => Step::Waits,
            ChangeOutcome::Refused(..) => Step::LeftOut,
        })
    }

    /// Lets a change in that the centre once accepted.
    fn enter(
        &mut self,
        tx: &mut Transaction<'_>,
        mut here: Option<Replica>,
        signed: &SignedChange,
        key: &linli_replica::keys::PublicKey,
    ) -> Result<Step, StoreError> {
        let is_new = here.is_none();
        let Ok(read) = signed.read() else {
            return Ok(Step::LeftOut);
        };
        let (hash, incarnation, actor_seq) = (read.hash, read.incarnation, read.seq);
        let admitted = gate::accept_read(&mut here, read, key);
        let (
            Ok(Admission::New {
                touches,
                scopes_before,
                scopes_after,
            }),
            Some(mut entered),
        ) = (admitted, here)
        else {
            return Ok(Step::LeftOut);
        };
        let kind = entered.folded()?.kind();
        let change = NewChange {
            signed,
            hash,
            incarnation,
            actor_seq,
            begins: is_new.then_some(kind),
            at: self.received.get(&hash).copied().unwrap_or(tx.now),
        };
        tx.keep(&entered, &change, (&scopes_before, &scopes_after))?;
        photos::refer(tx, &mut entered, &touches)?;
        tx.put_back(self.doc, entered);
        self.entered += 1;
        self.proves_loss = true;
        Ok(Step::Here)
    }
}
