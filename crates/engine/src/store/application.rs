//! View rows of applications, and the search in them.

use super::{Database, count, json, search, view_rows::ViewRows, viewer::Viewer};
use crate::error::{EngineError, Result};
use linli_api::{
    Topic,
    view::{QueueCounts, QueueFilter},
};
use linli_domain::{
    application::{self, Application, ApplicationMove, ApplicationState, ApplicationStatus, Lease},
    catalogue::{BundleId, Service, ServiceId},
    document::Author,
    id::{DocId, PersonId},
    profile::ProfileField,
    time::{Date, Timestamp},
    workday::{self, Clock, Due},
};
use rusqlite::{Connection, OptionalExtension, ToSql, named_params};
use serde::{Deserialize, Serialize};

/// Stands in `due` while the office has nothing to do by any day: behind every day.
const NO_DAY: &str = "~";

/// What lists show of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ApplicationLine {
    pub(crate) service: ServiceId,
    pub(crate) bundle: Option<BundleId>,
    pub(crate) status: ApplicationStatus,
    /// The applicant's name, as they wrote it.
    pub(crate) applicant: String,
    pub(crate) tracking: String,
    pub(crate) received_at: Option<Timestamp>,
    pub(crate) clock: Clock,
    /// Working days that the office has promised.
    pub(crate) promise_days: u16,
    pub(crate) lease: Option<Lease>,
    /// Since when it waits for being taken on.
    #[serde(default)]
    pub(crate) waits_since: Option<Timestamp>,
    /// Since when somebody has to ask why the rating was low.
    #[serde(default)]
    pub(crate) follow_up_since: Option<Timestamp>,
    /// Who sent it, where that was somebody for the resident.
    #[serde(default)]
    pub(crate) sent_for_them: Option<Author>,
    #[serde(default)]
    pub(crate) sent_at: Option<Timestamp>,
    /// What they are called.
    #[serde(default)]
    pub(crate) sender: Option<String>,
    /// Until when the resident is to bring what the office asked for, while it waits.
    #[serde(default, with = "linli_domain::time::day_or_none")]
    pub(crate) asked_until: Option<Date>,
    /// The office's answer was not opened yet.
    #[serde(default)]
    pub(crate) has_news: bool,
}

impl ApplicationLine {
    fn of(application: &Application, state: &ApplicationState, service: Option<&Service>) -> Self {
        Self {
            service: application.service.clone(),
            bundle: application.bundle.clone(),
            status: state.status,
            applicant: answer_for(application, service, ProfileField::Name),
            tracking: state.tracking.clone().unwrap_or_default(),
            received_at: state.received_at,
            clock: state.clock.clone(),
            promise_days: service.map_or(0, |service| service.promise.working_days),
            lease: state.lease,
            waits_since: application::waits_since(state),
            follow_up_since: application::follow_up_since(state),
            sent_for_them: state.sent_for_them(),
            sent_at: state.submitted_at,
            sender: state.sender.clone(),
            asked_until: state
                .asked
                .as_ref()
                .filter(|_| state.status.waits_for_resident())
                .map(|asked| asked.due),
            has_news: state.is_to_be_served(),
        }
    }

    /// What the clock of the promise shows.
    pub(crate) fn due(&self, viewer: Viewer<'_>) -> Option<Due> {
        workday::due(
            &self.clock,
            self.promise_days,
            &viewer.catalogue.holidays,
            viewer.offset_minutes,
            viewer.today(),
        )
    }

    /// Until when it has to be taken on.
    pub(crate) fn take_on(&self, viewer: Viewer<'_>) -> Option<Due> {
        let since = self.waits_since?;
        Some(viewer.due_after(since, application::TAKE_ON_DAYS))
    }

    /// Until when somebody has to ask why the rating was low.
    pub(crate) fn follow_up(&self, viewer: Viewer<'_>) -> Option<Due> {
        let since = self.follow_up_since?;
        Some(viewer.due_after(since, application::FOLLOW_UP_DAYS))
    }

    /// The next day by which the office has to do something.
    fn place(&self, viewer: Viewer<'_>) -> Option<Date> {
        let first = self.take_on(viewer).or_else(|| self.follow_up(viewer));
        let due = first.or_else(|| self.due(viewer).filter(|due| !due.is_paused));
        due.map(|due| due.date)
    }

    /// Whether `by` may take it on at `now`; asked of what the row keeps of the state.
    pub(crate) fn may_accept(&self, by: Author, now: Timestamp) -> bool {
        let state = ApplicationState {
            status: self.status,
            lease: self.lease,
            ..ApplicationState::default()
        };
        application::may(&state, by, ApplicationMove::Accept, now).is_ok()
    }

    /// Which officer works on it now.
    pub(crate) fn holder(&self, now: Timestamp) -> Option<PersonId> {
        let lease = self.lease.filter(|lease| now < lease.until);
        lease.map(|lease| lease.officer)
    }
}

