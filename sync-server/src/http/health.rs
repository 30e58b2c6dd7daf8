//! `GET /healthz`: whether the centre can keep what it is sent. It answers from memory, so
//! that anybody may ask as often as they like.

use crate::core::centre::Centre;
use axum::{extract::State, http::StatusCode};
use std::{sync::Arc, time::Instant};

pub(super) async fn health(State(centre): State<Arc<Centre>>) -> (StatusCode, &'static str) {
    if centre.health.is_well(Instant::now()) {
        (StatusCode::OK, "ok\n")
    } else {
        let told = "the store cannot be written\n";
        (StatusCode::SERVICE_UNAVAILABLE, told)
    }
}
