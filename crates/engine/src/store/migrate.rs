//! Numbered migrations, one transaction each; `user_version` says how far a
//! database has come. A migration that was released is never edited.

use crate::error::{EngineError, Result};
use rusqlite::Connection;

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_init.sql"),
    include_str!("../../migrations/0002_typed.sql"),
    include_str!("../../migrations/0003_application.sql"),
];

/// Brings the database to the newest version.
pub(super) fn to_newest(db: &mut Connection) -> Result<()> {
    let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    let Some(missing) = MIGRATIONS.get(done..) else {
        return Err(EngineError::Newer(version));
    };
    for (number, migration) in (version + 1..).zip(missing) {
        let tx = db.transaction()?;
        tx.execute_batch(migration)?;
        tx.pragma_update(None, "user_version", number)?;
        tx.commit()?;
    }
    Ok(())
}
