//! News of documents: snapshots and changes that the centre passes on. What cannot be read,
//! or is not what its author or the centre signed, is left out alone; the rest is taken.

use super::{Intake, Loaded, signed_by_centre};
use crate::{
    error::Result,
    store::{proof::ProofStep, unread::UnreadStep},
};
use linli_domain::{
    access::Refusal,
    id::{DeviceId, DocId},
};
use linli_replica::{
    exchange::{DeviceCard, Exchange, News, Snapshot},
    gate::{self, Admission},
    keys::PublicKey,
    replica::Replica,
    signed::{Hash, SignedChange},
};
use std::collections::BTreeSet;

impl Intake<'_> {
    pub(super) fn authors(&mut self, cards: Vec<DeviceCard>) -> Result<()> {
        for card in cards {
            if !card.verified_by(&self.centre) {
                // What it stands for is not taken either, and asked for again.
                tracing::warn!(device.id = %card.device, "a card that the centre did not sign");
                continue;
            }
            if self.engine.store.author(card.device)?.as_ref() != Some(&card) {
                self.batch.authors.push(card);
            }
        }
        Ok(())
    }

    /// `None` where the centre has not told whose device it is.
    fn key_of(&self, device: DeviceId) -> Result<Option<PublicKey>> {
        if device == self.engine.device.id {
            return Ok(Some(self.engine.device.key().public()));
        }
        if let Some(card) = self.batch.authors.iter().find(|card| card.device == device) {
            return Ok(Some(card.key));
        }
        let card = self.engine.store.author(device)?;
        Ok(card.map(|card| card.key))
    }

    pub(super) fn news(&mut self, news: News) -> Result<()> {
        self.ask_again_about(news.doc)?;
        if let Some(snapshot) = news.snapshot {
            match self.read(news.doc, &snapshot) {
                Ok(replica) => self.snapshot(news.doc, snapshot, replica)?,
                Err(error) => {
                    tracing::warn!(doc.id = %news.doc, %error, "a document that cannot be read");
                    self.unread.insert(news.doc);
                    return Ok(());
                }
            }
        }
        if news.changes.is_empty() {
            return Ok(());
        }
        let replica = match self.take_out(news.doc)? {
            Loaded::Here(replica) | Loaded::Fresh(replica, _) => Some(*replica),
            Loaded::Absent => None,
        };
        let (replica, changed) = self.changes(replica, &news.changes, true)?;
        let held = replica.map_or(Loaded::Absent, |replica| Loaded::Here(Box::new(replica)));
        let kept = matches!(held, Loaded::Here(_));
        let was_touched = self.touched.contains(&news.doc);
        self.held.insert(news.doc, held);
        if kept && (changed || was_touched) {
            self.touched.insert(news.doc);
        }
        Ok(())
    }

    /// Reads a whole document that the centre signed.
    fn read(&self, doc: DocId, snapshot: &Snapshot) -> Result<Replica> {
        signed_by_centre(snapshot.verified_by(&self.centre, doc), "snapshot")?;
        Ok(Replica::load(&snapshot.bytes)?)
    }

    /// A whole document. What is here beside it stays: own changes that the centre does not
    /// have yet, and whatever a centre that lost something does not have any more.
    fn snapshot(&mut self, doc: DocId, snapshot: Snapshot, replica: Replica) -> Result<()> {
        self.whole.insert(doc);
        self.keep_as_proof(doc, &snapshot, &replica)?;
        let here = match self.take_out(doc)? {
            Loaded::Here(here) | Loaded::Fresh(here, _) => Some(here),
            Loaded::Absent => None,
        };
        // It stands in the place of whatever could not be read here.
        self.unread.remove(&doc);
        let more = here.filter(|here| !replica.covers(here) && here.began_as(&replica));
        if let Some(mut here) = more {
            match here.merge(replica.clone()) {
                Ok(()) => {
                    self.put(doc, Loaded::Here(here));
                    return Ok(());
                }
                Err(error) => tracing::warn!(%doc, %error, "the centre's word stands alone"),
            }
        }
        let dropped: BTreeSet<Hash> = self.batch.dropped.iter().copied().collect();
        let own: Vec<SignedChange> = self
            .engine
            .store
            .waiting_for(doc)?
            .into_iter()
            .filter(|(hash, _)| !dropped.contains(hash) && !replica.contains(hash))
            .map(|(_, signed)| signed)
            .collect();
        let held = if own.is_empty() {
            Loaded::Fresh(Box::new(replica), snapshot.bytes)
        } else {
            let (replica, _) = self.changes(Some(replica), &own, false)?;
            replica.map_or(Loaded::Absent, |replica| Loaded::Here(Box::new(replica)))
        };
        self.put(doc, held);
        Ok(())
    }

    /// Keeps a snapshot for a centre that may lose it, instead of what it covers.
    fn keep_as_proof(&mut self, doc: DocId, snapshot: &Snapshot, whole: &Replica) -> Result<()> {
        for kept in self.engine.store.proof_snapshots(doc)? {
            let known = Replica::load(&kept.bytes).ok();
            let is_covered = known.as_ref().is_none_or(|known| whole.covers(known));
            if kept.signature != snapshot.signature && is_covered {
                let step = ProofStep::SnapshotCovered(doc, kept.signature);
                self.batch.proofs.push(step);
            } else if known.is_some_and(|known| known.covers(whole))
                && kept.signature != snapshot.signature
            {
                return Ok(());
            }
        }
        for hash in self.engine.store.proof_changes(doc)? {
            if whole.contains(&hash) {
                self.batch.proofs.push(ProofStep::ChangeCovered(hash));
            }
        }
        let step = ProofStep::Snapshot(doc, snapshot.clone(), whole.heads());
        self.batch.proofs.push(step);
        Ok(())
    }

    /// Lets changes in through the gate, one after the other; whether any was new. Those
    /// that the centre passed on are kept as proof.
    fn changes(
        &mut self,
        replica: Option<Replica>,
        changes: &[SignedChange],
        keep: bool,
    ) -> Result<(Option<Replica>, bool)> {
        let base = replica.clone();
        let mut bad = BTreeSet::new();
        let mut replica = replica;
        // A change that the gate turns away spoils the replica: begin anew without it.
        'anew: loop {
            let mut any_new = false;
            let (mut fresh, mut known) = (Vec::new(), Vec::new());
            for (place, signed) in changes.iter().enumerate() {
                if bad.contains(&place) {
                    continue;
                }
                let key = self.key_of(signed.device)?.ok_or(Refusal::UnknownDevice);
                let read = key.and_then(|key| Ok((signed.read()?, key)));
                let hash = read.as_ref().ok().map(|(read, _)| read.hash);
                let entered =
                    read.and_then(|(read, key)| gate::accept_read(&mut replica, read, &key));
                match entered {
                    Ok(Admission::New { .. }) => {
                        any_new = true;
                        fresh.extend(hash.map(|hash| (hash, signed)));
                    }
                    Ok(Admission::Known) => known.extend(hash.map(|hash| (hash, signed))),
                    Ok(Admission::Missing(missing)) => {
                        tracing::warn!(doc = %signed.doc, ?missing, "a change stands on nothing here");
                        self.lacks_under(signed.doc)?;
                    }
                    Err(refusal) => {
                        tracing::warn!(doc = %signed.doc, %refusal, "the centre passed on a change that is not valid");
                        bad.insert(place);
                        if keep {
                            self.unread.insert(signed.doc);
                        }
                        replica.clone_from(&base);
                        continue 'anew;
                    }
                }
            }
            if keep {
                self.keep_uncovered(&mut known)?;
                let kept = known.into_iter().chain(fresh);
                let steps = kept.map(|(hash, signed)| ProofStep::Change(hash, signed.clone()));
                self.batch.proofs.extend(steps);
            }
            return Ok((replica, any_new));
        }
    }

    /// Of changes that were here already, leaves those that no kept snapshot covers.
    fn keep_uncovered(&self, known: &mut Vec<(Hash, &SignedChange)>) -> Result<()> {
        let Some((_, first)) = known.first() else {
            return Ok(());
        };
        for kept in self.engine.store.proof_snapshots(first.doc)? {
            if let Ok(whole) = Replica::load(&kept.bytes) {
                known.retain(|(hash, _)| !whole.contains(hash));
            }
        }
        Ok(())
    }

    /// Something is not here on which a change stands: where the document is known to be
    /// unread it is asked for again, and otherwise everything is.
    fn lacks_under(&mut self, doc: DocId) -> Result<()> {
        if self.unread.contains(&doc) || self.engine.store.is_unread(doc)? {
            self.unread.insert(doc);
        } else {
            self.start_over = true;
        }
        Ok(())
    }

    /// Documents that the centre cannot read now: they are asked for again, and what is here
    /// of them is given back.
    pub(super) fn left_out(&mut self, docs: &[DocId]) -> Result<()> {
        for doc in docs {
            if !self.engine.store.is_unread(*doc)? {
                self.batch.unread.push(UnreadStep::Ask(*doc));
            }
            if self.engine.store.holds(*doc)? {
                self.ask_about(*doc);
            }
        }
        Ok(())
    }

    /// Notes what could not be read, and what could that had not been. Whether something is
    /// to be asked for at once.
    pub(super) fn note_unread(&mut self, sent: &Exchange, gone: &[DocId]) -> Result<bool> {
        let mut asks = false;
        for doc in &self.unread {
            let was_asked = sent.again.contains(doc) && self.engine.store.is_unread(*doc)?;
            self.batch.unread.push(if was_asked {
                UnreadStep::Later(*doc, self.now)
            } else {
                asks = true;
                UnreadStep::Ask(*doc)
            });
        }
        for doc in self.whole.iter().chain(gone) {
            if !self.unread.contains(doc) && self.engine.store.is_unread(*doc)? {
                self.batch.unread.push(UnreadStep::Done(*doc));
            }
        }
        Ok(asks)
    }
}
