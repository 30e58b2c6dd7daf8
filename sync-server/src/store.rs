//! What the centre keeps, behind one trait, so that another database can follow.
//! No rule about who may do what lives here.
//!
//! # The feed never skips
//! **Invariant:** when a read sees [`Reading::horizon`] = *h*, it sees every change
//! with a number up to *h*, and no change will ever get such a number again. SQLite
//! has one writing transaction at a time and numbers are given inside it, so the
//! highest number that a read sees is the horizon. A store with several writers
//! must answer the number below which every transaction has ended instead.

mod blob;
mod gateway;
mod sqlite;
mod webhook;

pub use blob::{Blob, BlobReading, BlobWriting};
pub use gateway::{Answer, Gateway, GatewayReading, GatewayWriting};
pub use sqlite::Sqlite;
pub use webhook::{Delivery, Fate, News, Vain, Webhook, WebhookReading, WebhookWriting};

use linli_domain::{
    access::Writer,
    document::DocKind,
    id::{AreaId, DeviceId, DocId, PersonId},
    role::{Role, Scope},
    time::Timestamp,
};
use linli_replica::{
    exchange::{DeviceCard, Snapshot},
    keys::PublicKey,
    replica::Replica,
    signed::{Hash, SignedChange},
};
use std::path::Path;

/// What went wrong with the store. Never holds contents, names or keys.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused.
    #[error("could not {0}")]
    Database(&'static str, #[source] rusqlite::Error),
    /// The file is of a newer program.
    #[error("the store has version {found}, this program knows up to {known}")]
    Newer {
        /// Version of the file.
        found: u32,
        /// Newest that this program knows.
        known: u32,
    },
    /// What stands there cannot be what was written.
    #[error("the store holds an unreadable {0}")]
    Unreadable(&'static str),
    /// The program has a mistake; nothing of what it did stands.
    #[error("a piece of work panicked")]
    Panicked,
    /// A document could not be read or written.
    #[error("could not work on a document")]
    Replica(#[from] linli_replica::replica::ReplicaError),
}

/// One person in one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its row.
    pub id: i64,
    /// Who, as what, with which right to read.
    pub writer: Writer,
    /// The area that they belong to.
    pub area: AreaId,
    /// The person's name.
    pub name: String,
}

/// An account to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// Who, as what, with which right to read.
    pub writer: Writer,
    /// The area that they belong to.
    pub area: AreaId,
    /// The person's name.
    pub name: String,
}

/// An enrolment code as kept: the code itself is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Whose.
    pub account: i64,
    /// When it ends.
    pub expires_at: Timestamp,
    /// The device that used it.
    pub used_by: Option<DeviceId>,
}

/// An enrolled device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// Its key.
    pub key: PublicKey,
    /// Whose it is.
    pub account: Account,
    /// When it was enrolled.
    pub enrolled_at: Timestamp,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

/// A document as kept, without its changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is.
    pub kind: DocKind,
    /// The number of its first change.
    pub first_seq: u64,
    /// The whole document as of `snapshot_seq`.
    pub snapshot: Option<Snapshot>,
    /// Up to which change the snapshot goes; 0 where there is none.
    pub snapshot_seq: u64,
    /// Changes since the snapshot.
    pub tail: u64,
}

/// A change as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stored {
    /// Its place in the feed.
    pub seq: u64,
    /// Its hash.
    pub hash: Hash,
    /// When the centre received it.
    pub at: Timestamp,
    /// The change as its author signed it.
    pub signed: SignedChange,
}

/// A change to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewChange<'a> {
    /// The change as its author signed it.
    pub signed: &'a SignedChange,
    /// Its hash.
    pub hash: Hash,
    /// The incarnation that its actor names.
    pub incarnation: u32,
    /// Its number among its actor's changes in the document.
    pub actor_seq: u64,
    /// The document's kind, where the change begins one.
    pub begins: Option<DocKind>,
    /// When the centre received it.
    pub at: Timestamp,
}

/// Where an appended change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Appended {
    /// Its place in the feed.
    pub seq: u64,
    /// Changes of its document since the last snapshot, with it.
    pub tail: u64,
}

/// How a document stands to one scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScopeRow {
    /// The document.
    pub doc: DocId,
    /// Since which change it carries the scope.
    pub granted: u64,
    /// With which change it lost the scope.
    pub revoked: Option<u64>,
}

