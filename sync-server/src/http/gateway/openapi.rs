//! The gateway's description in OpenAPI 3.1, and what the macros of its library leave out.

use super::{problem::Problem, view::Done};
use serde_json::{Value, json};
use utoipa::{
    Modify, OpenApi,
    openapi::{
        RefOr,
        schema::{AdditionalProperties, Schema},
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

#[derive(Debug, OpenApi)]
#[openapi(
    info(
        title = "Linli gateway",
        description = "An office reads what residents applied for, and answers. Errors are problems as in RFC 9457."
    ),
    components(schemas(Problem, Done)),
    security(("token" = [])),
    modifiers(&Tokens)
)]
pub(super) struct Description;

/// Every request carries a token.
struct Tokens;

impl Modify for Tokens {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// The description, with what webhooks tell: the library does not know that part of
/// OpenAPI 3.1.
pub(super) fn description(mut api: utoipa::openapi::OpenApi) -> String {
    close_alternatives(&mut api);
    // Plain data: cannot fail.
    let mut described = serde_json::to_value(api).unwrap_or_default();
    if let Some(members) = described.as_object_mut() {
        members.insert("webhooks".to_owned(), webhooks());
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

/// Webhooks in the description.
fn webhooks() -> Value {
    let header = |name: &str, words: &str, schema: Value| json!({"name": name, "in": "header", "required": true, "description": words, "schema": schema});
    let id = json!({"type": "string", "pattern": "^[0-9a-f]{32}$"});
    let body = json!({
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": {
                "type": "string",
                "pattern": "^application\\.[a-z_]+$",
                "description": "`application.` and what happened: the `is` of the event, or `evidence` when a picture has come."
            },
            "timestamp": {"type": "string", "format": "date-time"},
            "data": {
                "type": "object",
                "required": ["application", "sequence"],
                "properties": {
                    "application": id,
                    "sequence": {"type": "integer", "minimum": 1, "description": "The place of the change in the feed."}
                }
            }
        }
    });
    json!({"application": {"post": {
        "operationId": "heard",
        "summary": "Something happened to an application of the office's.",
        "description": "Signed as Standard Webhooks say, told at least once and each application's in order, tried again for at least three days. What more there is to know, the gateway tells.",
        "parameters": [
            header("webhook-id", "The message; the same for every try.", json!({"type": "string"})),
            header("webhook-timestamp", "When it was sent, in seconds after 1970.", json!({"type": "integer"})),
            header("webhook-signature", "`v1,` and HMAC-SHA256 in base64.", json!({"type": "string"}))
        ],
        "requestBody": {"required": true, "content": {"application/json": {"schema": body}}},
        "responses": {
            "2XX": {"description": "It was taken, and is not told again."},
            "default": {"description": "It is tried again later."}
        },
        "security": []
    }}})
}
