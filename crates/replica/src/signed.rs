//! A signed change: one Automerge change in one document, by one device. The same
//! unit goes by HTTP, by file and by QR code; whoever carries it cannot alter it.

use crate::{
    chunk,
    keys::{PublicKey, Purpose, SecretKey, Signature},
};
use automerge::{ActorId, Change, ChangeHash, ExpandedChange, legacy::OpId};
use linli_domain::{
    access::Refusal,
    id::{DeviceId, DocId},
    time::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Largest single change, in bytes.
pub const MAX_CHANGE_BYTES: usize = 256 * 1024;

/// The hash by which Automerge knows a change.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hash(#[serde(with = "serde_bytes")] pub [u8; 32]);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<ChangeHash> for Hash {
    fn from(hash: ChangeHash) -> Self {
        Self(hash.0)
    }
}

impl From<Hash> for ChangeHash {
    fn from(hash: Hash) -> Self {
        Self(hash.0)
    }
}

/// The Automerge actor of a device in one of its incarnations.
#[must_use]
pub fn actor(device: DeviceId, incarnation: u32) -> ActorId {
    ActorId::from([device.0.as_slice(), &incarnation.to_be_bytes()].concat())
}

/// The device and incarnation of an actor; `None` where it is none of ours.
#[must_use]
pub fn device_of(actor: &ActorId) -> Option<(DeviceId, u32)> {
    let (device, incarnation) = actor.to_bytes().split_at_checked(16)?;
    Some((
        DeviceId(device.try_into().ok()?),
        u32::from_be_bytes(incarnation.try_into().ok()?),
    ))
}

/// The id of the operation at `index` of a change.
pub(crate) fn operation_id(change: &ExpandedChange, index: usize) -> OpId {
    let index = u64::try_from(index).unwrap_or(u64::MAX);
    OpId(
        change.start_op.get().saturating_add(index),
        change.actor_id.clone(),
    )
}

/// One change with its author's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedChange {
    pub doc: DocId,
    /// The device that wrote it.
    pub device: DeviceId,
    /// The change as one chunk of Automerge.
    #[serde(with = "serde_bytes")]
    pub change: Vec<u8>,
    /// By the device's key, over document, device and change.
    pub signature: Signature,
}

/// A change as read without applying it.
#[derive(Debug, Clone)]
pub struct ReadChange<'a> {
    pub(crate) signed: &'a SignedChange,
    pub hash: Hash,
    /// What it stands on.
    pub deps: Vec<Hash>,
    /// The device that its actor names.
    pub actor_device: DeviceId,
    /// The incarnation that its actor names.
    pub incarnation: u32,
    /// Its number among the changes of its actor, from 1.
    pub seq: u64,
    /// When it was written, to the second, by its author's clock.
    pub at: Timestamp,
    /// The consent under which it was written, where that was on a resident's behalf.
    pub consent: Option<DocId>,
    pub change: Change,
    pub(crate) ops: ExpandedChange,
}

impl ReadChange<'_> {
    /// The document that it is for.
    #[must_use]
    pub const fn doc(&self) -> DocId {
        self.signed.doc
    }
}

impl SignedChange {
    /// Signs `change`, an Automerge change chunk.
    #[must_use]
    pub fn sign(key: &SecretKey, device: DeviceId, doc: DocId, change: Vec<u8>) -> Self {
        let signature = key.sign(Purpose::Change, &message(doc, device, &change));
        Self {
            doc,
            device,
            change,
            signature,
        }
    }

    /// Whether `key` made the signature.
    #[must_use]
    pub fn verified_by(&self, key: &PublicKey) -> bool {
        let message = message(self.doc, self.device, &self.change);
        key.verifies(Purpose::Change, &message, &self.signature)
    }

    /// Whether its bytes are the change of this hash, whoever signed it.
    #[must_use]
    pub fn is(&self, hash: Hash) -> bool {
        chunk::hash(&self.change) == Some(hash.0)
    }

    /// Reads the change without applying it.
    ///
    /// # Errors
    /// [`Refusal::TooLarge`], [`Refusal::Malformed`], or [`Refusal::WrongActor`]
    /// where its actor is not the device's.
    pub fn read(&self) -> Result<ReadChange<'_>, Refusal> {
        if self.change.len() > MAX_CHANGE_BYTES {
            return Err(Refusal::TooLarge);
        }
        if !chunk::is_bounded(&self.change) {
            return Err(Refusal::Malformed);
        }
        let change = Change::from_bytes(self.change.clone()).map_err(|_| Refusal::Malformed)?;
        let (actor_device, incarnation) =
            device_of(change.actor_id()).ok_or(Refusal::WrongActor)?;
        if actor_device != self.device {
            return Err(Refusal::WrongActor);
        }
        let ops = change.decode();
        if !is_canonical(&change, &ops) {
            return Err(Refusal::Malformed);
        }
        Ok(ReadChange {
            signed: self,
            hash: change.hash().into(),
            deps: change.deps().iter().map(|hash| (*hash).into()).collect(),
            actor_device,
            incarnation,
            seq: change.seq(),
            at: Timestamp(change.timestamp().saturating_mul(1000)),
            consent: consent_of(&change).unwrap_or_default(),
            change,
            ops,
        })
    }
}

/// The last second of the year 9999: no honest clock is later, and no sum of such overflows.
const LAST_SECOND: i64 = 253_402_300_799;

/// Whether the bytes are the ones, of all that could say the same, that Automerge
/// writes. A saved document keeps operations, not bytes: it writes each change anew
/// when it is loaded, and one that was written in another way would have another
/// hash then, which makes the whole document unreadable.
fn is_canonical(change: &Change, ops: &ExpandedChange) -> bool {
    let plain = consent_of(change).is_some()
        && (0..=LAST_SECOND).contains(&change.timestamp())
        && change.extra_bytes().is_empty()
        && !change.is_empty()
        && change.deps().is_sorted_by(|a, b| a < b);
    let distinct = ops.operations.iter().all(|op| {
        op.pred
            .iter()
            .collect::<Vec<_>>()
            .is_sorted_by(|a, b| a < b)
    });
    plain && distinct && Change::from(ops.clone()).raw_bytes() == change.raw_bytes()
}

/// The consent that a change names: its message is the id of one, or there is none. `None`
/// for any other message.
fn consent_of(change: &Change) -> Option<Option<DocId>> {
    let Some(message) = change.message() else {
        return Some(None);
    };
    let id: DocId = message.parse().ok()?;
    (id.to_string() == *message).then_some(Some(id))
}

fn message(doc: DocId, device: DeviceId, change: &[u8]) -> Vec<u8> {
    [doc.0.as_slice(), &device.0, change].concat()
}
