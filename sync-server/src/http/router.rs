//! Every address that the centre answers, and what is common to all: limits on
//! bodies and the headers that keep a browser strict.

use crate::{
    core::{account, catalogue::shelf, key, limit, photos},
    error::ServerError,
    http::{exchange, gateway, site},
    server::Server,
    store::Device,
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::{Path, Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, StatusCode,
        header::{
            self, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG,
            IF_NONE_MATCH, VARY,
        },
    },
    middleware::map_response,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use linli_replica::exchange::{Enrol, EnrolRefusal, decode, encode};
use std::{
    net::{IpAddr, Ipv4Addr},
    sync::Arc,
    time::{Duration, Instant},
};

/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);
/// How long the writer may take to show that it lives.
const HEALTH_TIME: Duration = Duration::from_secs(5);
/// Seconds after which who was turned away may come again.
pub(crate) const RETRY_AFTER: &str = "5";
/// Largest enrolment request, in bytes.
const MAX_ENROL_BYTES: usize = 4 * 1024;
/// The browser runs our own files only; WebAssembly is allowed, `eval` is not.
const CONTENT_POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; \
     object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub IpAddr);

/// All routes.
pub fn router(server: Arc<Server>) -> Router {
    Router::new()
        .route("/v1/enrol", post(enrol))
        .route("/v1/exchange", post(exchange::exchange))
        .route("/v1/catalogue", get(catalogue))
        .route(
            "/v1/blob/{hash}",
            get(photos::blob).head(photos::blob).put(photos::blob),
        )
        .route("/v1/catalogue/{version}", get(old_catalogue))
        .route("/healthz", get(healthz))
        .route("/metrics", get(metrics))
        .merge(gateway::router())
        .fallback(file)
        .layer(map_response(strict))
        .with_state(server)
}

/// A plain refusal: a status and a word.
#[derive(Debug, Clone, Copy)]
pub struct Refused(pub StatusCode, pub &'static str);

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        let mut response = (self.0, [(CACHE_CONTROL, "no-store")], self.1).into_response();
        come_again(&mut response);
        response
    }
}

/// Says when to come again, where a later try may succeed.
pub(crate) fn come_again(response: &mut Response) {
    let status = response.status();
    if status == StatusCode::TOO_MANY_REQUESTS || status == StatusCode::SERVICE_UNAVAILABLE {
        let seconds = HeaderValue::from_static(RETRY_AFTER);
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
}

impl From<ServerError> for Refused {
    fn from(error: ServerError) -> Self {
        tracing::error!(error = &error as &dyn std::error::Error, "could not answer");
        Self(StatusCode::SERVICE_UNAVAILABLE, "unavailable")
    }
}

/// A message in CBOR.
pub(crate) fn cbor(status: StatusCode, body: Vec<u8>) -> Response {
    let headers = [
        (CONTENT_TYPE, "application/cbor"),
        (CACHE_CONTROL, "no-store"),
    ];
    (status, headers, body).into_response()
}

/// Reads a body of at most `limit` bytes, and not a byte where it says that it is larger.
pub(crate) async fn body(headers: &HeaderMap, body: Body, limit: usize) -> Result<Bytes, Refused> {
    body_within(headers, body, limit, BODY_TIME).await
}

/// As [`body`], where it may take `time` to arrive.
pub(crate) async fn body_within(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
    time: Duration,
) -> Result<Bytes, Refused> {
    let too_large = Refused(StatusCode::PAYLOAD_TOO_LARGE, "too large");
    let said = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    if said.is_some_and(|length: u64| length > u64::try_from(limit).unwrap_or(u64::MAX)) {
        return Err(too_large);
    }
    match tokio::time::timeout(time, to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(too_large),
        Err(_) => Err(Refused(StatusCode::REQUEST_TIMEOUT, "too slow")),
    }
}

/// The token that the request carries.
pub(crate) fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?;
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    is_bearer.then(|| token.trim_start_matches(' '))
}

/// The device whose token the request carries.
pub(crate) fn device(server: &Server, headers: &HeaderMap) -> Result<Device, Refused> {
    let unknown = Refused(StatusCode::UNAUTHORIZED, "unknown");
    let hash = key::token_hash(token(headers).ok_or(unknown)?);
    let device = server
        .look_up(|store| store.device_by_token(&hash))?
        .ok_or(unknown)?;
    if device.revoked_at.is_some() {
        return Err(Refused(StatusCode::FORBIDDEN, "revoked"));
    }
    Ok(device)
}

