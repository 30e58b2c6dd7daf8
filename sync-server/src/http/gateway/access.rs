//! Tokens of offices' own systems.

use super::problem::Problem;
use crate::{
    core::{centre::Centre, key},
    http::{request, slots},
    store::Gateway,
};
use axum::http::HeaderMap;
use std::time::Instant;

/// The gateway whose token the request carries, if it has not asked too often.
pub(super) fn gateway(centre: &Centre, headers: &HeaderMap) -> Result<Gateway, Problem> {
    let hash = request::token(headers).map(key::token_hash);
    let hash = hash.ok_or_else(Problem::unknown_token)?;
    let gateway = centre.look_up(|store| store.gateway_by_token(hash))?;
    let gateway = gateway
        .filter(|gateway| gateway.device.revoked_at.is_none())
        .ok_or_else(Problem::unknown_token)?;
    if !centre.exchanges.take(gateway.device.id, Instant::now()) {
        centre.metrics.requests_limited.inc();
        return Err(Problem::too_many());
    }
    let cut = slots::sign_in(gateway.device.id);
    centre.metrics.connections_cut.inc_by(cut);
    Ok(gateway)
}
