//! `GET /metrics`: what the centre counts, in Prometheus' text form.

use crate::core::{centre::Centre, metrics::Metrics};
use axum::{
    extract::State,
    http::header::CONTENT_TYPE,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

pub(super) async fn metrics(State(centre): State<Arc<Centre>>) -> Response {
    let kind = [(CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, text(&centre.metrics)).into_response()
}

fn text(metrics: &Metrics) -> String {
    let counters = metrics.counters().into_iter().map(|counter| {
        let name = format!("{}_total", counter.name);
        entry(&name, counter.help, "counter", &counter.get().to_string())
    });
    let gauges = metrics
        .gauges()
        .into_iter()
        .map(|gauge| entry(gauge.name, gauge.help, "gauge", &gauge.get().to_string()));
    counters.chain(gauges).collect()
}

fn entry(name: &str, help: &str, kind: &str, value: &str) -> String {
    format!("# HELP linli_{name} {help}\n# TYPE linli_{name} {kind}\nlinli_{name} {value}\n")
}
