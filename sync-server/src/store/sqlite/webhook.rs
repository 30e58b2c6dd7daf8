//! Webhooks in SQLite.

use super::{Session, from_seq, to_seq};
use crate::store::{
    Delivery, Fate, News, StoreError, Vain, Webhook, WebhookReading, WebhookWriting,
};
use linli_domain::{
    id::{DocId, OfficeId},
    time::Timestamp,
};
use rusqlite::Row;

const DELIVERY_COLUMNS: &str = "w.id, w.office, w.url, d.id AS row, d.message, d.doc, d.seq,
    d.kind, d.at, d.tries, d.last_status, d.dead_at";

impl WebhookReading for Session<'_> {
    fn webhooks(&self) -> Result<Vec<Webhook>, StoreError> {
        let sql = "SELECT id, office, url FROM webhook ORDER BY added_at, id";
        self.all(sql, [], webhook)
    }

    fn webhooks_of(&self, office: &OfficeId) -> Result<Vec<Webhook>, StoreError> {
        let sql = "SELECT id, office, url FROM webhook WHERE office = ?1 ORDER BY id";
        self.all(sql, [&office.0], webhook)
    }

    fn webhooks_due(&self, now: Timestamp) -> Result<Vec<[u8; 16]>, StoreError> {
        let sql = "SELECT w.id FROM webhook w WHERE EXISTS (
                       SELECT 1 FROM delivery d
                       WHERE d.webhook = w.id AND d.dead_at IS NULL AND d.next_at <= ?1)
                   ORDER BY w.id";
        self.all(sql, [now.0], |row| row.get(0))
    }

    fn deliveries_due(
        &self,
        webhook: &[u8; 16],
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "SELECT {DELIVERY_COLUMNS} FROM delivery d JOIN webhook w ON w.id = d.webhook
             WHERE d.webhook = ?1 AND d.dead_at IS NULL AND d.next_at <= ?2 AND NOT EXISTS (
                 SELECT 1 FROM delivery e
                 WHERE e.webhook = d.webhook AND e.doc = d.doc AND e.id < d.id
                     AND e.dead_at IS NULL)
             ORDER BY d.next_at, d.id LIMIT ?3"
        );
        self.all(&sql, (webhook, now.0, most), delivery)
    }

    fn deliveries_dead(
        &self,
        office: Option<&OfficeId>,
        most: u32,
    ) -> Result<Vec<Delivery>, StoreError> {
        let sql = format!(
            "SELECT {DELIVERY_COLUMNS} FROM delivery d JOIN webhook w ON w.id = d.webhook
             WHERE d.dead_at IS NOT NULL AND (?1 IS NULL OR w.office = ?1)
             ORDER BY d.id LIMIT ?2"
        );
        self.all(&sql, (office.map(|office| &office.0), most), delivery)
    }

    fn delivery_office(&self, id: i64) -> Result<Option<OfficeId>, StoreError> {
        let sql = "SELECT w.office FROM delivery d JOIN webhook w ON w.id = d.webhook
                   WHERE d.id = ?1";
        self.one(sql, [id], |row| row.get(0).map(OfficeId))
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
            Fate::Vain(Vain {
                status,
                at,
                is_dead,
            }) => self.run(
                "UPDATE delivery SET tries = tries + 1, last_status = ?2,
                     next_at = iif(?4, next_at, ?3), dead_at = iif(?4, ?3, NULL)
                 WHERE id = ?1",
                (id, status, at.0, is_dead),
            ),
        }
        .map(drop)
    }

    fn revive_deliveries(&mut self, id: Option<i64>, now: Timestamp) -> Result<usize, StoreError> {
        self.run(
            "UPDATE delivery SET tries = 0, next_at = ?2, dead_at = NULL
             WHERE (?1 IS NULL AND dead_at IS NOT NULL) OR id = ?1",
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
        last_status: row.get(10)?,
        dead_at: row.get::<_, Option<i64>>(11)?.map(Timestamp),
    })
}
