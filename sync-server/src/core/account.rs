//! People's accounts, the centre's own and those of gateways.

use crate::{
    core::key::CentreKey,
    store::{Account, Device, ReadTx, StoreError, TokenHash, WriteTx},
};
use linli_domain::{
    access::Writer,
    id::{AreaId, DeviceId, OfficeId, PersonId},
    role::{Role, Scope, scopes_of},
    time::Timestamp,
};
use linli_replica::{
    exchange::{AccountNews, DeviceCard},
    keys::SecretKey,
};
use std::collections::BTreeSet;

/// Makes an account. `granted` is a scope besides those of the role: a delegate's
/// resident, an officer's office.
///
/// # Errors
/// When the store fails.
pub fn open(
    store: &mut dyn WriteTx,
    person: PersonId,
    role: Role,
    area: &AreaId,
    name: &str,
    granted: Option<Scope>,
) -> Result<Account, StoreError> {
    let mut scopes: BTreeSet<Scope> = scopes_of(role, person, area).into_iter().collect();
    scopes.extend(granted);
    let writer = Writer {
        person,
        role,
        scopes,
    };
    store.add_account(&writer, area, name)
}

/// What a new gateway is made from. The caller chooses the ids and the token at random.
#[derive(Debug)]
pub struct NewGateway {
    /// The office whose system it is.
    pub office: OfficeId,
    /// The name under which its changes are shown.
    pub name: String,
    /// The officer in whose name it writes.
    pub person: PersonId,
    /// The device whose key the centre holds for it.
    pub device: DeviceId,
    /// The hash of its token; the token itself is kept by nobody here.
    pub token_hash: TokenHash,
}

/// Makes an officer's account and device whose key the centre holds.
///
/// # Errors
/// When the store fails.
pub fn open_gateway(
    store: &mut dyn WriteTx,
    centre: &CentreKey,
    new: NewGateway,
    now: Timestamp,
) -> Result<(), StoreError> {
    let writer = Writer {
        person: new.person,
        role: Role::Officer,
        scopes: BTreeSet::from([Scope::Office(new.office.clone())]),
    };
    let account = store.add_account(&writer, &AreaId::default(), &new.name)?;
    let signer = centre.gateway_signer(new.device, &writer);
    let card = DeviceCard::sign(&centre.secret, new.device, signer.key.public(), writer);
    // Without a token there: a gateway's opens no exchange.
    store.put_device(&card, account.id, None, now)?;
    store.add_gateway(new.device, &new.office, new.token_hash)
}

/// The account of somebody in a role, where they have one.
///
/// # Errors
/// When the store fails.
pub fn in_role(
    store: &dyn ReadTx,
    person: PersonId,
    role: Role,
) -> Result<Option<Account>, StoreError> {
    let mut accounts = store.accounts_of(person)?.into_iter();
    Ok(accounts.find(|account| account.writer.role == role))
}

/// Enrols the centre as a device in its own store, where that has not been done yet.
///
/// # Errors
/// When the store fails.
pub fn introduce_centre(
    store: &mut dyn WriteTx,
    centre: &CentreKey,
    now: Timestamp,
) -> Result<(), StoreError> {
    if store.device(centre.device)?.is_some() {
        return Ok(());
    }
    let writer = centre.writer();
    let account = store.add_account(&writer, &AreaId::default(), "")?;
    let card = DeviceCard::sign(
        &centre.secret,
        centre.device,
        centre.secret.public(),
        writer,
    );
    store.put_device(&card, account.id, None, now)
}

/// What a device is told of its account, where that has changed.
#[must_use]
pub fn news(centre: &SecretKey, device: &Device) -> AccountNews {
    let account = &device.account;
    AccountNews {
        version: account.version,
        card: DeviceCard::sign(centre, device.id, device.key, account.writer.clone()),
        name: account.name.clone(),
        area: account.area.clone(),
    }
}