/// What is watched of an application; see `0002_application.sql`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watched {
    /// Whose it is.
    pub resident: PersonId,
    /// The number to ask about it by.
    pub tracking: String,
    /// When it lapses, while the office waits.
    pub lapses_at: Option<Timestamp>,
    /// The change with a decision that has not reached the resident.
    pub decided_seq: Option<u64>,
}

/// Reads within one consistent view. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait Reading: BlobReading + GatewayReading + WebhookReading {
    /// The number at and below which the feed is complete.
    fn horizon(&self) -> Result<u64, StoreError>;
    /// The hash of the last change up to `seq`.
    fn hash_at(&self, seq: u64) -> Result<Option<Hash>, StoreError>;
    /// The account of a person in a role.
    fn account(&self, person: PersonId, role: Role) -> Result<Option<Account>, StoreError>;
    /// Every account with this name, in full or in one of its scripts.
    fn accounts_named(&self, name: &str) -> Result<Vec<Account>, StoreError>;
    /// How many accounts there are.
    fn count_accounts(&self) -> Result<u64, StoreError>;
    /// The code with this hash.
    fn code(&self, hash: &[u8; 32]) -> Result<Option<Code>, StoreError>;
    /// The account with this row.
    fn account_by_id(&self, id: i64) -> Result<Option<Account>, StoreError>;
    /// The device with this id.
    fn device(&self, id: DeviceId) -> Result<Option<Device>, StoreError>;
    /// The device with this token's hash.
    fn device_by_token(&self, hash: &[u8; 32]) -> Result<Option<Device>, StoreError>;
    /// Every device, in the order of enrolment.
    fn devices(&self) -> Result<Vec<Device>, StoreError>;
    /// A device's card.
    fn card(&self, id: DeviceId) -> Result<Option<DeviceCard>, StoreError>;
    /// A document.
    fn document(&self, id: DocId) -> Result<Option<Document>, StoreError>;
    /// The number of a document's last change.
    fn last_seq(&self, id: DocId) -> Result<Option<u64>, StoreError>;
    /// What a document is.
    fn kind(&self, id: DocId) -> Result<Option<DocKind>, StoreError>;
    /// A document's changes after `after`, in order.
    fn changes(&self, doc: DocId, after: u64) -> Result<Vec<Stored>, StoreError>;
    /// The number of a document's first change after `after`.
    fn first_change(&self, doc: DocId, after: u64) -> Result<Option<u64>, StoreError>;
    /// The change with this hash.
    fn change(&self, hash: Hash) -> Result<Option<Stored>, StoreError>;
    /// How every document stands to `scope` in which something happened after `after`.
    fn scope_rows(&self, scope: &Scope, after: u64) -> Result<Vec<ScopeRow>, StoreError>;
    /// Care requests whose lease ended before `now`.
    fn lapsed(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError>;
    /// What is watched of an application.
    fn watched(&self, doc: DocId) -> Result<Option<Watched>, StoreError>;
    /// The application with this tracking code.
    fn tracked(&self, code: &str) -> Result<Option<DocId>, StoreError>;
    /// Applications whose last day to bring something has ended by `now`.
    fn waiting_too_long(&self, now: Timestamp) -> Result<Vec<DocId>, StoreError>;
    /// Applications of `resident` with a decision at or before change `seq` that has
    /// not reached them.
    fn decided_unread(&self, resident: PersonId, seq: u64) -> Result<Vec<DocId>, StoreError>;
    /// The bytes of the catalogue of this version.
    fn catalogue(&self, version: &str) -> Result<Option<Vec<u8>>, StoreError>;
    /// The bytes of the catalogue that was taken into use last.
    fn last_catalogue(&self) -> Result<Option<Vec<u8>>, StoreError>;
    /// Everything but snapshots, which follow from the rest, as text to compare
    /// before and after.
    fn dump(&self) -> Result<String, StoreError>;
}

