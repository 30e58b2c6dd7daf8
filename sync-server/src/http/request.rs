//! Reading requests: who asks, and what they bring.

use super::{error::HttpError, slots};
use crate::{
    core::{centre::Centre, key, limit},
    store::Device,
};
use axum::{
    body::{Body, Bytes, to_bytes},
    http::{
        HeaderMap,
        header::{AUTHORIZATION, CONTENT_LENGTH, IF_NONE_MATCH},
    },
};
use linli_domain::{id::DeviceId, time::Timestamp};
use linli_replica::{
    exchange::{VERSION, decode, version_of},
    turned_away::{Revocation, TurnedAway},
};
use serde::de::DeserializeOwned;
use std::{
    cmp::Ordering,
    net::{IpAddr, Ipv4Addr},
    time::{Duration, Instant},
};

/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(30);

/// The address at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeerAddress(pub(super) IpAddr);

/// Reads a body of at most `limit` bytes, and not a byte where it says that it is larger.
pub(super) async fn body(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
) -> Result<Bytes, HttpError> {
    body_within(headers, body, limit, BODY_TIME).await
}

/// As [`body`], where it may take `time` to arrive.
pub(super) async fn body_within(
    headers: &HeaderMap,
    body: Body,
    limit: usize,
    time: Duration,
) -> Result<Bytes, HttpError> {
    let declared = headers
        .get(CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: u64| length > u64::try_from(limit).unwrap_or(u64::MAX)) {
        return Err(HttpError::TOO_LARGE);
    }
    match tokio::time::timeout(time, to_bytes(body, limit)).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(_)) => Err(HttpError::TOO_LARGE),
        Err(_) => Err(HttpError(TurnedAway::TooSlow)),
    }
}

/// What a device says, in the version of the exchange that the centre speaks.
pub(super) fn message<T: DeserializeOwned>(
    bytes: &[u8],
    version: impl FnOnce(&T) -> u8,
) -> Result<T, HttpError> {
    message_of(bytes, VERSION, version)
}

/// As [`message`], of what has a version of its own.
pub(super) fn message_of<T: DeserializeOwned>(
    bytes: &[u8],
    own: u8,
    version: impl FnOnce(&T) -> u8,
) -> Result<T, HttpError> {
    let read = decode(bytes);
    // Another version may have another shape: then only its number is looked for.
    let spoken = match &read {
        Ok(message) => version(message),
        Err(_) => version_of(bytes).ok_or(HttpError::MALFORMED)?,
    };
    match spoken.cmp(&own) {
        Ordering::Less => Err(HttpError(TurnedAway::TooOld)),
        Ordering::Greater => Err(HttpError(TurnedAway::TooNew)),
        Ordering::Equal => read.map_err(|_| HttpError::MALFORMED),
    }
}

/// The token that the request carries.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(AUTHORIZATION)?;
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    let is_bearer = scheme.eq_ignore_ascii_case("bearer");
    is_bearer.then(|| token.trim_start_matches(' '))
}

/// The device whose token the request carries, if it has not asked too often.
pub(super) fn device(centre: &Centre, headers: &HeaderMap) -> Result<Device, HttpError> {
    let device = any_device(centre, headers)?;
    match device.revoked_at {
        Some(at) => Err(revoked(centre, device.id, at)),
        None => Ok(device),
    }
}

/// As [`device`], where it may have been revoked.
pub(super) fn any_device(centre: &Centre, headers: &HeaderMap) -> Result<Device, HttpError> {
    let hash = key::token_hash(token(headers).ok_or(HttpError::UNKNOWN)?);
    let device = centre
        .look_up(|store| store.device_by_token(hash))?
        .ok_or(HttpError::UNKNOWN)?;
    if !centre.exchanges.take(device.id, Instant::now()) {
        centre.metrics.requests_limited.inc();
        return Err(HttpError::TOO_MANY);
    }
    centre
        .metrics
        .connections_cut
        .inc_by(slots::sign_in(device.id));
    Ok(device)
}

/// The centre's signed word that the device was revoked.
pub(super) fn revoked(centre: &Centre, device: DeviceId, at: Timestamp) -> HttpError {
    let word = Revocation::sign(&centre.key.secret, device, at);
    HttpError(TurnedAway::Revoked(word))
}

/// Who calls, for limits: the proxy's word where there is a proxy of ours.
pub(super) fn caller(centre: &Centre, headers: &HeaderMap, peer: Option<&PeerAddress>) -> IpAddr {
    let forwarded = || {
        let value = headers.get_all("x-forwarded-for").iter().next_back()?;
        value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0);
    let address = if centre.config.behind_proxy {
        forwarded()
    } else {
        None
    };
    limit::caller(address.unwrap_or(peer))
}

/// Whether the caller has what `etag` names.
pub(super) fn has_etag(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    known.is_some_and(|known| {
        known
            .split(',')
            .any(|one| one.trim().trim_start_matches("W/") == etag)
    })
}
