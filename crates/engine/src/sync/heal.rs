//! A centre that lost something gets back what this device has. It is asked, page by page,
//! what it lacks of each document here, and given that: snapshots that it once signed and
//! changes with their authors' signatures. What is on its way is not kept: asking again
//! tells where things stand, after a restart too.

use super::Intake;
use crate::{
    engine::{Engine, giving_back::GivingBack},
    error::Result,
    store::{
        proof::GiveBackStep,
        setting::{self, Setting},
    },
};
use linli_api::Topic;
use linli_domain::{
    id::{DeviceId, DocId},
    time::Timestamp,
};
use linli_replica::{
    exchange::{DeviceCard, Epoch, Exchange, Exchanged, GivenDocument, Heal, Lacks},
    replica::Replica,
};
use std::collections::BTreeSet;

/// Documents about which one exchange asks.
const PAGE: usize = 128;
/// No further document is asked about in an exchange that names so many changes.
const NAMED: usize = 4096;
/// Most bytes that one exchange gives back, but for a first snapshot; far below what the
/// centre reads.
const GIVEN_BYTES: usize = 1024 * 1024;

impl Engine {
    /// What to give back and to ask next, where the centre lost something.
    pub(super) fn next_heal(&mut self, now: Timestamp) -> Result<Option<Box<Heal>>> {
        let docs = self.store.to_ask(now, PAGE)?;
        if docs.is_empty() {
            self.giving_back.wanted.clear();
            return Ok(None);
        }
        let mut heal = Heal {
            since: self
                .store
                .setting(&setting::GIVEN_SINCE)?
                .unwrap_or_default(),
            ..Heal::default()
        };
        let (mut left, mut named) = (GIVEN_BYTES, 0);
        let mut authors = BTreeSet::new();
        for doc in &docs {
            if let Some(lacks) = self.giving_back.wanted.get(doc) {
                if left == 0 {
                    continue;
                }
                let given = self.give(*doc, lacks, left)?;
                authors.extend(authors_of(&given));
                left = left.saturating_sub(size(&given));
                heal.given.push(given);
            }
            // Of what is given it is asked again at once: what it lacks then it does not take.
            let held = self.store.held(*doc)?;
            named += held.heads.len() + held.changes.len();
            heal.holds.push(held);
            if named >= NAMED {
                break;
            }
        }
        heal.cards = self.cards(authors)?;
        Ok(Some(Box::new(heal)))
    }

    fn give(&self, doc: DocId, lacks: &Lacks, most: usize) -> Result<GivenDocument> {
        let snapshots = if lacks.snapshots {
            self.store.proof_snapshots(doc)?
        } else {
            Vec::new()
        };
        let whole: usize = snapshots.iter().map(|snapshot| snapshot.bytes.len()).sum();
        let mut given = self
            .store
            .given(doc, &lacks.changes, most.saturating_sub(whole))?;
        given.snapshots = snapshots;
        Ok(given)
    }

    fn cards(&self, devices: BTreeSet<DeviceId>) -> Result<Vec<DeviceCard>> {
        let cards = devices.into_iter().map(|device| self.store.author(device));
        let cards: Vec<Option<DeviceCard>> = cards.collect::<Result<_>>()?;
        Ok(cards.into_iter().flatten().collect())
    }
}

/// Whose changes are in it.
fn authors_of(given: &GivenDocument) -> BTreeSet<DeviceId> {
    let mut devices: BTreeSet<DeviceId> =
        given.changes.iter().map(|change| change.device).collect();
    for snapshot in &given.snapshots {
        // What was kept could be read when it came.
        let whole = Replica::load(&snapshot.bytes).ok();
        devices.extend(whole.iter().flat_map(Replica::authors));
    }
    devices
}

fn size(given: &GivenDocument) -> usize {
    let snapshots = given.snapshots.iter().map(|snapshot| snapshot.bytes.len());
    let changes = given.changes.iter().map(|change| change.change.len());
    snapshots.chain(changes).sum()
}

