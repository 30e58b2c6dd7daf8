//! This device's own changes: which wait for the centre, and which it has.

use super::{Database, count};
use crate::error::{EngineError, Result};
use linli_api::{Command, view::Delivered};
use linli_domain::{
    id::{DocId, EventId},
    time::Timestamp,
};
use linli_replica::{
    exchange::{MAX_CHANGES_UP, Receipt, decode, encode},
    signed::{Hash, SignedChange},
};
use rusqlite::{Connection, OptionalExtension};

/// Most bytes of changes in one exchange; far below what the centre reads.
const BATCH_BYTES: usize = 1024 * 1024;

/// A change just written here.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) hash: Hash,
    pub(crate) signed: SignedChange,
    /// The command that made it, where it can be done again.
    pub(crate) intent: Option<Command>,
    /// What the person wrote.
    pub(crate) words: String,
    pub(crate) at: Timestamp,
    /// The events in it.
    pub(crate) events: Vec<EventId>,
}

/// A waiting change as it leaves the outbox for the shelf.
#[derive(Debug)]
pub(crate) struct RemovedChange {
    pub(crate) doc: DocId,
    /// The command that made it.
    pub(crate) intent: Option<String>,
    /// What the person wrote.
    pub(crate) words: String,
    pub(crate) at: Timestamp,
}

impl Database {
    /// The next changes to send, in order, without those of documents that `rests`. Those
    /// of a document that is being given back wait for it: they may stand on what the
    /// centre lost.
    pub(crate) fn waiting_batch(&self, rests: impl Fn(DocId) -> bool) -> Result<Vec<SignedChange>> {
        let mut statement = self.db.prepare_cached(
            "SELECT doc, signed FROM outbox WHERE receipt IS NULL
             AND doc NOT IN (SELECT doc FROM give_back WHERE tries = 0) ORDER BY place",
        )?;
        let mut rows = statement.query([])?;
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while let Some(row) = rows.next()? {
            if rests(DocId(row.get(0)?)) {
                continue;
            }
            let signed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            bytes += signed.len();
            if batch.len() == MAX_CHANGES_UP || (bytes > BATCH_BYTES && !batch.is_empty()) {
                break;
            }
            batch.push(read_signed(signed)?);
        }
        Ok(batch)
    }

    /// Waiting changes of one document, in order.
    pub(crate) fn waiting_for(&self, doc: DocId) -> Result<Vec<(Hash, SignedChange)>> {
        let mut statement = self.db.prepare_cached(
            "SELECT hash, signed FROM outbox WHERE receipt IS NULL AND doc = ?1 ORDER BY place",
        )?;
        let mut rows = statement.query([doc.0])?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            let signed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            waiting.push((Hash(row.get(0)?), read_signed(signed)?));
        }
        Ok(waiting)
    }

    /// How many changes wait.
    pub(crate) fn waiting_count(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM outbox WHERE receipt IS NULL";
        Ok(count(
            self.db
                .prepare_cached(sql)?
                .query_row([], |row| row.get(0))?,
        ))
    }

    /// How many changes wait in each document in which any do.
    pub(crate) fn waiting_by_doc(&self) -> Result<Vec<(DocId, u32)>> {
        let sql = "SELECT doc, count(*) FROM outbox WHERE receipt IS NULL GROUP BY doc";
        let mut statement = self.db.prepare_cached(sql)?;
        let rows = statement.query_map([], |row| Ok((DocId(row.get(0)?), count(row.get(1)?))))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether everything written here in `doc` is at the centre, photos too.
    pub(crate) fn delivered(&self, doc: DocId) -> Result<Delivered> {
        let sql = "SELECT 1 FROM outbox WHERE receipt IS NULL AND doc = ?1";
        let waits = self.db.prepare_cached(sql)?.exists([doc.0])?;
        Ok(if waits || self.has_blob_waiting(doc)? {
            Delivered::Here
        } else {
            Delivered::AtCentre
        })
    }

    /// Whether one event is at the centre.
    pub(crate) fn event_delivered(&self, event: EventId) -> Result<Delivered> {
        let sql = "SELECT 1 FROM waiting_event WHERE event = ?1";
        let waits = self.db.prepare_cached(sql)?.exists([event.0])?;
        Ok(if waits {
            Delivered::Here
        } else {
            Delivered::AtCentre
        })
    }

    /// Whether the change is this device's own and waits.
    pub(crate) fn waits(&self, hash: Hash) -> Result<bool> {
        let sql = "SELECT 1 FROM outbox WHERE receipt IS NULL AND hash = ?1";
        Ok(self.db.prepare_cached(sql)?.exists([hash.0])?)
    }

    /// What is known of an own change.
    pub(crate) fn written(&self, hash: Hash) -> Result<Option<RemovedChange>> {
        let sql = "SELECT doc, intent, words, at FROM outbox WHERE hash = ?1";
        Ok(self
            .db
            .prepare_cached(sql)?
            .query_row([hash.0], |row| {
                Ok(RemovedChange {
                    doc: DocId(row.get(0)?),
                    intent: row.get(1)?,
                    words: row.get(2)?,
                    at: Timestamp(row.get(3)?),
                })
            })
            .optional()?)
    }
}

pub(super) fn read_signed(bytes: &[u8]) -> Result<SignedChange> {
    decode(bytes).map_err(|source| EngineError::Kept {
        what: "outbox",
        source: Box::new(source),
    })
}

pub(super) fn append(db: &Connection, written: &Written) -> Result<()> {
    let intent = written.intent.as_ref().map(Command::to_text).transpose();
    let intent = intent.map_err(EngineError::kept("intent"))?;
    db.prepare_cached(
        "INSERT INTO outbox (hash, doc, signed, intent, words, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((
        written.hash.0,
        written.signed.doc.0,
        encode(&written.signed),
        intent,
        &written.words,
        written.at.0,
    ))?;
    for event in &written.events {
        db.prepare_cached("INSERT INTO waiting_event (event, hash) VALUES (?1, ?2)")?
            .execute((event.0, written.hash.0))?;
    }
    Ok(())
}

pub(super) fn receive(db: &Connection, receipt: &Receipt) -> Result<()> {
    db.prepare_cached("UPDATE outbox SET receipt = ?2, intent = NULL, words = '' WHERE hash = ?1")?
        .execute((receipt.hash.0, encode(receipt)))?;
    db.prepare_cached("DELETE FROM waiting_event WHERE hash = ?1")?
        .execute([receipt.hash.0])?;
    Ok(())
}

pub(super) fn remove(db: &Connection, hash: Hash) -> Result<()> {
    db.prepare_cached("DELETE FROM outbox WHERE hash = ?1")?
        .execute([hash.0])?;
    Ok(())
}
