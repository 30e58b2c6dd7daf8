//! `GET /healthz`: whether the centre can read and write.

use super::error::HttpError;
use crate::{core::centre::Centre, error::ServerError};
use axum::extract::State;
use std::{sync::Arc, time::Duration};

/// How long the writer may take to show that it lives.
const HEALTH_TIME: Duration = Duration::from_secs(5);

pub(super) async fn health(State(centre): State<Arc<Centre>>) -> Result<&'static str, HttpError> {
    centre.read(|store| store.horizon()).await?;
    // The writer too must be alive, and not stuck.
    let written = tokio::time::timeout(HEALTH_TIME, centre.write(|_| Ok(())));
    written.await.unwrap_or(Err(ServerError::Unavailable))?;
    Ok("ok\n")
}
