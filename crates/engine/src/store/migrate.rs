//! Numbered migrations, one transaction each; `user_version` says how far a
//! database has come. A migration that was released is never edited.

use crate::error::{EngineError, Result};
use rusqlite::Connection;

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_init.sql"),
    include_str!("../../migrations/0002_typed.sql"),
    include_str!("../../migrations/0003_application.sql"),
    include_str!("../../migrations/0004_application_line.sql"),
    include_str!("../../migrations/0005_blob.sql"),
    include_str!("../../migrations/0006_proof.sql"),
    include_str!("../../migrations/0007_no_words_of_what_left.sql"),
    include_str!("../../migrations/0008_own_visit.sql"),
    include_str!("../../migrations/0009_returned.sql"),
    include_str!("../../migrations/0010_unread.sql"),
    include_str!("../../migrations/0011_consent.sql"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_and_what_refers_to_them_outlast_the_new_list_of_kinds() {
        let mut db = Connection::open_in_memory().unwrap();
        db.pragma_update(None, "foreign_keys", true).unwrap();
        for migration in &MIGRATIONS[..2] {
            db.execute_batch(migration).unwrap();
        }
        db.pragma_update(None, "user_version", 2).unwrap();
        db.execute_batch(
            "INSERT INTO document (id, kind, bytes) VALUES (x'01', 'care', x'aa'), (x'02', 'person', x'bb');
             CREATE TABLE line (doc BLOB NOT NULL PRIMARY KEY REFERENCES document (id) ON DELETE CASCADE);
             INSERT INTO line VALUES (x'01');",
        )
        .unwrap();
        to_newest(&mut db).unwrap();
        let kept: String = db
            .query_row(
                "SELECT group_concat(hex(id) || kind || hex(bytes), ' ') FROM (SELECT * FROM document ORDER BY id)",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(kept, "01careAA 02personBB");
        let lines: i64 = db
            .query_row("SELECT count(*) FROM line", [], |row| row.get(0))
            .unwrap();
        assert_eq!(lines, 1);
        let insert = |kind: &str| {
            let sql = "INSERT INTO document (id, kind, bytes) VALUES (randomblob(16), ?1, x'cc')";
            db.execute(sql, [kind])
        };
        assert!(insert("application").is_ok());
        assert!(insert("other").is_err());
        // What refers to a document still goes with it.
        db.execute("DELETE FROM document WHERE id = x'01'", [])
            .unwrap();
        let lines: i64 = db
            .query_row("SELECT count(*) FROM line", [], |row| row.get(0))
            .unwrap();
        assert_eq!(lines, 0);
    }

    #[test]
    fn own_changes_of_documents_that_left_are_gone() {
        let mut db = Connection::open_in_memory().unwrap();
        for migration in &MIGRATIONS[..6] {
            db.execute_batch(migration).unwrap();
        }
        db.pragma_update(None, "user_version", 6).unwrap();
        db.execute_batch(
            "INSERT INTO document (id, kind, bytes) VALUES (x'01', 'care', x'aa');
             INSERT INTO outbox (hash, doc, signed, words, at, receipt) VALUES
                 (x'01', x'01', x'00', '', 0, x'00'), (x'02', x'02', x'00', '', 0, x'00'),
                 (x'03', x'02', x'00', '', 0, NULL);",
        )
        .unwrap();
        to_newest(&mut db).unwrap();
        let sql = "SELECT group_concat(hex(hash), ' ') FROM (SELECT * FROM outbox ORDER BY hash)";
        let kept: String = db.query_row(sql, [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "01 03", "what is here, and what waits");
    }

    /// A file that is written and not in the list would change nobody's database.
    #[test]
    fn every_file_of_migrations_is_in_the_list_in_its_order() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations");
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
