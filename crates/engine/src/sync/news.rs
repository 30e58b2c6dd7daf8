//! News of documents: snapshots and changes that the centre passes on.

use super::{Intake, Loaded, signed_by_centre};
use crate::error::{EngineError, Result};
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
        let (replica, changed) = self.changes(replica, &news.changes)?;
        let held = replica.map_or(Loaded::Absent, |replica| Loaded::Here(Box::new(replica)));
        let kept = matches!(held, Loaded::Here(_));
        let was_touched = self.touched.contains(&news.doc);
        self.held.insert(news.doc, held);
        if kept && (changed || was_touched) {
            self.touched.insert(news.doc);
        }
        Ok(())
    }

    /// A whole document. Own changes in it that the centre does not have yet are put back on top.
    fn snapshot(&mut self, doc: DocId, snapshot: Snapshot) -> Result<()> {
        signed_by_centre(snapshot.verified_by(&self.centre, doc), "snapshot")?;
        let replica = Replica::load(&snapshot.bytes)?;
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
            let (replica, _) = self.changes(Some(replica), &own)?;
            replica.map_or(Loaded::Absent, |replica| Loaded::Here(Box::new(replica)))
        };
        self.put(doc, held);
        Ok(())
    }

    /// Lets changes in through the gate, one after the other; whether any was new.
    fn changes(
        &mut self,
        replica: Option<Replica>,
        changes: &[SignedChange],
    ) -> Result<(Option<Replica>, bool)> {
        let base = replica.clone();
        let mut bad = BTreeSet::new();
        let mut replica = replica;
        // A change that the gate turns away spoils the replica: begin anew without it.
        'anew: loop {
            let mut any_new = false;
            for (place, signed) in changes.iter().enumerate() {
                if bad.contains(&place) {
                    continue;
                }
                let key = self.key_of(signed.device)?;
                match gate::accept(&mut replica, signed, &key) {
                    Ok(Admission::New { .. }) => any_new = true,
                    Ok(Admission::Known) => {}
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
            return Ok((replica, any_new));
        }
    }
}
