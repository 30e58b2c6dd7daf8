//! The resident's matters: care requests and applications in one list.

use super::{
    Database,
    application::{ApplicationLine, ListedApplication},
    care::{CareLine, CareRow},
    count, json,
};
use crate::error::Result;
use linli_domain::{
    id::{DocId, PersonId},
    time::Timestamp,
};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MatterRow {
    Care(CareRow),
    Application(ListedApplication),
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<MatterRow> {
    let (doc, touched) = (DocId(row.get(1)?), Timestamp(row.get(2)?));
    Ok(if row.get(0)? {
        MatterRow::Application(ListedApplication {
            doc,
            touched,
            due: row.get(3)?,
            line: json::<ApplicationLine>(row, 4)?,
        })
    } else {
        MatterRow::Care(CareRow {
            doc,
            touched,
            line: json::<CareLine>(row, 4)?,
        })
    })
}

impl Database {
    /// A resident's matters, newest first, from behind `after`.
    pub(crate) fn matters(
        &self,
        resident: PersonId,
        after: Option<(i64, DocId)>,
        limit: u32,
    ) -> Result<Vec<MatterRow>> {
        let (touched, doc) = after.map_or((i64::MAX, [0; 16]), |(touched, doc)| (touched, doc.0));
        let mut statement = self.db.prepare_cached(
            "SELECT 0, doc, touched, '', line FROM care_line
             WHERE resident = ?1 AND is_shown AND (touched < ?2 OR (touched = ?2 AND doc > ?3))
             UNION ALL
             SELECT 1, doc, touched, due, line FROM application_line
             WHERE resident = ?1 AND is_shown AND (touched < ?2 OR (touched = ?2 AND doc > ?3))
             ORDER BY 3 DESC, 2 LIMIT ?4",
        )?;
        let rows = statement.query_map((resident.0, touched, doc, limit), row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A resident's matters that somebody else sent for them.
    pub(crate) fn sent_for(&self, resident: PersonId) -> Result<Vec<MatterRow>> {
        let mut statement = self.db.prepare_cached(
            "SELECT 0, doc, touched, '', line FROM care_line
             WHERE resident = ?1 AND is_shown AND line ->> '$.sent_for_them' IS NOT NULL
             UNION ALL
             SELECT 1, doc, touched, due, line FROM application_line
             WHERE resident = ?1 AND is_shown AND line ->> '$.sent_for_them' IS NOT NULL",
        )?;
        let rows = statement.query_map([resident.0], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A resident's matters that are open, that something happened to since then, or whose
    /// answer nobody has opened.
    pub(crate) fn matters_since(
        &self,
        resident: PersonId,
        since: Timestamp,
    ) -> Result<Vec<MatterRow>> {
        let mut statement = self.db.prepare_cached(
            "SELECT 0, doc, touched, '', line FROM care_line
             WHERE resident = ?1 AND is_shown AND (is_open OR touched >= ?2)
             UNION ALL
             SELECT 1, doc, touched, due, line FROM application_line
             WHERE resident = ?1 AND is_shown AND
                  (is_open OR touched >= ?2 OR line ->> '$.has_news')",
        )?;
        let rows = statement.query_map((resident.0, since.0), row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many matters a resident has, and how many of them are open.
    pub(crate) fn matter_counts(&self, resident: PersonId) -> Result<(u32, u32)> {
        let sql = "SELECT count(*), count(*) FILTER (WHERE is_open) FROM (
                       SELECT is_open FROM care_line WHERE resident = ?1 AND is_shown
                       UNION ALL
                       SELECT is_open FROM application_line WHERE resident = ?1 AND is_shown)";
        Ok(self
            .db
            .prepare_cached(sql)?
            .query_row([resident.0], |row| {
                Ok((count(row.get(0)?), count(row.get(1)?)))
            })?)
    }
}
