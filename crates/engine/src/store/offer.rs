//! View rows of offers, as one caregiver sees them.

use super::{Database, count, json, view_rows::ViewRows, viewer::Viewer};
use crate::error::{EngineError, Result};
use linli_api::{
    Topic,
    view::{self, Delivered},
};
use linli_domain::{
    care::When,
    id::{DocId, PersonId},
    offer::{self, Offer, OfferEvent, Standing},
    time::{Date, write_day},
};
use rusqlite::Connection;

/// Where a row stands in the list; rows that are not listed have none.
fn rank(standing: Standing) -> Option<i64> {
    match standing {
        Standing::Waiting | Standing::Yours => Some(0),
        Standing::Open => Some(1),
        Standing::Lost => Some(2),
        Standing::Taken | Standing::Closed => None,
    }
}

/// First and last day of work.
fn days(when: &When) -> (Date, Option<Date>) {
    match when {
        When::Soon { date } | When::Once { date, .. } => (*date, Some(*date)),
        When::Weekly { from, until, .. } => (*from, *until),
    }
}

impl ViewRows for Offer {
    const TABLES: &'static [&'static str] = &["offer_line"];
    const TOPICS: &'static [Topic] = &[Topic::Offers];

    fn write(&self, db: &Connection, viewer: Viewer<'_>) -> Result<()> {
        let doc = self.header.id;
        let state = offer::fold(self);
        let standing = state.standing(viewer.person);
        let Some(rank) = rank(standing) else {
            db.prepare_cached("DELETE FROM offer_line WHERE doc = ?1")?
                .execute([doc.0])?;
            return Ok(());
        };
        let terms = &self.terms;
        let (due, last) = days(&terms.when);
        // Somebody else's weekly work is of no interest once it has begun.
        let last = if standing == Standing::Lost {
            Some(due)
        } else {
            last
        };
        let line = view::OfferView {
            doc,
            care: terms.care,
            kind: terms.kind.clone(),
            when: terms.when.clone(),
            block: terms.block.clone(),
            answers: terms.answers.clone(),
            standing,
            declined: state.declined.get(&viewer.person).copied(),
            is_seen: false,
            delivered: Delivered::AtCentre,
        };
        let line = serde_json::to_string(&line).map_err(EngineError::kept("line"))?;
        db.prepare_cached(
            "INSERT OR REPLACE INTO offer_line (doc, rank, due, last, line)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            doc.0,
            rank,
            write_day(due),
            last.map(write_day).unwrap_or_default(),
            line,
        ))?;
        Ok(())
    }
}

/// The latest claim of `me`, if any.
pub(crate) fn own_claim(offer: &Offer, me: PersonId) -> Option<linli_domain::id::EventId> {
    linli_domain::document::in_order(&offer.events)
        .into_iter()
        .rfind(|event| event.by.person == me && event.what == OfferEvent::Claimed)
        .map(|event| event.id)
}

/// A place in the list of offers.
pub(crate) type OfferKey = (i64, String, DocId);

/// Open ones stay until somebody deals with them, however late; decided ones go when they are past.
const LISTED: &str = "(rank = 1 OR last = '' OR last >= ?1)";

impl Database {
    /// Offers worth showing on `today`, their own first, then by day.
    pub(crate) fn offers(
        &self,
        today: Date,
        after: Option<OfferKey>,
        limit: u32,
    ) -> Result<Vec<(OfferKey, view::OfferView)>> {
        let (rank, due, doc) = after.unwrap_or((-1, String::new(), DocId([0; 16])));
        let mut statement = self.db.prepare_cached(&format!(
            "SELECT rank, due, doc, line FROM offer_line
             WHERE {LISTED} AND (rank, due, doc) > (?2, ?3, ?4)
             ORDER BY rank, due, doc LIMIT ?5"
        ))?;
        let rows = statement.query_map((write_day(today), rank, due, doc.0, limit), |row| {
            Ok((
                (row.get(0)?, row.get(1)?, DocId(row.get(2)?)),
                json(row, 3)?,
            ))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many offers are worth showing on `today`.
    pub(crate) fn offer_count(&self, today: Date) -> Result<u32> {
        let sql = format!("SELECT count(*) FROM offer_line WHERE {LISTED}");
        let number = self
            .db
            .prepare_cached(&sql)?
            .query_row([write_day(today)], |row| row.get(0))?;
        Ok(count(number))
    }
}
