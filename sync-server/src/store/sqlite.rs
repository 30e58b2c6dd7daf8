//! The store on SQLite: one file, one writing connection, a few reading ones.

mod account;
mod application;
mod blob;
mod catalogue;
mod clock;
mod copy;
mod document;
mod gateway;
mod lease;
mod life;
mod operation;
mod rescue;
mod restore;
mod salvage;
mod value;
mod webhook;

use super::{ReadTx, ReadWork, Store, StoreError, WriteTx, WriteWork, private_file};
use operation::NameOperation;
use rusqlite::{
    Connection, InterruptHandle, OpenFlags, OptionalExtension, Params, Row, Transaction,
    TransactionBehavior, config::DbConfig, types::Value,
};
use std::{
    fmt::{self, Write as _},
    io,
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
    include_str!("sqlite/migrations/0005_rescue.sql"),
    include_str!("sqlite/migrations/0006_person.sql"),
    include_str!("sqlite/migrations/0007_own_device.sql"),
    include_str!("sqlite/migrations/0008_give_back.sql"),
    include_str!("sqlite/migrations/0009_written.sql"),
    include_str!("sqlite/migrations/0010_daily_use.sql"),
    include_str!("sqlite/migrations/0011_opened.sql"),
];

/// A store in one SQLite file.
pub struct Sqlite {
    path: PathBuf,
    // Closed before the writer: the last connection folds the log into the file, which
    // one that only reads cannot.
    readers: Mutex<Vec<Connection>>,
    writer: Mutex<Connection>,
    // While the store is looked through.
    looking: Mutex<Option<InterruptHandle>>,
}

impl fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sqlite")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Sqlite {
    /// Opens the file, or makes it for this user only, and brings it up to date.
    ///
    /// # Errors
    /// When it cannot be opened, or was written by a newer program.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        make_private(path)?;
        let mut writer = connect(path, OpenFlags::default())?;
        migrate(&mut writer)?;
        Ok(Self {
            path: path.to_owned(),
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            looking: Mutex::default(),
        })
    }

    fn reader(&self) -> Result<Connection, StoreError> {
        let idle = lock(&self.readers).pop();
        idle.map_or_else(|| self.fresh_reader(), Ok)
    }

    fn fresh_reader(&self) -> Result<Connection, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        connect(&self.path, flags)
    }
}

/// The store's file, and what SQLite keeps beside it, for this user only. What SQLite makes
/// later has the rights of the file.
fn make_private(path: &Path) -> Result<(), StoreError> {
    let files = || {
        match private_file::make(path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
        for end in ["", "-wal", "-shm"] {
            private_file::keep(&copy::beside(path, end))?;
        }
        Ok(())
    };
    files()
        .map_err(|error| StoreError::Database("open the store for this user only", Box::new(error)))
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
    let found = tx
        .pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0))
        .doing("read the store's version")?;
    let (found, known) = (
        usize::try_from(found).unwrap_or(usize::MAX),
        MIGRATIONS.len(),
    );
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    for migration in MIGRATIONS.iter().skip(found) {
        tx.execute_batch(migration).doing("update the store")?;
    }
    tx.pragma_update(
        None,
        "user_version",
        i64::try_from(known).unwrap_or(i64::MAX),
    )
    .doing("update the store")?;
    tx.commit().doing("update the store")
}

impl Store for Sqlite {
    fn run_read(&self, work: ReadWork<'_>) -> Result<(), StoreError> {
        let mut connection = self.reader()?;
        let answer = {
            let tx = SqliteTx(connection.transaction().doing("begin to read")?);
            work(&tx)
        };
        let mut idle = lock(&self.readers);
        if idle.len() < IDLE_READERS {
            idle.push(connection);
        }
        answer
    }

    fn run_write(&self, work: WriteWork<'_>) -> Result<(), StoreError> {
        let mut connection = lock(&self.writer);
        let tx = connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .doing("begin to write")?;
        let mut tx = SqliteTx(tx);
        work(&mut tx)?;
        tx.0.commit().doing("commit")
    }

