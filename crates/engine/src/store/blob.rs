//! Photos: their bytes in pieces, which documents refer to them, and how far each is
//! on its way. What is no longer referred to stays for a while, so that an answer that
//! was taken back, or refused, can be given again.

use super::{Database, count};
use crate::error::{EngineError, Result};
use linli_api::view::PhotoTrouble;
use linli_domain::{
    answer::{BlobHash, BlobRef},
    contents::Contents,
    id::DocId,
    photo::{CHUNK_BYTES, photos_of},
    time::{DAY_MS, Timestamp},
};
use rusqlite::{Connection, OptionalExtension, Row};
use std::collections::BTreeSet;

/// How long a photo stays that no document refers to.
const GRACE_MS: i64 = 7 * DAY_MS;

/// Where a photo stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BlobRow {
    pub(crate) hash: BlobHash,
    /// Bytes of the whole.
    pub(crate) size: u64,
    /// Bytes on this device.
    pub(crate) here: u64,
    /// Bytes at the centre.
    pub(crate) sent: u64,
    /// `sent` is the centre's word, and nothing failed since.
    pub(crate) is_known: bool,
    /// Somebody here asked to see it.
    pub(crate) is_wanted: bool,
    /// Why the centre did not take it.
    pub(crate) trouble: Option<PhotoTrouble>,
}

/// What happened to a photo; written with everything else of one transaction.
#[derive(Debug)]
pub(crate) enum BlobStep {
    /// Taken on this device, whole.
    Kept(BlobHash, Vec<u8>),
    /// Somebody wants to see one that is not here.
    Wanted(BlobRef),
    /// The centre has so many of its bytes.
    Sent(BlobHash, u64),
    /// The next bytes of one that is fetched.
    Came(BlobHash, Vec<u8>),
    /// What came of it is not what was asked for.
    Spoilt(BlobHash, Timestamp),
    /// It did not go or come; not again before then.
    Put(BlobHash, Option<PhotoTrouble>, Timestamp),
    /// Everything may be tried again now.
    TryNow,
}

const COLUMNS: &str = "b.hash, b.size, b.here, b.sent, b.is_known, b.is_wanted, b.trouble";

impl Database {
    /// Where a photo stands, if anything of it was ever here.
    pub(crate) fn blob(&self, hash: &BlobHash) -> Result<Option<BlobRow>> {
        let sql = format!("SELECT {COLUMNS} FROM blob b WHERE b.hash = ?1");
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row([hash.as_str()], row)
            .optional()?)
    }

    /// Whether the document's answers hold the photo.
    pub(crate) fn refers(&self, doc: DocId, hash: &BlobHash) -> Result<bool> {
        let sql = "SELECT 1 FROM blob_ref WHERE doc = ?1 AND hash = ?2";
        Ok(self
            .db
            .prepare_cached(sql)?
            .exists((doc.0, hash.as_str()))?)
    }

    /// The documents that hold the photo.
    pub(crate) fn docs_with_blob(&self, hash: &BlobHash) -> Result<Vec<DocId>> {
        let sql = "SELECT doc FROM blob_ref WHERE hash = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let docs = statement.query_map([hash.as_str()], |row| row.get(0).map(DocId))?;
        Ok(docs.collect::<rusqlite::Result<_>>()?)
    }

    /// The photo that somebody waits for longest.
    pub(crate) fn blob_to_fetch(&self, now: Timestamp) -> Result<Option<BlobRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM blob b
             WHERE b.is_wanted AND b.here < b.size AND b.not_before <= ?1 AND b.loose_at IS NULL
             ORDER BY b.place LIMIT 1"
        );
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row([now.0], row)
            .optional()?)
    }

    /// The next photo to send: one in a document of which the centre has everything.
    pub(crate) fn blob_to_send(&self, now: Timestamp) -> Result<Option<BlobRow>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM blob b
             WHERE b.sent < b.size AND b.here = b.size AND b.not_before <= ?1
               AND EXISTS (SELECT 1 FROM blob_ref r WHERE r.hash = b.hash AND NOT EXISTS
                   (SELECT 1 FROM outbox o WHERE o.doc = r.doc AND o.receipt IS NULL))
             ORDER BY b.place LIMIT 1"
        );
        Ok(self
            .db
            .prepare_cached(&sql)?
            .query_row([now.0], row)
            .optional()?)
    }

    /// How many photos in documents the centre does not have yet.
    pub(crate) fn blobs_waiting(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM blob
                   WHERE sent < size AND here = size AND loose_at IS NULL";
        Ok(count(
            self.db
                .prepare_cached(sql)?
                .query_row([], |row| row.get(0))?,
        ))
    }

    /// Whether the centre lacks a photo of `doc` that was taken here.
    pub(crate) fn has_blob_waiting(&self, doc: DocId) -> Result<bool> {
        let sql = "SELECT 1 FROM blob_ref r JOIN blob b ON b.hash = r.hash
                   WHERE r.doc = ?1 AND b.sent < b.size AND b.here = b.size";
        Ok(self.db.prepare_cached(sql)?.exists([doc.0])?)
    }

    /// At most `most` bytes of a photo from `start` on.
    pub(crate) fn blob_part(&self, hash: &BlobHash, start: u64, most: usize) -> Result<Vec<u8>> {
        let sql = "SELECT start, bytes FROM blob_piece WHERE hash = ?1 AND start <= ?2
                   ORDER BY start DESC LIMIT 1";
        let found: Option<(i64, Vec<u8>)> = self
            .db
            .prepare_cached(sql)?
            .query_row((hash.as_str(), from_size(start)), |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let Some((first, bytes)) = found else {
            return Ok(Vec::new());
        };
        let skipped = usize::try_from(start.saturating_sub(to_size(first))).unwrap_or(usize::MAX);
        Ok(bytes.into_iter().skip(skipped).take(most).collect())
    }

    /// All bytes of a photo that are here.
    pub(crate) fn blob_bytes(&self, hash: &BlobHash) -> Result<Vec<u8>> {
        pieces(&self.db, hash)
    }
}

