//! Emptying the database so that nothing of it can be read any more, as far as SQLite can:
//! rows are overwritten, the file is written anew, the log is cut off. What lies on a
//! flash chip beneath the file is beyond its reach.

use super::{Database, open, setting::Setting};
use crate::error::Result;
use rusqlite::{Connection, config::DbConfig};

impl Database {
    /// Removes everything but `keep`. Once this returns, a crash brings nothing back, unless
    /// there was no room to write the file anew.
    pub(crate) fn wipe(&mut self, keep: &[Setting]) -> Result<()> {
        self.db.flush_prepared_statement_cache();
        self.db.pragma_update(None, "secure_delete", true)?;
        self.db.pragma_update(None, "foreign_keys", false)?;
        let emptied = empty(&mut self.db, keep);
        self.db.pragma_update(None, "foreign_keys", true)?;
        emptied?;
        self.scrub_or_tell();
        Ok(())
    }

    /// As [`Self::scrub`], for what is emptied already and must not fail any more: where there
    /// is no room for it now, the next start does it.
    pub(crate) fn scrub_or_tell(&mut self) {
        if let Err(error) = self.scrub() {
            tracing::error!(error = %crate::error::chain(&error), "could not scrub the store");
        }
    }

    /// Writes the file anew without what was deleted. Also at the next start, where the
    /// device was switched off in between.
    pub(crate) fn scrub(&mut self) -> Result<()> {
        self.db.flush_prepared_statement_cache();
        vacuum(&self.db)?;
        for damaged in open::damaged_files(&self.path) {
            forget(&damaged);
        }
        Ok(())
    }

    /// Whether pages are left that hold nothing any more.
    pub(crate) fn has_remains(&self) -> Result<bool> {
        let pages: i64 = self
            .db
            .query_row("PRAGMA freelist_count", [], |row| row.get(0))?;
        Ok(pages > 0 || !open::damaged_files(&self.path).is_empty())
    }
}

fn empty(db: &mut Connection, keep: &[Setting]) -> Result<()> {
    let tx = db.transaction()?;
    let named = |kind: &str| -> Result<Vec<String>> {
        let sql = format!(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
             AND sql {kind} LIKE 'CREATE VIRTUAL%'"
        );
        let mut statement = tx.prepare(&sql)?;
        let names = statement.query_map([], |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    };
    let searches = named("")?;
    for search in &searches {
        let sql = format!("INSERT INTO {search} ({search}) VALUES ('delete-all')");
        tx.execute(&sql, [])?;
    }
    for table in named("NOT")? {
        // What lies beneath a search index goes with it.
        let is_beneath = |search: &String| table.starts_with(&format!("{search}_"));
        if !searches.iter().any(is_beneath) {
            tx.execute(&format!("DELETE FROM {table}"), [])?;
        }
    }
    for setting in keep {
        setting.write(&tx)?;
    }
    tx.commit()?;
    Ok(())
}

fn vacuum(db: &Connection) -> Result<()> {
    db.pragma_update(None, "secure_delete", true)?;
    db.execute_batch("VACUUM")?;
    if cfg!(not(target_arch = "wasm32")) {
        // Answers a row, which says nothing that could be done about.
        db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    }
    Ok(())
}

/// Empties a database that was damaged and moved aside. Nothing depends on it; what cannot
/// be done is told in the log.
fn forget(path: &str) {
    let forgotten = Connection::open(path).and_then(|db| {
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, true)?;
        db.pragma_update(None, "secure_delete", true)?;
        db.execute_batch("VACUUM")?;
        db.set_db_config(DbConfig::SQLITE_DBCONFIG_RESET_DATABASE, false)?;
        Ok(())
    });
    if let Err(error) = forgotten {
        tracing::error!(%error, "a damaged store could not be emptied");
    }
    open::remove_file(path);
}
