//! A store made anew of what can be read of a damaged one. Of each document comes what hangs
//! together; the devices give back the rest.

use super::{
    NameOperation, Sqlite, SqliteTx, copy, lock,
    value::{from_count, to_json},
};
use crate::store::{ReadDocuments, Salvaged, Seq, StoreError, WriteDocuments};
use linli_domain::{document::DocKind, id::DocId, role::Scope};
use linli_replica::{
    exchange::{self, DeviceCard},
    replica::Replica,
};
use rusqlite::{
    Connection, ParamsFromIter, Row, Transaction, TransactionBehavior, params_from_iter,
    types::Value,
};
use std::{collections::BTreeSet, path::Path};

const FILL: &str = "fill the new store";

impl Sqlite {
    /// Whether nothing of the store at `path` is damaged.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn is_whole(path: &Path) -> Result<bool, StoreError> {
        let store = Self::open(path)?;
        let database = lock(&store.writer);
        Ok(copy::faults(&database, "integrity_check").is_ok_and(|found| found.is_empty()))
    }

    /// Makes a new store at `to` of what can be read of the one at `from`.
    ///
    /// # Errors
    /// When nothing of it can be read, or the new one cannot be written.
    pub fn salvage(from: &Path, to: &Path) -> Result<Salvaged, StoreError> {
        let damaged = Connection::open(from).doing("open the damaged store")?;
        let fresh = Self::open(to)?;
        let mut writer = lock(&fresh.writer);
        // Rows come before those that they name.
        writer
            .pragma_update(None, "foreign_keys", false)
            .doing(FILL)?;
        let tx = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .doing(FILL)?;
        let mut rows = 0;
        for table in tables(&tx).doing(FILL)? {
            rows += copy_table(&damaged, &tx, &table).doing(FILL)?;
        }
        if rows == 0 {
            return Err(StoreError::Unreadable("row"));
        }
        let mut tx = SqliteTx(tx);
        make_accounts_again(&tx)?;
        remove_orphans(&tx.0).doing(FILL)?;
        let docs = tx.all("SELECT id FROM document", [], |row| row.get(0).map(DocId))?;
        let mut cut = 0;
        for doc in docs {
            cut += usize::from(cut_to_what_hangs_together(&mut tx, doc)?);
        }
        // What was told of those that are gone, written in them and due in them goes, too.
        remove_orphans(&tx.0).doing(FILL)?;
        count_what_was_written(&tx)?;
        let requests = "SELECT id FROM document WHERE kind = ?1";
        let requests = tx.all(requests, [to_json(&DocKind::Care)?], |row| {
            row.get(0).map(DocId)
        })?;
        tx.0.commit().doing(FILL)?;
        Ok(Salvaged {
            rows,
            cut,
            requests,
        })
    }
}

/// What holds rows of its own, in the order in which it was made.
fn tables(database: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema
               WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
    let mut names = database.prepare(sql)?;
    let names = names.query_map([], |row| row.get(0))?;
    names.collect()
}

/// Copies the rows of a table that can be read; how many.
fn copy_table(from: &Connection, to: &Transaction<'_>, table: &str) -> rusqlite::Result<usize> {
    let sql = "SELECT name, pk FROM pragma_table_info(?1)";
    let columns: Vec<(String, i64)> = to
        .prepare(sql)?
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<_>>()?;
    let mut keys: Vec<&(String, i64)> = columns.iter().filter(|(_, place)| *place > 0).collect();
    keys.sort_by_key(|(_, place)| place);
    let in_order = |direction: &str| {
        let keys = keys.iter().map(|(name, _)| format!("{name} {direction}"));
        keys.collect::<Vec<_>>().join(", ")
    };
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let (names, marks) = (names.join(", "), vec!["?"; names.len()].join(", "));
    let mut insert = to.prepare(&format!(
        "INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})"
    ))?;
    let mut copied = 0;
    // A row that the new store does not take is one of those that are damaged.
    let mut put = |row: ParamsFromIter<Vec<Value>>| copied += insert.execute(row).unwrap_or(0);
    // From both ends, and what has a number of its own also from between them.
    for direction in ["ASC", "DESC"] {
        let order = in_order(direction);
        read_until_damage(
            from,
            &format!("SELECT {names} FROM {table} ORDER BY {order}"),
            [],
            &mut put,
        );
    }
    let one = format!("SELECT {names} FROM {table} WHERE rowid = ?1");
    for number in numbers_between(from, to, table)? {
        read_until_damage(from, &one, [number], &mut put);
    }
    Ok(copied)
}

/// Hands over the rows before the first that cannot be read.
fn read_until_damage<const N: usize>(
    from: &Connection,
    select: &str,
    which: [i64; N],
    mut each: impl FnMut(ParamsFromIter<Vec<Value>>),
) {
    let Ok(mut statement) = from.prepare_cached(select) else {
        return;
    };
    let width = statement.column_count();
    let Ok(mut rows) = statement.query(params_from_iter(which)) else {
        return;
    };
    while let Ok(Some(row)) = rows.next() {
        match (0..width).map(|column| row.get(column)).collect() {
            Ok(values) => each(params_from_iter(values)),
            Err(_) => return,
        }
    }
}

