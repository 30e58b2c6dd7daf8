//! What the centre keeps for webhooks.

use super::StoreError;
use linli_domain::{
    id::{DocId, OfficeId},
    time::Timestamp,
};

/// Where an office's system wants to hear of what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its id.
    pub id: [u8; 16],
    /// Of whose applications.
    pub office: OfficeId,
    /// Its address.
    pub url: String,
}

/// What is to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The same for every try.
    pub message: [u8; 16],
    /// The application.
    pub doc: DocId,
    /// The change.
    pub seq: u64,
    /// What happened, in one word.
    pub kind: String,
    /// When.
    pub at: Timestamp,
}

/// News for one webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its row; later news have greater ones.
    pub id: i64,
    /// To whom.
    pub webhook: Webhook,
    /// What.
    pub news: News,
    /// How often it was tried in vain.
    pub tries: u32,
    /// What the receiver answered last.
    pub last_status: Option<u16>,
    /// When it was given up.
    pub dead_at: Option<Timestamp>,
}

/// What becomes of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It was told.
    Told,
    /// It was tried in vain.
    Vain(Vain),
}

/// What becomes of what was tried in vain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Vain {
    /// What the receiver answered, if it did.
    pub status: Option<u16>,
    /// When it is tried again, or was given up.
    pub at: Timestamp,
    /// It was given up.
    pub is_dead: bool,
}

/// Reads for webhooks. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait WebhookReading {
    /// Every webhook, in the order of adding.
    fn webhooks(&self) -> Result<Vec<Webhook>, StoreError>;
    /// The webhooks of an office.
    fn webhooks_of(&self, office: &OfficeId) -> Result<Vec<Webhook>, StoreError>;
    /// The webhooks that may have something to be tried by `now`.
    fn webhooks_due(&self, now: Timestamp) -> Result<Vec<[u8; 16]>, StoreError>;
    /// At most `most` of what is to be tried by `now` at one webhook: of each application
    /// the oldest only, so that it is told in order.
    fn deliveries_due(
        &self,
        webhook: &[u8; 16],
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<Delivery>, StoreError>;
    /// At most `most` of what was given up, of one office or of all, the oldest first.
    fn deliveries_dead(
        &self,
        office: Option<&OfficeId>,
        most: u32,
    ) -> Result<Vec<Delivery>, StoreError>;
    /// The office that is to be told of a delivery.
    fn delivery_office(&self, id: i64) -> Result<Option<OfficeId>, StoreError>;
}

/// Writes for webhooks. Every method fails when the database does.
#[expect(clippy::missing_errors_doc, reason = "said once, above")]
pub trait WebhookWriting: WebhookReading {
    /// Adds a webhook.
    fn add_webhook(&mut self, webhook: &Webhook, at: Timestamp) -> Result<(), StoreError>;
    /// Removes a webhook with all that it has not been told; whether there was one.
    fn remove_webhook(&mut self, id: &[u8; 16]) -> Result<bool, StoreError>;
    /// Lets `webhook` be told.
    fn add_delivery(&mut self, webhook: &[u8; 16], news: &News) -> Result<(), StoreError>;
    /// Notes what became of a delivery.
    fn settle_delivery(&mut self, id: i64, fate: Fate) -> Result<(), StoreError>;
    /// Lets what was given up be tried again from the beginning: all of it, or one, also
    /// where that waits for its next try. Answers how many.
    fn revive_deliveries(&mut self, id: Option<i64>, now: Timestamp) -> Result<usize, StoreError>;
}
