//! Photos beside documents: who may send and see them, taking them in piece by piece,
//! giving them out.
//!
//! The right to see a photo is the right to read, now, a document whose answers hold it.
//! The right to send one is that of who may fill such a document in. A photo counts only
//! once all of it came, its hash is right, and it is a picture and nothing more
//! ([`linli_domain::photo`]): neither place nor time gets any further than this.

use crate::{
    core::{key, transaction::Batch, webhook},
    http::router::{self, Refused},
    server::Server,
    store::{Blob, Device, Reading, StoreError},
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
    access::Touch,
    answer::BlobHash,
    application,
    contents::Contents,
    id::{DocId, PersonId},
    photo::{self, CHUNK_BYTES, MAX_PHOTO_BYTES},
    role::{Role, Scope},
    time::{DAY_MS, Timestamp},
};
use linli_replica::replica::Replica;
use std::{
    collections::BTreeSet,
    sync::Arc,
    time::{Duration, Instant},
};

/// How long a piece may take to arrive: on a slow network it is many seconds.
const PIECE_TIME: Duration = Duration::from_secs(120);
/// How long a photo stays that no document holds: a phone without a network may put it back.
const GRACE_MS: i64 = 30 * DAY_MS;
/// Bytes of the photo that the centre has.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
/// Bytes of the whole photo.
const LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// Part of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The bytes asked for, as far as there are so many.
    pub bytes: Vec<u8>,
    /// Bytes of the whole.
    pub size: u64,
}

/// At most `most` bytes from `start` on of a photo that is in a document which one of
/// `scopes` gives a right to read now. For an office's own system: the office's scope
/// and the application as `doc`, so that it gets the photos of that application only.
///
/// `None` where there is no such photo for this reader, or not all of it is here yet.
///
/// # Errors
/// When the store fails.
pub fn read_for(
    store: &dyn Reading,
    scopes: &BTreeSet<Scope>,
    doc: Option<DocId>,
    hash: &BlobHash,
    (start, most): (u64, u64),
) -> Result<Option<Part>, StoreError> {
    for resident in store.blob_residents(hash, scopes, doc)? {
        let blob = store.blob(resident, hash)?.filter(|blob| blob.is_whole);
        if let Some(blob) = blob {
            return Ok(Some(Part {
                bytes: store.blob_part(blob.id, start, most)?,
                size: blob.size,
            }));
        }
    }
    Ok(None)
}

/// Notes which photos a document holds after a change to its answers.
///
/// # Errors
/// When the store fails.
pub fn refer(
    batch: &mut Batch<'_>,
    entered: &Replica,
    touches: &[Touch],
) -> Result<(), StoreError> {
    if !touches
        .iter()
        .any(|touch| matches!(touch, Touch::Answer(_)))
    {
        return Ok(());
    }
    let contents = entered.contents()?;
    let mut held: BTreeSet<BlobHash> = photo::photos_of(&contents)
        .into_iter()
        .map(|(_, photo)| photo.hash.clone())
        .collect();
    let header = contents.header();
    let known = batch.store.blob_refs(header.id)?;
    if is_with_an_office(&contents) {
        // What an office was sent it goes on to see, also where something better came.
        held.extend(known.iter().cloned());
    }
    if known == held {
        return Ok(());
    }
    let now = batch.now;
    batch
        .store
        .set_blob_refs(header.id, header.resident, &held, now)?;
    batch
        .store
        .sweep_blobs(Timestamp(now.0.saturating_sub(GRACE_MS)))
}

/// Whether an office has it to decide on.
fn is_with_an_office(contents: &Contents) -> bool {
    contents
        .as_application()
        .is_some_and(|application| application::fold(application).tracking.is_some())
}

/// `HEAD`, `PUT` and `GET /v1/blob/{hash}`.
pub async fn blob(
    State(server): State<Arc<Server>>,
    Path(hash): Path<String>,
    request: Request,
) -> Response {
    let hash = BlobHash::try_from(hash).map_err(|_| NOT_HERE);
    let answer = async {
        let hash = hash?;
        let (parts, content) = request.into_parts();
        let device = router::device(&server, &parts.headers)?;
        if !server.exchanges.take(device.id, Instant::now()) {
            server.metrics.limited.add(1);
            return Err(Refused(StatusCode::TOO_MANY_REQUESTS, "too many"));
        }
        match parts.method {
            Method::HEAD => offset(&server, device, hash).await,
            Method::PUT => take(&server, device, hash, &parts.headers, content).await,
            _ => give(&server, device, hash, &parts.headers).await,
        }
    };
    answer.await.unwrap_or_else(IntoResponse::into_response)
}

