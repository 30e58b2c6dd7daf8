//! What was written on this device and never came to the centre, all of it at once: for
//! handing it over before the device is emptied.

use super::Database;
use crate::error::{EngineError, Result};
use linli_domain::time::Timestamp;
use linli_replica::{
    exchange::decode,
    rescue::{RescuedPhoto, Undelivered},
};

impl Database {
    /// Changes without a receipt, in the order of writing, with their words.
    pub(crate) fn undelivered_changes(&self) -> Result<Vec<Undelivered>> {
        let sql = "SELECT signed, at, words, intent FROM outbox
                   WHERE receipt IS NULL ORDER BY place";
        let mut statement = self.db.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut changes = Vec::new();
        while let Some(row) = rows.next()? {
            let signed = row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?;
            changes.push(Undelivered {
                signed: decode(signed).map_err(|source| EngineError::Kept {
                    what: "outbox",
                    source: Box::new(source),
                })?,
                at: Timestamp(row.get(1)?),
                words: row.get(2)?,
                command: row.get(3)?,
            });
        }
        Ok(changes)
    }

    /// Words that the centre did not accept, and words that were being typed.
    pub(crate) fn undelivered_words(&self) -> Result<Vec<String>> {
        // What stands half typed in a form's field never leaves the device.
        let sql = "SELECT words FROM refused WHERE words != '' UNION ALL
                   SELECT text FROM typed WHERE visit NOT LIKE 'field:%'";
        let mut statement = self.db.prepare(sql)?;
        let words = statement.query_map([], |row| row.get(0))?;
        Ok(words.collect::<rusqlite::Result<_>>()?)
    }

    /// Photos of answers that the centre does not have whole, each as it is made, so that
    /// no more of them is in memory than the caller keeps.
    pub(crate) fn undelivered_photos(&self, mut take: impl FnMut(RescuedPhoto)) -> Result<()> {
        let sql = "SELECT b.hash FROM blob b
                   WHERE b.sent < b.size AND b.here = b.size AND b.loose_at IS NULL
                   ORDER BY b.place";
        let mut statement = self.db.prepare(sql)?;
        let hashes = statement.query_map([], |row| row.get::<_, String>(0))?;
        let mut pieces = self
            .db
            .prepare("SELECT bytes FROM blob_piece WHERE hash = ?1 ORDER BY start")?;
        for hash in hashes {
            let mut bytes = Vec::new();
            let mut rows = pieces.query([hash?])?;
            while let Some(row) = rows.next()? {
                bytes.extend(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
            }
            take(RescuedPhoto { bytes });
        }
        Ok(())
    }
}
