//! Sends webhooks: at least once, each application's in order, with growing pauses
//! between tries, and gives up after days. Each receiver has a task of its own, so that
//! one which hangs does not hold up the others.

use crate::{
    core::{centre::Centre, key, transaction::Transaction, webhook::WebhookMessage},
    error::ServerError,
    store::{AttemptOutcome, ReadTx, WebhookDelivery, WebhookId},
};
use linli_domain::time::Timestamp;
use reqwest::{Client, redirect::Policy};
use std::{
    collections::{BTreeSet, HashMap},
    future::Future,
    sync::Arc,
    time::Duration,
};
use tokio::{
    task::{Id, JoinSet},
    time::{Instant, MissedTickBehavior},
};

/// How often something is tried before it is given up: over three to five days, so that
/// a receiver which breaks on a Friday evening is put right in time.
pub const TRIES: u32 = 29;
/// The first pause, in milliseconds; each next one is twice as long.
const FIRST_PAUSE_MS: i64 = 5_000;
const LONGEST_PAUSE_MS: i64 = 6 * 60 * 60 * 1000;
/// How long a receiver may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// Most messages on the way to one receiver.
const AT_ONCE: u32 = 8;

/// Sends messages that are due, and settles what came of them.
#[derive(Debug, Clone)]
pub struct WebhookSender {
    centre: Arc<Centre>,
    http: Client,
}

/// What a receiver answered, if it did.
type AnsweredStatus = Option<u16>;

impl WebhookSender {
    /// A sender of `centre`'s.
    ///
    /// # Errors
    /// When the system's certificates cannot be used.
    pub fn new(centre: Arc<Centre>) -> Result<Self, ServerError> {
        // Fails only where one was chosen already.
        let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .timeout(PATIENCE)
            // A signed message goes where the operator said, and nowhere else.
            .redirect(Policy::none())
            .build()
            .map_err(|error| ServerError::Config(format!("cannot send webhooks: {error}")))?;
        Ok(Self { centre, http })
    }

