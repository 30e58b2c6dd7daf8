//! `GET /v1/catalogue` and `/v1/catalogue/{version}`: the catalogue with the centre's
//! signature, for enrolled devices.

use super::{
    error::HttpError,
    request::{self, has_etag},
    site::takes_gzip,
};
use crate::core::{catalogue::live, centre::Centre};
use axum::{
    extract::{Path, State},
    http::{
        HeaderMap, HeaderName, StatusCode,
        header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY},
    },
    response::{IntoResponse, Response},
};
use std::sync::Arc;

const SIGNATURE: HeaderName = HeaderName::from_static("linli-signature");

pub(super) async fn catalogue(
    State(centre): State<Arc<Centre>>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    request::device(&centre, &headers)?;
    let served = centre.served();
    let (etag, signature) = (&served.etag, &served.signature);
    Ok(signed(&headers, etag, signature, || {
        match takes_gzip(&headers) {
            true => (served.gzip.clone(), true),
            false => (served.bytes.clone(), false),
        }
    }))
}

/// A catalogue by its version, for drafts that answer its questions. Its version names
/// its bytes: who has them is told so before anything is read.
pub(super) async fn old_catalogue(
    State(centre): State<Arc<Centre>>,
    Path(version): Path<String>,
    headers: HeaderMap,
) -> Result<Response, HttpError> {
    request::device(&centre, &headers)?;
    let is_version = version.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let etag = format!("\"{version}\"");
    if !is_version {
        return Err(HttpError::NOT_HERE);
    }
    if has_etag(&headers, &etag) {
        let known = [(ETAG, etag), (CACHE_CONTROL, "no-cache".to_owned())];
        return Ok((StatusCode::NOT_MODIFIED, known).into_response());
    }
    let bytes = centre.read(move |store| store.catalogue(&version)).await?;
    let bytes = bytes.ok_or(HttpError::NOT_HERE)?;
    let signature = live::signature(&bytes, &centre.key);
    Ok(signed(&headers, &etag, &signature, || (bytes, false)))
}

/// Signed bytes, and whether they are compressed; nothing where the caller has them.
fn signed(
    headers: &HeaderMap,
    etag: &str,
    signature: &str,
    bytes: impl FnOnce() -> (Vec<u8>, bool),
) -> Response {
    let shared = [
        (ETAG, etag),
        (CACHE_CONTROL, "no-cache"),
        (VARY, "accept-encoding"),
        (SIGNATURE, signature),
    ];
    if has_etag(headers, etag) {
        return (StatusCode::NOT_MODIFIED, shared).into_response();
    }
    let kind = [(CONTENT_TYPE, "application/json")];
    match bytes() {
        (bytes, true) => {
            let compressed = [(CONTENT_ENCODING, "gzip")];
            (shared, kind, compressed, bytes).into_response()
        }
        (bytes, false) => (shared, kind, bytes).into_response(),
    }
}
