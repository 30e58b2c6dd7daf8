//! What a request is refused with: a status and a word, in plain text.

use crate::error::ServerError;
use axum::{
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, RETRY_AFTER},
    },
    response::{IntoResponse, Response},
};

/// Seconds after which a caller who was turned away may come again.
const RETRY_AFTER_SECONDS: &str = "5";

/// A status, and a word that says why.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HttpError(pub(crate) StatusCode, pub(crate) &'static str);

impl HttpError {
    pub(crate) const MALFORMED: Self = Self(StatusCode::BAD_REQUEST, "malformed");
    pub(crate) const TOO_MANY: Self = Self(StatusCode::TOO_MANY_REQUESTS, "too many");
    pub(crate) const TOO_LARGE: Self = Self(StatusCode::PAYLOAD_TOO_LARGE, "too large");
    pub(crate) const REVOKED: Self = Self(StatusCode::FORBIDDEN, "revoked");
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let mut response = (self.0, [(CACHE_CONTROL, "no-store")], self.1).into_response();
        add_retry_after(&mut response);
        response
    }
}

impl From<ServerError> for HttpError {
    fn from(error: ServerError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "could not answer");
        Self(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
    }
}

/// Says when to come again, where a later try may succeed.
pub(crate) fn add_retry_after(response: &mut Response) {
    let status = response.status();
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        let seconds = HeaderValue::from_static(RETRY_AFTER_SECONDS);
        response.headers_mut().insert(RETRY_AFTER, seconds);
    }
}
