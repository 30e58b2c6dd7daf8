//! Work of caregivers who are gone: their part was ended, or no device of theirs is left.
//! Others are offered it. Where one is in the middle of a visit, the desk is told.

use super::{
    care_now::{CareNow, care_at},
    offer::release_offer,
    write::write,
};
use crate::{
    core::{account, transaction::Transaction},
    store::{ReadTx, Seq, StoreError, WriteTx, unless_damaged},
};
use linli_domain::{
    care::{self, CareEvent, CareStatus, ReleaseReason},
    contents::Contents,
    id::{DocId, PersonId},
    role::{Role, Scope},
    time::{DAY_MS, Timestamp},
};
use linli_replica::replica::Edit;
use std::collections::BTreeSet;

/// How long a visit may be under way whose caregiver is gone.
const UNDER_WAY_MS: i64 = DAY_MS;

/// Whether `person` comes no more as a caregiver. Somebody of whom no device was ever known
/// is not gone: their first one is still to come, or the centre lost sight of it.
fn is_gone(store: &dyn ReadTx, person: PersonId) -> Result<bool, StoreError> {
    let Some(account) = account::in_role(store, person, Role::Caregiver)? else {
        return Ok(false);
    };
    if account.closed_at.is_some() {
        return Ok(true);
    }
    let mut devices = store.devices_of(person)?;
    devices.retain(|device| device.account.id == account.id);
    let all_off = devices.iter().all(|device| device.revoked_at.is_some());
    Ok(all_off && !devices.is_empty())
}

/// Takes back all work of `person`, where they are gone.
///
/// # Errors
/// When the store fails.
pub fn take_back(tx: &mut Transaction<'_>, person: PersonId) -> Result<(), StoreError> {
    if !is_gone(&*tx.store, person)? {
        return Ok(());
    }
    let scope = Scope::Person(person);
    for (id, _) in tx.store.documents_in(&scope, Seq::START, usize::MAX)? {
        if let Some(care) = care_at(tx, id)?.filter(|care| care.is_assigned_to(person)) {
            take_back_one(tx, &care)?;
        }
    }
    Ok(())
}

/// Has all work of everybody who is gone looked at, as soon as silence says something: what
/// was restored, or written by a program that took nothing back.
///
/// # Errors
/// When the store fails.
pub fn look_for_left_work(store: &mut dyn WriteTx, now: Timestamp) -> Result<(), StoreError> {
    let devices = store.devices()?;
    let off = devices.iter().filter(|one| one.revoked_at.is_some());
    let people: BTreeSet<PersonId> = off
        .map(|device| &device.account.writer)
        .filter(|writer| writer.role == Role::Caregiver)
        .map(|writer| writer.person)
        .collect();
    for person in people {
        if !is_gone(&*store, person)? {
            continue;
        }
        for (id, _) in store.documents_in(&Scope::Person(person), Seq::START, usize::MAX)? {
            if is_left(&*store, id, person)? {
                store.set_lease(id, Some(now))?;
            }
        }
    }
    Ok(())
}

/// Whether it is a request for which `person` still is to come, and of which the desk was not
/// told. What is damaged is left alone: whoever gives it back brings it to where it stands.
fn is_left(store: &dyn ReadTx, id: DocId, person: PersonId) -> Result<bool, StoreError> {
    let Some(replica) = unless_damaged(store.load(id))?.flatten() else {
        return Ok(false);
    };
    let Ok(Contents::Care(care)) = replica.contents() else {
        return Ok(false);
    };
    let state = care::fold(&care);
    let is_theirs = state.status == CareStatus::Assigned && state.caregiver() == Some(person);
    Ok(is_theirs && state.out_of_reach.is_none())
}

/// Takes back what is looked at again.
pub(super) fn take_back_late(tx: &mut Transaction<'_>, care: &CareNow) -> Result<(), StoreError> {
    if care.is_out_of_reach {
        give_away(tx, care)
    } else {
        take_back_one(tx, care)
    }
}

/// Takes back one request. Of one that is just being served the desk is told, and it is
/// looked at again a day later.
fn take_back_one(tx: &mut Transaction<'_>, care: &CareNow) -> Result<(), StoreError> {
    if !care.is_being_served {
        return give_away(tx, care);
    }
    if care.is_out_of_reach {
        return Ok(());
    }
    write(tx, care.id, Edit::Care(CareEvent::OutOfReach))?;
    let later = tx.now.plus_ms(UNDER_WAY_MS);
    tx.store.set_lease(care.id, Some(later))
}

/// Offers the request to the others.
fn give_away(tx: &mut Transaction<'_>, care: &CareNow) -> Result<(), StoreError> {
    let reason = ReleaseReason::OutOfReach;
    write(tx, care.id, Edit::Care(CareEvent::Released { reason }))?;
    release_offer(tx, care.id, reason)
}

/// Whether who is to come for a request is gone.
pub(super) fn has_lost(tx: &Transaction<'_>, care: &CareNow) -> Result<bool, StoreError> {
    match care
        .caregiver
        .filter(|_| care.status == CareStatus::Assigned)
    {
        Some(caregiver) => is_gone(&*tx.store, caregiver),
        None => Ok(false),
    }
}
