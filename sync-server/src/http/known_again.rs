//! `POST /v1/known-again`: a device that the centre forgot, because it was brought back from
//! a backup, comes with the card that the centre had signed for it, and its key over a challenge.

use super::{error::HttpError, request};
use crate::core::{centre::Centre, heal, key};
use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use linli_replica::{
    exchange::EnrolRefusal,
    known_again::{KNOWN_AGAIN_VERSION, KnownAgain},
};
use std::sync::Arc;

/// Largest message, in bytes.
const MAX_BYTES: usize = 16 * 1024;

pub(super) async fn known_again(
    State(centre): State<Arc<Centre>>,
    request: Request,
) -> Result<StatusCode, HttpError> {
    let (parts, content) = request.into_parts();
    let content = request::body(&parts.headers, content, MAX_BYTES).await?;
    let version = |message: &KnownAgain| message.v;
    let message = request::message_of(&content, KNOWN_AGAIN_VERSION, version)?;
    let token = request::token(&parts.headers).ok_or(HttpError::UNKNOWN)?;
    if !message.verified_by(&centre.key.secret.public(), token) {
        return Err(HttpError::UNKNOWN);
    }
    if !centre.challenges.take(&message.challenge, centre.now()) {
        return Err(EnrolRefusal::Stale.into());
    }
    let hash = key::token_hash(token);
    let known = centre.write(move |tx| heal::come_back(tx, &message, hash));
    if known.await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(HttpError::UNKNOWN)
    }
}
