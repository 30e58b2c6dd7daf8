//! What is noted of applications, in SQLite.

use super::SqliteTx;
use crate::store::{ApplicationNote, ReadApplications, StoreError, WriteApplications};
use linli_domain::{
    id::{DocId, PersonId},
    time::Timestamp,
};

impl ReadApplications for SqliteTx<'_> {
    fn application(&self, doc: DocId) -> Result<Option<ApplicationNote>, StoreError> {
        let sql = "SELECT resident, tracking, lapses_at FROM application WHERE doc = ?1";
        self.one(sql, [doc.0], |row| {
            Ok(ApplicationNote {
                resident: PersonId(row.get(0)?),
                tracking: row.get(1)?,
                lapses_at: row.get::<_, Option<_>>(2)?.map(Timestamp),
            })
        })
    }

    fn application_by_tracking(&self, code: &str) -> Result<Option<DocId>, StoreError> {
        let sql = "SELECT doc FROM application WHERE tracking = ?1";
        self.one(sql, [code], |row| row.get(0).map(DocId))
    }

    fn lapsed_applications(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError> {
        let sql = "SELECT doc FROM application WHERE lapses_at <= ?1 ORDER BY lapses_at, doc";
        self.all(sql, [now.0], |row| row.get(0).map(DocId))
    }
}

impl WriteApplications for SqliteTx<'_> {
    fn put_application(&mut self, doc: DocId, row: &ApplicationNote) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO application (doc, resident, tracking, lapses_at)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (doc) DO UPDATE
             SET tracking = excluded.tracking, lapses_at = excluded.lapses_at",
            (
                doc.0,
                row.resident.0,
                &row.tracking,
                row.lapses_at.map(|at| at.0),
            ),
        )
        .map(drop)
    }
}
