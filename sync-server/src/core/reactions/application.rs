//! Applications: the centre receives them and gives each its tracking code, writes down
//! when it got what has a deadline and what those are called who write in them, and lets
//! applications lapse for which nothing was brought in time.

use super::write::write;
use crate::{
    core::{account, transaction::Transaction, webhook},
    store::{ApplicationNote, StoreError},
};
use linli_domain::{
    application::{Application, ApplicationEvent, ApplicationState, ApplicationStatus, is_noted},
    document::Event,
    id::DocId,
    role::Role,
    time::{Minute, Timestamp, add_days},
    tracking,
};
use linli_replica::replica::Edit;

/// How often a fresh tracking code is tried. Even where half of all codes are taken, all
/// tries fail only once in 2^64 times.
const TRIES: usize = 64;

/// Reacts to an event in an application.
pub(super) fn after(
    tx: &mut Transaction<'_>,
    id: DocId,
    event: &Event<ApplicationEvent>,
) -> Result<(), StoreError> {
    let Some((application, state)) = application_at(tx, id)? else {
        return Ok(());
    };
    if is_new(&state) {
        tx.submitted.insert(id);
        return Ok(());
    }
    look_at(tx, &application, &state, &event.what)?;
    if state.tracking.is_some() && is_noted(event, tx.now) {
        let event = event.id;
        put(tx, id, ApplicationEvent::Arrived { event })?;
    }
    introduce(tx, id, &state, event)
}

/// Says what the author of `event` is called, once: a decision has a name to it, and who
/// writes for the resident is nobody whom an office would know.
fn introduce(
    tx: &mut Transaction<'_>,
    id: DocId,
    state: &ApplicationState,
    event: &Event<ApplicationEvent>,
) -> Result<(), StoreError> {
    let by = event.by;
    let is_for_others = matches!(by.role, Role::Officer | Role::Delegate | Role::Worker);
    let is_sender = state.sender.is_some() && state.sent_for_them() == Some(by);
    let is_named = is_sender || state.names.contains_key(&by.person);
    if !is_for_others || is_named || state.tracking.is_none() {
        return Ok(());
    }
    match account::in_role(&*tx.store, by.person, by.role)? {
        Some(account) => {
            let (person, name) = (by.person, account.name);
            put(tx, id, ApplicationEvent::Introduced { person, name })
        }
        None => Ok(()),
    }
}

/// Receives an application that came back without its receipt, and watches one that came
/// back with it.
pub(super) fn settle(tx: &mut Transaction<'_>, id: DocId) -> Result<(), StoreError> {
    let Some((application, state)) = application_at(tx, id)? else {
        return Ok(());
    };
    if is_new(&state) {
        tx.submitted.insert(id);
    }
    // A number that was given twice stays with whom the store knows by it.
    let number = state.tracking.as_deref();
    let holder = number.map(|number| tx.store.application_by_tracking(number));
    let is_free = match holder.transpose()?.flatten() {
        Some(holder) => holder == id,
        None => true,
    };
    if is_free {
        watch(tx, &application, &state)
    } else {
        Ok(())
    }
}

/// Receives the applications that were submitted in the piece of work that ends here.
///
/// # Errors
/// When the store fails.
pub fn receive_submitted(tx: &mut Transaction<'_>) -> Result<(), StoreError> {
    for id in std::mem::take(&mut tx.submitted) {
        tx.unless_damaged(id, |tx| receive(tx, id))?;
    }
    Ok(())
}

fn receive(tx: &mut Transaction<'_>, id: DocId) -> Result<(), StoreError> {
    let state = application_at(tx, id)?.map(|(_, state)| state);
    let Some(state) = state.filter(is_new) else {
        return Ok(());
    };
    let sender = sender(tx, &state)?;
    let tracking = match state.earlier_tracking {
        Some(number) => number,
        None => fresh_tracking(tx)?,
    };
    put(tx, id, ApplicationEvent::Received { tracking, sender })
}

/// What who sent it for the resident is called, so that she is told of whom it comes.
fn sender(tx: &Transaction<'_>, state: &ApplicationState) -> Result<String, StoreError> {
    let Some(by) = state.sent_for_them() else {
        return Ok(String::new());
    };
    let account = account::in_role(&*tx.store, by.person, by.role)?;
    Ok(account.map(|account| account.name).unwrap_or_default())
}

