//! Whose device this is, how its screen looks, and how things stand with the centre.

use crate::{
    engine::{Engine, preferences},
    error::Result,
    store::{
        blob::BlobStep,
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::{Delivery, Enrol, GetCatalogue, Session, SetPreferences, Topic, TryNow, view};
use linli_domain::{catalogue::Catalogue, person::Person};
use linli_replica::replica::Edit;

/// Digits of an enrolment code.
const CODE_DIGITS: usize = 8;

pub(super) fn session(
    engine: &mut Engine,
    _: Session,
    _: &mut Vec<Topic>,
) -> Result<view::Session> {
    Ok(view::Session {
        account: engine
            .enrolment
            .as_ref()
            .map(crate::identity::Enrolment::account),
        enrolment: engine.centre_status.enrolment,
        preferences: engine.preferences.clone(),
        today: engine.today(),
        offset_minutes: engine.offset_minutes(),
        rescued: engine.was_rescued(),
        revoked: engine.centre_status.revoked,
    })
}

pub(super) fn enrol(engine: &mut Engine, ask: Enrol, changed: &mut Vec<Topic>) -> Result<()> {
    changed.push(Topic::Session);
    let code: String = ask.code.chars().filter_map(digit).collect();
    if code.len() != CODE_DIGITS {
        engine.centre_status.enrolment = view::EnrolmentState::Incomplete;
        return Ok(());
    }
    if let Some(server) = ask.server.filter(|server| !server.trim().is_empty()) {
        let settings = vec![Setting::of(&setting::SERVER, &server.trim().to_owned())?];
        engine.commit(Batch {
            settings,
            ..Batch::default()
        })?;
    }
    engine.centre_status.enrolment = view::EnrolmentState::Asking;
    engine.centre_status.code = Some(code);
    engine.centre_status.bell.ring();
    Ok(())
}

/// Digits as people paste them: some keyboards write full-width ones.
fn digit(c: char) -> Option<char> {
    let ascii = match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0'))?,
        _ => c,
    };
    ascii.is_ascii_digit().then_some(ascii)
}

pub(super) fn set_preferences(
    engine: &mut Engine,
    ask: SetPreferences,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let settings = vec![Setting::of(&setting::PREFERENCES, &ask.preferences)?];
    engine.commit(Batch {
        settings,
        ..Batch::default()
    })?;
    engine.preferences = ask.preferences;
    changed.push(Topic::Session);
    follow_person(engine, changed);
    Ok(())
}

/// Writes the preferences into the person's own document, where it is here, so
/// that they follow the person to a new device. The screen does not wait for it.
fn follow_person(engine: &mut Engine, changed: &mut Vec<Topic>) {
    let written = own_person(engine).and_then(|person| {
        let Some(person) = person else { return Ok(()) };
        let wanted = preferences::to_fields(&engine.preferences);
        let edits: Vec<Edit> = wanted
            .into_iter()
            .filter(|(key, text)| person.preferences.get(key) != Some(text))
            .map(|(key, text)| Edit::Preference(key, text))
            .collect();
        if edits.is_empty() {
            return Ok(());
        }
        engine.write_quietly(person.header.id, &edits, changed)
    });
    if let Err(error) = written {
        tracing::warn!(error = %crate::error::chain(&error), "preferences stay on this device");
    }
}

fn own_person(engine: &Engine) -> Result<Option<Person>> {
    let Some(own) = &engine.enrolment else {
        return Ok(None);
    };
    let Some(doc) = engine.store.person_doc(own.writer.person)? else {
        return Ok(None);
    };
    Ok(engine.contents(doc)?.into_person())
}

pub(super) fn delivery(
    engine: &mut Engine,
    _: Delivery,
    _: &mut Vec<Topic>,
) -> Result<view::Delivery> {
    Ok(view::Delivery {
        link: engine.centre_status.link,
        waiting: engine.store.waiting_count()? + engine.store.blobs_waiting()?,
        refused: engine.store.shelf_count()?,
        heard_at: engine.centre_status.heard_at,
    })
}

pub(super) fn try_now(engine: &mut Engine, _: TryNow, _: &mut Vec<Topic>) -> Result<()> {
    engine.commit(Batch {
        blobs: vec![BlobStep::TryNow],
        ..Batch::default()
    })?;
    engine.centre_status.bell.ring();
    Ok(())
}

pub(super) fn catalogue(
    engine: &mut Engine,
    _: GetCatalogue,
    _: &mut Vec<Topic>,
) -> Result<Catalogue> {
    // Services are long and come one by one: a page must not wait for all of them.
    let whole = &engine.catalogue;
    Ok(Catalogue {
        version: whole.version.clone(),
        care: whole.care.clone(),
        areas: whole.areas.clone(),
        offices: whole.offices.clone(),
        ..Catalogue::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_are_digits() {
        let code: String = "１２３4-5 678".chars().filter_map(digit).collect();
        assert_eq!(code, "12345678");
    }
}
