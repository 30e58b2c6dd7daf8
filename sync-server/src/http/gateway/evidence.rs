//! Pictures of an application, for the office that has it.

use super::{
    access,
    path::PathParam,
    problem::{Problem, Problems},
    read::doc_id,
};
use crate::core::{centre::Centre, photos};
use axum::{
    extract::State,
    http::{
        HeaderMap, HeaderValue,
        header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use linli_domain::{answer::BlobHash, role::Scope};
use std::{collections::BTreeSet, sync::Arc};

/// A picture among an application's answers. One that is still on its way from the
/// resident's device is not found yet; the answer names it already.
#[utoipa::path(
    get,
    path = "/applications/{id}/evidence/{hash}",
    params(
        ("id" = String, Path, description = "The application's id", pattern = "^[0-9a-f]{32}$"),
        ("hash" = String, Path, description = "SHA-256 of the picture's bytes", pattern = "^[0-9a-f]{64}$")
    ),
    responses(
        (status = 200, description = "The picture, with nothing else in its file", body = [u8], content_type = "image/jpeg"),
        Problems
    )
)]
pub(super) async fn evidence(
    State(centre): State<Arc<Centre>>,
    headers: HeaderMap,
    PathParam((id, hash)): PathParam<(String, String)>,
) -> Result<Response, Problem> {
    let gateway = access::gateway(&centre, &headers)?;
    let id = doc_id(&id)?;
    let hash = BlobHash::try_from(hash).map_err(|_| Problem::no_such("picture"))?;
    let photo = centre.read(move |store| {
        let scopes = BTreeSet::from([Scope::Office(gateway.office)]);
        photos::read_for(store, &scopes, Some(id), &hash, (0, u64::MAX))
    });
    let photo = photo.await?.ok_or_else(|| Problem::no_such("picture"))?;
    let headers = [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, "no-store"),
        // What a resident sent is shown as a picture by who asks for one, and is never
        // a page of this address.
        (CONTENT_DISPOSITION, "attachment; filename=\"evidence.jpg\""),
    ];
    let mut response = (headers, photo.bytes).into_response();
    let sandbox = HeaderValue::from_static("default-src 'none'; sandbox");
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, sandbox);
    Ok(response)
}