/// Writes within one transaction. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait Writing: Reading + BlobWriting + GatewayWriting + WebhookWriting {
    /// Notes where the transaction stands; one note at a time.
    fn begin_part(&mut self) -> Result<(), StoreError>;
    /// Ends the part that [`Self::begin_part`] began: it stands, or is undone.
    fn end_part(&mut self, stands: bool) -> Result<(), StoreError>;
    /// Makes an account.
    fn add_account(&mut self, account: &NewAccount) -> Result<Account, StoreError>;
    /// Keeps a code's hash, and drops codes that ended before `forget_before`.
    fn add_code(
        &mut self,
        hash: &[u8; 32],
        code: &Code,
        forget_before: Timestamp,
    ) -> Result<(), StoreError>;
    /// Marks a code as used.
    fn use_code(&mut self, hash: &[u8; 32], by: DeviceId) -> Result<(), StoreError>;
    /// Enrols a device, or gives an enrolled one a new token.
    fn put_device(
        &mut self,
        card: &DeviceCard,
        account: i64,
        token_hash: Option<&[u8; 32]>,
        at: Timestamp,
    ) -> Result<(), StoreError>;
    /// Revokes a device; whether there was one to revoke.
    fn revoke_device(&mut self, id: DeviceId, at: Timestamp) -> Result<bool, StoreError>;
    /// The next value of a counter that never repeats, from 1.
    fn count_up(&mut self, name: &str) -> Result<u64, StoreError>;
    /// Appends a change.
    fn append(&mut self, change: &NewChange<'_>) -> Result<Appended, StoreError>;
    /// Sets which scopes a document carries as of change `seq`.
    fn set_scopes(&mut self, doc: DocId, seq: u64, scopes: &[Scope]) -> Result<(), StoreError>;
    /// Keeps a snapshot as of `seq`, unless a newer one is there.
    fn keep_snapshot(
        &mut self,
        doc: DocId,
        seq: u64,
        snapshot: &Snapshot,
    ) -> Result<(), StoreError>;
    /// Sets when the assignment of a care request lapses, or that it does not.
    fn set_lease(&mut self, care: DocId, lapses_at: Option<Timestamp>) -> Result<(), StoreError>;
    /// Keeps a catalogue.
    fn keep_catalogue(
        &mut self,
        version: &str,
        bytes: &[u8],
        at: Timestamp,
    ) -> Result<(), StoreError>;
    /// Sets what is watched of an application.
    fn watch(&mut self, doc: DocId, watched: &Watched) -> Result<(), StoreError>;
}

impl dyn Reading + '_ {
    /// A document, loaded.
    ///
    /// # Errors
    /// When the database fails or the document cannot be read.
    pub fn load(&self, id: DocId) -> Result<Option<Replica>, StoreError> {
        let Some(document) = self.document(id)? else {
            return Ok(None);
        };
        let mut bytes = document
            .snapshot
            .map(|snapshot| snapshot.bytes)
            .unwrap_or_default();
        for change in self.changes(id, document.snapshot_seq)? {
            bytes.extend(change.signed.change);
        }
        Ok(Some(Replica::load(&bytes)?))
    }
}

/// Work on one consistent view.
pub type ReadWork<'a> = &'a mut dyn FnMut(&dyn Reading) -> Result<(), StoreError>;
/// Work in one transaction.
pub type WriteWork<'a> = &'a mut dyn FnMut(&mut dyn Writing) -> Result<(), StoreError>;

/// A store that several threads share.
pub trait Store: Send + Sync + std::fmt::Debug {
    /// Runs `work` on one consistent view.
    ///
    /// # Errors
    /// What `work` or the database answers.
    fn reading(&self, work: ReadWork<'_>) -> Result<(), StoreError>;
    /// Runs `work` in one transaction: all of it is on disk when this returns
    /// `Ok`, none of it otherwise.
    ///
    /// # Errors
    /// What `work` or the database answers.
    fn writing(&self, work: WriteWork<'_>) -> Result<(), StoreError>;
    /// Writes a consistent copy to a new file while the store is in use.
    ///
    /// # Errors
    /// When the file exists or cannot be written.
    fn backup(&self, to: &Path) -> Result<(), StoreError>;
}

impl dyn Store + '_ {
    /// As [`Store::reading`], with an answer.
    ///
    /// # Errors
    /// What `work` or the database answers.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&dyn Reading) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (mut work, mut answer) = (Some(work), None);
        self.reading(&mut |store| {
            if let Some(work) = work.take() {
                answer = Some(work(store)?);
            }
            Ok(())
        })?;
        answer.ok_or(StoreError::Unreadable("answer"))
    }

    /// As [`Store::writing`], with an answer.
    ///
    /// # Errors
    /// What `work` or the database answers.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&mut dyn Writing) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let (mut work, mut answer) = (Some(work), None);
        self.writing(&mut |store| {
            if let Some(work) = work.take() {
                answer = Some(work(store)?);
            }
            Ok(())
        })?;
        answer.ok_or(StoreError::Unreadable("answer"))
    }
}
