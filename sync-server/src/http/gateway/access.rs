//! Tokens of offices' own systems.

use super::problem::Problem;
use crate::{
    core::key::{self, CentreKey},
    http::router,
    server::Server,
    store::{Gateway, NewAccount, StoreError, Writing},
};
use axum::http::HeaderMap;
use linli_domain::{
    access::Writer,
    id::{AreaId, DeviceId, OfficeId, PersonId},
    role::{Role, Scope},
    time::Timestamp,
};
use linli_replica::exchange::DeviceCard;
use std::{collections::BTreeSet, time::Instant};

/// What a new gateway is made from; all of it is random but the office and the name.
#[derive(Debug)]
pub struct NewGateway {
    /// Whose system it is.
    pub office: OfficeId,
    /// How its changes are called.
    pub name: String,
    /// In whose name it writes.
    pub person: PersonId,
    /// Its device.
    pub device: DeviceId,
    /// Its token as kept.
    pub token_hash: [u8; 32],
}

/// Makes an officer's account and device whose key the centre holds.
///
/// # Errors
/// When the store fails.
pub fn open(
    store: &mut dyn Writing,
    centre: &CentreKey,
    new: NewGateway,
    now: Timestamp,
) -> Result<(), StoreError> {
    let writer = Writer {
        person: new.person,
        role: Role::Officer,
        scopes: BTreeSet::from([Scope::Office(new.office.clone())]),
    };
    let account = store.add_account(&NewAccount {
        writer: writer.clone(),
        area: AreaId::default(),
        name: new.name,
    })?;
    let hand = centre.gateway_hand(new.device, &writer);
    let card = DeviceCard::sign(&centre.secret, new.device, hand.key.public(), writer);
    // Without a token there: a gateway's opens no exchange.
    store.put_device(&card, account.id, None, now)?;
    store.put_gateway(new.device, &new.office, &new.token_hash)
}

/// The gateway whose token the request carries, if it has not asked too often.
pub(super) fn gateway(server: &Server, headers: &HeaderMap) -> Result<Gateway, Problem> {
    let hash = router::token(headers).map(key::token_hash);
    let hash = hash.ok_or_else(Problem::unknown_token)?;
    let gateway = server.look_up(|store| store.gateway_by_token(&hash))?;
    let gateway = gateway
        .filter(|gateway| gateway.device.revoked_at.is_none())
        .ok_or_else(Problem::unknown_token)?;
    if !server.exchanges.take(gateway.device.id, Instant::now()) {
        server.metrics.limited.add(1);
        return Err(Problem::too_many());
    }
    Ok(gateway)
}
