//! `POST /v1/rescue`: what was never delivered from a device that had to be emptied, sealed
//! to the centre. Taken from a revoked device too, for it can write nothing else.

use super::{error::HttpError, request};
use crate::{
    core::{centre::Centre, transaction::Transaction},
    store::StoreError,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use linli_replica::{
    rescue::{HandOver, MAX_RESCUE_BYTES},
    turned_away::TurnedAway,
};
use std::sync::Arc;

/// What the seal and its form add at most, in bytes.
const SEAL_BYTES: usize = 64 * 1024;
/// Most rescues of one device that wait for the operator.
const MOST_RESCUES: u64 = 8;

pub(super) async fn rescue(
    State(centre): State<Arc<Centre>>,
    request: Request,
) -> Result<StatusCode, HttpError> {
    let (parts, content) = request.into_parts();
    let device = request::any_device(&centre, &parts.headers)?;
    let content = request::body(&parts.headers, content, MAX_RESCUE_BYTES + SEAL_BYTES).await?;
    request::message(&content, |message: &HandOver| message.v)?;
    let by = device.id;
    let keep = move |tx: &mut Transaction<'_>| -> Result<bool, StoreError> {
        if tx.store.count_rescues(by)? >= MOST_RESCUES {
            return Ok(false);
        }
        tx.store.put_rescue(by, &content, tx.now)?;
        Ok(true)
    };
    if !centre.write(keep).await? {
        return Err(HttpError(TurnedAway::Full));
    }
    tracing::info!(device.id = %by, "a rescue was handed over");
    Ok(StatusCode::NO_CONTENT)
}