/// The numbers between the rows that were copied from one end and those from the other;
/// none where rows have no numbers.
fn numbers_between(from: &Connection, to: &Connection, table: &str) -> rusqlite::Result<Vec<i64>> {
    let last = format!("SELECT max(rowid) FROM {table}");
    let last = from.query_row(&last, [], |row| row.get::<_, Option<i64>>(0));
    let Some(last) = last.ok().flatten() else {
        return Ok(Vec::new());
    };
    let mut there = to.prepare(&format!("SELECT rowid FROM {table}"))?;
    let there = there.query_map([], |row| row.get(0))?;
    let there: BTreeSet<i64> = there.collect::<rusqlite::Result<_>>()?;
    Ok((1..=last)
        .filter(|number| !there.contains(number))
        .collect())
}

/// Makes the accounts of devices that have lost theirs, by the cards that the centre signed.
/// Names and areas are told by the devices again, or by the operator.
fn make_accounts_again(tx: &SqliteTx<'_>) -> Result<(), StoreError> {
    let sql = "SELECT account, card FROM device WHERE account NOT IN (SELECT id FROM account)";
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let cards: Vec<(i64, Vec<u8>)> = tx.all(sql, [], read)?;
    for (account, card) in cards {
        let Ok(card) = exchange::decode::<DeviceCard>(&card) else {
            continue;
        };
        let writer = card.writer;
        let areas = writer.scopes.iter().filter_map(|scope| match scope {
            Scope::Area(area) => Some(area.0.as_str()),
            _ => None,
        });
        tx.run(
            "INSERT OR IGNORE INTO account (id, person, role, area, name, scopes)
             VALUES (?1, ?2, ?3, ?4, '', ?5)",
            (
                account,
                writer.person.0,
                writer.role.word(),
                areas.min().unwrap_or_default(),
                to_json(&writer.scopes)?,
            ),
        )?;
    }
    Ok(())
}

/// Removes rows that name others which are gone, until there are none.
fn remove_orphans(tx: &Connection) -> rusqlite::Result<()> {
    loop {
        let mut gone = 0;
        for table in tables(tx)? {
            let sql = "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list(?1)";
            let mut statement = tx.prepare(sql)?;
            let named =
                statement.query_map([&table], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            for named in named {
                let (own, other, key): (String, String, String) = named?;
                gone += tx.execute(
                    &format!(
                        "DELETE FROM {table} WHERE {own} IS NOT NULL
                         AND {own} NOT IN (SELECT {key} FROM {other})"
                    ),
                    [],
                )?;
            }
        }
        if gone == 0 {
            return Ok(());
        }
    }
}

/// Removes the changes of a document that stand on one which is gone, or are damaged
/// themselves; whether there were any.
fn cut_to_what_hangs_together(tx: &mut SqliteTx<'_>, doc: DocId) -> Result<bool, StoreError> {
    let changes = tx.changes(doc, Seq::START)?;
    let intact = changes.iter().filter(|change| change.is_intact());
    let bytes: Vec<u8> = intact.flat_map(|one| one.signed.change.clone()).collect();
    let replica = Replica::load(&bytes).ok();
    let readable = replica.and_then(|mut replica| {
        let scopes = replica.folded().ok()?.scopes();
        Some((replica, scopes))
    });
    let Some((replica, scopes)) = readable else {
        tx.run("DELETE FROM change WHERE doc = ?1", [doc.0])?;
        tx.run("DELETE FROM document WHERE id = ?1", [doc.0])?;
        return Ok(true);
    };
    let (kept, gone): (Vec<_>, Vec<_>) = changes
        .iter()
        .partition(|change| replica.contains(&change.hash));
    for change in &gone {
        tx.run("DELETE FROM change WHERE hash = ?1", [change.hash.0])?;
    }
    // What was seen last may be gone, and a snapshot of it with that.
    let last = kept.last().map_or(Seq::START, |change| change.seq);
    tx.run(
        "UPDATE document SET last_seq = ?2, tail = ?3,
             snapshot = NULL, snapshot_signature = NULL, snapshot_seq = 0
         WHERE id = ?1",
        (
            doc.0,
            last,
            from_count(u64::try_from(kept.len()).unwrap_or(u64::MAX)),
        ),
    )?;
    tx.set_scopes(doc, last, &scopes)?;
    Ok(!gone.is_empty())
}

/// Counts anew how much everybody wrote in each document.
fn count_what_was_written(tx: &SqliteTx<'_>) -> Result<(), StoreError> {
    tx.run("DELETE FROM written", [])?;
    tx.run(
        "INSERT INTO written (doc, person, changes, bytes)
         SELECT change.doc, account.person, count(*), sum(length(change.bytes))
         FROM change
         JOIN device ON device.id = change.device
         JOIN account ON account.id = device.account
         GROUP BY change.doc, account.person",
        [],
    )
    .map(drop)
}
