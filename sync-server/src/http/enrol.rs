//! `POST /v1/enrol`: a code becomes a device's token.

use super::{cbor::cbor, error::HttpError, request};
use crate::core::{account, centre::Centre, key};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use linli_replica::exchange::{Enrol, EnrolRefusal, decode, encode};
use std::{sync::Arc, time::Instant};

/// Largest enrolment request, in bytes.
const MAX_ENROL_BYTES: usize = 4 * 1024;

pub(super) async fn enrol(State(centre): State<Arc<Centre>>, request: Request) -> Response {
    answer(&centre, request)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn answer(centre: &Centre, request: Request) -> Result<Response, HttpError> {
    let (parts, content) = request.into_parts();
    let content = request::body(&parts.headers, content, MAX_ENROL_BYTES).await?;
    let Ok(enrolment) = decode::<Enrol>(&content) else {
        return Ok(refuse(centre, EnrolRefusal::Malformed));
    };
    // A try is taken before the code is looked at, so that many at once count each.
    let caller = request::caller(centre, &parts.headers, parts.extensions.get());
    if !centre.wrong_codes.take(caller, Instant::now()) {
        centre.metrics.requests_limited.inc();
        return Ok(refuse(centre, EnrolRefusal::TooMany));
    }
    let (token, _) = key::fresh_token()?;
    let enrolled = centre
        .write(move |tx| account::enrol(tx, &enrolment, token))
        .await?;
    if !matches!(enrolled, Err(EnrolRefusal::Wrong)) {
        centre.wrong_codes.put_back(&caller);
    }
    match enrolled {
        Ok(enrolled) => {
            centre.metrics.enrolments.inc();
            Ok(cbor(StatusCode::OK, encode(&enrolled)))
        }
        Err(refusal) => Ok(refuse(centre, refusal)),
    }
}

fn refuse(centre: &Centre, refusal: EnrolRefusal) -> Response {
    centre.metrics.enrolments_refused.inc();
    let status = match refusal {
        EnrolRefusal::Wrong => StatusCode::NOT_FOUND,
        EnrolRefusal::Used => StatusCode::CONFLICT,
        EnrolRefusal::Expired => StatusCode::GONE,
        EnrolRefusal::TooMany => StatusCode::TOO_MANY_REQUESTS,
        EnrolRefusal::Malformed => StatusCode::BAD_REQUEST,
    };
    cbor(status, encode(&refusal))
}