    /// Tries everything that is due, and what becomes due by that. Returns the number of
    /// tries.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn send_due(&self) -> Result<usize, ServerError> {
        let mut tasks = JoinSet::new();
        for webhook in self.due().await? {
            tasks.spawn(self.clone().send_to(webhook));
        }
        let mut tried = 0;
        while let Some(ended) = tasks.join_next().await {
            tried += ended.map_err(|_| ServerError::Unavailable)??;
        }
        Ok(tried)
    }

    /// The webhooks with a message that is due.
    async fn due(&self) -> Result<Vec<WebhookId>, ServerError> {
        let now = self.centre.now();
        let due = move |store: &dyn ReadTx| store.webhooks_due(now);
        self.centre.read(due).await
    }

    /// Tries everything that is due at one webhook.
    async fn send_to(self, webhook: WebhookId) -> Result<usize, ServerError> {
        let mut tried = 0;
        loop {
            let now = self.centre.now();
            let due = move |store: &dyn ReadTx| store.deliveries_due(webhook, now, AT_ONCE);
            let due = self.centre.read(due).await?;
            if due.is_empty() {
                return Ok(tried);
            }
            tried += due.len();
            let tries = due.into_iter().map(|delivery| {
                let message = WebhookMessage::of(&self.centre.key, &delivery, now);
                (delivery, send(self.http.clone(), message))
            });
            let answered = try_all(tries).await;
            self.settle(answered, now).await?;
        }
    }

    /// Keeps what became of deliveries.
    async fn settle(
        &self,
        answered: Vec<(WebhookDelivery, AnsweredStatus)>,
        now: Timestamp,
    ) -> Result<(), ServerError> {
        let metrics = &self.centre.metrics;
        let mut outcomes = Vec::with_capacity(answered.len());
        for (delivery, answered) in answered {
            let dice = u32::from_le_bytes(key::random()?);
            let outcome = outcome(answered, delivery.attempts, now, dice);
            match outcome {
                AttemptOutcome::Delivered => {
                    metrics.webhooks_told.inc();
                }
                AttemptOutcome::Retry { .. } => {
                    metrics.webhooks_in_vain.inc();
                }
                AttemptOutcome::GaveUp { status, .. } => {
                    metrics.webhooks_in_vain.inc();
                    metrics.webhooks_given_up.inc();
                    let message = delivery.event.message;
                    tracing::error!(%message, status, "a webhook was given up");
                }
            }
            outcomes.push((delivery.id, outcome));
        }
        let settle = move |tx: &mut Transaction<'_>| {
            let mut outcomes = outcomes.into_iter();
            outcomes.try_for_each(|(id, outcome)| tx.store.end_attempt(id, outcome))
        };
        self.centre.write(settle).await
    }

    /// Sends until it is dropped.
    pub async fn run(self) {
        let every = self.centre.config.webhook_check;
        let mut ticks = tokio::time::interval_at(Instant::now() + every, every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut tasks = JoinSet::new();
        let mut busy: HashMap<Id, WebhookId> = HashMap::new();
        loop {
            let ended = tokio::select! {
                _ = ticks.tick() => None,
                Some(ended) = tasks.join_next_with_id(), if !tasks.is_empty() => Some(ended),
            };
            match ended {
                None => {
                    let at_work: BTreeSet<WebhookId> = busy.values().copied().collect();
                    let due = self.due().await.unwrap_or_else(|error| {
                        complain(&error);
                        Vec::new()
                    });
                    for webhook in due.into_iter().filter(|one| !at_work.contains(one)) {
                        let task = tasks.spawn(self.clone().send_to(webhook));
                        busy.insert(task.id(), webhook);
                    }
                }
                Some(Ok((task, sent))) => {
                    busy.remove(&task);
                    if let Err(error) = sent {
                        complain(&error);
                    }
                }
                Some(Err(broken)) => {
                    busy.remove(&broken.id());
                    complain(&ServerError::Unavailable);
                }
            }
        }
    }
}

fn complain(error: &ServerError) {
    let error = error as &dyn std::error::Error;
    tracing::error!(error, "could not send webhooks");
}

/// Runs all tries at once and waits for them. One that panics counts as a failed one, so
/// that it too is tried again later and given up in the end.
async fn try_all<Try>(
    tries: impl Iterator<Item = (WebhookDelivery, Try)>,
) -> Vec<(WebhookDelivery, AnsweredStatus)>
where
    Try: Future<Output = AnsweredStatus> + Send + 'static,
{
    let mut tasks = JoinSet::new();
    let mut under_way = HashMap::new();
    for (delivery, one) in tries {
        under_way.insert(tasks.spawn(one).id(), delivery);
    }
    let mut answered = Vec::with_capacity(under_way.len());
    while let Some(ended) = tasks.join_next_with_id().await {
        let (task, answer) = match ended {
            Ok(ended) => ended,
            Err(broken) => (broken.id(), None),
        };
        answered.extend(under_way.remove(&task).map(|delivery| (delivery, answer)));
    }
    answered
}

/// What the receiver answers.
async fn send(http: Client, message: WebhookMessage) -> AnsweredStatus {
    let request = http
        .post(&message.url)
        .header("content-type", "application/json")
        .header("webhook-id", &message.id)
        .header("webhook-timestamp", message.seconds)
        .header("webhook-signature", message.signature)
        .body(message.body);
    match request.send().await {
        Ok(response) => {
            let status = response.status();
            if !status.is_success() {
                let status = status.as_u16();
                tracing::warn!(message.id, status, "a webhook was not taken");
            }
            Some(status.as_u16())
        }
        Err(error) => {
            let error = error.without_url();
            tracing::warn!(
                message.id,
                error = &error as &dyn std::error::Error,
                "a webhook could not be sent"
            );
            None
        }
    }
}

