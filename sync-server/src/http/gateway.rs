//! The gateway: an office works on its applications from its own system, over plain
//! HTTP and JSON, described in OpenAPI. What it writes enters the same documents
//! through the same gate as an officer's change, signed by a key of its own that the
//! centre holds.

pub mod access;
mod act;
mod body;
mod deed;
mod evidence;
mod fits;
mod letter;
mod part;
mod problem;
mod read;
mod view;

pub use view::moment;

use crate::{core::webhook, server::Server};
use axum::{
    Router,
    http::header::{CACHE_CONTROL, CONTENT_TYPE},
    response::IntoResponse,
    routing::get,
};
use problem::Problem;
use std::sync::Arc;
use utoipa::{
    Modify, OpenApi,
    openapi::{
        RefOr,
        schema::{AdditionalProperties, Schema},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Linli gateway",
        description = "An office reads what residents applied for, and answers. Errors are problems as in RFC 9457."
    ),
    components(schemas(Problem)),
    security(("token" = [])),
    modifiers(&Tokens)
)]
struct Description;

/// Every request carries a token.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// The routes under `/gateway/v1`.
pub fn router() -> Router<Arc<Server>> {
    let (router, mut api) = OpenApiRouter::with_openapi(Description::openapi())
        .nest("/gateway/v1", described())
        .split_for_parts();
    close_alternatives(&mut api);
    let text = description(&api);
    let describe = move || async move {
        let headers = [
            (CONTENT_TYPE, "application/json"),
            (CACHE_CONTROL, "no-cache"),
        ];
        (headers, text).into_response()
    };
    let nowhere = || async { Problem::no_such("address") };
    router
        .route("/gateway/v1/openapi.json", get(describe))
        .route("/gateway/{*rest}", axum::routing::any(nowhere))
        .method_not_allowed_fallback(|| async { Problem::wrong_method() })
}

/// The description, with what webhooks tell: the library does not know that part of
/// OpenAPI 3.1.
fn description(api: &utoipa::openapi::OpenApi) -> String {
    // Plain data: cannot fail.
    let mut described = serde_json::to_value(api).unwrap_or_default();
    if let Some(members) = described.as_object_mut() {
        members.insert("webhooks".to_owned(), webhook::described());
    }
    described.to_string()
}

/// A body that is one of several objects has no further members either; the macro says
/// so of single objects only.
fn close_alternatives(api: &mut utoipa::openapi::OpenApi) {
    let bodies = api.components.iter_mut();
    for schema in bodies.flat_map(|components| components.schemas.values_mut()) {
        let RefOr::T(Schema::OneOf(alternatives)) = schema else {
            continue;
        };
        for alternative in &mut alternatives.items {
            if let RefOr::T(Schema::Object(object)) = alternative {
                object.additional_properties =
                    Some(Box::new(AdditionalProperties::FreeForm(false)));
            }
        }
    }
}

fn described() -> OpenApiRouter<Arc<Server>> {
    OpenApiRouter::new()
        .routes(routes!(read::applications))
        .routes(routes!(read::application))
        .routes(routes!(evidence::evidence))
        .routes(routes!(deed::accept))
        .routes(routes!(deed::not_accepted))
        .routes(routes!(deed::lease))
        .routes(routes!(deed::give_back))
        .routes(routes!(deed::ask_more))
        .routes(routes!(deed::decision))
        .routes(routes!(deed::served))
        .routes(routes!(deed::correction))
        .routes(routes!(deed::message))
        .routes(routes!(letter::letters))
        .routes(routes!(letter::retry))
}
