//! What proves documents to a centre that lost them, and which have still to be given back.
//!
//! A snapshot covers the changes in it, so these go as soon as a newer one comes: what is
//! kept beside a document is one snapshot and a short tail. A snapshot that is all of the
//! document takes no room of its own.

use super::{Database, count, outbox};
use crate::error::Result;
use linli_domain::{
    id::DocId,
    time::{DAY_MS, MINUTE_MS, Timestamp},
};
use linli_replica::{
    exchange::{GivenDocument, HeldDocument, Receipt, Snapshot, decode, encode},
    keys::Signature,
    signed::{Hash, SignedChange},
};
use rusqlite::Connection;
use std::collections::BTreeSet;

/// How often a document is offered to a centre that does not take all of it: for some two
/// weeks, within which others may bring what it stands on.
const MOST_TRIES: u32 = 20;
/// The pause after the first time; each one after it is twice as long.
const FIRST_PAUSE_MS: i64 = 10 * MINUTE_MS;
const LONGEST_PAUSE_MS: i64 = DAY_MS;

/// What changes in what is kept as proof.
#[derive(Debug)]
pub(crate) enum ProofStep {
    /// The centre signed this; with the newest changes in it.
    Snapshot(DocId, Snapshot, Vec<Hash>),
    /// A newer snapshot covers this one.
    SnapshotCovered(DocId, Signature),
    /// The centre passed this on.
    Change(Hash, SignedChange),
    /// A snapshot covers this change.
    ChangeCovered(Hash),
    /// What is still to be given back changes.
    GiveBack(GiveBackStep),
}

/// What changes of what a centre that lost something is still to be given.
#[derive(Debug)]
pub(crate) enum GiveBackStep {
    /// The centre lost something: it is asked about every document.
    AskAll,
    /// It lost nothing, and is asked what of all that is here may stay.
    CheckAll,
    /// It is asked about this one, now.
    Ask(DocId),
    /// It has all of this one.
    Settled(DocId),
    /// It does not take all of this one now; whether it lacks what was written here.
    Later {
        doc: DocId,
        now: Timestamp,
        lacks_own: bool,
    },
}

