//! `POST /v1/enrol/challenge` and `POST /v1/enrol`: a code and a device's proof of its
//! key become its token.

use super::{cbor::cbor, error::HttpError, request};
use crate::core::{centre::Centre, enrolment, guessing::GuessNotice, key};
use axum::{
    extract::{Request, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use linli_domain::enrolment_code;
use linli_replica::exchange::{ENROL_VERSION, Enrol, EnrolRefusal, Enrolled, encode};
use std::{sync::Arc, time::Instant};

/// Largest enrolment request, in bytes.
const MAX_ENROL_BYTES: usize = 4 * 1024;

pub(super) async fn challenge(State(centre): State<Arc<Centre>>) -> Response {
    match centre.challenges.fresh(centre.now()) {
        Ok(challenge) => cbor(StatusCode::OK, encode(&challenge)),
        Err(error) => HttpError::from(error).into_response(),
    }
}

pub(super) async fn enrol(State(centre): State<Arc<Centre>>, request: Request) -> Response {
    answer(&centre, request)
        .await
        .unwrap_or_else(IntoResponse::into_response)
}

async fn answer(centre: &Centre, request: Request) -> Result<Response, HttpError> {
    let (parts, content) = request.into_parts();
    let content = request::body(&parts.headers, content, MAX_ENROL_BYTES).await?;
    let enrolment = request::message_of(&content, ENROL_VERSION, |enrol: &Enrol| enrol.v)?;
    match enrol_with(centre, enrolment, &parts).await? {
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

async fn enrol_with(
    centre: &Centre,
    enrolment: Enrol,
    parts: &Parts,
) -> Result<Result<Enrolled, EnrolRefusal>, HttpError> {
    let is_code = enrolment_code::read(&enrolment.code).as_ref() == Ok(&enrolment.code);
    if !is_code || !enrolment.is_signed() {
        return Ok(Err(EnrolRefusal::Malformed));
    }
    if !centre
        .challenges
        .is_open(&enrolment.challenge, centre.now())
    {
        return Ok(Err(EnrolRefusal::Stale));
    }
    // Only read: whoever guesses does not hold up the one writer.
    let hash = centre.key.code_hash(&enrolment.code);
    if centre.look_up(|store| store.code(hash))?.is_none() {
        note_wrong(centre, parts);
        return Ok(Err(EnrolRefusal::Wrong));
    }
    if !centre.challenges.take(&enrolment.challenge, centre.now()) {
        return Ok(Err(EnrolRefusal::Stale));
    }
    let (token, _) = key::fresh_token()?;
    let enrolled = centre
        .write(move |tx| enrolment::enrol(tx, &enrolment, token))
        .await?;
    Ok(enrolled)
}

/// Counts a wrong code and tells of it, without the code.
fn note_wrong(centre: &Centre, parts: &Parts) {
    centre.metrics.wrong_codes.inc();
    let from = request::caller(centre, &parts.headers, parts.extensions.get());
    match centre.wrong_codes.note(from, Instant::now()) {
        GuessNotice::One => tracing::info!("a wrong enrolment code"),
        GuessNotice::Guessing { count, networks } => tracing::warn!(
            count,
            networks,
            "somebody guesses enrolment codes: so many wrong ones within a minute"
        ),
        GuessNotice::Nothing => {}
    }
}
