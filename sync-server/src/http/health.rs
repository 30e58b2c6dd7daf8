//! `GET /healthz`: whether the centre can keep what it is sent, and whether documents are
//! left out because they are damaged, which stops nothing else. It answers from memory, so
//! that anybody may ask as often as they like.

use crate::core::centre::Centre;
use axum::{extract::State, http::StatusCode};
use std::{sync::Arc, time::Instant};

pub(super) async fn health(State(centre): State<Arc<Centre>>) -> (StatusCode, String) {
    if !centre.health.is_well(Instant::now()) {
        let told = "the store cannot be written\n";
        return (StatusCode::SERVICE_UNAVAILABLE, told.to_owned());
    }
    let told = match centre.damaged.count() {
        0 => "ok\n".to_owned(),
        count => format!("ok, but documents are damaged and left out: {count}\n"),
    };
    (StatusCode::OK, told)
}