/// Not here, or not for this device: that is not told apart.
const NOT_HERE: Refused = Refused(StatusCode::NOT_FOUND, "no such photo");

/// How far a photo has come for one resident.
#[derive(Debug, Clone, Copy)]
struct Place {
    resident: PersonId,
    blob: Option<Blob>,
}

impl Place {
    fn has(&self) -> u64 {
        self.blob.map_or(0, |blob| blob.has)
    }
}

/// Where the device may put the photo: of several residents the one for whom least of
/// it came. `None` where nowhere.
fn place_for(
    store: &dyn Reading,
    device: &Device,
    hash: &BlobHash,
) -> Result<Option<Place>, StoreError> {
    let writer = &device.account.writer;
    if !matches!(writer.role, Role::Resident | Role::Delegate | Role::Worker) {
        return Ok(None);
    }
    let mut places = Vec::new();
    for resident in store.blob_residents(hash, &writer.scopes, None)? {
        let blob = store.blob(resident, hash)?;
        places.push(Place { resident, blob });
    }
    Ok(places.into_iter().min_by_key(Place::has))
}

async fn offset(server: &Server, device: Device, hash: BlobHash) -> Result<Response, Refused> {
    let place = server
        .read(move |store| place_for(store, &device, &hash))
        .await?;
    Ok(told(StatusCode::OK, place.ok_or(NOT_HERE)?.has()))
}

