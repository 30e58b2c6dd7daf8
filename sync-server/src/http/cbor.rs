//! Answers in CBOR, as devices read them.

use axum::{
    http::{
        StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};

pub(super) fn cbor(status: StatusCode, body: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/cbor"),
        (CACHE_CONTROL, "no-store"),
    ];
    (status, headers, body).into_response()
}
