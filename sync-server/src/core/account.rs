//! People's accounts, enrolment codes and devices. No passwords: a code that a
//! worker or the operator gives, once, for one person in one role.

use crate::{
    core::{
        key::{self, CentreKey},
        own_devices,
        transaction::Transaction,
    },
    store::{Account, AccountId, Device, ReadTx, StoreError, TokenHash, WriteTx},
};
use linli_domain::{
    access::Writer,
    id::{AreaId, DeviceId, OfficeId, PersonId},
    role::{Role, Scope, scopes_of},
    time::{MINUTE_MS, Timestamp},
};
use linli_replica::{
    exchange::{AccountNews, DeviceCard, Enrol, EnrolRefusal, Enrolled},
    keys::SecretKey,
};
use std::collections::BTreeSet;

/// How long a code is good for, in minutes, unless the operator says otherwise.
pub const CODE_MINUTES: u32 = 15;
/// How long a used or expired code is remembered, so that its user hears "used" and not "wrong".
const REMEMBERED_MS: i64 = 24 * 60 * MINUTE_MS;

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

/// Keeps `code` for an account until `minutes` from now.
///
/// # Errors
/// When the store fails.
pub fn add_code(
    store: &mut dyn WriteTx,
    centre: &CentreKey,
    code: &str,
    account: AccountId,
    now: Timestamp,
    minutes: u32,
) -> Result<(), StoreError> {
    let expires_at = now.plus_ms(i64::from(minutes) * MINUTE_MS);
    let forget_before = now.plus_ms(-REMEMBERED_MS);
    store.add_code(centre.code_hash(code), account, expires_at, forget_before)
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

/// Enrols a device with a code and gives it `token`, which the caller made for it.
///
/// The caller has seen that the device has its key, by its signature over a challenge that
/// was not taken before. So the device that used a code, and nobody else, may use it again
/// while it lasts: its answer may have been lost on the way.
///
/// # Errors
/// When the store fails.
pub fn enrol(
    tx: &mut Transaction<'_>,
    request: &Enrol,
    token: String,
) -> Result<Result<Enrolled, EnrolRefusal>, StoreError> {
    let centre = tx.state.key.clone();
    let hash = centre.code_hash(&request.code);
    let Some(code) = tx.store.code(hash)? else {
        return Ok(Err(EnrolRefusal::Wrong));
    };
    let device = tx.store.device(request.device)?;
    let again = code.used_by == Some(request.device)
        && device
            .as_ref()
            .is_some_and(|device| device.key == request.key && device.revoked_at.is_none());
    if code.used_by.is_some() && !again {
        return Ok(Err(EnrolRefusal::Used));
    }
    if code.expires_at <= tx.now {
        return Ok(Err(EnrolRefusal::Expired));
    }
    let account = code.account;
    if request
        .holder
        .is_some_and(|holder| holder != account.writer.author())
    {
        return Ok(Err(EnrolRefusal::SomebodyElse));
    }
    if device.is_some() && !again {
        // Ids of devices are random: this one was taken on purpose.
        return Ok(Err(EnrolRefusal::Malformed));
    }
    let writer = account.writer.clone();
    let card = DeviceCard::sign(&centre.secret, request.device, request.key, writer);
    let token_hash = key::token_hash(&token);
    tx.store
        .put_device(&card, account.id, Some(token_hash), tx.now)?;
    tx.store.set_code_used(hash, request.device)?;
    if !again {
        tx.store.set_device_kind(request.device, request.kind)?;
        tx.store.set_device_seen(request.device, tx.now)?;
        own_devices::changed(tx, account.writer.person)?;
    }
    let enrolled = tx.store.device(request.device)?;
    let version = enrolled.map_or(account.version, |device| device.account.version);
    tracing::info!(device.id = %request.device, "enrolled");
    Ok(Ok(Enrolled {
        card,
        token,
        centre_key: centre.secret.public(),
        name: account.name,
        area: account.area,
        version,
        now: tx.now,
    }))
}
