//! `GET /healthz`: whether the centre can read and write.

use crate::{core::centre::Centre, error::ServerError};
use axum::{extract::State, http::StatusCode};
use std::{sync::Arc, time::Duration};

/// How long the writer may take to show that it lives.
const HEALTH_TIME: Duration = Duration::from_secs(5);

pub(super) async fn health(State(centre): State<Arc<Centre>>) -> Result<&'static str, StatusCode> {
    let is_not_well = |error: ServerError| {
        tracing::error!(error = &error as &dyn std::error::Error, "not well");
        StatusCode::SERVICE_UNAVAILABLE
    };
    let read = centre.read(|store| store.horizon()).await;
    read.map_err(is_not_well)?;
    // The writer too must be alive, and not stuck.
    let written = tokio::time::timeout(HEALTH_TIME, centre.write(|_| Ok(())));
    let written = written.await.unwrap_or(Err(ServerError::Unavailable));
    written.map_err(is_not_well)?;
    Ok("ok\n")
}
