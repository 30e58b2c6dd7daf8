//! Catalogues in SQLite.

use super::SqliteTx;
use crate::store::{ReadCatalogues, StoreError, WriteCatalogues};
use linli_domain::time::Timestamp;

impl ReadCatalogues for SqliteTx<'_> {
    fn catalogue(&self, version: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM catalogue WHERE version = ?1";
        self.one(sql, [version], |row| row.get(0))
    }

    fn last_catalogue(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM catalogue ORDER BY at DESC, rowid DESC LIMIT 1";
        self.one(sql, [], |row| row.get(0))
    }

    fn catalogues(&self) -> Result<Vec<Vec<u8>>, StoreError> {
        let sql = "SELECT bytes FROM catalogue ORDER BY at DESC, rowid DESC";
        self.all(sql, [], |row| row.get(0))
    }
}

impl WriteCatalogues for SqliteTx<'_> {
    fn put_catalogue(
        &mut self,
        version: &str,
        bytes: &[u8],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO catalogue (version, bytes, at) VALUES (?1, ?2, ?3)
             ON CONFLICT (version) DO UPDATE SET bytes = excluded.bytes, at = excluded.at",
            (version, bytes, at.0),
        )
        .map(drop)
    }
}
