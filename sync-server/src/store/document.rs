//! Documents, their changes in the order of the feed, and who may read what.

use super::{Seq, StoreError};
use linli_domain::{
    document::DocKind,
    id::{DeviceId, DocId, PersonId},
    role::Scope,
    time::{Date, Timestamp},
};
use linli_replica::{
    exchange::Snapshot,
    keys::Signature,
    signed::{Hash, SignedChange},
};
use std::collections::BTreeSet;

/// A document, without its changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document {
    pub kind: DocKind,
    pub last_seq: Seq,
}

/// A whole document as of one of its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSnapshot {
    /// The last change in it.
    pub seq: Seq,
    /// The document, signed by the centre.
    pub snapshot: Snapshot,
}

/// A change that the centre has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    /// Its place in the feed.
    pub seq: Seq,
    pub hash: Hash,
    /// When the centre received it.
    pub at: Timestamp,
    /// The incarnation that its actor names.
    pub incarnation: u32,
    /// The change as its author signed it. One that came back in a snapshot of the centre's
    /// own has [`UNSIGNED`] there: the centre vouches for it, and nobody else can.
    pub signed: SignedChange,
}

/// Stands for the author's signature of a change that came back without it.
pub const UNSIGNED: Signature = Signature([0; 64]);

impl StoredChange {
    /// Whether its author's signature is here, so that it can be passed on as it is.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        self.signed.signature != UNSIGNED
    }

    /// Whether its bytes are still what its hash says.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        self.signed.is(self.hash)
    }
}

/// A change to be appended.
#[derive(Debug, Clone, Copy)]
pub struct NewChange<'a> {
    /// The change as its author signed it.
    pub signed: &'a SignedChange,
    pub hash: Hash,
    /// The incarnation that its actor names.
    pub incarnation: u32,
    /// Its number among its actor's changes in the document.
    pub actor_seq: u64,
    /// The document's kind, where the change begins one.
    pub begins: Option<DocKind>,
    /// When the centre received it.
    pub at: Timestamp,
}

/// Where an appended change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Its place in the feed.
    pub seq: Seq,
    /// Changes of its document since the last snapshot, with it.
    pub since_snapshot: u64,
}

/// How much somebody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Volume {
    pub changes: u64,
    /// Bytes of these, without signatures.
    pub bytes: u64,
}

/// How much somebody wrote and sent on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DailyUse {
    /// Documents that they began.
    pub documents: u64,
    /// Bytes of their changes, without signatures.
    pub bytes: u64,
    /// Photos that they began to send.
    pub photos: u64,
}

/// How a document stands to one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeRow {
    pub doc: DocId,
    /// Since which change it carries the scope.
    pub granted: Seq,
    /// With which change it lost the scope.
    pub revoked: Option<Seq>,
}

/// Reads documents and the feed.
pub trait ReadDocuments {
    /// The place up to which the feed is complete; see the invariant of [`super`].
    fn horizon(&self) -> Result<Seq, StoreError>;
    /// The hash of the last change at or before `seq`.
    fn hash_at(&self, seq: Seq) -> Result<Option<Hash>, StoreError>;
    /// The change with this hash.
    fn change(&self, hash: Hash) -> Result<Option<StoredChange>, StoreError>;
    fn document(&self, id: DocId) -> Result<Option<Document>, StoreError>;
    /// The newest snapshot of a document that was kept.
    fn snapshot(&self, id: DocId) -> Result<Option<StoredSnapshot>, StoreError>;
    /// A document's changes after `after`, in the order of the feed.
    fn changes(&self, doc: DocId, after: Seq) -> Result<Vec<StoredChange>, StoreError>;
    /// The devices that wrote in a document, in no order.
    fn authors(&self, doc: DocId) -> Result<Vec<DeviceId>, StoreError>;
    /// How much a person wrote in a document, with whichever device.
    fn written(&self, doc: DocId, person: PersonId) -> Result<Volume, StoreError>;
    /// Bytes of all changes of a document, whoever wrote them, without signatures.
    fn bytes_of(&self, doc: DocId) -> Result<u64, StoreError>;
    /// What was counted for a person on `day` and, where a clock went on further than that,
    /// on the day that it came to. Of days before nothing is known.
    fn used_on(&self, person: PersonId, day: Date) -> Result<DailyUse, StoreError>;
    /// The place of a document's first change after `after`.
    fn first_change(&self, doc: DocId, after: Seq) -> Result<Option<Seq>, StoreError>;
    /// How documents stand to `scope`, of those that changed, got or lost it after `after`,
    /// in no order. A document that lost it tells nothing of later changes.
    fn scope_rows(&self, scope: &Scope, after: Seq) -> Result<Vec<ScopeRow>, StoreError>;
    /// Whether a document carries one of `scopes` now.
    fn carries(&self, doc: DocId, scopes: &BTreeSet<Scope>) -> Result<bool, StoreError>;
    /// At most `most` documents that carry `scope` and whose last change lies after
    /// `after`, each with its last change, in the order of these.
    fn documents_in(
        &self,
        scope: &Scope,
        after: Seq,
        most: usize,
    ) -> Result<Vec<(DocId, Seq)>, StoreError>;
}

/// Writes documents and the feed.
pub trait WriteDocuments: ReadDocuments {
    /// Appends a change to the feed and to its document.
    ///
    /// # Errors
    /// Also when the change is there already, its actor's number in the document is taken,
    /// its author is not known, or its document is not there and it begins none.
    fn append(&mut self, change: &NewChange<'_>) -> Result<Appended, StoreError>;
    /// Counts more for a person on `day`; with a later day than any before, it begins at
    /// nothing.
    fn count_use(&mut self, person: PersonId, day: Date, more: DailyUse) -> Result<(), StoreError>;
    /// Sets which scopes a document carries as of change `seq`.
    fn set_scopes(&mut self, doc: DocId, seq: Seq, scopes: &[Scope]) -> Result<(), StoreError>;
    /// Writes a change that is there already once more in its place, because what stands
    /// there is damaged. Its hash says that it is the same one.
    fn write_again(&mut self, change: &NewChange<'_>) -> Result<(), StoreError>;
    /// Adds the author's signature to a change that came back without it.
    fn sign(&mut self, hash: Hash, signature: &Signature) -> Result<(), StoreError>;
    /// Keeps a snapshot as of `seq`, unless one as new is there.
    fn put_snapshot(&mut self, doc: DocId, seq: Seq, snapshot: &Snapshot)
    -> Result<(), StoreError>;
}
