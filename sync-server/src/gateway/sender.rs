//! Sends webhooks: at least once, each application's in order, with growing pauses
//! between tries, and gives up after many.

use super::webhook::Message;
use crate::{
    batch::Batch,
    error::ServerError,
    key,
    server::Server,
    store::{Delivery, Fate},
};
use linli_domain::time::Timestamp;
use reqwest::{Client, redirect::Policy};
use std::{sync::Arc, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, MissedTickBehavior},
};

/// How often something is tried before it is given up: for about a day.
pub const TRIES: u32 = 14;
/// The first pause, in milliseconds; each next one is twice as long.
const FIRST_PAUSE_MS: i64 = 5_000;
/// The longest pause.
const LONGEST_PAUSE_MS: i64 = 6 * 60 * 60 * 1000;
/// How long a receiver may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// Most messages on the way to one receiver: a slow one does not hold up the others.
const AT_ONCE: u32 = 8;

/// Sends what is to be told.
#[derive(Debug, Clone)]
pub struct Sender {
    server: Arc<Server>,
    http: Client,
}

impl Sender {
    /// A sender of `server`'s.
    ///
    /// # Errors
    /// When the system's certificates cannot be used.
    pub fn new(server: Arc<Server>) -> Result<Self, ServerError> {
        // Fails only where one was chosen already.
        let _ = tokio_rustls::rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .timeout(PATIENCE)
            // A signed message goes where the operator said, and nowhere else.
            .redirect(Policy::none())
            .build()
            .map_err(|error| ServerError::Config(format!("cannot send webhooks: {error}")))?;
        Ok(Self { server, http })
    }

    /// Tries everything that is due, and what becomes due by that. Answers how many
    /// tries that were.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn send_due(&self) -> Result<usize, ServerError> {
        let mut tried = 0;
        loop {
            let now = self.server.now();
            let due = move |store: &dyn crate::store::Reading| store.deliveries_due(now, AT_ONCE);
            let due = self.server.read(due).await?;
            if due.is_empty() {
                return Ok(tried);
            }
            tried += due.len();
            let fates = self.try_all(due, now).await?;
            let settle = move |batch: &mut Batch<'_>| {
                let mut fates = fates.into_iter();
                fates.try_for_each(|(id, fate)| batch.store.settle_delivery(id, fate))
            };
            self.server.journal.run(settle).await?;
        }
    }

    async fn try_all(
        &self,
        due: Vec<Delivery>,
        now: Timestamp,
    ) -> Result<Vec<(i64, Fate)>, ServerError> {
        let mut tries = JoinSet::new();
        for delivery in due {
            let message = Message::of(&self.server.key, &delivery, now);
            let http = self.http.clone();
            tries.spawn(async move { (delivery.id, delivery.tries, send(&http, message).await) });
        }
        let mut fates = Vec::with_capacity(tries.len());
        while let Some(tried) = tries.join_next().await {
            // A try that panicked stays due.
            if let Ok((id, tries, is_told)) = tried {
                let dice = u32::from_le_bytes(key::random()?);
                fates.push((id, fate(is_told, tries, now, dice)));
            }
        }
        Ok(fates)
    }

    /// Sends until it is dropped.
    pub(crate) async fn run(self) {
        let every = self.server.config.webhook_check;
        let mut ticks = tokio::time::interval_at(Instant::now() + every, every);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if let Err(error) = self.send_due().await {
                tracing::error!(
                    error = &error as &dyn std::error::Error,
                    "could not send webhooks"
                );
            }
        }
    }
}

/// Whether the receiver took it.
async fn send(http: &Client, message: Message) -> bool {
    let request = http
        .post(&message.url)
        .header("content-type", "application/json")
        .header("webhook-id", &message.id)
        .header("webhook-timestamp", message.seconds)
        .header("webhook-signature", message.signature)
        .body(message.body);
    match request.send().await {
        Ok(response) if response.status().is_success() => true,
        Ok(response) => {
            let status = response.status().as_u16();
            tracing::warn!(message.id, status, "a webhook was not taken");
            false
        }
        Err(error) => {
            let error = error.without_url();
            tracing::warn!(
                message.id,
                error = &error as &dyn std::error::Error,
                "a webhook could not be sent"
            );
            false
        }
    }
}

fn fate(is_told: bool, tries: u32, now: Timestamp, dice: u32) -> Fate {
    if is_told {
        Fate::Told
    } else if tries + 1 >= TRIES {
        Fate::Dead(now)
    } else {
        Fate::Again(now.plus_ms(pause_ms(tries, dice)))
    }
}

/// The pause after `tries` earlier ones and one more in vain: from half of its length on,
/// as `dice` says, so that receivers that come back are not met by everything at once.
fn pause_ms(tries: u32, dice: u32) -> i64 {
    let doubled = 2_i64.saturating_pow(tries);
    let whole = FIRST_PAUSE_MS.saturating_mul(doubled).min(LONGEST_PAUSE_MS);
    let half = whole / 2;
    half + i64::from(dice) % (whole - half + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest_and_are_never_shorter_than_half() {
        let longest: Vec<i64> = (0..TRIES).map(|tries| pause_ms(tries, 2500)).collect();
        assert_eq!(longest[0], 5_000);
        for tries in 0..64 {
            let whole = (FIRST_PAUSE_MS << tries.min(20)).min(LONGEST_PAUSE_MS);
            for dice in [0, 1, 7919, u32::MAX] {
                let pause = pause_ms(tries, dice);
                assert!(
                    (whole / 2..=whole).contains(&pause),
                    "{tries} {dice}: {pause}"
                );
            }
        }
    }

    #[test]
    fn the_last_try_in_vain_ends_it() {
        let now = Timestamp(0);
        assert_eq!(fate(true, TRIES, now, 0), Fate::Told);
        assert!(matches!(fate(false, TRIES - 2, now, 0), Fate::Again(_)));
        assert_eq!(fate(false, TRIES - 1, now, 0), Fate::Dead(now));
    }
}
