//! `HEAD`, `PUT` and `GET /v1/blob/{hash}`: photos come in pieces, and go out whole or
//! in ranges. Who may send and see them is `core::photos`' matter.

use super::{error::HttpError, request};
use crate::{
    core::{
        centre::Centre,
        photos::{self, PhotoBytes, PhotoPiece, PieceResult},
    },
    store::{Blob, Device},
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, Request, State},
    http::{
        HeaderMap, HeaderName, Method, StatusCode,
        header::{ACCEPT_RANGES, CACHE_CONTROL, CONTENT_RANGE, CONTENT_TYPE, RANGE},
    },
    response::{IntoResponse, Response},
};
use linli_domain::{
    answer::BlobHash,
    photo::{CHUNK_BYTES, MAX_PHOTO_BYTES},
};
use linli_replica::turned_away::TurnedAway;
use std::{sync::Arc, time::Duration};

/// How long a piece may take to arrive: on a slow network it is many seconds.
const PIECE_TIME: Duration = Duration::from_secs(120);
/// Bytes of the photo that the centre has.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// Bytes of the whole photo.
const LENGTH: HeaderName = HeaderName::from_static("upload-length");

pub(super) async fn photo(
    State(centre): State<Arc<Centre>>,
    Path(hash): Path<String>,
    request: Request,
) -> Response {
    let answer = async {
        let hash = BlobHash::try_from(hash).map_err(|_| HttpError::NOT_HERE)?;
        let (parts, content) = request.into_parts();
        let device = request::device(&centre, &parts.headers)?;
        match parts.method {
            Method::HEAD => offset(&centre, device, hash).await,
            Method::PUT => take(&centre, device, hash, &parts.headers, content).await,
            _ => give(&centre, device, hash, &parts.headers).await,
        }
    };
    answer.await.unwrap_or_else(IntoResponse::into_response)
}

async fn offset(centre: &Centre, device: Device, hash: BlobHash) -> Result<Response, HttpError> {
    let upload = centre.read(move |store| photos::upload_by(store, &device, &hash));
    let upload = upload.await?.ok_or(HttpError::NOT_HERE)?;
    Ok(with_offset(StatusCode::OK, upload.has()))
}

fn with_offset(status: StatusCode, has: u64) -> Response {
    let headers = [
        (OFFSET, has.to_string()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (status, headers).into_response()
}

async fn take(
    centre: &Centre,
    device: Device,
    hash: BlobHash,
    headers: &HeaderMap,
    content: Body,
) -> Result<Response, HttpError> {
    let number =
        |name: &HeaderName| -> Option<u64> { headers.get(name)?.to_str().ok()?.parse().ok() };
    let (start, size) = number(&OFFSET)
        .zip(number(&LENGTH))
        .ok_or(HttpError::MALFORMED)?;
    if size > u64::try_from(MAX_PHOTO_BYTES).unwrap_or(u64::MAX) {
        return Err(HttpError::TOO_LARGE);
    }
    // Before the body: nobody's megabytes are read for nothing.
    let (known, asked) = (device.clone(), hash.clone());
    let upload = centre.read(move |store| photos::upload_by(store, &known, &asked));
    let upload = upload.await?.ok_or(HttpError::NOT_HERE)?;
    let bytes = request::body_within(headers, content, CHUNK_BYTES, PIECE_TIME).await?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if bytes.is_empty() || start.saturating_add(length) > size {
        return Err(HttpError::MALFORMED);
    }
    let begun = upload.blob.filter(|blob| blob.has == start && start > 0);
    if start + length == size && (start == 0 || begun.is_some()) {
        check_whole(centre, begun, &hash, bytes.clone()).await?;
    }
    let piece = PhotoPiece {
        hash,
        size,
        start,
        checked: begun.map(|blob| blob.id),
        bytes: bytes.to_vec(),
    };
    match centre.write(move |tx| piece.put(tx, &device)).await? {
        PieceResult::Taken(has) => Ok(with_offset(StatusCode::NO_CONTENT, has)),
        PieceResult::Elsewhere(has) => Ok(with_offset(StatusCode::CONFLICT, has)),
        PieceResult::NotTheirs => Err(HttpError::NOT_HERE),
        PieceResult::NoRoom => Err(HttpError(TurnedAway::Full)),
        PieceResult::NotToday => Err(HttpError::not_today(centre)),
    }
}

/// The last piece makes it whole. Checked here, so that the one writer need not wait
/// for it; what is not what it should be is dropped.
async fn check_whole(
    centre: &Centre,
    begun: Option<Blob>,
    hash: &BlobHash,
    last: Bytes,
) -> Result<(), HttpError> {
    let name = hash.clone();
    let checked = centre.read(move |store| {
        let mut whole = match begun {
            Some(blob) => store.blob_part(blob.id, 0, blob.has)?,
            None => Vec::new(),
        };
        whole.extend(&last);
        Ok(photos::check(&name, &whole))
    });
    let Err(reason) = checked.await? else {
        return Ok(());
    };
    tracing::info!(reason, "a photo was refused");
    if let Some(blob) = begun {
        centre.write(move |tx| tx.store.drop_blob(blob.id)).await?;
    }
    Err(HttpError(TurnedAway::NotAPhoto))
}

async fn give(
    centre: &Centre,
    device: Device,
    hash: BlobHash,
    headers: &HeaderMap,
) -> Result<Response, HttpError> {
    let range = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let range = range.and_then(range_of);
    let (start, most) = range.unwrap_or((0, u64::MAX));
    let photo = centre.read(move |store| {
        let scopes = &device.account.writer.scopes;
        photos::read_for(store, scopes, None, &hash, (start, most))
    });
    let PhotoBytes { bytes, size } = photo.await?.ok_or(HttpError::NOT_HERE)?;
    let shared = [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, "no-store"),
        (ACCEPT_RANGES, "bytes"),
    ];
    if range.is_none() {
        return Ok((StatusCode::OK, shared, bytes).into_response());
    }
    let Some(last) = u64::try_from(bytes.len())
        .ok()
        .and_then(|length| (start + length).checked_sub(1))
        .filter(|_| !bytes.is_empty())
    else {
        let whole = [(CONTENT_RANGE, format!("bytes */{size}"))];
        return Ok((StatusCode::RANGE_NOT_SATISFIABLE, whole).into_response());
    };
    let range = [(CONTENT_RANGE, format!("bytes {start}-{last}/{size}"))];
    Ok((StatusCode::PARTIAL_CONTENT, shared, range, bytes).into_response())
}

/// Start and count of `bytes=a-b` or `bytes=a-`; other forms ask for the whole, as
/// RFC 9110 allows.
fn range_of(range: &str) -> Option<(u64, u64)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let first: u64 = first.parse().ok()?;
    if last.is_empty() {
        return Some((first, u64::MAX - first));
    }
    let last: u64 = last.parse().ok()?;
    let count = last.checked_sub(first)?.checked_add(1)?;
    Some((first, count))
}
