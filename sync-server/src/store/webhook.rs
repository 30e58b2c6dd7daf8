//! Where offices' systems hear of what happens, and what they have not been told yet.

use super::{DeliveryId, MessageId, Seq, StoreError, WebhookId};
use linli_domain::{
    id::{DocId, OfficeId},
    time::Timestamp,
};

/// Where an office's system wants to hear of what happens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    pub id: WebhookId,
    /// Of whose applications it hears.
    pub office: OfficeId,
    pub url: String,
}

/// Something that a webhook is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    /// The message, the same for every attempt.
    pub message: MessageId,
    pub doc: DocId,
    pub seq: Seq,
    /// What happened, in one word.
    pub kind: String,
    pub at: Timestamp,
}

/// An event on its way to one webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookDelivery {
    /// Its number; later events have greater ones.
    pub id: DeliveryId,
    pub webhook: Webhook,
    pub event: WebhookEvent,
    /// Failed attempts so far.
    pub attempts: u32,
    /// The status that the receiver answered last; `None` where it did not answer.
    pub last_status: Option<u16>,
    /// When it was given up and became a dead letter.
    pub dead_at: Option<Timestamp>,
}

/// How an attempt to deliver went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttemptOutcome {
    /// The receiver took it.
    Delivered,
    /// It failed and is tried again.
    Retry {
        /// What the receiver answered, if it did.
        status: Option<u16>,
        /// When it is tried next.
        at: Timestamp,
    },
    /// It failed and is given up.
    GaveUp {
        /// What the receiver answered, if it did.
        status: Option<u16>,
        /// When it was given up.
        at: Timestamp,
    },
}

/// Reads webhooks and their deliveries. `office: None` means every office.
pub trait ReadWebhooks {
    /// Webhooks, in the order of adding.
    fn webhooks(&self, office: Option<&OfficeId>) -> Result<Vec<Webhook>, StoreError>;
    /// The webhooks with a delivery that is to be tried by `now`.
    fn webhooks_due(&self, now: Timestamp) -> Result<Vec<WebhookId>, StoreError>;
    /// At most `most` deliveries that are to be tried by `now` at one webhook, those that
    /// wait longest first. Of each application only the oldest that is not dead, so that
    /// it is told in order.
    fn deliveries_due(
        &self,
        webhook: WebhookId,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<WebhookDelivery>, StoreError>;
    /// At most `most` dead letters, the oldest first.
    fn dead_letters(
        &self,
        office: Option<&OfficeId>,
        most: u32,
    ) -> Result<Vec<WebhookDelivery>, StoreError>;
}

/// Writes webhooks and their deliveries. `office: None` means every office.
pub trait WriteWebhooks: ReadWebhooks {
    fn add_webhook(&mut self, webhook: &Webhook, at: Timestamp) -> Result<(), StoreError>;
    /// Removes a webhook and its deliveries. Answers whether there was one.
    fn remove_webhook(&mut self, id: WebhookId) -> Result<bool, StoreError>;
    /// Queues an event for a webhook, to be tried at once.
    fn add_delivery(&mut self, webhook: WebhookId, event: &WebhookEvent) -> Result<(), StoreError>;
    /// Notes how an attempt went. What was delivered is forgotten.
    fn end_attempt(&mut self, id: DeliveryId, outcome: AttemptOutcome) -> Result<(), StoreError>;
    /// Lets a delivery be tried at once and from the beginning, dead or waiting. Answers
    /// whether the office has such a one.
    fn retry_delivery(
        &mut self,
        office: Option<&OfficeId>,
        id: DeliveryId,
        now: Timestamp,
    ) -> Result<bool, StoreError>;
    /// Lets every dead letter be tried at once and from the beginning. Answers how many
    /// there were.
    fn retry_dead_letters(&mut self, now: Timestamp) -> Result<usize, StoreError>;
}
