//! View rows of residents, and the search in them.

use super::{Database, count, json, search, view_rows::ViewRows, viewer::Viewer};
use crate::error::{EngineError, Result};
use linli_api::Topic;
use linli_domain::{
    id::{DocId, PersonId},
    person::Person,
    profile::ProfileField as Field,
    time::{Date, Timestamp},
};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

/// What the roster shows of a resident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ResidentLine {
    pub(crate) name: String,
    pub(crate) born: Option<Date>,
    pub(crate) building: String,
    pub(crate) door: String,
    pub(crate) phone: String,
    pub(crate) lives_alone: bool,
    pub(crate) mobility: String,
    /// When their newest device came to those that they had before.
    #[serde(default)]
    pub(crate) new_device: Option<Timestamp>,
}

/// A row with its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ResidentRow {
    pub(crate) person: PersonId,
    pub(crate) sort: String,
    pub(crate) line: ResidentLine,
}

impl ViewRows for Person {
    const TABLES: &'static [&'static str] = &["resident_line", "resident_search"];
    const TOPICS: &'static [Topic] = &[Topic::Profile, Topic::Roster];

    fn write(&self, db: &Connection, viewer: Viewer<'_>) -> Result<()> {
        let line = ResidentLine {
            name: self.field(Field::Name).to_owned(),
            born: self.birth_date(),
            building: self.field(Field::Building).to_owned(),
            door: self.field(Field::Door).to_owned(),
            phone: self.field(Field::Phone).to_owned(),
            lives_alone: matches!(self.field(Field::LivesAlone), "yes" | "true"),
            mobility: self.field(Field::Mobility).to_owned(),
            new_device: self.newest_device(),
        };
        let sort = [&line.building, &line.door, &line.name].map(|part| search::sortable(part));
        let text = serde_json::to_string(&line).map_err(EngineError::kept("line"))?;
        // The centre makes one document of each person, before anybody can write in their
        // name. Another that came later is nobody's, whatever it says.
        let row: Option<i64> = db
            .prepare_cached(
                "INSERT INTO resident_line (person, doc, sort, line) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (person) DO UPDATE SET doc = excluded.doc, sort = excluded.sort,
                     line = excluded.line
                 WHERE (SELECT rowid FROM document WHERE id = excluded.doc)
                     <= (SELECT rowid FROM document WHERE id = resident_line.doc)
                 RETURNING id",
            )?
            .query_row(
                (
                    self.header.resident.0,
                    self.header.id.0,
                    sort.join("\u{1}"),
                    text,
                ),
                |row| row.get(0),
            )
            .optional()?;
        let Some(row) = row else { return Ok(()) };
        unindex(db, row)?;
        let names = viewer.building_names(&self.header.area, &line.building);
        db.prepare_cached(
            "INSERT INTO resident_search (rowid, name, building, door, phone)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            row,
            search::name(&line.name),
            search::spaced(&line.building),
            search::address(names, &line.door),
            search::phone(&line.phone),
        ))?;
        Ok(())
    }

    fn remove(db: &Connection, doc: DocId) -> Result<()> {
        let sql = "SELECT id FROM resident_line WHERE doc = ?1";
        let rows: Vec<i64> = db
            .prepare_cached(sql)?
            .query_map([doc.0], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        rows.into_iter().try_for_each(|row| unindex(db, row))
    }
}

fn unindex(db: &Connection, row: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM resident_search WHERE rowid = ?1")?
        .execute([row])?;
    Ok(())
}

const ALL: &str = "SELECT person, sort, line FROM resident_line AS r
    WHERE (r.sort, r.person) > (?1, ?2) AND ?4 = '' ORDER BY r.sort, r.person LIMIT ?3";
const FOUND: &str = "SELECT r.person, r.sort, r.line FROM resident_line AS r
    WHERE (r.sort, r.person) > (?1, ?2)
        AND r.id IN (SELECT rowid FROM resident_search WHERE resident_search MATCH ?4)
    ORDER BY r.sort, r.person LIMIT ?3";

impl Database {
    /// Residents that `typed` finds (everybody where it is blank), by address.
    pub(crate) fn residents(
        &self,
        typed: &str,
        after: Option<(String, PersonId)>,
        limit: u32,
    ) -> Result<Vec<ResidentRow>> {
        let (sort, person) = after.unwrap_or_default();
        let query = search::query(typed);
        let sql = match query {
            Some(_) => FOUND,
            None if typed.trim().is_empty() => ALL,
            None => return Ok(Vec::new()),
        };
        let mut statement = self.db.prepare_cached(sql)?;
        let rows =
            statement.query_map((sort, person.0, limit, query.unwrap_or_default()), |row| {
                Ok(ResidentRow {
                    person: PersonId(row.get(0)?),
                    sort: row.get(1)?,
                    line: json(row, 2)?,
                })
            })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The row of one resident.
    pub(crate) fn resident(&self, person: PersonId) -> Result<Option<ResidentRow>> {
        let sql = "SELECT sort, line FROM resident_line WHERE person = ?1";
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query_map([person.0], |row| {
            Ok(ResidentRow {
                person,
                sort: row.get(0)?,
                line: json(row, 1)?,
            })
        })?;
        Ok(rows.next().transpose()?)
    }

    /// How many residents `typed` finds.
    pub(crate) fn resident_count(&self, typed: &str) -> Result<u32> {
        let number = match search::query(typed) {
            Some(query) => self
                .db
                .prepare_cached(
                    "SELECT count(*) FROM resident_search WHERE resident_search MATCH ?1",
                )?
                .query_row([query], |row| row.get(0))?,
            None if typed.trim().is_empty() => self
                .db
                .prepare_cached("SELECT count(*) FROM resident_line")?
                .query_row([], |row| row.get(0))?,
            None => 0,
        };
        Ok(count(number))
    }

    /// The documents of residents, whose rows name the buildings of the catalogue.
    pub(crate) fn person_docs(&self) -> Result<Vec<DocId>> {
        let mut statement = self.db.prepare_cached("SELECT doc FROM resident_line")?;
        let docs = statement.query_map([], |row| Ok(DocId(row.get(0)?)))?;
        Ok(docs.collect::<rusqlite::Result<_>>()?)
    }

    /// The person document of a resident.
    pub(crate) fn person_doc(&self, person: PersonId) -> Result<Option<DocId>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT doc FROM resident_line WHERE person = ?1")?;
        let mut rows = statement.query([person.0])?;
        Ok(rows.next()?.map(|row| row.get(0)).transpose()?.map(DocId))
    }
}
