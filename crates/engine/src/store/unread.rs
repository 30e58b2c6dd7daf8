//! Documents that the centre told and nobody could read, here or there. Nothing else waits
//! for them; each is asked for again, whole, until it was read.

use super::{Database, count};
use crate::error::Result;
use linli_domain::{
    id::DocId,
    time::{DAY_MS, MINUTE_MS, Timestamp},
};
use linli_replica::exchange::MAX_AGAIN;
use rusqlite::Connection;

/// The pause after it was told again in vain; each one after it is twice as long.
const FIRST_PAUSE_MS: i64 = 10 * MINUTE_MS;
const LONGEST_PAUSE_MS: i64 = DAY_MS;

/// What changes in what could not be read.
#[derive(Debug)]
pub(crate) enum UnreadStep {
    /// It could not be read: it is asked for in the next exchange.
    Ask(DocId),
    /// It was told again in vain: it is asked for later.
    Later(DocId, Timestamp),
    /// It was read, or is none of ours any more.
    Done(DocId),
}

impl Database {
    /// What to ask for again now.
    pub(crate) fn to_read_again(&self, now: Timestamp) -> Result<Vec<DocId>> {
        let sql = "SELECT doc FROM unread WHERE not_before <= ?1 ORDER BY tries, doc LIMIT ?2";
        let mut statement = self.db.prepare_cached(sql)?;
        let most = i64::try_from(MAX_AGAIN).unwrap_or(i64::MAX);
        let docs = statement.query_map((now.0, most), |row| row.get(0).map(DocId))?;
        Ok(docs.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether a document is still to be read.
    pub(crate) fn is_unread(&self, doc: DocId) -> Result<bool> {
        let sql = "SELECT 1 FROM unread WHERE doc = ?1";
        Ok(self.db.prepare_cached(sql)?.exists([doc.0])?)
    }

    /// How many documents could not be read.
    pub(crate) fn unread_count(&self) -> Result<u32> {
        let sql = "SELECT count(*) FROM unread";
        let number = self
            .db
            .prepare_cached(sql)?
            .query_row([], |row| row.get(0))?;
        Ok(count(number))
    }
}

pub(super) fn write(db: &Connection, step: &UnreadStep) -> Result<()> {
    match step {
        UnreadStep::Ask(doc) => {
            db.prepare_cached(
                "INSERT INTO unread (doc, tries, not_before) VALUES (?1, 0, 0)
                 ON CONFLICT (doc) DO UPDATE SET not_before = 0",
            )?
            .execute([doc.0])?;
        }
        UnreadStep::Later(doc, now) => {
            db.prepare_cached(
                "UPDATE unread SET tries = tries + 1,
                 not_before = ?2 + min(?3 << min(tries, 16), ?4) WHERE doc = ?1",
            )?
            .execute((doc.0, now.0, FIRST_PAUSE_MS, LONGEST_PAUSE_MS))?;
        }
        UnreadStep::Done(doc) => {
            db.prepare_cached("DELETE FROM unread WHERE doc = ?1")?
                .execute([doc.0])?;
        }
    }
    Ok(())
}
