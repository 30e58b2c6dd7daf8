//! What can go wrong with a store, whichever database it stands on.

use std::error::Error;

/// What went wrong with the store. Its texts never hold contents, names or keys.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused; the source is what its driver says.
    #[error("could not {0}")]
    Database(&'static str, #[source] Box<dyn Error + Send + Sync>),
    /// The database is damaged where this was read. Nothing more can be written in the
    /// transaction.
    #[error("could not {0}: the database is damaged there")]
    Damaged(&'static str, #[source] Box<dyn Error + Send + Sync>),
    /// A row holds a value that was never written there.
    #[error("could not {0}: a value is damaged")]
    Garbled(&'static str, #[source] Box<dyn Error + Send + Sync>),
    /// The store was written by a newer program.
    #[error("the store has version {found}, this program knows up to {known}")]
    Newer {
        /// Version of the store.
        found: usize,
        /// Newest that this program knows.
        known: usize,
    },
    /// What was read is not what was written.
    #[error("the store holds an unreadable {0}")]
    Unreadable(&'static str),
    /// Somebody else was reading or writing for too long.
    #[error("the store is in use by others")]
    Busy,
    /// The work panicked; nothing of what it did stands.
    #[error("a piece of work panicked")]
    Panicked,
    /// A document could not be read or written.
    #[error("could not work on a document")]
    Replica(#[from] linli_replica::replica::ReplicaError),
}

impl StoreError {
    /// Whether what was read is damaged, or is no document, so that the rest of the store
    /// may well be whole.
    #[must_use]
    pub const fn is_damage(&self) -> bool {
        matches!(
            self,
            Self::Damaged(..) | Self::Garbled(..) | Self::Replica(_)
        )
    }

    /// Whether the transaction in which this was read can write nothing more.
    #[must_use]
    pub const fn ends_writing(&self) -> bool {
        matches!(self, Self::Damaged(..))
    }
}

/// What was read; `None` where it is damaged.
///
/// # Errors
/// What reading answered, unless it is about damage.
pub fn unless_damaged<T>(read: Result<T, StoreError>) -> Result<Option<T>, StoreError> {
    match read {
        Err(error) if error.is_damage() => Ok(None),
        read => read.map(Some),
    }
}
