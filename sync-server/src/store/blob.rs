//! What the centre keeps of photos: pieces, and which documents hold them.

use super::StoreError;
use linli_domain::{
    answer::BlobHash,
    id::{DocId, PersonId},
    role::Scope,
    time::Timestamp,
};
use std::collections::BTreeSet;

/// A photo as kept, without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blob {
    /// Its row; a photo begun anew has another.
    pub id: i64,
    /// Bytes of the whole.
    pub size: u64,
    /// Bytes that came.
    pub has: u64,
    /// All of it came, and is what its hash says.
    pub is_whole: bool,
}

/// Reads photos. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait BlobReading {
    /// The residents in whose documents the photo is, as far as one of `scopes` gives a
    /// right to read them now; of the one document `doc` where that is given.
    fn blob_residents(
        &self,
        hash: &BlobHash,
        scopes: &BTreeSet<Scope>,
        doc: Option<DocId>,
    ) -> Result<Vec<PersonId>, StoreError>;
    /// A resident's photo.
    fn blob(&self, resident: PersonId, hash: &BlobHash) -> Result<Option<Blob>, StoreError>;
    /// At most `most` bytes of a photo from `start` on.
    fn blob_part(&self, id: i64, start: u64, most: u64) -> Result<Vec<u8>, StoreError>;
    /// Bytes of all photos of a resident, as their senders said.
    fn blob_room_taken(&self, resident: PersonId) -> Result<u64, StoreError>;
    /// The documents of a resident that hold the photo.
    fn blob_documents(&self, resident: PersonId, hash: &BlobHash)
    -> Result<Vec<DocId>, StoreError>;
    /// The photos that the document's answers hold, as noted last.
    fn blob_refs(&self, doc: DocId) -> Result<BTreeSet<BlobHash>, StoreError>;
}

/// Writes photos. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait BlobWriting: BlobReading {
    /// Notes which photos the answers of a resident's document hold now.
    fn set_blob_refs(
        &mut self,
        doc: DocId,
        resident: PersonId,
        hashes: &BTreeSet<BlobHash>,
        now: Timestamp,
    ) -> Result<(), StoreError>;
    /// Begins a photo, anew where it was begun.
    fn begin_blob(
        &mut self,
        resident: PersonId,
        hash: &BlobHash,
        size: u64,
    ) -> Result<Blob, StoreError>;
    /// Adds the next bytes; with the last, it is whole.
    fn add_to_blob(&mut self, blob: &Blob, bytes: &[u8]) -> Result<Blob, StoreError>;
    /// Drops what came of a photo.
    fn drop_blob(&mut self, id: i64) -> Result<(), StoreError>;
    /// Drops photos to which no document has referred since `before`.
    fn sweep_blobs(&mut self, before: Timestamp) -> Result<(), StoreError>;
}
