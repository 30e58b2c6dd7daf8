//! What became of the changes that were sent: received, missing something, or refused.

use super::{Intake, Loaded, signed_by_centre};
use crate::{error::Result, host::fresh_number, store::shelf::Shelved};
use linli_api::Topic;
use linli_domain::{access::Refusal, consent, contents::Contents, id::DocId, time::Timestamp};
use linli_replica::{
    exchange::{ChangeOutcome, Exchange},
    signed::{Hash, SignedChange},
};
use std::collections::{BTreeMap, BTreeSet};

type RefusedHere = BTreeMap<Hash, Refusal>;

impl Intake<'_> {
    pub(super) fn outcomes(
        &mut self,
        sent: &Exchange,
        outcomes: Vec<ChangeOutcome>,
        room_from: Option<Timestamp>,
    ) -> Result<()> {
        let mut refused: BTreeMap<DocId, RefusedHere> = BTreeMap::new();
        for (change, outcome) in sent.changes.iter().zip(outcomes) {
            match outcome {
                ChangeOutcome::Received(receipt) => {
                    signed_by_centre(receipt.verified_by(&self.centre), "receipt")?;
                    if self.engine.store.waits(receipt.hash)? {
                        self.progress = true;
                        self.batch.topics.push(Topic::Doc(change.doc));
                        self.batch.topics.extend([Topic::Matters, Topic::Offers]);
                        self.batch.received.push(receipt);
                    }
                }
                kept_back if kept_back.is_not_today() => {
                    self.rest(change.doc, room_from);
                }
                ChangeOutcome::Missing(hashes) => self.send_again(change.doc, &hashes)?,
                // The next exchange is told so as a whole, with the centre's signature.
                ChangeOutcome::Refused(_, Refusal::RevokedDevice) => {}
                ChangeOutcome::Refused(_, Refusal::NoConsent) if self.holds_consent(change)? => {}
                ChangeOutcome::Refused(hash, why) => {
                    refused.entry(change.doc).or_default().insert(hash, why);
                }
            }
        }
        refused
            .into_iter()
            .try_for_each(|(doc, refused)| self.rebuild(doc, &refused))
    }

    /// There is no room for it today. What comes after it in the document stands on it.
    fn rest(&mut self, doc: DocId, room_from: Option<Timestamp>) {
        if let Some(room_from) = room_from {
            self.engine.not_today.rest(doc, room_from, self.now);
            self.batch.topics.push(Topic::Delivery);
        }
    }

    /// The centre lacks what a change stands on: it may have lost it, be it own or others'.
    fn send_again(&mut self, doc: DocId, hashes: &[Hash]) -> Result<()> {
        for hash in hashes {
            if !self.engine.store.waits(*hash)? {
                self.ask_about(doc);
            }
        }
        Ok(())
    }

    /// Whether the consent that `change` names holds by what is known here. Then the centre may
    /// have lost it: it is asked, and the change waits.
    fn holds_consent(&mut self, change: &SignedChange) -> Result<bool> {
        let Some((id, at)) = change
            .read()
            .ok()
            .and_then(|read| Some((read.consent?, read.at)))
        else {
            return Ok(false);
        };
        let consent = self.engine.store.replica(id)?;
        let consent = consent.map(|consent| consent.contents()).transpose()?;
        let Some(consent) = consent.and_then(Contents::into_consent) else {
            return Ok(false);
        };
        let state = consent::fold(&consent);
        let holds = state.grant.is_some() && state.ended.is_none_or(|ended| at <= ended.at);
        if holds {
            self.ask_about(id);
        }
        Ok(holds)
    }

    /// The document as the centre has it, without the refused changes and what
    /// stood on them. Their words go on the shelf.
    fn rebuild(&mut self, doc: DocId, refused: &RefusedHere) -> Result<()> {
        let hashes: BTreeSet<Hash> = refused.keys().copied().collect();
        let mut fallen: Vec<Hash> = hashes.iter().copied().collect();
        if let Loaded::Here(replica) | Loaded::Fresh(replica, _) = self.take_out(doc)? {
            let (rebuilt, dropped) = replica.without(&hashes)?;
            fallen = dropped.into_iter().chain(fallen).collect();
            // Where its very beginning was refused nothing remains.
            let held = match rebuilt.contents() {
                Ok(_) => Loaded::Here(Box::new(rebuilt)),
                Err(_) => Loaded::Absent,
            };
            self.put(doc, held);
        }
        let mut reason = refused
            .values()
            .next()
            .copied()
            .unwrap_or(Refusal::NotValid);
        let mut seen = BTreeSet::new();
        for hash in fallen.into_iter().filter(|hash| seen.insert(*hash)) {
            reason = refused.get(&hash).copied().unwrap_or(reason);
            self.shelve(hash, reason)?;
        }
        // The dropped changes' numbers must not be used again by the same actor.
        self.engine.incarnation = fresh_number(self.engine.host.as_mut());
        self.progress = true;
        Ok(())
    }

    /// Moves a waiting change from the outbox to the shelf.
    fn shelve(&mut self, hash: Hash, reason: Refusal) -> Result<()> {
        if !self.engine.store.waits(hash)? {
            return Ok(());
        }
        if let Some(change) = self.engine.store.written(hash)? {
            // What was written without anybody asking is not worth anybody's time.
            if change.intent.is_some() {
                self.batch.shelved.push(Shelved { change, reason });
            }
            self.batch.dropped.push(hash);
        }
        Ok(())
    }

    /// Documents that this account may no longer read leave the device; unsent
    /// words in them stay on the shelf.
    pub(super) fn forget(&mut self, docs: &[DocId]) -> Result<()> {
        for doc in docs {
            if self.stays(*doc)? {
                // The centre may have all of it by now, and is told of it only once.
                self.ask_again_about(*doc)?;
                continue;
            }
            let received: BTreeSet<Hash> = self
                .batch
                .received
                .iter()
                .map(|receipt| receipt.hash)
                .collect();
            let dropped: BTreeSet<Hash> = self.batch.dropped.iter().copied().collect();
            for (hash, _) in self.engine.store.waiting_for(*doc)? {
                if !received.contains(&hash) && !dropped.contains(&hash) {
                    self.shelve(hash, Refusal::NotTheirs)?;
                }
            }
            self.put(*doc, Loaded::Absent);
        }
        Ok(())
    }
}
