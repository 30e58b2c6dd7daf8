//! Webhooks as in Standard Webhooks: what a message holds, how it is signed, and which
//! messages an event leads to. A message holds nothing personal; a receiver asks the
//! gateway for more.

use crate::{
    core::{
        clock::rfc3339,
        key::{self, CentreKey},
        transaction::Transaction,
    },
    store::{MessageId, Seq, StoreError, WebhookDelivery, WebhookEvent, WebhookId},
};
use data_encoding::BASE64;
use hmac::{Hmac, KeyInit, Mac};
use linli_domain::{
    application::{self, Application, ApplicationEvent},
    contents::Contents,
    id::DocId,
    time::Timestamp,
};
use serde_json::json;
use sha2::Sha256;

/// Signs a webhook's messages. It follows from the centre's key, so that there is no
/// further secret to keep.
#[derive(Clone)]
pub struct WebhookSecret([u8; 32]);

impl std::fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("WebhookSecret")
    }
}

impl WebhookSecret {
    /// The secret of the webhook `id`.
    #[must_use]
    pub fn of(centre: &CentreKey, id: WebhookId) -> Self {
        let seed = centre.secret.seed();
        Self(key::sha256(&[b"linli webhook 1\0", &seed, &id.0]))
    }

    /// The secret as its receiver is shown it, once.
    #[must_use]
    pub fn shown(&self) -> String {
        format!("whsec_{}", BASE64.encode(&self.0))
    }

    /// The signature of a message that is sent at `seconds` after 1970.
    #[must_use]
    pub fn signature(&self, id: &str, seconds: i64, body: &str) -> String {
        signature(&self.0, id, seconds, body)
    }
}

fn signature(secret: &[u8], id: &str, seconds: i64, body: &str) -> String {
    // HMAC takes keys of every length: cannot fail.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret) else {
        return String::new();
    };
    for part in [id, ".", &seconds.to_string(), ".", body] {
        mac.update(part.as_bytes());
    }
    let code = mac.finalize().into_bytes();
    format!("v1,{}", BASE64.encode(&code))
}

/// A message, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WebhookMessage {
    pub(crate) url: String,
    pub(crate) id: String,
    pub(crate) seconds: i64,
    pub(crate) signature: String,
    pub(crate) body: String,
}

impl WebhookMessage {
    /// The message of `delivery`, as sent at `now`.
    pub(crate) fn of(centre: &CentreKey, delivery: &WebhookDelivery, now: Timestamp) -> Self {
        let event = &delivery.event;
        let body = json!({
            "type": format!("application.{}", event.kind),
            "timestamp": rfc3339(event.at),
            "data": { "application": event.doc.to_string(), "sequence": event.seq.0 },
        });
        let (id, body) = (event.message.to_string(), body.to_string());
        let seconds = now.0.div_euclid(1000);
        let secret = WebhookSecret::of(centre, delivery.webhook.id);
        Self {
            url: delivery.webhook.url.clone(),
            signature: secret.signature(&id, seconds, &body),
            id,
            seconds,
            body,
        }
    }
}

/// Queues a message about `event`, which has just entered, for the webhooks of the
/// application's office.
///
/// # Errors
/// When the store fails.
pub(crate) fn tell(
    tx: &mut Transaction<'_>,
    application: &Application,
    event: &ApplicationEvent,
) -> Result<(), StoreError> {
    let event = serde_json::to_value(event).unwrap_or_default();
    let kind = event.get("is").and_then(|kind| kind.as_str());
    tell_kind(
        tx,
        application,
        kind.ok_or(StoreError::Unreadable("event"))?,
    )
}

/// Queues a message that a picture in the application `doc` has come, which was still on
/// its way when the application came.
///
/// # Errors
/// When the store fails.
pub(crate) fn tell_evidence(tx: &mut Transaction<'_>, doc: DocId) -> Result<(), StoreError> {
    let application = tx.contents(doc)?.and_then(Contents::into_application);
    match application {
        Some(application) if application::fold(&application).tracking.is_some() => {
            tell_kind(tx, &application, "evidence")
        }
        _ => Ok(()),
    }
}

fn tell_kind(
    tx: &mut Transaction<'_>,
    application: &Application,
    kind: &str,
) -> Result<(), StoreError> {
    let doc = application.header.id;
    let document = tx.store.document(doc)?;
    let seq = document.map_or(Seq::START, |document| document.last_seq);
    for webhook in tx.store.webhooks(Some(&application.office))? {
        let message = tx.random()?;
        let event = WebhookEvent {
            message: MessageId(message),
            doc,
            seq,
            kind: kind.to_owned(),
            at: tx.now,
        };
        tx.store.add_delivery(webhook.id, &event)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the specification of Standard Webhooks.
    #[test]
    fn the_published_example_has_its_signature() {
        let secret = BASE64.decode(b"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = signature(
            &secret,
            "msg_p5jXN8AQM9LWM0D4loKWxJek",
            1_614_265_330,
            "{\"test\": 2432232314}",
        );
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }
}