fn told(status: StatusCode, has: u64) -> Response {
    let headers = [
        (OFFSET, has.to_string()),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (status, headers).into_response()
}

/// What became of a piece.
enum Taken {
    /// So much of the photo is here now.
    Has(u64),
    /// It does not go on from where the photo is.
    Elsewhere(u64),
    Refused(Refused),
}

async fn take(
    server: &Server,
    device: Device,
    hash: BlobHash,
    headers: &HeaderMap,
    content: Body,
) -> Result<Response, Refused> {
    let malformed = Refused(StatusCode::BAD_REQUEST, "malformed");
    let number =
        |name: &HeaderName| -> Option<u64> { headers.get(name)?.to_str().ok()?.parse().ok() };
    let (start, size) = number(&OFFSET).zip(number(&LENGTH)).ok_or(malformed)?;
    if size > u64::try_from(MAX_PHOTO_BYTES).unwrap_or(u64::MAX) {
        return Err(Refused(StatusCode::PAYLOAD_TOO_LARGE, "too large"));
    }
    // Before the body: nobody's megabytes are read for nothing.
    let (known, asked) = (device.clone(), hash.clone());
    let place = server.read(move |store| place_for(store, &known, &asked));
    let place = place.await?.ok_or(NOT_HERE)?;
    let bytes = router::body_within(headers, content, CHUNK_BYTES, PIECE_TIME).await?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if bytes.is_empty() || start.saturating_add(length) > size {
        return Err(malformed);
    }
    let begun = place.blob.filter(|blob| blob.has == start && start > 0);
    if start + length == size && (start == 0 || begun.is_some()) {
        look_at(server, begun, &hash, bytes.clone()).await?;
    }
    let quota = server.config.limits.photo_bytes_per_resident;
    let piece = Piece {
        hash,
        size,
        start,
        looked_at: begun.map(|blob| blob.id),
        bytes: bytes.to_vec(),
    };
    let taken = server
        .journal
        .run(move |batch| piece.put(batch, &device, quota));
    match taken.await? {
        Taken::Has(has) => Ok(told(StatusCode::NO_CONTENT, has)),
        Taken::Elsewhere(has) => Ok(told(StatusCode::CONFLICT, has)),
        Taken::Refused(refused) => Err(refused),
    }
}

/// The last piece makes it whole. Looked at here, so that the one writer need not wait
/// for it; what is not what it should be is dropped.
async fn look_at(
    server: &Server,
    begun: Option<Blob>,
    hash: &BlobHash,
    last: Bytes,
) -> Result<(), Refused> {
    let name = hash.clone();
    let checked = server.read(move |store| {
        let mut whole = match begun {
            Some(blob) => store.blob_part(blob.id, 0, blob.has)?,
            None => Vec::new(),
        };
        whole.extend(&last);
        Ok(check(&name, &whole))
    });
    let Err(refused) = checked.await? else {
        return Ok(());
    };
    tracing::info!(reason = refused.1, "a photo was refused");
    if let Some(blob) = begun {
        let dropped = server
            .journal
            .run(move |batch| batch.store.drop_blob(blob.id));
        dropped.await?;
    }
    Err(refused)
}

/// Whether a whole photo is what it should be.
fn check(hash: &BlobHash, whole: &[u8]) -> Result<(), Refused> {
    let wrong = |word| Err(Refused(StatusCode::UNPROCESSABLE_ENTITY, word));
    if BlobHash::of_digest(key::sha256(&[whole])) != *hash {
        return wrong("wrong hash");
    }
    photo::check(whole).or_else(|error| wrong(error.code()))
}

/// Bytes to be added to a photo.
struct Piece {
    hash: BlobHash,
    size: u64,
    start: u64,
    /// The photo whose bytes before these were looked at.
    looked_at: Option<i64>,
    bytes: Vec<u8>,
}

impl Piece {
    /// Whether it goes on from where the photo is, and from the bytes that were looked at.
    fn goes_on(&self, blob: &Blob) -> bool {
        self.looked_at == Some(blob.id)
            && self.start == blob.has
            && self.size == blob.size
            && !blob.is_whole
    }

    fn put(&self, batch: &mut Batch<'_>, device: &Device, quota: u64) -> Result<Taken, StoreError> {
        let Some(place) = place_for(&*batch.store, device, &self.hash)? else {
            return Ok(Taken::Refused(NOT_HERE));
        };
        let blob = match place.blob {
            Some(blob) if self.goes_on(&blob) => blob,
            Some(blob) if blob.is_whole || blob.size == self.size => {
                return Ok(Taken::Elsewhere(blob.has));
            }
            // Nothing is here, or who began it said another size, with which it could
            // never become whole: from the first byte, please.
            _ if self.start > 0 => return Ok(Taken::Elsewhere(0)),
            begun => {
                let taken = batch.store.blob_room_taken(place.resident)?;
                let others = taken.saturating_sub(begun.map_or(0, |blob| blob.size));
                if others.saturating_add(self.size) > quota {
                    let word = "no room for more photos of this resident";
                    return Ok(Taken::Refused(Refused(
                        StatusCode::INSUFFICIENT_STORAGE,
                        word,
                    )));
                }
                batch
                    .store
                    .begin_blob(place.resident, &self.hash, self.size)?
            }
        };
        let blob = batch.store.add_to_blob(&blob, &self.bytes)?;
        if blob.is_whole {
            for doc in batch.store.blob_documents(place.resident, &self.hash)? {
                webhook::tell_evidence(batch, doc)?;
            }
        }
        // It may be in documents of another resident too, and is still to come for them.
        let left = place_for(&*batch.store, device, &self.hash)?;
        Ok(Taken::Has(left.map_or(self.size, |place| place.has())))
    }
}

async fn give(
    server: &Server,
    device: Device,
    hash: BlobHash,
    headers: &HeaderMap,
) -> Result<Response, Refused> {
    let range = headers.get(RANGE).and_then(|value| value.to_str().ok());
    let asked = range.and_then(range_of);
    let (start, most) = asked.unwrap_or((0, u64::MAX));
    let part = server.read(move |store| {
        let scopes = &device.account.writer.scopes;
        read_for(store, scopes, None, &hash, (start, most))
    });
    let Part { bytes, size } = part.await?.ok_or(NOT_HERE)?;
    let shared = [
        (CONTENT_TYPE, "image/jpeg"),
        (CACHE_CONTROL, "no-store"),
        (ACCEPT_RANGES, "bytes"),
    ];
    if asked.is_none() {
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
