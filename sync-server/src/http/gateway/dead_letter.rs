//! Dead letters: what a webhook was not told and was given up. The office's system
//! lists them and has them tried again, without asking the operator.

use super::{
    access,
    path::PathParam,
    problem::{Problem, Problems, json},
};
use crate::{
    core::{centre::Centre, clock::rfc3339},
    store::{DeliveryId, WebhookDelivery},
};
use axum::{extract::State, http::HeaderMap, response::Response};
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// Most on one list.
const MOST: u32 = 200;
/// The greatest whole number that every reader of JSON reads right.
const GREATEST: i64 = (1 << 53) - 1;

/// What was given up.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Letters)]
struct DeadLetters {
    /// The oldest first.
    items: Vec<DeadLetter>,
    /// Whether there are more than these.
    more: bool,
}

/// A message that a webhook was not told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Letter)]
struct DeadLetter {
    /// Its number.
    #[schema(minimum = 1, maximum = 9_007_199_254_740_991_u64)]
    letter: i64,
    /// The webhook's id.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    webhook: String,
    /// The message's `webhook-id`, the same for every try.
    #[schema(pattern = "^msg_[0-9a-f]{32}$")]
    message: String,
    /// The message's `type`.
    #[serde(rename = "type")]
    kind: String,
    /// The application.
    #[schema(pattern = "^[0-9a-f]{32}$")]
    application: String,
    /// The place of the change in the feed.
    sequence: u64,
    /// When it happened.
    #[schema(format = DateTime)]
    happened_at: String,
    /// When it was given up.
    #[schema(format = DateTime)]
    given_up_at: Option<String>,
    /// How often it was tried.
    tries: u32,
    /// What the receiver answered last; absent where it did not answer.
    last_status: Option<u16>,
}

impl From<WebhookDelivery> for DeadLetter {
    fn from(delivery: WebhookDelivery) -> Self {
        let event = delivery.event;
        Self {
            letter: delivery.id.0,
            webhook: delivery.webhook.id.to_string(),
            message: event.message.to_string(),
            kind: format!("application.{}", event.kind),
            application: event.doc.to_string(),
            sequence: event.seq.0,
            happened_at: rfc3339(event.at),
            given_up_at: delivery.dead_at.map(rfc3339),
            tries: delivery.attempts,
            last_status: delivery.last_status,
        }
    }
}

/// What became of a letter.
#[derive(Debug, Serialize, ToSchema)]
struct Retried {
    /// Its number.
    letter: i64,
}

/// What this office's webhooks were not told and was given up.
#[utoipa::path(
    get,
    path = "/dead-letters",
    responses(
        (status = 200, body = DeadLetters, links(
            ("retry" = (operation_id = "retry", parameters(("letter" = "$response.body#/items/0/letter"))))
        )),
        Problems
    )
)]
pub(super) async fn letters(
    State(centre): State<Arc<Centre>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let gateway = access::gateway(&centre, &headers)?;
    let found = centre.read(move |store| store.dead_letters(Some(&gateway.office), MOST + 1));
    let mut items: Vec<DeadLetter> = found.await?.into_iter().map(DeadLetter::from).collect();
    let most = usize::try_from(MOST).unwrap_or(usize::MAX);
    let more = items.len() > most;
    items.truncate(most);
    Ok(json(&DeadLetters { items, more }))
}

/// Lets a letter be tried again at once and from the beginning. One that waits for its
/// next try is tried at once as well, so that asking twice does no harm; one that has
/// been told meanwhile is not there any more.
#[utoipa::path(
    post,
    path = "/dead-letters/{letter}/retry",
    params(("letter" = i64, Path, description = "Its number", minimum = 1, maximum = 9_007_199_254_740_991_u64)),
    responses((status = 200, body = Retried), Problems)
)]
pub(super) async fn retry(
    State(centre): State<Arc<Centre>>,
    headers: HeaderMap,
    PathParam(letter): PathParam<String>,
) -> Result<Response, Problem> {
    let gateway = access::gateway(&centre, &headers)?;
    let unknown = || Problem::no_such("letter");
    let number = letter.parse::<i64>().ok();
    let id = number
        .filter(|id| (1..=GREATEST).contains(id) && id.to_string() == letter)
        .ok_or_else(unknown)?;
    let retried = centre.write(move |tx| {
        let (office, id) = (&gateway.office, DeliveryId(id));
        tx.store.retry_delivery(Some(office), id, tx.now)
    });
    match retried.await? {
        true => Ok(json(&Retried { letter: id })),
        false => Err(unknown()),
    }
}
