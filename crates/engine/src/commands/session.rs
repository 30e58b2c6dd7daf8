//! Whose device this is, how its screen looks, and how things stand with the centre.

use super::{consent, own_devices, services};
use crate::{
    engine::{Engine, preferences},
    error::{EngineError, Result},
    store::{
        blob::BlobStep,
        commit::Batch,
        setting::{self, Setting},
    },
    sync::moved::web_address,
};
use linli_api::{
    EnrolDevice, GetCatalogue, GetDelivery, GetSession, SetCentre, SetPreferences, Topic, TryNow,
    view,
};
use linli_domain::{
    access::Refusal,
    answer::AnswerError,
    catalogue::Catalogue,
    enrolment_code::{self, CodeMistake},
    person::Person,
    profile::ProfileField,
    role::Role,
};
use linli_replica::replica::Edit;

pub(super) fn session(
    engine: &mut Engine,
    _: GetSession,
    changed: &mut Vec<Topic>,
) -> Result<view::Session> {
    consent::check(engine, changed)?;
    Ok(view::Session {
        account: account(engine)?,
        enrolment: engine.centre_status.enrolment,
        preferences: engine.preferences.clone(),
        today: engine.today(),
        offset_minutes: engine.offset_minutes(),
        rescued: engine.was_rescued(),
        standing: engine.centre_status.standing,
        emptied: engine.farewell.as_ref().map(|farewell| view::Emptied {
            why: farewell.why,
            is_handing_over: farewell.hand_over.is_some(),
            desk: farewell.desk.clone(),
        }),
        new_devices: own_devices::new_count(engine)?,
    })
}

/// Whose device it is; where family's, with the name of the resident for whom they act.
fn account(engine: &Engine) -> Result<Option<view::AccountView>> {
    let Some(enrolment) = &engine.enrolment else {
        return Ok(None);
    };
    let acts = matches!(enrolment.writer.role, Role::Delegate | Role::Worker);
    let acts = acts && enrolment.resident().is_some();
    let resident = acts.then(|| services::own_person(engine));
    let resident = resident.transpose()?.flatten();
    let name = resident.map(|(_, person)| person.field(ProfileField::Name).to_owned());
    Ok(Some(view::AccountView {
        acts_for: name.filter(|name| !name.trim().is_empty()),
        ..enrolment.account()
    }))
}

pub(super) fn enrol(engine: &mut Engine, ask: EnrolDevice, changed: &mut Vec<Topic>) -> Result<()> {
    changed.push(Topic::Session);
    let code = match enrolment_code::read(&ask.code) {
        Ok(code) => code,
        Err(mistake) => {
            engine.centre_status.enrolment = match mistake {
                CodeMistake::Incomplete => view::EnrolmentState::Incomplete,
                CodeMistake::TooLong => view::EnrolmentState::TooLong,
                CodeMistake::OneWrong => view::EnrolmentState::Mistyped,
            };
            return Ok(());
        }
    };
    if let Some(server) = ask.server.as_deref().and_then(web_address) {
        keep_server(engine, &server)?;
    }
    if ask.give_away {
        if engine.centre_status.enrolment != view::EnrolmentState::SomebodyElse {
            return Err(EngineError::NotAllowed(Refusal::NotTheirs));
        }
        changed.extend(engine.empty(view::EmptiedWhy::GivenAway)?);
    }
    engine.centre_status.enrolment = view::EnrolmentState::Asking;
    engine.centre_status.code = Some(code);
    engine.centre_status.kind = ask.kind;
    engine.centre_status.bell.ring();
    Ok(())
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
    let Some(enrolment) = &engine.enrolment else {
        return Ok(None);
    };
    let Some(doc) = engine.store.person_doc(enrolment.writer.person)? else {
        return Ok(None);
    };
    Ok(engine.contents(doc)?.into_person())
}

pub(super) fn delivery(
    engine: &mut Engine,
    _: GetDelivery,
    _: &mut Vec<Topic>,
) -> Result<view::Delivery> {
    let (not_today, _) = engine.waiting_until()?;
    Ok(view::Delivery {
        link: engine.centre_status.link,
        waiting: engine.store.waiting_count()? + engine.store.blobs_waiting()?,
        refused: engine.store.shelf_count()?,
        heard_at: engine.centre_status.heard_at,
        is_clock_doubted: engine.clock.is_doubted(),
        is_full: engine.centre_status.is_full,
        giving_back: engine.store.to_ask_count()?,
        not_today,
        twice: engine.centre_status.twice,
        coming: engine.coming()?,
        unread: engine.store.unread_count()?,
        moved_to: engine.centre_status.moved_to.clone(),
    })
}

pub(super) fn try_now(engine: &mut Engine, _: TryNow, _: &mut Vec<Topic>) -> Result<()> {
    engine.commit(Batch {
        blobs: vec![BlobStep::TryNow],
        ..Batch::default()
    })?;
    engine.not_today.ask_again();
    engine.network_changed();
    Ok(())
}

pub(super) fn set_centre(
    engine: &mut Engine,
    ask: SetCentre,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let address = web_address(&ask.address)
        .ok_or_else(|| EngineError::field("address", AnswerError::WrongType))?;
    keep_server(engine, &address)?;
    engine.network_changed();
    changed.push(Topic::Delivery);
    Ok(())
}

fn keep_server(engine: &mut Engine, address: &str) -> Result<()> {
    let settings = vec![Setting::of(&setting::SERVER, &address.to_owned())?];
    engine.commit(Batch {
        settings,
        ..Batch::default()
    })?;
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
