//! What the centre keeps, behind traits, so that another database needs new files only:
//! an implementation of [`Store`], [`ReadTx`] and [`WriteTx`], and a file of tests that
//! hands it to the contract suite (`tests/store`). No rule about who may do what is here.
//!
//! # Transactions
//! A read sees one consistent view, a write is one transaction: all of it is durable when
//! [`Store::run_write`] answers `Ok`, none of it otherwise. Within it, a
//! savepoint lets a piece of work fail alone.
//!
//! # The feed never skips
//! **Invariant:** when a read sees [`ReadDocuments::horizon`] = *h*, it sees every change
//! with a number up to *h*, and no change will ever get such a number again. SQLite
//! has one writing transaction at a time and numbers are given inside it, so the
//! highest number that a read sees is the horizon. A store with several writers
//! must answer the number below which every transaction has ended instead.
//!
//! # Errors
//! Every method fails with [`StoreError::Database`] when the database does, with
//! [`StoreError::Damaged`] when it is damaged where it was read, and with
//! [`StoreError::Garbled`] or [`StoreError::Unreadable`] when a row does not hold what was
//! written there. What else
//! may fail is said at the method.

mod account;
mod application;
mod blob;
mod catalogue;
mod clock;
mod document;
mod error;
mod gateway;
mod id;
mod lease;
mod life;
pub mod private_file;
mod rescue;
mod sqlite;
mod webhook;

pub use account::{Account, Device, EnrolmentCode, ReadAccounts, WriteAccounts};
pub use application::{ApplicationNote, ReadApplications, WriteApplications};
pub use blob::{Blob, BlobCopy, BlobRoom, ReadBlobs, WriteBlobs};
pub use catalogue::{ReadCatalogues, WriteCatalogues};
pub use clock::{ReadClock, WriteClock};
pub use document::{
    Appended, DailyUse, Document, NewChange, ReadDocuments, ScopeRow, StoredChange, StoredSnapshot,
    UNSIGNED, Volume, WriteDocuments,
};
pub use error::{StoreError, unless_damaged};
pub use gateway::{Gateway, ReadGateways, SavedResponse, WriteGateways};
pub use id::{
    AccountId, BlobId, CodeHash, DeliveryId, MessageId, RescueId, Seq, TokenHash, WebhookId,
};
pub use lease::{ReadLeases, WriteLeases};
pub use life::{ReadLife, WriteLife};
pub use rescue::{ReadRescues, StoredRescue, WriteRescues};
pub use sqlite::Sqlite;
pub use webhook::{
    AttemptOutcome, ReadWebhooks, Webhook, WebhookDelivery, WebhookEvent, WriteWebhooks,
};

use linli_domain::id::DocId;
use linli_replica::{
    exchange::MAX_DOCUMENT_BYTES,
    replica::{Replica, ReplicaError},
};
use std::path::Path;

/// Everything that can be read within one consistent view.
pub trait ReadTx:
    ReadAccounts
    + ReadDocuments
    + ReadApplications
    + ReadLeases
    + ReadRescues
    + ReadLife
    + ReadBlobs
    + ReadGateways
    + ReadWebhooks
    + ReadCatalogues
    + ReadClock
{
    /// Everything but the time, and snapshots and photos' bytes, which follow from the rest,
    /// as text to compare before and after. For tests and for comparing a backup.
    fn dump(&self) -> Result<String, StoreError>;
}

/// Everything that can be written within one transaction.
pub trait WriteTx:
    ReadTx
    + WriteAccounts
    + WriteDocuments
    + WriteApplications
    + WriteLeases
    + WriteRescues
    + WriteLife
    + WriteBlobs
    + WriteGateways
    + WriteWebhooks
    + WriteCatalogues
    + WriteClock
{
    /// Sets a savepoint. They nest; [`Self::release`] and [`Self::roll_back`] end the last.
    fn savepoint(&mut self) -> Result<(), StoreError>;
    /// Ends the savepoint; what was written since stands if the transaction does.
    fn release(&mut self) -> Result<(), StoreError>;
    /// Undoes what was written since the savepoint, and ends it.
    fn roll_back(&mut self) -> Result<(), StoreError>;
}