impl Database {
    /// The snapshots of a document that are kept, as the centre signed them.
    pub(crate) fn proof_snapshots(&self, doc: DocId) -> Result<Vec<Snapshot>> {
        let sql = "SELECT p.signature, coalesce(p.bytes, d.bytes)
                   FROM proof p JOIN document d ON d.id = p.doc WHERE p.doc = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([doc.0], |row| {
            Ok(Snapshot {
                signature: Signature(row.get(0)?),
                bytes: row.get(1)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What is here of a document that proves itself, by hash.
    pub(crate) fn held(&self, doc: DocId) -> Result<HeldDocument> {
        let mut statement = self
            .db
            .prepare_cached("SELECT heads FROM proof WHERE doc = ?1")?;
        let mut rows = statement.query([doc.0])?;
        let mut heads = Vec::new();
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            let (hashes, _) = bytes.as_chunks::<32>();
            heads.extend(hashes.iter().map(|hash| Hash(*hash)));
        }
        let changes = self.proof_changes(doc)?;
        Ok(HeldDocument {
            doc,
            heads,
            changes,
        })
    }

    /// Signed changes beside the snapshots: those of others, and own ones that the centre has.
    pub(crate) fn proof_changes(&self, doc: DocId) -> Result<Vec<Hash>> {
        let sql = "SELECT hash FROM (
                       SELECT hash, 0 AS own, place FROM proof_change WHERE doc = ?1
                       UNION ALL
                       SELECT hash, 1, place FROM outbox WHERE doc = ?1 AND receipt IS NOT NULL
                   ) ORDER BY own, place";
        let mut statement = self.db.prepare_cached(sql)?;
        let hashes = statement.query_map([doc.0], |row| row.get(0).map(Hash))?;
        Ok(hashes.collect::<rusqlite::Result<_>>()?)
    }

    /// The changes of a document with these hashes, and the centre's receipts for own ones.
    /// It ends before more than `most` bytes, but not before the first.
    pub(crate) fn given(&self, doc: DocId, hashes: &[Hash], most: usize) -> Result<GivenDocument> {
        let wanted: BTreeSet<Hash> = hashes.iter().copied().collect();
        let mut given = GivenDocument {
            doc,
            snapshots: Vec::new(),
            changes: Vec::new(),
            receipts: Vec::new(),
        };
        let sql = "SELECT hash, signed, receipt FROM (
                       SELECT hash, signed, NULL AS receipt, 0 AS own, place
                       FROM proof_change WHERE doc = ?1
                       UNION ALL
                       SELECT hash, signed, receipt, 1, place
                       FROM outbox WHERE doc = ?1 AND receipt IS NOT NULL
                   ) ORDER BY own, place";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([doc.0])?;
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            if !wanted.contains(&Hash(row.get(0)?)) {
                continue;
            }
            let signed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            bytes += signed.len();
            if bytes > most && !given.changes.is_empty() {
                break;
            }
            given.changes.push(outbox::read_signed(signed)?);
            let receipt: Option<Vec<u8>> = row.get(2)?;
            let receipt = receipt.and_then(|bytes| decode::<Receipt>(&bytes).ok());
            given.receipts.extend(receipt);
        }
        Ok(given)
    }

    /// Documents about which to ask the centre now, those with waiting changes first.
    pub(crate) fn to_ask(&self, now: Timestamp, most: usize) -> Result<Vec<DocId>> {
        let sql = "SELECT doc FROM give_back g WHERE not_before <= ?1
                   ORDER BY EXISTS (SELECT 1 FROM outbox o
                                    WHERE o.doc = g.doc AND o.receipt IS NULL) DESC, doc
                   LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        let docs = statement.query_map((now.0, most), |row| row.get(0).map(DocId))?;
        Ok(docs.collect::<rusqlite::Result<_>>()?)
    }

    /// How many documents are being given back. One of which the centre lacks only what
    /// others wrote counts until it was asked: they have proof of that, this device may not.
    pub(crate) fn to_ask_count(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM give_back WHERE tries = 0 OR own = 1";
        let number = self
            .db
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?;
        Ok(count(number))
    }

    /// Whether the centre has still to be asked about a document.
    pub(crate) fn is_to_ask(&self, doc: DocId) -> Result<bool> {
        let sql = "SELECT 1 FROM give_back WHERE doc = ?1";
        Ok(self.db.prepare_cached(sql)?.exists([doc.0])?)
    }
}

pub(super) fn write(db: &Connection, step: &ProofStep) -> Result<()> {
    match step {
        ProofStep::Snapshot(doc, snapshot, heads) => {
            let heads: Vec<u8> = heads.iter().flat_map(|hash| hash.0).collect();
            db.prepare_cached(
                "INSERT INTO proof (doc, signature, heads, bytes)
                 SELECT id, ?2, ?3, CASE WHEN bytes = ?4 THEN NULL ELSE ?4 END
                 FROM document WHERE id = ?1
                 ON CONFLICT (doc, signature) DO UPDATE SET bytes = excluded.bytes",
            )?
            .execute((doc.0, snapshot.signature.0, heads, &snapshot.bytes))?;
        }
        ProofStep::SnapshotCovered(doc, signature) => {
            db.prepare_cached("DELETE FROM proof WHERE doc = ?1 AND signature = ?2")?
                .execute((doc.0, signature.0))?;
        }
        ProofStep::Change(hash, signed) => {
            db.prepare_cached(
                "INSERT OR IGNORE INTO proof_change (hash, doc, signed)
                 SELECT ?1, id, ?3 FROM document WHERE id = ?2
                 AND NOT EXISTS (SELECT 1 FROM outbox WHERE hash = ?1)",
            )?
            .execute((hash.0, signed.doc.0, encode(signed)))?;
        }
        ProofStep::ChangeCovered(hash) => {
            db.prepare_cached("DELETE FROM proof_change WHERE hash = ?1")?
                .execute([hash.0])?;
            db.prepare_cached("DELETE FROM outbox WHERE hash = ?1 AND receipt IS NOT NULL")?
                .execute([hash.0])?;
        }
        ProofStep::GiveBack(step) => plan(db, step)?,
    }
    Ok(())
}

/// Which documents are still to be given back, and when.
fn plan(db: &Connection, step: &GiveBackStep) -> Result<()> {
    match step {
        GiveBackStep::AskAll => {
            db.execute(
                "INSERT INTO give_back (doc, tries, own, not_before)
                 SELECT id, 0, 0, 0 FROM document WHERE true
                 ON CONFLICT (doc) DO UPDATE SET tries = 0, not_before = 0",
                [],
            )?;
        }
        GiveBackStep::CheckAll => {
            // Tried once, as it were: nobody is told that anything is given back.
            db.execute(
                "INSERT INTO give_back (doc, tries, own, not_before)
                 SELECT id, 1, 0, 0 FROM document WHERE true
                 ON CONFLICT (doc) DO UPDATE SET not_before = 0",
                [],
            )?;
        }
        GiveBackStep::Ask(doc) => {
            db.prepare_cached(
                "INSERT INTO give_back (doc, tries, own, not_before) VALUES (?1, 0, 0, 0)
                 ON CONFLICT (doc) DO UPDATE SET not_before = 0",
            )?
            .execute([doc.0])?;
        }
        GiveBackStep::Settled(doc) => {
            db.prepare_cached("DELETE FROM give_back WHERE doc = ?1")?
                .execute([doc.0])?;
        }
        GiveBackStep::Later {
            doc,
            now,
            lacks_own,
        } => {
            db.prepare_cached(
                "UPDATE give_back SET tries = tries + 1, own = ?2,
                 not_before = ?3 + min(?4 << tries, ?5) WHERE doc = ?1",
            )?
            .execute((doc.0, lacks_own, now.0, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))?;
            db.prepare_cached("DELETE FROM give_back WHERE doc = ?1 AND tries >= ?2")?
                .execute((doc.0, MOST_TRIES))?;
        }
    }
    Ok(())
}

/// Before a document is saved with other bytes: a snapshot that was all of it gets a place
/// of its own.
pub(super) fn part(db: &Connection, doc: DocId) -> Result<()> {
    db.prepare_cached(
        "UPDATE proof SET bytes = (SELECT bytes FROM document WHERE id = ?1)
         WHERE doc = ?1 AND bytes IS NULL",
    )?
    .execute([doc.0])?;
    Ok(())
}