fn pieces(db: &Connection, hash: &BlobHash) -> Result<Vec<u8>> {
    let mut statement =
        db.prepare_cached("SELECT bytes FROM blob_piece WHERE hash = ?1 ORDER BY start")?;
    let mut rows = statement.query([hash.as_str()])?;
    let mut whole = Vec::new();
    while let Some(row) = rows.next()? {
        whole.extend(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(whole)
}

fn row(row: &Row<'_>) -> rusqlite::Result<BlobRow> {
    let hash: String = row.get(0)?;
    let hash = BlobHash::try_from(hash).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error))
    })?;
    let trouble: Option<String> = row.get(6)?;
    Ok(BlobRow {
        hash,
        size: to_size(row.get(1)?),
        here: to_size(row.get(2)?),
        sent: to_size(row.get(3)?),
        is_known: row.get(4)?,
        is_wanted: row.get(5)?,
        // A newer version's reason is still a reason to wait.
        trouble: trouble.map(|text| serde_json::from_str(&text).unwrap_or(PhotoTrouble::Refused)),
    })
}

fn to_size(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn from_size(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}

fn length(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}

pub(super) fn write(db: &Connection, step: &BlobStep) -> Result<()> {
    match step {
        BlobStep::Kept(hash, bytes) => keep(db, hash, bytes),
        BlobStep::Wanted(photo) => {
            db.prepare_cached(
                "INSERT INTO blob (hash, size, here, sent, is_known, is_wanted, not_before)
                 VALUES (?1, ?2, 0, ?2, 0, 1, 0)
                 ON CONFLICT (hash) DO UPDATE SET is_wanted = 1, not_before = 0, loose_at = NULL",
            )?
            .execute((photo.hash.as_str(), from_size(photo.bytes)))?;
            Ok(())
        }
        BlobStep::Sent(hash, sent) => {
            db.prepare_cached(
                "UPDATE blob SET sent = min(size, ?2), is_known = 1, trouble = NULL, not_before = 0
                 WHERE hash = ?1",
            )?
            .execute((hash.as_str(), from_size(*sent)))?;
            Ok(())
        }
        BlobStep::Came(hash, bytes) => {
            db.prepare_cached(
                "INSERT OR REPLACE INTO blob_piece (hash, start, bytes)
                 SELECT hash, here, ?2 FROM blob WHERE hash = ?1",
            )?
            .execute((hash.as_str(), bytes))?;
            db.prepare_cached("UPDATE blob SET here = here + ?2, not_before = 0 WHERE hash = ?1")?
                .execute((hash.as_str(), length(bytes)))?;
            Ok(())
        }
        BlobStep::Spoilt(hash, again) => {
            db.prepare_cached("DELETE FROM blob_piece WHERE hash = ?1")?
                .execute([hash.as_str()])?;
            db.prepare_cached("UPDATE blob SET here = 0, not_before = ?2 WHERE hash = ?1")?
                .execute((hash.as_str(), again.0))?;
            Ok(())
        }
        BlobStep::Put(hash, trouble, again) => {
            let trouble = trouble.map(|trouble| serde_json::to_string(&trouble));
            let trouble = trouble.transpose().map_err(EngineError::kept("trouble"))?;
            db.prepare_cached(
                "UPDATE blob SET is_known = 0, trouble = coalesce(?2, trouble), not_before = ?3
                 WHERE hash = ?1",
            )?
            .execute((hash.as_str(), trouble, again.0))?;
            Ok(())
        }
        BlobStep::TryNow => {
            db.execute("UPDATE blob SET not_before = 0 WHERE not_before > 0", [])?;
            Ok(())
        }
    }
}

fn keep(db: &Connection, hash: &BlobHash, bytes: &[u8]) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO blob (hash, size, here, sent, is_known, is_wanted, not_before)
         VALUES (?1, ?2, ?2, 0, 0, 0, 0)
         ON CONFLICT (hash) DO UPDATE SET here = size, not_before = 0, loose_at = NULL",
    )?
    .execute((hash.as_str(), length(bytes)))?;
    db.prepare_cached("DELETE FROM blob_piece WHERE hash = ?1")?
        .execute([hash.as_str()])?;
    for (number, piece) in (0_i64..).zip(bytes.chunks(CHUNK_BYTES)) {
        let start = number * i64::try_from(CHUNK_BYTES).unwrap_or(i64::MAX);
        db.prepare_cached("INSERT INTO blob_piece (hash, start, bytes) VALUES (?1, ?2, ?3)")?
            .execute((hash.as_str(), start, piece))?;
    }
    Ok(())
}