async fn enrol(State(server): State<Arc<Server>>, request: Request) -> Response {
    let (parts, content) = request.into_parts();
    let refuse = |status, refusal: EnrolRefusal| {
        server.metrics.enrolments_refused.add(1);
        cbor(status, encode(&refusal))
    };
    let content = match body(&parts.headers, content, MAX_ENROL_BYTES).await {
        Ok(content) => content,
        Err(refused) => return refused.into_response(),
    };
    let Ok(request) = decode::<Enrol>(&content) else {
        return refuse(StatusCode::BAD_REQUEST, EnrolRefusal::Malformed);
    };
    // A try is taken before the code is looked at, so that many at once count each.
    let caller = caller(&server, &parts.headers, parts.extensions.get());
    if !server.wrong_codes.take(caller, Instant::now()) {
        server.metrics.limited.add(1);
        return refuse(StatusCode::TOO_MANY_REQUESTS, EnrolRefusal::TooMany);
    }
    let enrolled = async {
        let (token, _) = key::fresh_token()?;
        server
            .journal
            .run(move |batch| account::enrol(batch, &request, token))
            .await
    };
    match enrolled.await {
        Ok(Ok(enrolled)) => {
            server.wrong_codes.put_back(&caller);
            server.metrics.enrolments.add(1);
            cbor(StatusCode::OK, encode(&enrolled))
        }
        Ok(Err(refusal)) => {
            let status = match refusal {
                EnrolRefusal::Wrong => StatusCode::NOT_FOUND,
                EnrolRefusal::Used => StatusCode::CONFLICT,
                EnrolRefusal::Expired => StatusCode::GONE,
                EnrolRefusal::TooMany => StatusCode::TOO_MANY_REQUESTS,
                EnrolRefusal::Malformed => StatusCode::BAD_REQUEST,
            };
            if refusal != EnrolRefusal::Wrong {
                server.wrong_codes.put_back(&caller);
            }
            refuse(status, refusal)
        }
        Err(error) => Refused::from(error).into_response(),
    }
}

/// Who calls, for limits: the proxy's word where there is a proxy of ours.
fn caller(server: &Server, headers: &HeaderMap, peer: Option<&Peer>) -> IpAddr {
    let forwarded = || {
        let value = headers.get_all("x-forwarded-for").iter().next_back()?;
        value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
    let address = if server.config.behind_proxy {
        forwarded()
    } else {
        None
    };
    limit::caller(address.unwrap_or(peer))
}

async fn catalogue(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    allowed(&server, &headers)?;
    let served = server.served();
    let known = (served.etag.as_str(), served.signature.as_str());
    Ok(signed(&headers, known, || {
        match site::takes_gzip(&headers) {
            true => (served.gzip.clone(), true),
            false => (served.bytes.clone(), false),
        }
    }))
}

/// A catalogue by its version, for drafts that answer its questions. Its version names
/// its bytes: who has them is told so before anything is read.
async fn old_catalogue(
    State(server): State<Arc<Server>>,
    Path(version): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    allowed(&server, &headers)?;
    let is_version = version.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let unknown = Refused(StatusCode::NOT_FOUND, "unknown");
    let etag = format!("\"{version}\"");
    if !is_version {
        return Err(unknown);
    }
    if matches(&headers, &etag) {
        let known = [(ETAG, etag), (CACHE_CONTROL, "no-cache".to_owned())];
        return Ok((StatusCode::NOT_MODIFIED, known).into_response());
    }
    let bytes = server.read(move |store| store.catalogue(&version)).await?;
    let bytes = bytes.ok_or(unknown)?;
    let signature = shelf::signature(&bytes, &server.key);
    Ok(signed(&headers, (&etag, &signature), || (bytes, false)))
}

/// The device that asks, if it has not asked too often.
fn allowed(server: &Server, headers: &HeaderMap) -> Result<Device, Refused> {
    let device = device(server, headers)?;
    if server.exchanges.take(device.id, Instant::now()) {
        return Ok(device);
    }
    server.metrics.limited.add(1);
    Err(Refused(StatusCode::TOO_MANY_REQUESTS, "too many"))
}

/// Signed bytes, made smaller or not, unless the caller has them.
fn signed(
    headers: &HeaderMap,
    (etag, signature): (&str, &str),
    bytes: impl FnOnce() -> (Vec<u8>, bool),
) -> Response {
    let shared = [
        (ETAG, etag),
        (CACHE_CONTROL, "no-cache"),
        (VARY, "accept-encoding"),
        (HeaderName::from_static("linli-signature"), signature),
    ];
    if matches(headers, etag) {
        return (StatusCode::NOT_MODIFIED, shared).into_response();
    }
    let kind = [(CONTENT_TYPE, "application/json")];
    match bytes() {
        (bytes, true) => {
            let smaller = [(CONTENT_ENCODING, "gzip")];
            (shared, kind, smaller, bytes).into_response()
        }
        (bytes, false) => (shared, kind, bytes).into_response(),
    }
}

/// Whether the caller has what `etag` names.
pub(crate) fn matches(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    known.is_some_and(|known| {
        known
            .split(',')
            .any(|one| one.trim().trim_start_matches("W/") == etag)
    })
}

async fn healthz(State(server): State<Arc<Server>>) -> Result<&'static str, Refused> {
    server.read(|store| store.horizon()).await?;
    // The writer too must be alive, and not stuck.
    let written = tokio::time::timeout(HEALTH_TIME, server.journal.run(|_| Ok(())));
    written.await.unwrap_or(Err(ServerError::Unavailable))?;
    Ok("ok\n")
}

async fn metrics(State(server): State<Arc<Server>>) -> Response {
    let kind = [(CONTENT_TYPE, "text/plain; version=0.0.4")];
    (kind, server.metrics.text()).into_response()
}

async fn file(State(server): State<Arc<Server>>, request: Request) -> Response {
    server.site.answer(&request)
}

/// Adds what makes a browser strict to every answer.
async fn strict(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        ("content-security-policy", CONTENT_POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        (
            "permissions-policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
        ),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        // Whoever answers may be stricter still.
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
