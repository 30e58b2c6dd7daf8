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
    time::{Date, Timestamp, write_day},
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

/// Whether a request is under way on the day `?3`: nothing comes of a series any more whose
/// last day is over, though nobody said that its last visit was made.
const CARE_IS_OPEN: &str = "is_open AND NOT (line ->> '$.status' = 'assigned'
     AND coalesce(line ->> '$.when.until', '9999-12-31') < ?3)";

/// Whose matters, whether those under way or those that are over, and on which day.
type MattersOn = (PersonId, bool, Date);

impl Database {
    /// A part of a resident's matters, newest first, from behind `after`.
    pub(crate) fn matters(
        &self,
        (resident, open, today): MattersOn,
        after: Option<(i64, DocId)>,
        limit: u32,
    ) -> Result<Vec<MatterRow>> {
        let (touched, doc) = after.map_or((i64::MAX, [0; 16]), |(touched, doc)| (touched, doc.0));
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT 0, doc, touched, '', line FROM care_line
             WHERE resident = ?1 AND is_shown AND ({CARE_IS_OPEN}) = ?2
                 AND (touched < ?4 OR (touched = ?4 AND doc > ?5))
             UNION ALL
             SELECT 1, doc, touched, due, line FROM application_line
             WHERE resident = ?1 AND is_shown AND is_open = ?2
                 AND (touched < ?4 OR (touched = ?4 AND doc > ?5))
             ORDER BY 3 DESC, 2 LIMIT ?6",
        ))?;
        let day = write_day(today);
        let rows = statement.query_map((resident.0, open, day, touched, doc, limit), row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many matters a resident has that are under way, or that are over.
    pub(crate) fn matter_count(&self, resident: PersonId, open: bool, today: Date) -> Result<u32> {
        let sql = format!(
            "SELECT (SELECT count(*) FROM care_line
                     WHERE resident = ?1 AND is_shown AND ({CARE_IS_OPEN}) = ?2)
                  + (SELECT count(*) FROM application_line
                     WHERE resident = ?1 AND is_shown AND is_open = ?2)"
        );
        let number = self
            .db
            .prepare_cached(&sql)?
            .query_row((resident.0, open, write_day(today)), |row| row.get(0))?;
        Ok(count(number))
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
}