/// The words that answer the question which fills a field of the profile.
fn answer_for(application: &Application, service: Option<&Service>, field: ProfileField) -> String {
    let words = service.and_then(|service| service.words_for(field, &application.answers));
    words.unwrap_or_default().to_owned()
}

/// A row of a list with its document and the last thing that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedApplication {
    pub(crate) doc: DocId,
    pub(crate) touched: Timestamp,
    /// Its place in the queue.
    pub(crate) due: String,
    pub(crate) line: ApplicationLine,
}

/// Whose turn it is, as in the table.
const fn turn(state: &ApplicationState) -> u8 {
    if state.tracking.is_none() {
        0
    } else if state.status.is_at_office() {
        1
    } else if state.status.is_open() {
        2
    } else {
        3
    }
}

impl ViewRows for Application {
    const TABLES: &'static [&'static str] = &["application_line", "application_search"];
    const TOPICS: &'static [Topic] = &[Topic::Matters, Topic::Queue];

    fn write(&self, db: &Connection, viewer: Viewer<'_>) -> Result<()> {
        let state = application::fold(self);
        let last = linli_domain::document::in_order(&self.events)
            .last()
            .map(|event| event.at);
        let is_draft = state.status == ApplicationStatus::Draft;
        let touched = last.filter(|_| !is_draft).unwrap_or(viewer.now);
        let is_blank = self.answers.is_empty() && self.events.is_empty();
        let versions = viewer.versions;
        let (line, phone) = versions.with_service(db, viewer.catalogue, self, |service| {
            let line = ApplicationLine::of(self, &state, service);
            (line, answer_for(self, service, ProfileField::Phone))
        })?;
        let due = line.place(viewer);
        let due = due.map_or_else(|| NO_DAY.to_owned(), |due| due.to_string());
        let lease = state.lease.filter(|_| state.status.is_at_office());
        let text = serde_json::to_string(&line).map_err(EngineError::kept("line"))?;
        let row: i64 = db
            .prepare_cached(
                "INSERT INTO application_line
                     (doc, resident, service, version, is_shown, is_open, is_draft, touched, turn,
                      due, holder, held_until, follow_up, line)
                 VALUES (:doc, :resident, :service, :version, :is_shown, :is_open, :is_draft,
                      :touched, :turn, :due, :holder, :held_until, :follow_up, :line)
                 ON CONFLICT (doc) DO UPDATE SET is_shown = excluded.is_shown,
                     is_open = excluded.is_open, is_draft = excluded.is_draft,
                     touched = excluded.touched, turn = excluded.turn, due = excluded.due,
                     holder = excluded.holder, held_until = excluded.held_until,
                     follow_up = excluded.follow_up, line = excluded.line
                 RETURNING id",
            )?
            .query_row(
                named_params! {
                    ":doc": self.header.id.0,
                    ":resident": self.header.resident.0,
                    ":service": self.service.0,
                    ":version": self.version,
                    ":is_shown": !is_blank && state.status != ApplicationStatus::Discarded,
                    ":is_open": state.status.is_open(),
                    ":is_draft": is_draft,
                    // Another device's clock may run ahead; nothing here happened after now.
                    ":touched": touched.min(viewer.now).0,
                    ":turn": turn(&state),
                    ":due": due,
                    ":holder": lease.map(|lease| lease.officer.0),
                    ":held_until": lease.map_or(0, |lease| lease.until.0),
                    ":follow_up": state.follow_up,
                    ":line": text,
                },
                |row| row.get(0),
            )?;
        unindex(db, row)?;
        match turn(&state) {
            0 => Ok(()),
            _ => index(db, row, &line, &phone),
        }
    }

    fn remove(db: &Connection, doc: DocId) -> Result<()> {
        let row: Option<i64> = db
            .prepare_cached("SELECT id FROM application_line WHERE doc = ?1")?
            .query_row([doc.0], |row| row.get(0))
            .optional()?;
        row.map_or(Ok(()), |row| unindex(db, row))
    }
}

/// Lets officers find the application by name, number and telephone.
fn index(db: &Connection, row: i64, line: &ApplicationLine, phone: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO application_search (rowid, applicant, tracking, phone)
         VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((
        row,
        search::name(&line.applicant),
        search::spaced(&line.tracking),
        search::phone(phone),
    ))?;
    Ok(())
}

fn unindex(db: &Connection, row: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM application_search WHERE rowid = ?1")?
        .execute([row])?;
    Ok(())
}

fn row(row: &rusqlite::Row<'_>) -> rusqlite::Result<ListedApplication> {
    Ok(ListedApplication {
        doc: DocId(row.get(0)?),
        touched: Timestamp(row.get(1)?),
        due: row.get(2)?,
        line: json(row, 3)?,
    })
}

/// Which part of the queue is asked for.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    pub(crate) filter: QueueFilter,
    pub(crate) service: Option<&'a ServiceId>,
    pub(crate) search: &'a str,
    /// The officer who asks.
    pub(crate) officer: PersonId,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
}

