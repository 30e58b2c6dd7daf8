//! Enrolment: how a device becomes somebody's. No passwords: a code that a worker or the
//! operator gives, once, for one person in one role.

use crate::{
    core::{
        key::{self, CentreKey},
        own_devices,
        transaction::Transaction,
    },
    store::{AccountId, StoreError, WriteTx},
};
use linli_domain::time::{MINUTE_MS, Timestamp};
use linli_replica::exchange::{DeviceCard, Enrol, EnrolRefusal, Enrolled};

/// How long a code is good for, in minutes, unless the operator says otherwise.
pub const CODE_MINUTES: u32 = 15;
/// How long a used or expired code is remembered, so that its user hears "used" and not "wrong".
const REMEMBERED_MS: i64 = 24 * 60 * MINUTE_MS;

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
    let known = device
        .as_ref()
        .filter(|device| device.key == request.key && device.revoked_at.is_none());
    let again = code.used_by == Some(request.device) && known.is_some();
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
    // One that was set back to before its enrolment is the same one, with the same key.
    let is_theirs = known.is_some_and(|device| device.account.id == account.id);
    if device.is_some() && !again && !is_theirs {
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
