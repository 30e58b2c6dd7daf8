//! The store on SQLite: one file, one writing connection, a few reading ones.

mod blob;
mod gateway;
mod read;
mod webhook;
mod write;

use super::{ReadWork, Store, StoreError, WriteWork};
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, config::DbConfig};
use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Reading connections that are kept open between reads.
const IDLE_READERS: usize = 4;

/// Each brings the store from the version of its place to the next.
const MIGRATIONS: &[&str] = &[
    include_str!("sqlite/migrations/0001_init.sql"),
    include_str!("sqlite/migrations/0002_application.sql"),
    include_str!("sqlite/migrations/0003_blob.sql"),
    include_str!("sqlite/migrations/0004_delivery.sql"),
];

/// A store in one SQLite file.
pub struct Sqlite {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sqlite")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Names the operation that failed.
trait Doing<T> {
    fn doing(self, what: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for Result<T, rusqlite::Error> {
    fn doing(self, what: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| StoreError::Database(what, error))
    }
}

impl Sqlite {
    /// Opens the file, or makes it, and brings it up to date.
    ///
    /// # Errors
    /// When it cannot be opened, or is of a newer program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut writer = connect(path, OpenFlags::default())?;
        migrate(&mut writer)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
        })
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        let idle = lock(&self.readers).pop();
        idle.map_or_else(
            || {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                connect(&self.path, flags)
            },
            Ok,
        )
    }
}

/// A thread that panicked while it held the lock left no half-done state: SQLite
/// rolls its transaction back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The one list of settings, and why.
fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let open = || {
        let connection = Connection::open_with_flags(path, flags)?;
        // The command line may write while the server runs.
        connection.busy_timeout(Duration::from_secs(10))?;
        if !flags.contains(OpenFlags::SQLITE_OPEN_READ_ONLY) {
            // Readers are not held up by the writer.
            connection.pragma_update(None, "journal_mode", "WAL")?;
            // A commit returns when it is on the disk: an acknowledged change survives a power cut.
            connection.pragma_update(None, "synchronous", "FULL")?;
            connection.pragma_update(None, "foreign_keys", true)?;
        }
        // Sorting never writes to a folder that we do not know.
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // A plan once made stays: planning anew for each range costs more than it gains.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(connection)
    };
    open().doing("open the store")
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    let tx = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .doing("begin the store's update")?;
    let found: u32 = tx
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .doing("read the store's version")?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for migration in MIGRATIONS
        .iter()
        .skip(usize::try_from(found).unwrap_or(usize::MAX))
    {
        tx.execute_batch(migration).doing("update the store")?;
    }
    tx.pragma_update(None, "user_version", known)
        .doing("update the store")?;
    tx.commit().doing("update the store")
}

/// One view or transaction of the store.
struct Session<'a>(Transaction<'a>);

impl Store for Sqlite {
    fn reading(&self, work: ReadWork<'_>) -> Result<(), StoreError> {
        let mut connection = self.reader()?;
        let answer = {
            let session = Session(connection.transaction().doing("begin to read")?);
            work(&session)
        };
        let mut idle = lock(&self.readers);
        if idle.len() < IDLE_READERS {
            idle.push(connection);
        }
        answer
    }

    fn writing(&self, work: WriteWork<'_>) -> Result<(), StoreError> {
        let mut connection = lock(&self.writer);
        let tx = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .doing("begin to write")?;
        let mut session = Session(tx);
        work(&mut session)?;
        session.0.commit().doing("commit")
    }

    fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let connection = self.reader()?;
        connection
            .execute("VACUUM INTO ?1", [to.to_string_lossy()])
            .doing("write the backup")
            .map(drop)
    }
}

/// A place in the feed as SQLite keeps it.
fn from_seq(seq: u64) -> i64 {
    i64::try_from(seq).unwrap_or(i64::MAX)
}

fn to_seq(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