/// What a filter asks of a row; always an index's beginning.
const fn condition(filter: QueueFilter) -> &'static str {
    match filter {
        QueueFilter::ToDo => "a.turn = 1",
        QueueFilter::Mine => "a.holder = :officer AND a.held_until > :now",
        QueueFilter::Overdue => "a.turn = 1 AND a.due < :today",
        QueueFilter::Waiting => "a.turn = 2",
        QueueFilter::FollowUp => "a.follow_up",
        QueueFilter::All => "a.turn > 0",
    }
}

impl Wanted<'_> {
    /// The rows that are wanted; `None` where nothing can be found by what was typed.
    fn selection(&self) -> Option<(String, String)> {
        let query = search::query(self.search);
        if query.is_none() && !self.search.trim().is_empty() {
            return None;
        }
        let mut sql = format!(
            "FROM application_line AS a WHERE {}",
            condition(self.filter)
        );
        if self.service.is_some() {
            sql.push_str(" AND a.service = :service");
        }
        if query.is_some() {
            sql.push_str(
                " AND a.id IN (SELECT rowid FROM application_search
                       WHERE application_search MATCH :query)",
            );
        }
        Some((sql, query.unwrap_or_default()))
    }

    /// Runs `sql` with those parameters that it names.
    fn run<T>(
        &self,
        db: &Connection,
        sql: &str,
        query: &str,
        more: &[(&str, &dyn ToSql)],
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = db.prepare_cached(sql)?;
        let today = self.today.to_string();
        let service = self.service.map(|service| service.0.as_str());
        let known: [(&str, &dyn ToSql); 5] = [
            (":officer", &self.officer.0),
            (":now", &self.now.0),
            (":today", &today),
            (":service", &service),
            (":query", &query),
        ];
        for (name, value) in known.iter().chain(more) {
            if let Some(index) = statement.parameter_index(name)? {
                statement.raw_bind_parameter(index, value)?;
            }
        }
        Ok(statement
            .raw_query()
            .mapped(read)
            .collect::<rusqlite::Result<_>>()?)
    }
}

impl Database {
    /// A page of an office's queue: what is due first comes first.
    pub(crate) fn queue(
        &self,
        wanted: &Wanted<'_>,
        after: Option<&(String, DocId)>,
        limit: u32,
    ) -> Result<Vec<ListedApplication>> {
        let Some((from, query)) = wanted.selection() else {
            return Ok(Vec::new());
        };
        let sql = format!(
            "SELECT a.doc, a.touched, a.due, a.line {from} AND (a.due, a.doc) > (:due, :doc)
             ORDER BY a.due, a.doc LIMIT :limit"
        );
        let start = (String::new(), DocId([0; 16]));
        let (due, doc) = after.unwrap_or(&start);
        let more: [(&str, &dyn ToSql); 3] = [(":due", due), (":doc", &doc.0), (":limit", &limit)];
        wanted.run(&self.db, &sql, &query, &more, row)
    }

    /// How many rows a part of the queue has.
    pub(crate) fn queue_count(&self, wanted: &Wanted<'_>) -> Result<u32> {
        let Some((from, query)) = wanted.selection() else {
            return Ok(0);
        };
        let sql = format!("SELECT count(*) {from}");
        let found = wanted.run(&self.db, &sql, &query, &[], |row| row.get(0))?;
        Ok(found.first().copied().map_or(0, count))
    }

    /// How many rows each part of the queue has.
    pub(crate) fn queue_counts(&self, wanted: &Wanted<'_>) -> Result<QueueCounts> {
        let of = |filter| {
            let wanted = Wanted {
                filter,
                ..wanted.clone()
            };
            self.queue_count(&wanted)
        };
        Ok(QueueCounts {
            to_do: of(QueueFilter::ToDo)?,
            mine: of(QueueFilter::Mine)?,
            overdue: of(QueueFilter::Overdue)?,
            waiting: of(QueueFilter::Waiting)?,
            follow_up: of(QueueFilter::FollowUp)?,
        })
    }

    /// All applications of a resident that were not thrown away, empty drafts too, the
    /// newest first.
    pub(crate) fn applications_of(&self, resident: PersonId) -> Result<Vec<ListedApplication>> {
        let mut statement = self.db.prepare_cached(
            "SELECT doc, touched, due, line FROM application_line
             WHERE resident = ?1 AND (is_shown OR is_draft) ORDER BY touched DESC, doc",
        )?;
        let rows = statement.query_map([resident.0], row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Applications for which somebody still has to do something.
    pub(crate) fn open_applications(&self) -> Result<Vec<DocId>> {
        let mut statement = self
            .db
            .prepare_cached("SELECT doc FROM application_line WHERE is_open")?;
        let docs = statement.query_map([], |row| row.get(0).map(DocId))?;
        Ok(docs.collect::<rusqlite::Result<_>>()?)
    }
}
