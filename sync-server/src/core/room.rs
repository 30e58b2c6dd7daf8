//! How much one person may write: into one document for good, and on one day. Each has room
//! of their own, so that nobody keeps the others from their work. What has no room in a
//! document is refused; what has none today stays with its author and may come tomorrow.

use crate::{
    core::transaction::Transaction,
    store::{DailyUse, Device, StoreError, Volume},
};
use linli_domain::{
    catalogue::Catalogue,
    id::PersonId,
    time::{Date, Minute, Timestamp, add_days},
};
use linli_replica::signed::SignedChange;

/// A change of so few bytes is small: an act with a reason, not a flood.
const SMALL_BYTES: u64 = 1024;

/// How a change comes to the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coming {
    /// Its author sends it.
    Sent,
    /// Somebody gives it back to a centre that lost something.
    GivenBack,
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RoomLeft {
    /// There is room for it now.
    Enough,
    /// It may come on another day.
    NotToday,
    /// The document takes no more of that person.
    Never,
}

/// The room for one change. Small ones have an eighth more: who has written too much can
/// still cancel, end a visit, or call for help. What is given back has it twice: for what
/// was written before the loss, and for what was written since.
pub(super) fn left(
    tx: &Transaction<'_>,
    signed: &SignedChange,
    device: &Device,
    coming: Coming,
) -> Result<RoomLeft, StoreError> {
    let (person, limits) = (device.account.writer.person, tx.state.limits);
    let bytes = bytes_of(signed);
    let times = match coming {
        Coming::Sent => 1,
        Coming::GivenBack => 2,
    };
    let more = |most: u64| if bytes <= SMALL_BYTES { most / 8 } else { 0 };
    let room = |most: u64| most.saturating_add(more(most)).saturating_mul(times);
    let Volume {
        changes,
        bytes: written,
    } = tx.store.written(signed.doc, person)?;
    let fits = changes < room(limits.changes_per_document)
        && written.saturating_add(bytes) <= room(limits.bytes_per_document);
    if !fits {
        return Ok(RoomLeft::Never);
    }
    let used = used_today(tx, person)?;
    // However small their first changes are, no more documents than these.
    let may_begin = used.documents < limits.documents_per_day.saturating_mul(times);
    let fits_today = used.bytes.saturating_add(bytes) <= room(limits.bytes_per_day)
        && (may_begin || tx.store.document(signed.doc)?.is_some());
    Ok(if fits_today {
        RoomLeft::Enough
    } else {
        RoomLeft::NotToday
    })
}

/// Counts a change that came in.
pub(super) fn count_change(
    tx: &mut Transaction<'_>,
    person: PersonId,
    signed: &SignedChange,
    begins: bool,
) -> Result<(), StoreError> {
    let more = DailyUse {
        documents: u64::from(begins),
        bytes: bytes_of(signed),
        photos: 0,
    };
    count(tx, person, more)
}

/// Counts a photo that is begun, if there is room for one more today; whether there is.
pub(super) fn take_photo(tx: &mut Transaction<'_>, person: PersonId) -> Result<bool, StoreError> {
    if used_today(tx, person)?.photos >= tx.state.limits.photos_per_day {
        return Ok(false);
    }
    let more = DailyUse {
        photos: 1,
        ..DailyUse::default()
    };
    count(tx, person, more)?;
    Ok(true)
}

/// When there is room again for what has none today.
#[must_use]
pub fn tomorrow(catalogue: &Catalogue, now: Timestamp) -> Timestamp {
    let offset = offset(catalogue);
    let (today, _) = now.local(offset);
    Timestamp::at(add_days(today, 1), Minute(0), offset)
}

fn count(tx: &mut Transaction<'_>, person: PersonId, more: DailyUse) -> Result<(), StoreError> {
    let today = today(tx);
    tx.store.count_use(person, today, more)
}

fn used_today(tx: &Transaction<'_>, person: PersonId) -> Result<DailyUse, StoreError> {
    tx.store.used_on(person, today(tx))
}

fn today(tx: &Transaction<'_>) -> Date {
    tx.now.local(offset(&tx.state.catalogue)).0
}

/// The clocks of the centre: those of its first area. One for all, because one person may
/// have roles in several.
fn offset(catalogue: &Catalogue) -> i32 {
    let first = catalogue.areas.first();
    first.map_or(0, |area| area.utc_offset_minutes)
}

fn bytes_of(signed: &SignedChange) -> u64 {
    u64::try_from(signed.change.len()).unwrap_or(u64::MAX)
}
