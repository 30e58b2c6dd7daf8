//! Photos in SQLite, in the pieces in which they came.

use super::{
    SqliteTx,
    value::{from_count, to_count, to_json},
};
use crate::store::{Blob, BlobCopy, BlobId, BlobRoom, ReadBlobs, StoreError, WriteBlobs};
use linli_domain::{
    answer::BlobHash,
    id::{DocId, PersonId},
    role::Scope,
    time::Timestamp,
};
use rusqlite::Row;
use std::collections::BTreeSet;

impl ReadBlobs for SqliteTx<'_> {
    fn blob_copies(
        &self,
        hash: &BlobHash,
        scopes: &BTreeSet<Scope>,
        doc: Option<DocId>,
    ) -> Result<Vec<BlobCopy>, StoreError> {
        let scopes: Vec<String> = scopes.iter().map(ToString::to_string).collect();
        let sql = "SELECT DISTINCT b.id, b.size, b.has, b.is_whole, r.resident FROM blob_ref r
                   JOIN doc_scope s ON s.doc = r.doc AND s.revoked_seq IS NULL
                   LEFT JOIN blob b ON b.resident = r.resident AND b.hash = r.hash
                   WHERE r.hash = ?1 AND s.scope IN (SELECT value FROM json_each(?2))
                     AND (?3 IS NULL OR r.doc = ?3)
                   ORDER BY r.resident";
        let doc = doc.map(|doc| doc.0);
        self.all(sql, (hash.as_str(), to_json(&scopes)?, doc), |row| {
            let id: Option<BlobId> = row.get(0)?;
            Ok(BlobCopy {
                resident: PersonId(row.get(4)?),
                blob: id.map(|_| blob(row)).transpose()?,
            })
        })
    }

    fn blob_part(&self, id: BlobId, start: u64, most: u64) -> Result<Vec<u8>, StoreError> {
        let end = start.saturating_add(most);
        // From the piece in which it begins.
        let sql = "SELECT start, bytes FROM blob_piece WHERE blob = ?1 AND start < ?3
                   AND start >= (SELECT coalesce(max(start), 0) FROM blob_piece
                                 WHERE blob = ?1 AND start <= ?2)
                   ORDER BY start";
        let pieces = self.all(sql, (id, from_count(start), from_count(end)), |row| {
            Ok((to_count(row.get(0)?), row.get::<_, Vec<u8>>(1)?))
        })?;
        let mut part = Vec::new();
        for (first, bytes) in pieces {
            let bounds = [start, end].map(|place| {
                let within = usize::try_from(place.saturating_sub(first));
                within.unwrap_or(usize::MAX).min(bytes.len())
            });
            part.extend(bytes.get(bounds[0]..bounds[1]).unwrap_or_default());
        }
        Ok(part)
    }

    fn blob_room_taken(&self, resident: PersonId) -> Result<BlobRoom, StoreError> {
        let sql = "SELECT count(*), coalesce(sum(size), 0) FROM blob WHERE resident = ?1";
        let taken = self.one(sql, [resident.0], |row| {
            Ok(BlobRoom {
                photos: to_count(row.get(0)?),
                bytes: to_count(row.get(1)?),
            })
        })?;
        Ok(taken.unwrap_or_default())
    }

    fn blob_documents(
        &self,
        resident: PersonId,
        hash: &BlobHash,
    ) -> Result<Vec<DocId>, StoreError> {
        let sql = "SELECT doc FROM blob_ref WHERE hash = ?2 AND resident = ?1 ORDER BY doc";
        self.all(sql, (resident.0, hash.as_str()), |row| {
            row.get(0).map(DocId)
        })
    }

    fn blob_refs(&self, doc: DocId) -> Result<BTreeSet<BlobHash>, StoreError> {
        let sql = "SELECT hash FROM blob_ref WHERE doc = ?1";
        let hashes = self.all(sql, [doc.0], |row| row.get::<_, String>(0))?;
        hashes
            .into_iter()
            .map(|hash| BlobHash::try_from(hash).map_err(|_| StoreError::Unreadable("hash")))
            .collect()
    }
}

impl WriteBlobs for SqliteTx<'_> {
    fn set_blob_refs(
        &mut self,
        doc: DocId,
        resident: PersonId,
        hashes: &BTreeSet<BlobHash>,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let known = self.blob_refs(doc)?;
        for hash in hashes.difference(&known) {
            self.run(
                "INSERT INTO blob_ref (doc, hash, resident) VALUES (?1, ?2, ?3)",
                (doc.0, hash.as_str(), resident.0),
            )?;
            self.run(
                "UPDATE blob SET loose_at = NULL WHERE resident = ?1 AND hash = ?2",
                (resident.0, hash.as_str()),
            )?;
        }
        for hash in known.difference(hashes) {
            self.run(
                "DELETE FROM blob_ref WHERE doc = ?1 AND hash = ?2",
                (doc.0, hash.as_str()),
            )?;
            self.run(
                "UPDATE blob SET loose_at = ?3 WHERE resident = ?1 AND hash = ?2
                 AND NOT EXISTS (SELECT 1 FROM blob_ref r WHERE r.hash = ?2 AND r.resident = ?1)",
                (resident.0, hash.as_str(), now.0),
            )?;
        }
        Ok(())
    }

    fn begin_blob(
        &mut self,
        resident: PersonId,
        hash: &BlobHash,
        size: u64,
    ) -> Result<Blob, StoreError> {
        self.run(
            "DELETE FROM blob WHERE resident = ?1 AND hash = ?2",
            (resident.0, hash.as_str()),
        )?;
        self.run(
            "INSERT INTO blob (resident, hash, size, has, is_whole) VALUES (?1, ?2, ?3, 0, 0)",
            (resident.0, hash.as_str(), from_count(size)),
        )?;
        Ok(Blob {
            id: BlobId(self.0.last_insert_rowid()),
            size,
            has: 0,
            is_whole: false,
        })
    }

    fn add_to_blob(&mut self, blob: &Blob, bytes: &[u8]) -> Result<Blob, StoreError> {
        self.run(
            "INSERT INTO blob_piece (blob, start, bytes) VALUES (?1, ?2, ?3)",
            (blob.id, from_count(blob.has), bytes),
        )?;
        let has = blob.has + u64::try_from(bytes.len()).unwrap_or(0);
        let is_whole = has == blob.size;
        self.run(
            "UPDATE blob SET has = ?2, is_whole = ?3 WHERE id = ?1",
            (blob.id, from_count(has), is_whole),
        )?;
        Ok(Blob {
            has,
            is_whole,
            ..*blob
        })
    }

    fn drop_blob(&mut self, id: BlobId) -> Result<(), StoreError> {
        self.run("DELETE FROM blob WHERE id = ?1", [id]).map(drop)
    }

    fn sweep_blobs(&mut self, before: Timestamp) -> Result<(), StoreError> {
        self.run("DELETE FROM blob WHERE loose_at < ?1", [before.0])
            .map(drop)
    }
}

/// The first four columns.
fn blob(row: &Row<'_>) -> rusqlite::Result<Blob> {
    Ok(Blob {
        id: row.get(0)?,
        size: to_count(row.get(1)?),
        has: to_count(row.get(2)?),
        is_whole: row.get(3)?,
    })
}
