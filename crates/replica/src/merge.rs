//! Two copies of one document put together, as after a restore from a backup: what one
//! holds and the other lacks. Whether it may enter is not asked here.

use crate::{
    replica::{Replica, ReplicaError},
    signed::{Hash, device_of},
};
use automerge::Automerge;
use linli_domain::id::DeviceId;

/// A change as it stands in a document: without its author's signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainChange {
    pub hash: Hash,
    /// Whose device made it.
    pub device: DeviceId,
    /// The incarnation that its actor names.
    pub incarnation: u32,
    /// Its number among the changes of its actor, from 1.
    pub seq: u64,
    /// As Automerge stores one change by itself.
    pub bytes: Vec<u8>,
}

impl Replica {
    /// Whether it holds everything that `other` holds.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        other
            .doc
            .get_heads()
            .iter()
            .all(|hash| self.doc.get_change_meta_by_hash(hash).is_some())
    }

    /// Whether both began with the same change, and so are the same document.
    #[must_use]
    pub fn began_as(&self, other: &Self) -> bool {
        let first = |doc: &Automerge| doc.get_changes_meta(&[]).first().map(|first| first.hash);
        first(&self.doc) == first(&other.doc)
    }

    /// Takes in everything that `other` holds, without asking who may write what.
    ///
    /// # Errors
    /// [`ReplicaError::Change`] where one number of an actor stands for two changes; then
    /// this document must be loaded anew.
    pub fn merge(&mut self, mut other: Self) -> Result<(), ReplicaError> {
        // Much may be new: what was kept of the contents is read anew.
        self.folded = None;
        self.doc.merge(&mut other.doc)?;
        Ok(())
    }

    /// The devices whose changes are in it; a device may come twice.
    #[must_use]
    pub fn authors(&self) -> Vec<DeviceId> {
        let changes = self.doc.get_changes_meta(&[]).into_iter();
        changes
            .filter_map(|change| Some(device_of(&change.actor)?.0))
            .collect()
    }

    /// Every change that `other` lacks, each after those that it stands on.
    #[must_use]
    pub fn beside(&self, other: Option<&Self>) -> Vec<PlainChange> {
        let changes = self.doc.get_changes(&[]).into_iter();
        let lacking = changes.filter(|change| {
            other.is_none_or(|other| other.doc.get_change_meta_by_hash(&change.hash()).is_none())
        });
        lacking
            .filter_map(|change| {
                let (device, incarnation) = device_of(change.actor_id())?;
                Some(PlainChange {
                    hash: change.hash().into(),
                    device,
                    incarnation,
                    seq: change.seq(),
                    bytes: change.raw_bytes().to_vec(),
                })
            })
            .collect()
    }
}
