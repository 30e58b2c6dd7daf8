//! Photos on their way, in a queue of their own: one that fails never holds up a
//! document, nor another photo. What is at the centre already is not sent again, and
//! what came already is not fetched again, not even after a kill.

use crate::{
    engine::Engine,
    error::Result,
    store::{
        blob::{BlobRow, BlobStep},
        commit::Batch,
    },
};
use linli_api::{Topic, view::PhotoTrouble};
use linli_domain::{
    answer::BlobHash,
    photo::{self, CHUNK_BYTES},
    time::{DAY_MS, MINUTE_MS, Timestamp},
};
use sha2::{Digest, Sha256};

/// The centre will not think better of it soon.
const REFUSED_MS: i64 = 60 * MINUTE_MS;
/// Whoever took it has not sent it yet, or the centre knows the document only in a moment.
const NOT_YET_MS: i64 = MINUTE_MS / 2;
/// After the network broke, it is tried again soon.
const BROKEN_MS: i64 = MINUTE_MS / 6;

/// What to ask the centre next about a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobAsk {
    /// How many bytes it has.
    Offset(BlobHash),
    /// To take these bytes.
    Put {
        hash: BlobHash,
        /// Bytes of the whole.
        size: u64,
        /// How many bytes come before these.
        start: u64,
        bytes: Vec<u8>,
    },
    /// To give some of its bytes.
    Get {
        hash: BlobHash,
        /// How many bytes come before these.
        start: u64,
        count: u64,
    },
}

impl BlobAsk {
    /// Which photo it is about.
    #[must_use]
    pub const fn hash(&self) -> &BlobHash {
        match self {
            Self::Offset(hash) | Self::Put { hash, .. } | Self::Get { hash, .. } => hash,
        }
    }

    const fn starts_at(&self) -> Option<u64> {
        match self {
            Self::Put { start, .. } => Some(*start),
            Self::Offset(_) | Self::Get { .. } => None,
        }
    }
}

/// What the centre answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlobAnswer {
    /// It has so many bytes; where that is all of them, it has checked them.
    Has(u64),
    /// Bytes that were asked for.
    Bytes(Vec<u8>),
    /// It knows of no document in which this device may have the photo, so far.
    Unknown,
    /// It does not take it.
    Refused(PhotoTrouble),
    /// It takes no more today; so many seconds are left of that.
    NotToday(u32),
    /// There was no answer.
    Broken,
}

impl Engine {
    /// What to ask next, in pieces of at most `most` bytes: a photo that somebody waits
    /// for, then those that were taken here. A photo goes once the centre has the
    /// document that it is in.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn next_blob(&mut self, most: usize) -> Result<Option<BlobAsk>> {
        let now = self.now();
        let most = most.min(CHUNK_BYTES);
        if let Some(row) = self.store.blob_to_fetch(now)? {
            let left = row.size.saturating_sub(row.here);
            return Ok(Some(BlobAsk::Get {
                count: left.min(u64::try_from(most).unwrap_or(u64::MAX)),
                start: row.here,
                hash: row.hash,
            }));
        }
        let Some(row) = self.store.blob_to_send(now)? else {
            return Ok(None);
        };
        if !row.is_known {
            return Ok(Some(BlobAsk::Offset(row.hash)));
        }
        Ok(Some(BlobAsk::Put {
            bytes: self.store.blob_part(&row.hash, row.sent, most)?,
            size: row.size,
            start: row.sent,
            hash: row.hash,
        }))
    }

    /// Takes in what the centre answered to `ask`; what that made stale.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub fn take_blob(&mut self, ask: &BlobAsk, answer: BlobAnswer) -> Result<Vec<Topic>> {
        let Some(row) = self.store.blob(ask.hash())? else {
            return Ok(Vec::new());
        };
        let now = self.now();
        let mut topics = Vec::new();
        let hash = row.hash.clone();
        let put = |trouble, ms| BlobStep::Put(hash.clone(), trouble, now.plus_ms(ms));
        let step = match answer {
            // Told again where it stands: asking the same at once would not help.
            BlobAnswer::Has(sent) if ask.starts_at() == Some(sent) => put(None, BROKEN_MS),
            BlobAnswer::Has(sent) => {
                if sent >= row.size {
                    topics.push(Topic::Delivery);
                    topics.extend(
                        self.store
                            .docs_with_blob(&hash)?
                            .into_iter()
                            .map(Topic::Doc),
                    );
                }
                BlobStep::Sent(hash.clone(), sent)
            }
            BlobAnswer::Bytes(bytes) => self.came(&row, bytes, now)?,
            BlobAnswer::Unknown => put(None, NOT_YET_MS),
            BlobAnswer::Refused(trouble) => put(Some(trouble), REFUSED_MS),
            BlobAnswer::NotToday(left_s) => {
                let left_ms = i64::from(left_s) * 1000;
                put(Some(PhotoTrouble::NotToday), left_ms.min(DAY_MS))
            }
            BlobAnswer::Broken => put(None, BROKEN_MS),
        };
        topics.extend(self.commit(Batch {
            blobs: vec![step],
            ..Batch::default()
        })?);
        Ok(topics)
    }

    /// The last piece makes it whole, if it is what its name says.
    fn came(&self, row: &BlobRow, bytes: Vec<u8>, now: Timestamp) -> Result<BlobStep> {
        let hash = row.hash.clone();
        let came = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        let left = row.size.saturating_sub(row.here);
        if came < left && came > 0 {
            return Ok(BlobStep::Came(hash, bytes));
        }
        let mut whole = self.store.blob_bytes(&hash)?;
        whole.extend(&bytes);
        let is_it = came == left
            && BlobHash::of_digest(Sha256::digest(&whole).into()) == hash
            && photo::check(&whole).is_ok();
        Ok(if is_it {
            BlobStep::Came(hash, bytes)
        } else {
            tracing::warn!(%hash, "the centre sent something else");
            BlobStep::Spoilt(hash, now.plus_ms(REFUSED_MS))
        })
    }
}
