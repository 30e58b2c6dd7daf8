//! Who reads a care request: those who write in it are called by their names, and who came
//! reads it until a day after the last visit.

use super::{care_now::CareNow, write::write};
use crate::{
    core::{account, transaction::Transaction},
    store::StoreError,
};
use linli_domain::{
    care::{CareEvent, CareStatus, When},
    document::Event,
    recur,
    role::Role,
    time::{DAY_MS, Timestamp, add_days},
};
use linli_replica::replica::Edit;

/// Says what the author of `event` is called, once: somebody who writes for the resident is
/// nobody whom a device of the resident's would know.
pub(super) fn introduce(
    tx: &mut Transaction<'_>,
    care: &CareNow,
    event: &Event<CareEvent>,
) -> Result<(), StoreError> {
    let person = event.by.person;
    let is_for_resident = matches!(event.by.role, Role::Delegate | Role::Worker);
    if !is_for_resident || !care.is_sent || care.named.contains(&person) {
        return Ok(());
    }
    match account::in_role(&*tx.store, person, event.by.role)? {
        Some(account) => {
            let name = account.name;
            let event = CareEvent::Introduced { person, name };
            write(tx, care.id, Edit::Care(event))
        }
        None => Ok(()),
    }
}

/// When who came reads the request no longer, where it ends at `now`.
pub(super) const fn reading_ends(now: Timestamp) -> Timestamp {
    now.plus_ms(DAY_MS)
}

/// When the reading of who comes ends, whether the last visit is ever finished or not, if
/// nothing more happens: a day after it, and a day after now. `None` where it returns
/// without end.
pub(super) fn last_end(care: &CareNow, tx: &Transaction<'_>) -> Option<Timestamp> {
    let end = day_after_last(care, tx)?;
    Some(end.max(tx.now.plus_ms(DAY_MS)))
}

/// One day after the end of the last visit that is asked for, where there is a last one.
pub(super) fn day_after_last(care: &CareNow, tx: &Transaction<'_>) -> Option<Timestamp> {
    let area = tx.state.catalogue.area(&care.area)?;
    let when = care.when.as_ref()?;
    let last = match when {
        When::Soon { date } | When::Once { date, .. } => *date,
        When::Weekly { until, .. } => (*until)?,
    };
    let (day, end) = (add_days(last, 1), recur::window(when).to);
    Some(Timestamp::at(day, end, area.utc_offset_minutes))
}

/// Ends the reading of who came to what is over; says whether there was any.
pub(super) fn end_reading(tx: &mut Transaction<'_>, care: &CareNow) -> Result<bool, StoreError> {
    let is_over = match care.status {
        CareStatus::Completed | CareStatus::Cancelled => true,
        // Done or not: its last day is over.
        CareStatus::Assigned => day_after_last(care, tx).is_some_and(|end| end <= tx.now),
        _ => false,
    };
    if !is_over || care.reader.is_none() {
        return Ok(false);
    }
    write(tx, care.id, Edit::Care(CareEvent::ReadingEnded))?;
    Ok(true)
}
