//! Every address that the centre answers, and the headers that keep a browser strict.

use super::{
    catalogue::{catalogue, old_catalogue},
    enrol::enrol,
    exchange::exchange,
    gateway,
    health::health,
    metrics::metrics,
    photos::photo,
    rescue::rescue,
    site::Site,
};
use crate::core::centre::Centre;
use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue},
    middleware::map_response,
    response::Response,
    routing::{get, post},
};
use std::sync::Arc;

/// The browser runs our own files only; WebAssembly is allowed, `eval` is not.
const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; \
     object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/// All routes; what none of them answers is a file of `site`.
pub(crate) fn router(centre: Arc<Centre>, site: Site) -> Router {
    let site = Arc::new(site);
    let file = move |request: Request| async move { site.answer(&request) };
    Router::new()
        .route("/v1/enrol", post(enrol))
        .route("/v1/exchange", post(exchange))
        .route("/v1/catalogue", get(catalogue))
        .route("/v1/catalogue/{version}", get(old_catalogue))
        .route("/v1/rescue", post(rescue))
        .route("/v1/blob/{hash}", get(photo).head(photo).put(photo))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics))
        .merge(gateway::router())
        .fallback(file)
        .layer(map_response(add_strict_headers))
        .with_state(centre)
}

async fn add_strict_headers(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", CONTENT_POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        (
            "permissions-policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        // Whoever answers may be stricter still.
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