    fn backup(&self, to: &Path) -> Result<(), StoreError> {
        copy::write(&self.reader()?, to, MIGRATIONS.len())
    }

    fn faults(&self) -> Result<Vec<String>, StoreError> {
        // One that remembers no page: what stands on the disk is looked at.
        let connection = self.fresh_reader()?;
        *lock(&self.looking) = Some(connection.get_interrupt_handle());
        let found = copy::faults(&connection, "quick_check");
        *lock(&self.looking) = None;
        found
    }

    fn fold(&self) -> Result<(), StoreError> {
        if let Some(looking) = &*lock(&self.looking) {
            looking.interrupt();
        }
        let writer = lock(&self.writer);
        lock(&self.readers).clear();
        let fold = "PRAGMA wal_checkpoint(TRUNCATE)";
        let is_busy: bool = writer
            .query_row(fold, [], |row| row.get(0))
            .doing("fold the log into the store")?;
        if is_busy {
            return Err(StoreError::Busy);
        }
        Ok(())
    }
}

/// A transaction, or a consistent view where nothing is written.
struct SqliteTx<'a>(Transaction<'a>);

impl SqliteTx<'_> {
    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>, StoreError> {
        let query = || {
            self.0
                .prepare_cached(sql)?
                .query_row(params, read)
                .optional()
        };
        query().doing("read from the store")
    }

    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let query = || {
            let mut statement = self.0.prepare_cached(sql)?;
            let rows = statement.query_map(params, read)?;
            rows.collect::<rusqlite::Result<Vec<T>>>()
        };
        query().doing("read from the store")
    }

    /// Answers how many rows were written.
    fn run(&self, sql: &str, params: impl Params) -> Result<usize, StoreError> {
        let run = || self.0.prepare_cached(sql)?.execute(params);
        run().doing("write to the store")
    }
}

impl ReadTx for SqliteTx<'_> {
    fn dump(&self) -> Result<String, StoreError> {
        let mut text = String::new();
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
        for table in self.all(sql, [], |row| row.get::<_, String>(0))? {
            let columns = match table.as_str() {
                "document" => "id, kind, first_seq, last_seq",
                // Its version names its bytes.
                "catalogue" => "version, at",
                _ => "*",
            };
            let which = match table.as_str() {
                "setting" => "WHERE name <> 'clock'",
                _ => "",
            };
            let sql = format!("SELECT {columns} FROM {table} {which} ORDER BY 1, 2");
            let rows = self.all(&sql, [], |row| {
                let columns = 0..row.as_ref().column_count();
                columns
                    .map(|at| row.get(at))
                    .collect::<rusqlite::Result<Vec<Value>>>()
            })?;
            for row in rows {
                // Writing to a string cannot fail.
                let _written = writeln!(text, "{table} {row:?}");
            }
        }
        Ok(text)
    }
}

impl WriteTx for SqliteTx<'_> {
    fn savepoint(&mut self) -> Result<(), StoreError> {
        self.run("SAVEPOINT work", []).map(drop)
    }

    fn release(&mut self) -> Result<(), StoreError> {
        self.run("RELEASE work", []).map(drop)
    }

    fn roll_back(&mut self) -> Result<(), StoreError> {
        self.run("ROLLBACK TO work", [])?;
        self.release()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_returns_when_it_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("store")).unwrap();
        let set = |name: &str| -> String {
            let value = lock(&store.writer)
                .pragma_query_value(None, name, |row| row.get::<_, Value>(0))
                .unwrap();
            format!("{value:?}")
        };
        // 2 is FULL: with WAL, the log is synchronised at every commit.
        assert_eq!(set("synchronous"), "Integer(2)");
        assert_eq!(set("journal_mode"), "Text(\"wal\")");
    }

    /// A file that is written and not in the list would change nobody's database.
    #[test]
    fn every_file_of_migrations_is_in_the_list_in_its_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/sqlite/migrations");
        let entries = std::fs::read_dir(folder).unwrap();
        let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        let texts: Vec<_> = files
            .iter()
            .map(|file| std::fs::read_to_string(file).unwrap())
            .collect();
        assert_eq!(texts, MIGRATIONS, "{files:?}");
    }
}
