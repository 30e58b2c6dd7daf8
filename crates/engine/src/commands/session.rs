//! Whose device this is, how its screen looks, and how things stand with the centre.

use crate::{
    engine::Engine,
    error::Result,
    store::{
        blob::BlobStep,
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::{Delivery, Enrol, GetCatalogue, Session, SetPreferences, Topic, TryNow, view};
use linli_domain::{
    catalogue::Catalogue,
    person::{Person, Preferences},
};
use linli_replica::replica::Edit;
use std::collections::BTreeMap;

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
        enrolment: engine.contact.enrolment,
        preferences: engine.preferences.clone(),
        today: engine.today(),
        offset_minutes: engine.offset_minutes(),
        rescued: engine.was_rescued(),
        revoked: engine.contact.revoked,
    })
}

pub(super) fn enrol(engine: &mut Engine, ask: Enrol, changed: &mut Vec<Topic>) -> Result<()> {
    changed.push(Topic::Session);
    let code: String = ask.code.chars().filter_map(digit).collect();
    if code.len() != CODE_DIGITS {
        engine.contact.enrolment = view::Enrolment::Incomplete;
        return Ok(());
    }
    if let Some(server) = ask.server.filter(|server| !server.trim().is_empty()) {
        let settings = vec![Setting::of(&setting::SERVER, &server.trim().to_owned())?];
        engine.commit(Batch {
            settings,
            ..Batch::default()
        })?;
    }
    engine.contact.enrolment = view::Enrolment::Asking;
    engine.contact.code = Some(code);
    engine.contact.bell.ring();
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
        let wanted = to_fields(&engine.preferences);
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

/// Preferences as fields of a person document: the JSON words of each.
fn to_fields(preferences: &Preferences) -> BTreeMap<String, String> {
    let json = serde_json::to_value(preferences).unwrap_or_default();
    let fields = json.as_object().into_iter().flatten();
    fields
        .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
        .collect()
}

/// `preferences` with what a person document says; fields that it does not have,
/// or that this version does not know, stay as they are.
pub(crate) fn with_fields(
    preferences: &Preferences,
    fields: &BTreeMap<String, String>,
) -> Preferences {
    let mut result = preferences.clone();
    for (key, text) in fields {
        let mut json = serde_json::to_value(&result).unwrap_or_default();
        if let Some(slot) = json.get_mut(key) {
            *slot = text.clone().into();
            result = serde_json::from_value(json).unwrap_or(result);
        }
    }
    result
}

pub(super) fn delivery(
    engine: &mut Engine,
    _: Delivery,
    _: &mut Vec<Topic>,
) -> Result<view::Delivery> {
    Ok(view::Delivery {
        link: engine.contact.link,
        waiting: engine.store.waiting_count()? + engine.store.blobs_waiting()?,
        refused: engine.store.shelf_count()?,
        heard_at: engine.contact.heard_at,
    })
}

pub(super) fn try_now(engine: &mut Engine, _: TryNow, _: &mut Vec<Topic>) -> Result<()> {
    engine.commit(Batch {
        blobs: vec![BlobStep::TryNow],
        ..Batch::default()
    })?;
    engine.contact.bell.ring();
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
    use linli_domain::person::{TextSize, Theme};

    #[test]
    fn preferences_survive_the_way_through_a_document() {
        let chosen = Preferences {
            text_size: TextSize::Largest,
            theme: Theme::Contrast,
            language: Some("en".to_owned()),
        };
        assert_eq!(
            with_fields(&Preferences::default(), &to_fields(&chosen)),
            chosen
        );
    }

    #[test]
    fn a_preference_of_a_newer_version_is_passed_over() {
        let fields = BTreeMap::from([
            ("theme".to_owned(), "plaid".to_owned()),
            ("text_size".to_owned(), "large".to_owned()),
        ]);
        let read = with_fields(&Preferences::default(), &fields);
        assert_eq!(
            (read.theme, read.text_size),
            (Theme::Light, TextSize::Large)
        );
    }

    #[test]
    fn full_width_digits_are_digits() {
        let code: String = "１２３4-5 678".chars().filter_map(digit).collect();
        assert_eq!(code, "12345678");
    }
}
