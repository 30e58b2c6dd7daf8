//! Photos, which are kept beside documents: who may send and see them, and how they come
//! piece by piece.
//!
//! The right to see a photo is the right to read, now, a document whose answers hold it.
//! The right to send one is that of who may fill such a document in. A photo counts only
//! once all of it came, its hash is right, and it is a picture without anything else in
//! its file ([`linli_domain::photo`]): the place and time of taking never get past here.

use crate::{
    core::{key, room, transaction::Transaction, webhook},
    store::{Blob, BlobCopy, BlobId, BlobRoom, Device, ReadTx, StoreError},
};
use linli_domain::{
    access::Touch,
    answer::BlobHash,
    id::DocId,
    photo,
    role::{Role, Scope},
    time::{DAY_MS, Timestamp},
};
use linli_replica::replica::Replica;
use std::collections::BTreeSet;

/// How long a photo is kept that no document holds any more: a phone without a network
/// may put it back.
const GRACE_MS: i64 = 30 * DAY_MS;

/// Some bytes of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoBytes {
    /// The bytes that were asked for, or fewer where the photo ends.
    pub bytes: Vec<u8>,
    /// Bytes of the whole photo.
    pub size: u64,
}

/// At most `most` bytes from `start` on of a photo that is in a document which one of
/// `scopes` gives a right to read now. For an office's own system: the office's scope
/// and the application as `doc`, so that it gets the photos of that application only.
///
/// `None` where there is no such photo for this reader, or not all of it is here yet.
///
/// # Errors
/// When the store fails.
pub fn read_for(
    store: &dyn ReadTx,
    scopes: &BTreeSet<Scope>,
    doc: Option<DocId>,
    hash: &BlobHash,
    (start, most): (u64, u64),
) -> Result<Option<PhotoBytes>, StoreError> {
    let copies = store.blob_copies(hash, scopes, doc)?;
    let mut begun = copies.into_iter().filter_map(|copy| copy.blob);
    let Some(blob) = begun.find(|blob| blob.is_whole) else {
        return Ok(None);
    };
    Ok(Some(PhotoBytes {
        bytes: store.blob_part(blob.id, start, most)?,
        size: blob.size,
    }))
}

/// Notes which photos a document holds after a change to its answers.
///
/// # Errors
/// When the store fails.
pub fn refer(
    tx: &mut Transaction<'_>,
    entered: &mut Replica,
    touches: &[Touch],
) -> Result<(), StoreError> {
    if touches
        .iter()
        .any(|touch| matches!(touch, Touch::Answer(_)))
    {
        refer_all(tx, entered)?;
    }
    Ok(())
}

/// Notes which photos a document holds.
///
/// # Errors
/// When the store fails.
pub fn refer_all(tx: &mut Transaction<'_>, entered: &mut Replica) -> Result<(), StoreError> {
    let folded = entered.folded()?;
    let answers = folded.answers().into_iter();
    let mut held: BTreeSet<BlobHash> = answers
        .flat_map(photo::photos_in)
        .map(|(_, photo)| photo.hash.clone())
        .collect();
    let header = folded.header();
    let known = tx.store.blob_refs(header.id)?;
    let application = folded.as_application();
    if application.is_some_and(|(_, state)| state.tracking.is_some()) {
        // What an office was sent it goes on to see, also where something better came.
        held.extend(known.iter().cloned());
    }
    if known == held {
        return Ok(());
    }
    let now = tx.now;
    tx.store
        .set_blob_refs(header.id, header.resident, &held, now)?;
    tx.store
        .sweep_blobs(Timestamp(now.0.saturating_sub(GRACE_MS)))
}

/// The upload of a photo that `device` may go on with: of several residents the one for
/// whom least of it came. `None` where it may send no such photo.
///
/// # Errors
/// When the store fails.
pub fn upload_by(
    store: &dyn ReadTx,
    device: &Device,
    hash: &BlobHash,
) -> Result<Option<BlobCopy>, StoreError> {
    let writer = &device.account.writer;
    if !matches!(writer.role, Role::Resident | Role::Delegate | Role::Worker) {
        return Ok(None);
    }
    let copies = store.blob_copies(hash, &writer.scopes, None)?;
    Ok(copies.into_iter().min_by_key(BlobCopy::has))
}