impl Intake<'_> {
    /// Notes whether the centre lost something since it was heard of last, and what it has
    /// of what it was asked about.
    pub(super) fn heal(&mut self, sent: &Exchange, exchanged: &Exchanged) -> Result<()> {
        if let Some(heal) = sent.heal.as_deref() {
            let mut lacks = exchanged.lacks.iter();
            for held in &heal.holds {
                let was_given = heal.given.iter().any(|given| given.doc == held.doc);
                // A centre of an earlier release does not answer.
                self.asked(held.doc, was_given, lacks.next())?;
            }
        }
        self.life(exchanged)
    }

    fn asked(&mut self, doc: DocId, was_given: bool, lacks: Option<&Lacks>) -> Result<()> {
        let wanted = &mut self.engine.giving_back.wanted;
        match lacks {
            Some(lacks) if lacks.is_nothing() => {
                wanted.remove(&doc);
                self.settled.insert(doc);
                self.batch.give_back(GiveBackStep::Settled(doc));
            }
            Some(lacks) if !was_given || wanted.get(&doc) != Some(lacks) => {
                wanted.insert(doc, lacks.clone());
            }
            _ => {
                tracing::warn!(%doc, "the centre does not take back all of a document");
                wanted.remove(&doc);
                // Somebody else may have to come first, whose change it stands on.
                self.batch.give_back(GiveBackStep::Later {
                    doc,
                    now: self.now,
                    lacks_own: self.lacks_own(lacks)?,
                });
            }
        }
        self.batch.topics.push(Topic::Delivery);
        self.progress = true;
        Ok(())
    }

    fn lacks_own(&self, lacks: Option<&Lacks>) -> Result<bool> {
        for hash in lacks.iter().flat_map(|lacks| &lacks.changes) {
            if self.engine.store.written(*hash)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn life(&mut self, exchanged: &Exchanged) -> Result<()> {
        let store = &self.engine.store;
        let known = store.setting(&setting::EPOCH)?.unwrap_or_default();
        let is_other = !exchanged.epoch.is_none() && exchanged.epoch != known;
        if is_other {
            let settings = Setting::of(&setting::EPOCH, &exchanged.epoch)?;
            self.batch.settings.push(settings);
        }
        // A device that has not heard of lives before has only begun to keep proof.
        let is_lost = exchanged.beyond || (is_other && !known.is_none());
        if !is_lost {
            return Ok(());
        }
        tracing::warn!("the centre lost something; it is asked what");
        // What came back there since stands before the cursor, where nobody would be told
        // of it; a cursor that is beyond was told from the first change on already.
        self.start_over |= is_other && !exchanged.beyond;
        if store.to_ask_count()? == 0 {
            let since = Setting::of::<Epoch>(&setting::GIVEN_SINCE, &known)?;
            self.batch.settings.push(since);
        }
        self.is_lost = true;
        self.engine.giving_back = GivingBack::default();
        self.batch.topics.push(Topic::Delivery);
        Ok(())
    }

    /// The centre says that something is missing on which a change of this document stands.
    pub(super) fn ask_about(&mut self, doc: DocId) {
        if self.engine.giving_back.asked.insert(doc) {
            self.batch.give_back(GiveBackStep::Ask(doc));
            self.progress = true;
        }
    }

    /// Something came to a document: it may be what the centre lacked under what this
    /// device offered.
    pub(super) fn ask_again_about(&mut self, doc: DocId) -> Result<()> {
        if self.engine.store.is_to_ask(doc)? {
            self.batch.give_back(GiveBackStep::Ask(doc));
            self.progress = true;
        }
        Ok(())
    }

    /// Whether a document stays here whatever the centre says of it: it may have lost why
    /// this device may read it.
    pub(super) fn stays(&self, doc: DocId) -> Result<bool> {
        let is_asked = self.is_lost || self.engine.store.is_to_ask(doc)?;
        Ok(is_asked && !self.settled.contains(&doc))
    }
}
