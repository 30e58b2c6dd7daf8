//! Photos, in the pieces in which they came, and which documents hold them. Each resident
//! has a copy of their own: who only knows the hash of somebody else's photo gets nothing
//! by naming it in a document of theirs.

use super::{BlobId, StoreError};
use linli_domain::{
    answer::BlobHash,
    id::{DocId, PersonId},
    role::Scope,
    time::Timestamp,
};
use std::collections::BTreeSet;

/// A photo, without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blob {
    pub id: BlobId,
    /// Bytes of the whole, as its sender said.
    pub size: u64,
    /// Bytes that came, from the first on.
    pub has: u64,
    /// All of it came.
    pub is_whole: bool,
}

/// How much room one person's photos take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BlobRoom {
    pub photos: u64,
    /// Bytes of these, whole.
    pub bytes: u64,
}

/// A resident's copy of a photo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlobCopy {
    /// In whose documents the photo is.
    pub resident: PersonId,
    /// What came of it, if anything did.
    pub blob: Option<Blob>,
}

impl BlobCopy {
    /// How many of its bytes came so far.
    #[must_use]
    pub fn has(&self) -> u64 {
        self.blob.map_or(0, |blob| blob.has)
    }

    /// Whether all of it came.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.blob.is_some_and(|blob| blob.is_whole)
    }
}

pub trait ReadBlobs {
    /// The copies of a photo in documents that carry one of `scopes` now, of the one
    /// document `doc` where that is given; in the order of their residents.
    fn blob_copies(
        &self,
        hash: &BlobHash,
        scopes: &BTreeSet<Scope>,
        doc: Option<DocId>,
    ) -> Result<Vec<BlobCopy>, StoreError>;
    /// At most `most` bytes of a photo from `start` on, as far as they came.
    fn blob_part(&self, id: BlobId, start: u64, most: u64) -> Result<Vec<u8>, StoreError>;
    /// What all photos of a resident take, by what their senders said.
    fn blob_room_taken(&self, resident: PersonId) -> Result<BlobRoom, StoreError>;
    /// The documents of a resident that hold the photo, in the order of their ids.
    fn blob_documents(&self, resident: PersonId, hash: &BlobHash)
    -> Result<Vec<DocId>, StoreError>;
    /// The photos that a document holds, as set last.
    fn blob_refs(&self, doc: DocId) -> Result<BTreeSet<BlobHash>, StoreError>;
}

pub trait WriteBlobs: ReadBlobs {
    /// Sets which photos a resident's document holds as of `now`.
    fn set_blob_refs(
        &mut self,
        doc: DocId,
        resident: PersonId,
        hashes: &BTreeSet<BlobHash>,
        now: Timestamp,
    ) -> Result<(), StoreError>;
    /// Begins a photo; what came of it before is dropped.
    fn begin_blob(
        &mut self,
        resident: PersonId,
        hash: &BlobHash,
        size: u64,
    ) -> Result<Blob, StoreError>;
    /// Adds the next bytes; with the last, it is whole.
    fn add_to_blob(&mut self, blob: &Blob, bytes: &[u8]) -> Result<Blob, StoreError>;
    /// Drops what came of a photo.
    fn drop_blob(&mut self, id: BlobId) -> Result<(), StoreError>;
    /// Drops photos that no document has held since `before`.
    fn sweep_blobs(&mut self, before: Timestamp) -> Result<(), StoreError>;
}
