//! `GET /metrics`: what the centre counts, in Prometheus' text form.

use crate::core::centre::Centre;
use axum::{
    extract::State,
    http::{StatusCode, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use prometheus_client::encoding::prometheus_text;
use std::sync::Arc;

pub(super) async fn metrics(State(centre): State<Arc<Centre>>) -> Response {
    let mut text = String::new();
    match prometheus_text::encode(&mut text, &centre.metrics.registry) {
        Ok(()) => ([(CONTENT_TYPE, prometheus_text::CONTENT_TYPE)], text).into_response(),
        // Writing to a string cannot fail.
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