impl dyn ReadTx + '_ {
    /// A document, loaded from its snapshot and the changes since; where the snapshot is
    /// damaged, from all changes.
    ///
    /// # Errors
    /// When the database fails or the document cannot be read.
    pub fn load(&self, id: DocId) -> Result<Option<Replica>, StoreError> {
        if self.bytes_of(id)? > u64::try_from(MAX_DOCUMENT_BYTES).unwrap_or(u64::MAX) {
            return Err(ReplicaError::Large.into());
        }
        let snapshot = self.snapshot(id);
        let with_snapshot = snapshot.and_then(|snapshot| self.load_from(id, snapshot));
        match with_snapshot {
            Err(error) if error.is_damage() => self.load_from(id, None),
            loaded => loaded,
        }
    }

    /// Loads a document from a snapshot and what came after it.
    fn load_from(
        &self,
        id: DocId,
        snapshot: Option<StoredSnapshot>,
    ) -> Result<Option<Replica>, StoreError> {
        let (mut bytes, seq) = match snapshot {
            Some(stored) if !stored.snapshot.is_intact() => {
                return Err(ReplicaError::Damaged.into());
            }
            Some(stored) => (stored.snapshot.bytes, stored.seq),
            None => (Vec::new(), Seq::START),
        };
        for change in self.changes(id, seq)? {
            if !change.is_intact() {
                return Err(ReplicaError::Damaged.into());
            }
            bytes.extend(change.signed.change);
        }
        if bytes.is_empty() {
            return Ok(None);
        }
        Ok(Some(Replica::load(&bytes)?))
    }
}

/// What came of a damaged store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Salvaged {
    /// Rows that could be read.
    pub rows: usize,
    /// Documents of which some change is gone, until a device gives it back.
    pub cut: usize,
    /// The care requests that are left.
    pub requests: Vec<DocId>,
}

/// Work on one consistent view.
pub type ReadWork<'a> = &'a mut dyn FnMut(&dyn ReadTx) -> Result<(), StoreError>;
/// Work in one transaction.
pub type WriteWork<'a> = &'a mut dyn FnMut(&mut dyn WriteTx) -> Result<(), StoreError>;

/// A store that several threads share. Callers use `read` and `write` on `dyn Store`,
/// which return what the work returns.
pub trait Store: Send + Sync + std::fmt::Debug {
    /// Runs `work` once, on one consistent view.
    ///
    /// # Errors
    /// What `work` or the database answers.
    fn run_read(&self, work: ReadWork<'_>) -> Result<(), StoreError>;
    /// Runs `work` once, in one transaction: all of it is durable when this returns
    /// `Ok`, none of it stands otherwise. Other writers wait meanwhile, also those of
    /// other processes.
    ///
    /// # Errors
    /// What `work` or the database answers.
    fn run_write(&self, work: WriteWork<'_>) -> Result<(), StoreError>;
    /// Writes a consistent copy to a new file, for this user only, while the store is in
    /// use, and reads it again. The file is there when the copy is whole, and not before.
    ///
    /// # Errors
    /// When the file exists or cannot be written, or the copy is damaged.
    fn backup(&self, to: &Path) -> Result<(), StoreError>;
    /// Looks through the whole store for damage, while it is in use, and answers what it
    /// found, without contents. It may take long; [`Self::fold`] ends it.
    ///
    /// # Errors
    /// When it was ended, or the damage is such that nothing can be read.
    fn faults(&self) -> Result<Vec<String>, StoreError>;
    /// Brings everything into the one file that the store was opened with, so that a copy
    /// of that file is a copy of the store until the next write.
    ///
    /// # Errors
    /// When somebody else is reading or writing for long, or the file cannot be written.
    fn fold(&self) -> Result<(), StoreError>;
}

impl dyn Store + '_ {
    /// As [`Store::run_read`], with an answer.
    ///
    /// # Errors
    /// What `work` or the database answers.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&dyn ReadTx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (mut work, mut answer) = (Some(work), None);
        self.run_read(&mut |tx| {
            if let Some(work) = work.take() {
                answer = Some(work(tx)?);
            }
            Ok(())
        })?;
        answer.ok_or(StoreError::Unreadable("answer"))
    }

    /// As [`Store::run_write`], with an answer.
    ///
    /// # Errors
    /// What `work` or the database answers.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut dyn WriteTx) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (mut work, mut answer) = (Some(work), None);
        self.run_write(&mut |tx| {
            if let Some(work) = work.take() {
                answer = Some(work(tx)?);
            }
            Ok(())
        })?;
        answer.ok_or(StoreError::Unreadable("answer"))
    }
}
