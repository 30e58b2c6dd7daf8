//! What went wrong, as a problem of RFC 9457.

use crate::{
    error::ServerError,
    http::error::{HttpError, retry_later},
    store::SavedResponse,
};
use axum::{
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE},
    },
    response::{IntoResponse, Response},
};
use linli_domain::access::Refusal;
use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// What every kind begins with.
const KINDS: &str = "urn:linli:problem:";
/// Somebody else works on it.
const LEASED: &str = "leased";
const NOT_TODAY: &str = "not-today";

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(super) struct Problem {
    /// Stands for the kind of problem; never changes its meaning.
    #[serde(rename = "type")]
    #[schema(example = "urn:linli:problem:too-late")]
    pub(super) kind: String,
    /// The kind of problem in words.
    pub(super) title: &'static str,
    /// HTTP's status.
    pub(super) status: u16,
    /// What is wrong with this very request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub(super) detail: Option<String>,
}

impl Problem {
    fn new(status: StatusCode, kind: &str, title: &'static str) -> Self {
        Self {
            kind: format!("{KINDS}{kind}"),
            title,
            status: status.as_u16(),
            detail: None,
        }
    }

    fn with(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The request itself cannot be read.
    pub(super) fn malformed(detail: impl Into<String>) -> Self {
        let title = "The request is not as described";
        Self::new(StatusCode::BAD_REQUEST, "malformed", title).with(detail)
    }

    /// What the body says cannot be taken.
    pub(super) fn not_valid(detail: impl Into<String>) -> Self {
        let title = "The body is not as described";
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "not-valid", title).with(detail)
    }

    /// The body is something else than JSON.
    pub(super) fn not_json() -> Self {
        let title = "The body must be application/json";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not-json", title)
    }

    /// No token, or none that is in use.
    pub(super) fn unknown_token() -> Self {
        let title = "A token in use is needed";
        Self::new(StatusCode::UNAUTHORIZED, "unknown-token", title)
    }

    /// There is none, or it is not this office's.
    pub(super) fn no_such(what: &str) -> Self {
        let title = "There is no such thing for this office";
        Self::new(StatusCode::NOT_FOUND, "not-found", title).with(format!("no such {what}"))
    }

    /// The matter does not stand where this can happen.
    pub(super) fn conflict(kind: &str, detail: impl Into<String>) -> Self {
        let title = "The application does not allow it now";
        Self::new(StatusCode::CONFLICT, kind, title).with(detail)
    }

    /// Somebody else of the office works on it, for so many milliseconds more. Not
    /// remembered: the same request may be done later.
    pub(super) fn leased(left_ms: i64) -> Self {
        let left = left_ms.max(0).div_euclid(1000) + 1;
        let detail = format!("somebody else works on it, for {left} seconds more at most");
        Self::conflict(LEASED, detail)
    }

    /// Whether it passes by itself.
    pub(super) fn is_passing(&self) -> bool {
        let kind = self.kind.strip_prefix(KINDS);
        kind.is_some_and(|kind| [LEASED, NOT_TODAY].contains(&kind))
    }

    /// The address is there, but not for this method.
    pub(super) fn wrong_method() -> Self {
        let title = "This address knows another method";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", title)
    }

    /// The key stands for another request.
    pub(super) fn key_reused() -> Self {
        let title = "The Idempotency-Key was used for another request";
        Self::new(StatusCode::CONFLICT, "key-reused", title)
    }

    /// The centre is elsewhere, and takes nothing here.
    pub(super) fn moved(address: &str) -> Self {
        let title = "The centre is at another address now";
        Self::new(StatusCode::GONE, "moved", title).with(address)
    }

    /// Too many requests.
    pub(super) fn too_many() -> Self {
        let title = "Too many requests in this minute";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "too-many", title)
    }

    /// This system has written as much as one may on one day. Not remembered: the same
    /// request may be done tomorrow.
    pub(super) fn not_today() -> Self {
        let title = "This is more than may be written on one day; it may be done tomorrow";
        Self::new(StatusCode::TOO_MANY_REQUESTS, NOT_TODAY, title)
    }

    /// What the gate says.
    pub(super) fn refused(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotTheirs | Refusal::NotForRole => Self::no_such("application"),
            Refusal::TooLarge => {
                let title = "This is too much for one change";
                Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", title)
            }
            other => Self::conflict(other.code(), other.to_string()),
        }
    }

    /// As an answer to keep and to give.
    pub(super) fn answer(&self, request: [u8; 32]) -> SavedResponse {
        SavedResponse {
            request,
            status: self.status,
            // Plain data: cannot fail.
            body: serde_json::to_string(self).unwrap_or_default(),
        }
    }
}

impl From<ServerError> for Problem {
    fn from(error: ServerError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "could not answer");
        let title = "Not now; please try again";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "unavailable", title)
    }
}

impl From<HttpError> for Problem {
    fn from(error: HttpError) -> Self {
        let (status, word) = (error.status(), error.0.why());
        let kind = word.replace('_', "-");
        Self::new(status, &kind, "The body could not be read").with(word.replace('_', " "))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        respond(&self.answer([0; 32]))
    }
}

/// An answer as it goes out.
pub(super) fn respond(answer: &SavedResponse) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let kind = match status.is_success() {
        true => "application/json",
        false => "application/problem+json",
    };
    let headers = [(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")];
    let mut response = (status, headers, answer.body.clone()).into_response();
    if status == StatusCode::UNAUTHORIZED {
        let scheme = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(WWW_AUTHENTICATE, scheme);
    }
    retry_later(&mut response);
    response
}

/// A view as it goes out.
pub(super) fn json<T: Serialize>(view: &T) -> Response {
    respond(&SavedResponse {
        request: [0; 32],
        status: 200,
        // Plain data: cannot fail.
        body: serde_json::to_string(view).unwrap_or_default(),
    })
}

/// What may go wrong with every request.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "says what there is in the description only")]
pub(super) enum Problems {
    /// The request is not as described.
    #[response(status = 400, content_type = "application/problem+json")]
    Malformed(Problem),
    /// No token in use.
    #[response(status = 401, content_type = "application/problem+json")]
    UnknownToken(Problem),
    /// There is no such thing for this office.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
    /// The centre is at another address now.
    #[response(status = 410, content_type = "application/problem+json")]
    Moved(Problem),
    /// Too many requests.
    #[response(
        status = 429,
        content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds after which to come again"))
    )]
    TooMany(Problem),
    /// Not now.
    #[response(
        status = 503,
        content_type = "application/problem+json",
        headers(("Retry-After" = u32, description = "Seconds after which to come again"))
    )]
    Unavailable(Problem),
}

/// What may go wrong besides with one that writes.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "says what there is in the description only")]
pub(super) enum WritingProblems {
    /// The body took too long.
    #[response(status = 408, content_type = "application/problem+json")]
    TooSlow(Problem),
    /// The application does not allow it now (`too-early`, `too-late`, `leased` by
    /// somebody else, …), or the key stands for another request.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
    /// The body is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// The body is not JSON.
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(Problem),
    /// The body is not as described.
    #[response(status = 422, content_type = "application/problem+json")]
    NotValid(Problem),
}