/// Notes which photos the document's answers hold now.
pub(super) fn refer(db: &Connection, contents: &Contents, now: Timestamp) -> Result<()> {
    let doc = contents.header().id;
    let held: BTreeSet<&str> = photos_of(contents)
        .into_iter()
        .map(|(_, photo)| photo.hash.as_str())
        .collect();
    let known = referred(db, doc)?;
    if known.iter().map(String::as_str).eq(held.iter().copied()) {
        return Ok(());
    }
    for hash in held.iter().filter(|hash| !known.contains(**hash)) {
        db.prepare_cached("INSERT INTO blob_ref (doc, hash) VALUES (?1, ?2)")?
            .execute((doc.0, hash))?;
        // Another document may be another resident's: the centre is asked again.
        db.prepare_cached(
            "UPDATE blob SET loose_at = NULL,
                 sent = CASE WHEN here = size THEN 0 ELSE sent END, is_known = 0
             WHERE hash = ?1",
        )?
        .execute([hash])?;
    }
    for hash in known.iter().filter(|hash| !held.contains(hash.as_str())) {
        db.prepare_cached("DELETE FROM blob_ref WHERE doc = ?1 AND hash = ?2")?
            .execute((doc.0, hash))?;
        loosen(db, hash, now)?;
    }
    sweep(db, now)
}

fn referred(db: &Connection, doc: DocId) -> Result<BTreeSet<String>> {
    let mut statement = db.prepare_cached("SELECT hash FROM blob_ref WHERE doc = ?1")?;
    let hashes = statement.query_map([doc.0], |row| row.get(0))?;
    Ok(hashes.collect::<rusqlite::Result<_>>()?)
}

fn loosen(db: &Connection, hash: &str, now: Timestamp) -> Result<()> {
    db.prepare_cached(
        "UPDATE blob SET loose_at = ?2 WHERE hash = ?1
         AND NOT EXISTS (SELECT 1 FROM blob_ref WHERE blob_ref.hash = ?1)",
    )?
    .execute((hash, now.0))?;
    Ok(())
}

/// The document leaves the device, and with it every photo that the centre has and no
/// other document here holds.
pub(super) fn remove(db: &Connection, doc: DocId, now: Timestamp) -> Result<()> {
    for hash in referred(db, doc)? {
        db.prepare_cached("DELETE FROM blob_ref WHERE doc = ?1 AND hash = ?2")?
            .execute((doc.0, &hash))?;
        loosen(db, &hash, now)?;
        db.prepare_cached(
            "DELETE FROM blob WHERE hash = ?1 AND sent = size AND loose_at IS NOT NULL",
        )?
        .execute([&hash])?;
    }
    Ok(())
}

/// Drops what nobody has referred to for long: neither a document nor words on the
/// shelf or on their way, which may be given again.
fn sweep(db: &Connection, now: Timestamp) -> Result<()> {
    db.prepare_cached(
        "DELETE FROM blob WHERE loose_at < ?1
         AND NOT EXISTS (SELECT 1 FROM refused WHERE instr(intent, blob.hash) > 0)
         AND NOT EXISTS (SELECT 1 FROM outbox WHERE instr(intent, blob.hash) > 0)",
    )?
    .execute([now.0.saturating_sub(GRACE_MS)])?;
    Ok(())
}

impl Database {
    /// Drops what nobody has referred to for long, at start.
    pub(crate) fn sweep_blobs(&self, now: Timestamp) -> Result<()> {
        sweep(&self.db, now)
    }
}
