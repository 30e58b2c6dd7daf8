//! Carries over what can still be read of a damaged database: identity, own
//! changes, documents. Views are made again; the rest comes from the centre.

use crate::error::Result;
use rusqlite::{Connection, OpenFlags, Transaction, types::Value};

/// Tables worth carrying over, most precious first, with their columns.
const PRECIOUS: &[(&str, &[&str])] = &[
    ("setting", &["key", "value"]),
    (
        "outbox",
        &[
            "place", "hash", "doc", "signed", "intent", "words", "at", "receipt",
        ],
    ),
    ("refused", &["id", "doc", "intent", "words", "reason", "at"]),
    ("typed", &["doc", "visit", "text"]),
    ("document", &["id", "kind", "bytes"]),
    ("own_visit", &["doc", "visit", "line"]),
    ("catalogue_version", &["version", "json"]),
    ("author", &["device", "card"]),
    ("proof", &["doc", "signature", "heads", "bytes"]),
    ("proof_change", &["place", "hash", "doc", "signed"]),
    ("give_back", &["doc", "tries", "own", "not_before"]),
    ("unread", &["doc", "tries", "not_before"]),
    ("waiting_event", &["event", "hash"]),
    (
        "blob",
        &[
            "place",
            "hash",
            "size",
            "here",
            "sent",
            "is_known",
            "is_wanted",
            "trouble",
            "not_before",
            "loose_at",
        ],
    ),
    ("blob_piece", &["hash", "start", "bytes"]),
];

/// Copies every readable row from the database at `from`.
pub(super) fn copy(from: &str, to: &mut Connection) -> Result<()> {
    let Ok(damaged) = open_damaged(from) else {
        return Ok(());
    };
    let tx = to.transaction()?;
    for (table, columns) in PRECIOUS {
        let rows = copy_table(&damaged, &tx, table, columns)?;
        tracing::warn!(table, rows, "rows carried over from the damaged store");
    }
    // A photo with a hole is none; the centre may have it whole.
    tx.execute(
        "DELETE FROM blob WHERE here != (SELECT coalesce(sum(length(bytes)), 0)
         FROM blob_piece WHERE blob_piece.hash = blob.hash)",
        [],
    )?;
    tx.commit()?;
    Ok(())
}

/// Opens a damaged database only to read what can be read.
fn open_damaged(path: &str) -> rusqlite::Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)
}

/// Reads from both ends, so that one bad page costs only its own rows.
fn copy_table(
    from: &Connection,
    to: &Transaction<'_>,
    table: &str,
    columns: &[&str],
) -> Result<usize> {
    let key = columns.first().copied().unwrap_or("rowid");
    let names = columns.join(", ");
    let marks = vec!["?"; columns.len()].join(", ");
    let mut insert = to.prepare(&format!(
        "INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
    ))?;
    let mut copied = 0;
    for order in ["ASC", "DESC"] {
        let select = format!("SELECT {names} FROM {table} ORDER BY {key} {order}");
        for row in readable(from, &select, columns.len()) {
            // A row that breaks a rule of the table is as good as unreadable.
            copied += insert.execute(rusqlite::params_from_iter(row)).unwrap_or(0);
        }
    }
    Ok(copied)
}

/// The rows before the first that cannot be read.
fn readable(from: &Connection, select: &str, width: usize) -> Vec<Vec<Value>> {
    let mut found = Vec::new();
    let Ok(mut statement) = from.prepare(select) else {
        return found;
    };
    let Ok(mut rows) = statement.query([]) else {
        return found;
    };
    while let Ok(Some(row)) = rows.next() {
        match (0..width).map(|column| row.get(column)).collect() {
            Ok(values) => found.push(values),
            Err(_) => break,
        }
    }
    found
}