/// Bytes to be added to a photo.
#[derive(Debug)]
pub struct PhotoPiece {
    /// The hash of the photo.
    pub hash: BlobHash,
    /// Bytes of the whole photo, as its sender says.
    pub size: u64,
    /// Where these bytes begin in it.
    pub start: u64,
    /// The photo whose bytes before these were checked.
    pub checked: Option<BlobId>,
    /// The bytes of this piece.
    pub bytes: Vec<u8>,
}

/// What became of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PieceResult {
    /// It was taken: so many bytes of the photo are here now.
    Taken(u64),
    /// It does not go on from where the photo is: that has so many bytes.
    Elsewhere(u64),
    /// The device may send no such photo.
    NotTheirs,
    /// The resident's photos would be too many, or take too much room.
    NoRoom,
    /// Its sender has sent as many as one may today.
    NotToday,
}

impl PhotoPiece {
    /// Adds the piece to the photo, where it goes on from what is there.
    ///
    /// # Errors
    /// When the store fails.
    pub fn put(
        &self,
        tx: &mut Transaction<'_>,
        device: &Device,
    ) -> Result<PieceResult, StoreError> {
        let Some(upload) = upload_by(&*tx.store, device, &self.hash)? else {
            return Ok(PieceResult::NotTheirs);
        };
        let blob = match upload.blob {
            Some(blob) if self.goes_on(&blob) => blob,
            Some(blob) if blob.is_whole || blob.size == self.size => {
                return Ok(PieceResult::Elsewhere(blob.has));
            }
            // Nothing is here, or who began it said another size, with which it could
            // never become whole: from the first byte, please.
            _ if self.start > 0 => return Ok(PieceResult::Elsewhere(0)),
            _ => match self.begin(tx, &upload, device)? {
                Ok(blob) => blob,
                Err(no_room) => return Ok(no_room),
            },
        };
        let blob = tx.store.add_to_blob(&blob, &self.bytes)?;
        if blob.is_whole {
            for doc in tx.store.blob_documents(upload.resident, &self.hash)? {
                webhook::tell_evidence(tx, doc)?;
            }
        }
        // It may be in documents of another resident too, and is still to come for them.
        let left = upload_by(&*tx.store, device, &self.hash)?;
        Ok(PieceResult::Taken(
            left.map_or(self.size, |upload| upload.has()),
        ))
    }

    /// Whether it goes on from where the photo is, and from the bytes that were checked.
    fn goes_on(&self, blob: &Blob) -> bool {
        self.checked == Some(blob.id)
            && self.start == blob.has
            && self.size == blob.size
            && !blob.is_whole
    }

    /// Begins the photo, anew where it was begun, if there is room for it.
    fn begin(
        &self,
        tx: &mut Transaction<'_>,
        upload: &BlobCopy,
        device: &Device,
    ) -> Result<Result<Blob, PieceResult>, StoreError> {
        let limits = tx.state.limits;
        let BlobRoom { photos, bytes } = tx.store.blob_room_taken(upload.resident)?;
        // What came of it before makes room.
        let photos = photos.saturating_sub(u64::from(upload.blob.is_some()));
        let bytes = bytes.saturating_sub(upload.blob.map_or(0, |blob| blob.size));
        let fits = photos < limits.photos_per_resident
            && bytes.saturating_add(self.size) <= limits.photo_bytes_per_resident;
        if !fits {
            return Ok(Err(PieceResult::NoRoom));
        }
        if !room::take_photo(tx, device.account.writer.person)? {
            return Ok(Err(PieceResult::NotToday));
        }
        let blob = tx
            .store
            .begin_blob(upload.resident, &self.hash, self.size)?;
        Ok(Ok(blob))
    }
}

/// Whether a whole photo is what it should be; the word for what it is not.
///
/// # Errors
/// When its hash is another, or it is no picture or holds more than one.
pub fn check(hash: &BlobHash, whole: &[u8]) -> Result<(), &'static str> {
    if BlobHash::of_digest(key::sha256(&[whole])) != *hash {
        return Err("wrong hash");
    }
    photo::check(whole).map_err(|error| error.code())
}
