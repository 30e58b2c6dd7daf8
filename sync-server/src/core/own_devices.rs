//! A person's own devices: each is told of the others, a new one is told to all of them and
//! to the workers, and each can be switched off from another.

use crate::{
    core::{
        people,
        reactions::{gone::take_back, write},
        transaction::Transaction,
    },
    store::{Device, ReadTx, StoreError},
};
use linli_domain::{
    device::DeviceNote,
    id::{DeviceId, PersonId},
    role::{Role, Scope},
    time::{MINUTE_MS, Timestamp},
};
use linli_replica::{
    exchange::{SeenDevice, SwitchOff},
    replica::Edit,
};

/// How exactly is known when a device was last in touch.
const SEEN_MS: i64 = 60 * MINUTE_MS;

/// A person's devices, as they themselves see them.
///
/// # Errors
/// When the store fails.
pub fn seen(store: &dyn ReadTx, person: PersonId) -> Result<Vec<SeenDevice>, StoreError> {
    let devices = store.devices_of(person)?.into_iter();
    let seen = devices.map(|device| SeenDevice {
        device: device.id,
        kind: device.kind,
        role: device.account.writer.role,
        since: device.enrolled_at,
        seen_at: device.seen_at,
        off_at: device.revoked_at,
    });
    Ok(seen.collect())
}

/// Whether it is to be noted that a device is in touch now.
#[must_use]
pub fn is_seen_anew(device: &Device, now: Timestamp) -> bool {
    device.seen_at.is_none_or(|at| now.since(at) >= SEEN_MS)
}

/// Tells all that a person's devices are others now: the devices themselves with their next
/// exchange, and of a resident's the workers, with her own document.
///
/// # Errors
/// When the store fails.
pub fn changed(tx: &mut Transaction<'_>, person: PersonId) -> Result<(), StoreError> {
    for mut account in tx.store.accounts_of(person)? {
        account.version += 1;
        tx.store.set_account(&account)?;
    }
    tx.touch(Scope::Person(person));
    let of_resident = |device: &Device| device.account.writer.role == Role::Resident;
    let mut devices = tx.store.devices_of(person)?;
    devices.retain(of_resident);
    // One device from the first day on is nothing to tell.
    if devices.len() < 2 && devices.iter().all(|device| device.revoked_at.is_none()) {
        return Ok(());
    }
    let store: &dyn ReadTx = tx.store;
    let Some(own) = people::document(store, person)? else {
        return Ok(());
    };
    let notes = devices.iter().map(|device| DeviceNote {
        kind: device.kind,
        since: device.enrolled_at,
        off_at: device.revoked_at,
    });
    write(tx, own.header.id, Edit::Devices(notes.collect()))
}

/// Revokes a device and tells it to whom it concerns. Work of a caregiver whose last one it
/// was goes back to the others. Answers whether it was in use.
///
/// # Errors
/// When the store fails.
pub fn revoke(tx: &mut Transaction<'_>, id: DeviceId) -> Result<bool, StoreError> {
    let Some(device) = tx.store.device(id)? else {
        return Ok(false);
    };
    if !tx.store.revoke_device(id, tx.now)? {
        return Ok(false);
    }
    let person = device.account.writer.person;
    changed(tx, person)?;
    take_back(tx, person)?;
    Ok(true)
}

/// Switches off what the device `by` wants switched off: other devices of the same person.
///
/// # Errors
/// When the store fails.
pub fn switch_off(
    tx: &mut Transaction<'_>,
    by: DeviceId,
    wishes: &[SwitchOff],
) -> Result<(), StoreError> {
    let Some(own) = tx.store.device(by)?.filter(|own| own.revoked_at.is_none()) else {
        return Ok(());
    };
    for wish in wishes {
        let other = tx.store.device(wish.device)?;
        let is_theirs = other.is_some_and(|other| {
            other.id != by && other.account.writer.person == own.account.writer.person
        });
        if is_theirs && wish.verified_by(&own.key, by) && revoke(tx, wish.device)? {
            tracing::info!(device.id = %wish.device, by = %by, "switched off by its owner");
        }
    }
    Ok(())
}
