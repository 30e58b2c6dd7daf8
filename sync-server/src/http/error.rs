//! What a request of a device is refused with: a status, and in the body the reason as
//! devices read it.

use super::cbor::cbor;
use crate::{
    core::{centre::Centre, room},
    error::ServerError,
};
use axum::{
    http::{HeaderValue, StatusCode, header::RETRY_AFTER},
    response::{IntoResponse, Response},
};
use linli_replica::{
    exchange::{EnrolRefusal, encode},
    turned_away::TurnedAway,
};

/// Seconds after which a caller who was turned away may come again.
const RETRY_AFTER_SECONDS: u32 = 5;

/// Why the request is turned away.
#[derive(Debug, Clone)]
pub(crate) struct HttpError(pub(crate) TurnedAway);

impl HttpError {
    pub(crate) const MALFORMED: Self = Self(TurnedAway::Malformed);
    pub(crate) const TOO_LARGE: Self = Self(TurnedAway::TooLarge);
    pub(crate) const NOT_HERE: Self = Self(TurnedAway::NotHere);
    pub(crate) const UNKNOWN: Self = Self(TurnedAway::Unknown);
    pub(crate) const TOO_MANY: Self = Self(TurnedAway::TooMany {
        retry_after_s: RETRY_AFTER_SECONDS,
    });
    pub(crate) const UNAVAILABLE: Self = Self(TurnedAway::Unavailable {
        retry_after_s: RETRY_AFTER_SECONDS,
    });

    /// There is no more room for it before another day.
    pub(crate) fn not_today(centre: &Centre) -> Self {
        let now = centre.now();
        let left_ms = room::tomorrow(&centre.served().catalogue, now).since(now);
        let retry_after_s = u32::try_from(left_ms / 1000 + 1).unwrap_or(RETRY_AFTER_SECONDS);
        Self(TurnedAway::NotToday { retry_after_s })
    }

    /// The status that stands for the reason.
    pub(crate) const fn status(&self) -> StatusCode {
        match &self.0 {
            TurnedAway::Revoked(_) => StatusCode::FORBIDDEN,
            TurnedAway::Unknown => StatusCode::UNAUTHORIZED,
            TurnedAway::Moved(_) | TurnedAway::Code(EnrolRefusal::Expired) => StatusCode::GONE,
            TurnedAway::TooMany { .. }
            | TurnedAway::NotToday { .. }
            | TurnedAway::Code(EnrolRefusal::TooMany) => StatusCode::TOO_MANY_REQUESTS,
            TurnedAway::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
            TurnedAway::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            TurnedAway::TooSlow => StatusCode::REQUEST_TIMEOUT,
            TurnedAway::Full => StatusCode::INSUFFICIENT_STORAGE,
            TurnedAway::NotHere | TurnedAway::Code(EnrolRefusal::Wrong) => StatusCode::NOT_FOUND,
            TurnedAway::NotAPhoto => StatusCode::UNPROCESSABLE_ENTITY,
            TurnedAway::Code(
                EnrolRefusal::Used | EnrolRefusal::SomebodyElse | EnrolRefusal::Stale,
            ) => StatusCode::CONFLICT,
            TurnedAway::TooOld
            | TurnedAway::TooNew
            | TurnedAway::Malformed
            | TurnedAway::Code(EnrolRefusal::Malformed)
            | TurnedAway::Other { .. } => StatusCode::BAD_REQUEST,
        }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let mut response = cbor(self.status(), encode(&self.0));
        if let Some(seconds) = self.0.retry_after_s() {
            add_retry_after(&mut response, seconds);
        }
        response
    }
}

impl From<ServerError> for HttpError {
    fn from(error: ServerError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "could not answer");
        Self::UNAVAILABLE
    }
}

impl From<EnrolRefusal> for HttpError {
    fn from(refusal: EnrolRefusal) -> Self {
        match refusal {
            EnrolRefusal::TooMany => Self::TOO_MANY,
            EnrolRefusal::Malformed => Self::MALFORMED,
            refusal => Self(TurnedAway::Code(refusal)),
        }
    }
}

/// Says when to come again, where a later try may succeed.
pub(crate) fn retry_later(response: &mut Response) {
    let status = response.status();
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        add_retry_after(response, RETRY_AFTER_SECONDS);
    }
}

fn add_retry_after(response: &mut Response, seconds: u32) {
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
}
