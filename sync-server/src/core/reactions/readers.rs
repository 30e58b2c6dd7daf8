//! Who reads a care request: those who write in it are called by their names, and who came
//! reads it until a day after the last visit.

use super::write::write;
use crate::{core::transaction::Transaction, store::StoreError};
use linli_domain::{
    care::{Care, CareEvent, CareState, CareStatus, When},
    catalogue::Area,
    document::Event,
    role::Role,
    time::{DAY_MS, Date, Minute, Timestamp, add_days},
};
use linli_replica::replica::Edit;

/// Says what the author of `event` is called, once: somebody who writes for the resident is
/// nobody whom a device of the resident's would know.
pub(super) fn introduce(
    tx: &mut Transaction<'_>,
    care: &Care,
    state: &CareState,
    event: &Event<CareEvent>,
) -> Result<(), StoreError> {
    let person = event.by.person;
    let is_for_resident = matches!(event.by.role, Role::Delegate | Role::Worker);
    if !is_for_resident || state.sent_at.is_none() || state.names.contains_key(&person) {
        return Ok(());
    }
    let mut accounts = tx.store.accounts_of(person)?.into_iter();
    match accounts.find(|account| account.writer.role == event.by.role) {
        Some(account) => {
            let name = account.name;
            let event = CareEvent::Introduced { person, name };
            write(tx, care.header.id, Edit::Care(event))
        }
        None => Ok(()),
    }
}

/// When who came reads the request no longer, where it ends at `now`.
pub(super) fn reading_ends(state: &CareState, now: Timestamp) -> Option<Timestamp> {
    state.reader().map(|_| now.plus_ms(DAY_MS))
}

/// One day after a visit that ends at `minute` of `last`.
pub(super) fn day_after(last: Date, minute: Minute, area: &Area) -> Timestamp {
    Timestamp::at(add_days(last, 1), minute, area.utc_offset_minutes)
}

/// Ends the reading of who came to what is over; says whether there was any.
pub(super) fn end_reading(
    tx: &mut Transaction<'_>,
    care: &Care,
    state: &CareState,
) -> Result<bool, StoreError> {
    let is_over = match state.status {
        CareStatus::Completed | CareStatus::Cancelled => true,
        CareStatus::Assigned => matches!(care.when, Some(When::Weekly { until: Some(_), .. })),
        _ => false,
    };
    if !is_over || state.reader().is_none() {
        return Ok(false);
    }
    write(tx, care.header.id, Edit::Care(CareEvent::ReadingEnded))?;
    Ok(true)
}