/// What follows from the answer to an attempt that came after `tries` failed ones.
fn outcome(status: AnsweredStatus, tries: u32, now: Timestamp, dice: u32) -> AttemptOutcome {
    if status.is_some_and(|status| (200..300).contains(&status)) {
        AttemptOutcome::Delivered
    } else if tries + 1 >= TRIES {
        AttemptOutcome::GaveUp { status, at: now }
    } else {
        let at = now.plus_ms(pause_ms(tries, dice));
        AttemptOutcome::Retry { status, at }
    }
}

/// The pause after `tries` failed tries and one more. `dice` shortens it by up to a
/// quarter, so that a receiver which comes back does not get everything at once.
fn pause_ms(tries: u32, dice: u32) -> i64 {
    let doubled = 2_i64.saturating_pow(tries);
    let whole = FIRST_PAUSE_MS.saturating_mul(doubled).min(LONGEST_PAUSE_MS);
    let least = whole / 4 * 3;
    least + i64::from(dice) % (whole - least + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{DeliveryId, MessageId, Seq, Webhook, WebhookEvent};
    use linli_domain::{
        id::{DocId, OfficeId},
        time::DAY_MS,
    };

    #[test]
    fn pauses_double_up_to_the_longest_and_are_never_shorter_than_three_quarters() {
        for tries in 0..64 {
            let whole = (FIRST_PAUSE_MS << tries.min(20)).min(LONGEST_PAUSE_MS);
            for dice in [0, 1, 7919, u32::MAX] {
                let pause = pause_ms(tries, dice);
                let range = whole / 4 * 3..=whole;
                assert!(range.contains(&pause), "{tries} {dice}: {pause}");
            }
        }
    }

    #[test]
    fn a_weekend_is_waited_out_however_the_dice_fall() {
        let whole: i64 = (0..TRIES - 1)
            .map(|tries| (FIRST_PAUSE_MS << tries.min(20)).min(LONGEST_PAUSE_MS))
            .sum();
        assert!(whole / 4 * 3 - i64::from(TRIES) * 3 >= 3 * DAY_MS);
        assert!(whole <= 5 * DAY_MS);
    }

    #[test]
    fn the_last_try_in_vain_ends_it() {
        let now = Timestamp(0);
        let outcome = |status, tries| outcome(status, tries, now, 0);
        assert_eq!(outcome(Some(204), TRIES), AttemptOutcome::Delivered);
        let next = outcome(Some(307), TRIES - 2);
        assert!(matches!(next, AttemptOutcome::Retry { at, .. } if at > now));
        for status in [Some(500), None] {
            let last = AttemptOutcome::GaveUp { status, at: now };
            assert_eq!(outcome(status, TRIES - 1), last);
        }
    }

    #[tokio::test]
    async fn a_try_that_panics_was_in_vain_and_the_others_are_told() {
        let delivery = |id| WebhookDelivery {
            id: DeliveryId(id),
            webhook: Webhook {
                id: WebhookId([1; 16]),
                office: OfficeId("office".to_owned()),
                url: String::new(),
            },
            event: WebhookEvent {
                message: MessageId([2; 16]),
                doc: DocId([3; 16]),
                seq: Seq(1),
                kind: "said".to_owned(),
                at: Timestamp(0),
            },
            attempts: 0,
            last_status: None,
            dead_at: None,
        };
        let tries = (0..3).map(|id| {
            let one = async move {
                assert_ne!(id, 1, "this try panics");
                Some(200)
            };
            (delivery(id), one)
        });
        let mut answered = try_all(tries).await;
        answered.sort_by_key(|(delivery, _)| delivery.id);
        let answers: Vec<AnsweredStatus> = answered.into_iter().map(|(_, answer)| answer).collect();
        assert_eq!(answers, [Some(200), None, Some(200)]);
    }
}
