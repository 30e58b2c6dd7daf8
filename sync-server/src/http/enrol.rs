//! `POST /v1/enrol`: a code becomes a device's token.

use super::{cbor::cbor, error::HttpError, request};
use crate::core::{account, centre::Centre, key};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use linli_replica::exchange::{Enrol, EnrolRefusal, encode};
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
    let enrolment = request::message(&content, |enrol: &Enrol| enrol.v)?;
    // A try is taken before the code is looked at, so that many at once count each.
    let caller = request::caller(centre, &parts.headers, parts.extensions.get());
    if !centre.wrong_codes.take(caller, Instant::now()) {
        centre.metrics.requests_limited.inc();
        centre.metrics.enrolments_refused.inc();
        return Err(HttpError::TOO_MANY);
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
        Err(refusal) => {
            centre.metrics.enrolments_refused.inc();
            Err(refusal.into())
        }
    }
}
