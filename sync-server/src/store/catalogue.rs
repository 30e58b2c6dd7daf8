//! Every catalogue that was in use: drafts answer the questions of older ones.

use super::StoreError;
use linli_domain::time::Timestamp;

pub trait ReadCatalogues {
    /// The bytes of the catalogue of this version.
    fn catalogue(&self, version: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// The bytes of the catalogue that was taken into use last.
    fn last_catalogue(&self) -> Result<Option<Vec<u8>>, StoreError>;
    /// The bytes of every catalogue that was in use, the one taken into use last first.
    fn catalogues(&self) -> Result<Vec<Vec<u8>>, StoreError>;
}

pub trait WriteCatalogues: ReadCatalogues {
    /// Keeps a catalogue that is taken into use at `at`, maybe not for the first time.
    fn put_catalogue(
        &mut self,
        version: &str,
        bytes: &[u8],
        at: Timestamp,
    ) -> Result<(), StoreError>;
}
