//! Webhooks in SQLite.

use super::{Session, from_seq, to_seq};
use crate::store::{Delivery, Fate, News, StoreError, Webhook, WebhookReading, WebhookWriting};
use linli_domain::{
    id::{DocId, OfficeId},
    time::Timestamp,
};
use rusqlite::Row;

const DELIVERY_COLUMNS: &str = "w.id, w.office, w.url, d.id AS row, d.message, d.doc, d.seq,
    d.kind, d.at, d.tries";

impl WebhookReading for Session<'_> {
    fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let sql = "SELECT id, office, url FROM webhook ORDER BY added_at, id";
        self.all(sql, [], webhook)
    }

    fn webhooks_of(&self, office: &OfficeId) -> Result<Vec<Webhook>, StoreError> {
        let sql = "SELECT id, office, url FROM webhook WHERE office = ?1 ORDER BY id";
        self.all(sql, [&office.0], webhook)
    }

    fn deliveries_due(&self, now: Timestamp, most: u32) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "SELECT * FROM (
                 SELECT {DELIVERY_COLUMNS},
                     row_number() OVER (PARTITION BY d.webhook ORDER BY d.next_at, d.id) AS place
                 FROM delivery d JOIN webhook w ON w.id = d.webhook
                 WHERE d.dead_at IS NULL AND d.next_at <= ?1 AND NOT EXISTS (
                     SELECT 1 FROM delivery e
                     WHERE e.webhook = d.webhook AND e.doc = d.doc AND e.id < d.id
                         AND e.dead_at IS NULL)
             ) WHERE place <= ?2 ORDER BY row"
        );
        self.all(&sql, (now.0, most), delivery)
    }

    fn deliveries_dead(&self) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "SELECT {DELIVERY_COLUMNS} FROM delivery d JOIN webhook w ON w.id = d.webhook
             WHERE d.dead_at IS NOT NULL ORDER BY d.id"
        );
        self.all(&sql, [], delivery)
    }
}

impl WebhookWriting for Session<'_> {
    fn add_webhook(&mut self, webhook: &Webhook, at: Timestamp) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO webhook (id, office, url, added_at) VALUES (?1, ?2, ?3, ?4)",
            (webhook.id, &webhook.office.0, &webhook.url, at.0),
        )
        .map(drop)
    }

    fn remove_webhook(&mut self, id: &[u8; 16]) -> Result<bool, StoreError> {
        Ok(self.run("DELETE FROM webhook WHERE id = ?1", [id])? > 0)
    }

    fn add_delivery(&mut self, webhook: &[u8; 16], news: &News) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO delivery (webhook, message, doc, seq, kind, at, tries, next_at, dead_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?6, NULL)",
            (
                webhook,
                news.message,
                news.doc.0,
                from_seq(news.seq),
                &news.kind,
                news.at.0,
            ),
        )
        .map(drop)
    }

    fn settle_delivery(&mut self, id: i64, fate: Fate) -> Result<(), StoreError> {
        match fate {
            Fate::Told => self.run("DELETE FROM delivery WHERE id = ?1", [id]),
            Fate::Again(at) => self.run(
                "UPDATE delivery SET tries = tries + 1, next_at = ?2 WHERE id = ?1",
                (id, at.0),
            ),
            Fate::Dead(at) => self.run(
                "UPDATE delivery SET tries = tries + 1, dead_at = ?2 WHERE id = ?1",
                (id, at.0),
            ),
        }
        .map(drop)
    }

    fn revive_deliveries(&mut self, id: Option<i64>, now: Timestamp) -> Result<usize, StoreError> {
        self.run(
            "UPDATE delivery SET tries = 0, next_at = ?2, dead_at = NULL
             WHERE dead_at IS NOT NULL AND (?1 IS NULL OR id = ?1)",
            (id, now.0),
        )
    }
}

fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    Ok(Webhook {
        id: row.get(0)?,
        office: OfficeId(row.get(1)?),
        url: row.get(2)?,
    })
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    Ok(Delivery {
        id: row.get(3)?,
        webhook: webhook(row)?,
        news: News {
            message: row.get(4)?,
            doc: DocId(row.get(5)?),
            seq: to_seq(row.get(6)?),
            kind: row.get(7)?,
            at: Timestamp(row.get(8)?),
        },
        tries: row.get(9)?,
    })
}
