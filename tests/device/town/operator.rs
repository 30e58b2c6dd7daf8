//! What the operator does, and what is done to whole phones: backups, restores, revoking,
//! enrolling anew, and phones that are set back to an older copy of themselves.

use crate::town::{broken::Kept, ledger::Fate, world::World};
use linli_domain::id::DocId;
use linli_replica::signed::Hash;
use std::collections::BTreeSet;

impl World {
    /// The centre's store is set back to the last backup, if there is one; the operator
    /// says so, or nobody does.
    pub(crate) fn lose_end(&mut self, is_told: bool) -> Kept {
        if !self.centre.set_back(is_told)? {
            return Ok(());
        }
        self.lost_its_end()
    }

    fn lost_its_end(&mut self) -> Kept {
        self.figures.restores += 1;
        self.is_set_back = true;
        self.counted = self.counted.min(self.centre.horizon()?);
        self.excuse()
    }

    /// The phone is revoked. What it has not delivered, and what only it knows, goes with it.
    pub(crate) fn revoke(&mut self, who: usize) -> Kept {
        if !self.phones[who].is_enrolled() {
            return Ok(());
        }
        self.figures.revoked += 1;
        self.centre.revoke(self.phones[who].engine.device_id())?;
        self.excuse()
    }

    /// A phone that is nobody's is enrolled for its owner.
    pub(crate) fn enrol(&mut self, who: usize) -> Kept {
        if self.phones[who].is_enrolled() {
            return Ok(());
        }
        self.centre.enrol(&mut self.phones[who])
    }

    /// The phone's files are set back, if there is a copy. What it wrote since and did not
    /// deliver is gone.
    pub(crate) fn set_back(&mut self, who: usize) -> Kept {
        self.note(who)?;
        if !self.phones[who].set_back()? {
            return Ok(());
        }
        self.forgot(who)
    }

    /// The phone's log is cut, and what stood behind is gone likewise.
    pub(crate) fn cut_log(&mut self, who: usize, dice: u64) -> Kept {
        self.note(who)?;
        self.phones[who].cut_log(dice)?;
        self.forgot(who)
    }

    /// The centre's log is cut, and nobody says so.
    pub(crate) fn cut_centre(&mut self, dice: u64) -> Kept {
        self.centre.cut_log(dice)?;
        self.lost_its_end()
    }

    /// A page of the centre's disk is damaged, and the store repaired.
    pub(crate) fn repair_centre(&mut self, dice: u64) -> Kept {
        if !self.centre.repair(dice)? {
            return Ok(());
        }
        self.lost_its_end()
    }

    /// The phone knows less than before.
    fn forgot(&mut self, who: usize) -> Kept {
        self.figures.set_back += 1;
        let waiting = self.phones[who].waiting()?.into_iter();
        let waiting: BTreeSet<Hash> = waiting.map(|change| change.hash).collect();
        for (hash, made) in &mut self.ledger.made {
            if made.by == who && made.fate == Fate::Open && !waiting.contains(hash) {
                made.is_settled = true;
            }
        }
        self.excuse()
    }

    /// What the centre acknowledged and lost is sure to come back only from the phone that
    /// wrote it and has the receipt. A change of somebody whose phone is gone is judged anew.
    fn excuse(&mut self) -> Kept {
        if !self.is_set_back {
            return Ok(());
        }
        for who in 0..self.phones.len() {
            let phone = &self.phones[who];
            let is_revoked = self.centre.has_revoked(phone.engine.device_id())?;
            let written = phone.written()?;
            for (hash, made) in self.ledger.made.iter_mut() {
                let is_sure = written.contains(hash) && !is_revoked;
                let is_at_risk = made.by == who && made.fate == Fate::Acknowledged && !is_sure;
                if is_at_risk && !self.centre.has(*hash)? {
                    made.is_excused = true;
                }
            }
        }
        Ok(())
    }

    /// Documents of which the centre lost something that nobody can give back for certain.
    pub(crate) fn disputed(&self) -> Kept<BTreeSet<DocId>> {
        let mut disputed = BTreeSet::new();
        for (hash, made) in &self.ledger.made {
            if made.is_excused && !self.centre.has(*hash)? {
                disputed.insert(made.doc);
            }
        }
        Ok(disputed)
    }
}