/// Whether it was sent and has no tracking code yet. One that was withdrawn before it came
/// gets none, because no office may read it.
fn is_new(state: &ApplicationState) -> bool {
    state.status == ApplicationStatus::Sent && state.tracking.is_none()
}

/// Lets applications lapse for which the resident did not bring what was asked for by the
/// end of the last day. Returns how many.
pub(super) fn lapse_due(tx: &mut Transaction<'_>) -> Result<u64, StoreError> {
    let mut lapsed = 0;
    for id in tx.store.lapsed_applications(tx.now)? {
        if tx.unless_damaged(id, |tx| lapse(tx, id))? == Some(true) {
            lapsed += 1;
        }
    }
    Ok(lapsed)
}

/// Lets one application lapse, if it still waits; whether it did.
fn lapse(tx: &mut Transaction<'_>, id: DocId) -> Result<bool, StoreError> {
    let Some((application, state)) = application_at(tx, id)? else {
        return Ok(false);
    };
    if state.status == ApplicationStatus::NeedsMore {
        put(tx, id, ApplicationEvent::Lapsed)?;
        return Ok(true);
    }
    watch(tx, &application, &state)?;
    Ok(false)
}

/// Writes `event` in the centre's name and reacts to it.
fn put(tx: &mut Transaction<'_>, id: DocId, event: ApplicationEvent) -> Result<(), StoreError> {
    write(tx, id, Edit::Application(event.clone()))?;
    match application_at(tx, id)? {
        Some((application, state)) => look_at(tx, &application, &state, &event),
        None => Ok(()),
    }
}

/// Updates what is watched, and queues a message for the office's system, where an office
/// may read the application already.
fn look_at(
    tx: &mut Transaction<'_>,
    application: &Application,
    state: &ApplicationState,
    event: &ApplicationEvent,
) -> Result<(), StoreError> {
    // When something arrived and what somebody is called is nothing that happened besides.
    let is_news = !matches!(
        event,
        ApplicationEvent::Arrived { .. } | ApplicationEvent::Introduced { .. }
    );
    if state.tracking.is_some() && is_news {
        webhook::tell(tx, application, event)?;
    }
    watch(tx, application, state)
}

/// Stores what is watched of an application from now on.
fn watch(
    tx: &mut Transaction<'_>,
    application: &Application,
    state: &ApplicationState,
) -> Result<(), StoreError> {
    let Some(tracking) = state.tracking.clone() else {
        return Ok(());
    };
    let doc = application.header.id;
    tx.store.put_application(
        doc,
        &ApplicationNote {
            resident: application.header.resident,
            tracking,
            lapses_at: lapses_at(tx, application, state),
        },
    )
}

/// The end of the last day to bring what was asked for, where the resident lives.
fn lapses_at(
    tx: &Transaction<'_>,
    application: &Application,
    state: &ApplicationState,
) -> Option<Timestamp> {
    let waits = state.status == ApplicationStatus::NeedsMore;
    let asked = state.asked.as_ref().filter(|_| waits)?;
    let area = tx.state.catalogue.area(&application.header.area);
    let offset = area.map_or(0, |area| area.utc_offset_minutes);
    Some(Timestamp::at(add_days(asked.due, 1), Minute(0), offset))
}

/// A tracking code that no application has.
fn fresh_tracking(tx: &Transaction<'_>) -> Result<String, StoreError> {
    for _ in 0..TRIES {
        let number = tx.random()?;
        // Eight bytes: so that the remainder favours no number that anyone could notice.
        let number = u64::from_le_bytes(number) % u64::from(tracking::CODES);
        let code = tracking::code(u32::try_from(number).unwrap_or_default());
        if tx.store.application_by_tracking(&code)?.is_none() {
            return Ok(code);
        }
    }
    Err(StoreError::Unreadable("free tracking code"))
}

/// An application, without answers and events, and its state.
fn application_at(
    tx: &mut Transaction<'_>,
    id: DocId,
) -> Result<Option<(Application, ApplicationState)>, StoreError> {
    let seen = tx.look(id, |folded| {
        let (application, state) = folded.as_application()?;
        Some((application.without_parts(), state.clone()))
    })?;
    Ok(seen.flatten())
}
