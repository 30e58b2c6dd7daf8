//! Every address that the centre answers, and the headers that keep a browser strict.

use super::{
    catalogue::{catalogue, old_catalogue},
    enrol::{challenge, enrol},
    error::HttpError,
    exchange::exchange,
    gateway,
    health::health,
    known_again::known_again,
    metrics::{metrics, metrics_with_token},
    photos::photo,
    rescue::rescue,
    site::Site,
};
use crate::core::centre::Centre;
use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header::STRICT_TRANSPORT_SECURITY},
    middleware::{Next, from_fn_with_state, map_response},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use linli_replica::turned_away::TurnedAway;
use std::sync::Arc;

/// The browser runs our own files only; WebAssembly is allowed, `eval` is not.
const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; \
     object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/// For so long a browser that came once over TLS comes in no other way. Not for names below
/// ours, which may be somebody else's.
const ONE_YEAR: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// All routes; what none of them answers is a file of `site`.
pub(crate) fn router(centre: Arc<Centre>, site: Site) -> Router {
    let site = Arc::new(site);
    // A browser heeds it only where the connection was encrypted, by us or by the proxy.
    let is_encrypted = centre.config.tls.is_some() || centre.config.behind_proxy;
    let file = move |request: Request| async move { site.answer(&request) };
    let devices = Router::new()
        .route("/v1/enrol", post(enrol))
        .route("/v1/enrol/challenge", post(challenge))
        .route("/v1/known-again", post(known_again))
        .route("/v1/exchange", post(exchange))
        .route("/v1/catalogue", get(catalogue))
        .route("/v1/catalogue/{version}", get(old_catalogue))
        .route("/v1/rescue", post(rescue))
        .route("/v1/blob/{hash}", get(photo).head(photo).put(photo))
        .route_layer(from_fn_with_state(centre.clone(), point_on));
    Router::new()
        .merge(devices)
        .merge(gateway::router(&centre))
        .route("/healthz", get(health))
        .route("/metrics", get(metrics_with_token))
        .fallback(file)
        .layer(map_response(move |response| {
            add_strict_headers(response, is_encrypted)
        }))
        .with_state(centre)
}

/// Tells a device where the centre is now, instead of anything else.
async fn point_on(State(centre): State<Arc<Centre>>, request: Request, next: Next) -> Response {
    match &centre.moved {
        Some(word) => HttpError(TurnedAway::Moved(word.clone())).into_response(),
        None => next.run(request).await,
    }
}

/// What answers on a listener of its own: counts, for whoever can reach it.
pub(crate) fn metrics_router(centre: Arc<Centre>) -> Router {
    Router::new()
        .route("/metrics", get(metrics))
        .with_state(centre)
}

async fn add_strict_headers(mut response: Response, is_encrypted: bool) -> Response {
    let headers = response.headers_mut();
    if is_encrypted {
        headers.insert(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
    }
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
