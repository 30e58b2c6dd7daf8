//! The gateway: an office works on its applications from its own system, over plain
//! HTTP and JSON, described in OpenAPI. What it writes enters the same documents
//! through the same gate as an officer's change, signed by a key of its own that the
//! centre holds.

mod access;
mod action_body;
mod actions;
mod dead_letter;
mod evidence;
mod fits;
mod idempotent;
mod openapi;
mod path;
mod problem;
mod read;
mod view;

use crate::core::centre::Centre;
use axum::{
    Router,
    extract::{Request, State},
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use openapi::Description;
use problem::Problem;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

/// The routes under `/gateway/v1`.
pub(super) fn router(centre: &Arc<Centre>) -> Router<Arc<Centre>> {
    let (router, api) = OpenApiRouter::with_openapi(Description::openapi())
        .nest("/gateway/v1", described())
        .split_for_parts();
    let text = openapi::description(api);
    let describe = move || async move {
        let headers = [
            (CONTENT_TYPE, "application/json"),
            (CACHE_CONTROL, "no-cache"),
        ];
        (headers, text).into_response()
    };
    let router = router.route_layer(from_fn_with_state(centre.clone(), point_on));
    let nowhere = || async { Problem::no_such("address") };
    router
        .route("/gateway/v1/openapi.json", get(describe))
        .route("/gateway/{*rest}", axum::routing::any(nowhere))
        .method_not_allowed_fallback(|| async { Problem::wrong_method() })
}

/// Says where the centre is now, instead of anything else.
async fn point_on(State(centre): State<Arc<Centre>>, request: Request, next: Next) -> Response {
    match &centre.moved {
        Some(word) => Problem::moved(&word.address).into_response(),
        None => next.run(request).await,
    }
}

fn described() -> OpenApiRouter<Arc<Centre>> {
    OpenApiRouter::new()
        .routes(routes!(read::applications))
        .routes(routes!(read::application))
        .routes(routes!(evidence::evidence))
        .routes(routes!(actions::accept))
        .routes(routes!(actions::not_accepted))
        .routes(routes!(actions::lease))
        .routes(routes!(actions::give_back))
        .routes(routes!(actions::ask_more))
        .routes(routes!(actions::decision))
        .routes(routes!(actions::served))
        .routes(routes!(actions::correction))
        .routes(routes!(actions::message))
        .routes(routes!(dead_letter::letters))
        .routes(routes!(dead_letter::retry))
}
