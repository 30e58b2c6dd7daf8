//! Webhooks in SQLite.

use super::SqliteTx;
use crate::store::{
    AttemptOutcome, DeliveryId, ReadWebhooks, StoreError, Webhook, WebhookDelivery, WebhookEvent,
    WebhookId, WriteWebhooks,
};
use linli_domain::{
    id::{DocId, OfficeId},
    time::Timestamp,
};
use rusqlite::Row;

const DELIVERY_COLUMNS: &str = "w.id, w.office, w.url, d.id AS row, d.message, d.doc, d.seq,
    d.kind, d.at, d.tries, d.last_status, d.dead_at";

impl ReadWebhooks for SqliteTx<'_> {
    fn webhooks(&self, office: Option<&OfficeId>) -> Result<Vec<Webhook>, StoreError> {
        let sql = "SELECT id, office, url FROM webhook WHERE ?1 IS NULL OR office = ?1
                   ORDER BY added_at, id";
        self.all(sql, [office.map(|office| &office.0)], webhook)
    }

    fn webhooks_due(&self, now: Timestamp) -> Result<Vec<WebhookId>, StoreError> {
        let sql = "SELECT w.id FROM webhook w WHERE EXISTS (
                       SELECT 1 FROM delivery d
                       WHERE d.webhook = w.id AND d.dead_at IS NULL AND d.next_at <= ?1)
                   ORDER BY w.id";
        self.all(sql, [now.0], |row| row.get(0))
    }

    fn deliveries_due(
        &self,
        webhook: WebhookId,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<WebhookDelivery>, StoreError> {
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

    fn dead_letters(
        &self,
        office: Option<&OfficeId>,
        most: u32,
    ) -> Result<Vec<WebhookDelivery>, StoreError> {
        let sql = format!(
            "SELECT {DELIVERY_COLUMNS} FROM delivery d JOIN webhook w ON w.id = d.webhook
             WHERE d.dead_at IS NOT NULL AND (?1 IS NULL OR w.office = ?1)
             ORDER BY d.id LIMIT ?2"
        );
        self.all(&sql, (office.map(|office| &office.0), most), delivery)
    }
}

impl WriteWebhooks for SqliteTx<'_> {
    fn add_webhook(&mut self, webhook: &Webhook, at: Timestamp) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO webhook (id, office, url, added_at) VALUES (?1, ?2, ?3, ?4)",
            (webhook.id, &webhook.office.0, &webhook.url, at.0),
        )
        .map(drop)
    }

    fn remove_webhook(&mut self, id: WebhookId) -> Result<bool, StoreError> {
        Ok(self.run("DELETE FROM webhook WHERE id = ?1", [id])? > 0)
    }

    fn add_delivery(&mut self, webhook: WebhookId, event: &WebhookEvent) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO delivery (webhook, message, doc, seq, kind, at, tries, next_at, dead_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?6, NULL)",
            (
                webhook,
                event.message,
                event.doc.0,
                event.seq,
                &event.kind,
                event.at.0,
            ),
        )
        .map(drop)
    }

    fn end_attempt(&mut self, id: DeliveryId, outcome: AttemptOutcome) -> Result<(), StoreError> {
        match outcome {
            AttemptOutcome::Delivered => self.run("DELETE FROM delivery WHERE id = ?1", [id]),
            AttemptOutcome::Retry { status, at } => self.run(
                "UPDATE delivery SET tries = tries + 1, last_status = ?2, next_at = ?3
                 WHERE id = ?1",
                (id, status, at.0),
            ),
            AttemptOutcome::GaveUp { status, at } => self.run(
                "UPDATE delivery SET tries = tries + 1, last_status = ?2, dead_at = ?3
                 WHERE id = ?1",
                (id, status, at.0),
            ),
        }
        .map(drop)
    }

    fn retry_delivery(
        &mut self,
        office: Option<&OfficeId>,
        id: DeliveryId,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let sql = "UPDATE delivery SET tries = 0, next_at = ?3, dead_at = NULL
                   WHERE id = ?1 AND (?2 IS NULL
                       OR webhook IN (SELECT id FROM webhook WHERE office = ?2))";
        let office = office.map(|office| &office.0);
        Ok(self.run(sql, (id, office, now.0))? > 0)
    }

    fn retry_dead_letters(&mut self, now: Timestamp) -> Result<usize, StoreError> {
        let sql = "UPDATE delivery SET tries = 0, next_at = ?1, dead_at = NULL
                   WHERE dead_at IS NOT NULL";
        self.run(sql, [now.0])
    }
}

fn webhook(row: &Row<'_>) -> rusqlite::Result<Webhook> {
    Ok(Webhook {
        id: row.get(0)?,
        office: OfficeId(row.get(1)?),
        url: row.get(2)?,
    })
}

fn delivery(row: &Row<'_>) -> rusqlite::Result<WebhookDelivery> {
    Ok(WebhookDelivery {
        id: row.get(3)?,
        webhook: webhook(row)?,
        event: WebhookEvent {
            message: row.get(4)?,
            doc: DocId(row.get(5)?),
            seq: row.get(6)?,
            kind: row.get(7)?,
            at: Timestamp(row.get(8)?),
        },
        attempts: row.get(9)?,
        last_status: row.get(10)?,
        dead_at: row.get::<_, Option<_>>(11)?.map(Timestamp),
    })
}
