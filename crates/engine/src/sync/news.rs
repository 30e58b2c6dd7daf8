//! News of documents: snapshots and changes that the centre passes on.

use super::{Intake, Loaded, signed_by_centre};
use crate::{
    error::{EngineError, Result},
    store::proof::ProofStep,
};
use linli_domain::id::{DeviceId, DocId};
use linli_replica::{
    exchange::{DeviceCard, News, Snapshot},
    gate::{self, Admission},
    keys::PublicKey,
    replica::Replica,
    signed::{Hash, SignedChange},
};
use std::collections::BTreeSet;

impl Intake<'_> {
    pub(super) fn authors(&mut self, cards: Vec<DeviceCard>) -> Result<()> {
        for card in cards {
            signed_by_centre(card.verified_by(&self.centre), "card")?;
            if self.engine.store.author(card.device)?.as_ref() != Some(&card) {
                self.batch.authors.push(card);
            }
        }
        Ok(())
    }

    fn key_of(&self, device: DeviceId) -> Result<PublicKey> {
        if device == self.engine.device.id {
            return Ok(self.engine.device.key().public());
        }
        if let Some(card) = self.batch.authors.iter().find(|card| card.device == device) {
            return Ok(card.key);
        }
        let card = self.engine.store.author(device)?;
        Ok(card.ok_or(EngineError::UnknownAuthor(device))?.key)
    }

    pub(super) fn news(&mut self, news: News) -> Result<()> {
        self.ask_again_about(news.doc)?;
        if let Some(snapshot) = news.snapshot {
            self.snapshot(news.doc, snapshot)?;
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

    /// A whole document. What is here beside it stays: own changes that the centre does not
    /// have yet, and whatever a centre that lost something does not have any more.
    fn snapshot(&mut self, doc: DocId, snapshot: Snapshot) -> Result<()> {
        signed_by_centre(snapshot.verified_by(&self.centre, doc), "snapshot")?;
        let replica = Replica::load(&snapshot.bytes)?;
        self.keep_as_proof(doc, &snapshot, &replica)?;
        let here = match self.take_out(doc)? {
            Loaded::Here(here) | Loaded::Fresh(here, _) => Some(here),
            Loaded::Absent => None,
        };
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
            let known = Replica::load(&kept.bytes)?;
            if kept.signature != snapshot.signature && whole.covers(&known) {
                let step = ProofStep::SnapshotCovered(doc, kept.signature);
                self.batch.proofs.push(step);
            } else if known.covers(whole) && kept.signature != snapshot.signature {
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
                let key = self.key_of(signed.device)?;
                let read = signed.read();
                let hash = read.as_ref().ok().map(|read| read.hash);
                let entered = read.and_then(|read| gate::accept_read(&mut replica, read, &key));
                match entered {
                    Ok(Admission::New { .. }) => {
                        any_new = true;
                        fresh.extend(hash.map(|hash| (hash, signed)));
                    }
                    Ok(Admission::Known) => known.extend(hash.map(|hash| (hash, signed))),
                    Ok(Admission::Missing(missing)) => {
                        tracing::warn!(doc = %signed.doc, ?missing, "a change stands on nothing here");
                        self.start_over = true;
                    }
                    Err(refusal) => {
                        tracing::warn!(doc = %signed.doc, %refusal, "the centre passed on a change that is not valid");
                        bad.insert(place);
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
            let whole = Replica::load(&kept.bytes)?;
            known.retain(|(hash, _)| !whole.contains(hash));
        }
        Ok(())
    }
}
