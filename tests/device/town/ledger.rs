//! What is known to have happened, kept outside of all that is tested: the changes that
//! phones made, and what the centre said of each.

use crate::town::phone::WaitingChange;
use linli_domain::{
    access::{CLOCK_DOUBT_MS, Refusal},
    id::DocId,
    time::Timestamp,
};
use linli_replica::signed::Hash;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fate {
    /// The centre has said nothing of it.
    Open,
    /// The centre gave a receipt for it.
    Acknowledged,
    /// The centre refused it.
    Refused(Refusal),
}

/// A change that a phone made.
#[derive(Debug, Clone)]
pub(crate) struct Made {
    /// By which phone.
    pub(crate) by: usize,
    pub(crate) doc: DocId,
    pub(crate) fate: Fate,
    /// As it was seen in the phone's outbox; `None` where it left that within a step.
    pub(crate) seen: Option<WaitingChange>,
    /// It was written by a clock that was further off than the gate bears with.
    pub(crate) is_clock_wrong: bool,
    /// The centre lost it, and so did everybody.
    pub(crate) is_excused: bool,
    /// It left the outbox, and it was looked where it went.
    pub(crate) is_settled: bool,
}

/// Figures of one town, or of many.
#[derive(Debug, Clone, Default)]
pub(crate) struct Figures {
    pub(crate) steps: u64,
    /// Steps at which something was killed, set back, revoked or went wrong.
    pub(crate) faults: u64,
    /// How often what a phone says of delivery was compared with its disk.
    pub(crate) words: u64,
    pub(crate) made: u64,
    pub(crate) acknowledged: u64,
    pub(crate) refused: u64,
    pub(crate) restores: u64,
    pub(crate) revoked: u64,
    pub(crate) set_back: u64,
    /// What was seen of each state, as often as it was come to.
    pub(crate) reached: BTreeMap<String, u64>,
}

impl Figures {
    pub(crate) fn reach(&mut self, state: String) {
        *self.reached.entry(state).or_default() += 1;
    }

    /// How often a state was come to.
    pub(crate) fn times(&self, state: &str) -> u64 {
        self.reached.get(state).copied().unwrap_or_default()
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.steps += other.steps;
        self.faults += other.faults;
        self.words += other.words;
        self.made += other.made;
        self.acknowledged += other.acknowledged;
        self.refused += other.refused;
        self.restores += other.restores;
        self.revoked += other.revoked;
        self.set_back += other.set_back;
        for (state, times) in &other.reached {
            *self.reached.entry(state.clone()).or_default() += times;
        }
    }
}

/// The record of one town.
#[derive(Debug, Default)]
pub(crate) struct Ledger {
    pub(crate) made: BTreeMap<Hash, Made>,
    /// Documents that anybody ever had.
    pub(crate) docs: BTreeSet<DocId>,
    words: u64,
}

impl Ledger {
    /// Words that nobody has used before.
    pub(crate) fn fresh_words(&mut self) -> String {
        self.words += 1;
        format!("第{}句", self.words)
    }

    /// Notes a change that the phone `by` made.
    pub(crate) fn note_made(&mut self, hash: Hash, by: usize, doc: DocId) -> &mut Made {
        self.docs.insert(doc);
        self.made.entry(hash).or_insert(Made {
            by,
            doc,
            fate: Fate::Open,
            seen: None,
            is_clock_wrong: false,
            is_excused: false,
            is_settled: false,
        })
    }

    /// Notes a change that waits on the phone `by`.
    pub(crate) fn note_waiting(&mut self, waiting: WaitingChange, by: usize, now: Timestamp) {
        let made = self.note_made(waiting.hash, by, waiting.doc);
        if made.seen.replace(waiting).is_none() {
            made.is_clock_wrong = now.since(Timestamp(waiting.at)).abs() > CLOCK_DOUBT_MS;
        }
    }

    /// Nothing of what the phone `by` made is looked for on it any more.
    pub(crate) fn settle(&mut self, by: usize) {
        let made = self.made.values_mut();
        made.filter(|made| made.by == by)
            .for_each(|made| made.is_settled = true);
    }

    /// Everything that the phone `by` made.
    pub(crate) fn made_by(&self, by: usize) -> impl Iterator<Item = (&Hash, &Made)> {
        self.made.iter().filter(move |(_, made)| made.by == by)
    }
}
