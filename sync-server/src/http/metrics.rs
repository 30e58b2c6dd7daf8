//! `GET /metrics`: what the centre counts, in Prometheus' text form. Beside everything else
//! only for who shows the token; without one in the configuration there is no such address.

use super::request;
use crate::core::centre::Centre;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use prometheus_client::encoding::prometheus_text;
use std::sync::Arc;

pub(super) async fn metrics_with_token(
    state: State<Arc<Centre>>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let token = state
        .config
        .metrics_token
        .as_ref()
        .ok_or(StatusCode::NOT_FOUND)?;
    if !request::token(&headers).is_some_and(|given| token.is(given)) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    Ok(metrics(state).await)
}

pub(super) async fn metrics(State(centre): State<Arc<Centre>>) -> Response {
    let mut text = String::new();
    match prometheus_text::encode(&mut text, &centre.metrics.registry) {
        Ok(()) => ([(CONTENT_TYPE, prometheus_text::CONTENT_TYPE)], text).into_response(),
        // Writing to a string cannot fail.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
