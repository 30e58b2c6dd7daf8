//! Every command, by the part of the app that it serves. Here what several of them need;
//! all of them may run without a network.

mod acts_as;
mod alerts;
mod answers;
mod application;
mod apply;
mod bundle;
mod case;
mod catalogue;
mod consent;
mod desk_call;
mod draft;
mod form;
mod give_backs;
mod home;
mod known;
mod matters;
mod offers;
mod open_care;
mod own_devices;
mod photo;
mod prepare;
mod profile;
mod queue;
mod refused;
mod resident;
mod roster;
mod round;
mod seen;
mod sent_for_you;
mod services;
mod session;
mod under_way;
mod visit;
mod voice;
mod waits;
mod watch;

use crate::{
    engine::{Engine, write::Intent},
    error::Result,
};
use linli_api::{Command, view};
use linli_domain::{application::Application, care::Care, id::DocId};

/// Most rows of one page of a list: more than an area has residents.
const MOST_ROWS: u32 = 2_000;

/// The intent behind a change: the command itself and the words in it.
fn intent(command: impl Into<Command>, words: &str) -> Intent {
    Intent {
        command: command.into(),
        words: words.trim().to_owned(),
    }
}

fn care_of(engine: &Engine, doc: DocId) -> Result<Care> {
    let care = engine.contents(doc)?.into_care();
    care.ok_or(crate::EngineError::NotFound(doc))
}

fn application_of(engine: &Engine, doc: DocId) -> Result<Application> {
    let application = engine.contents(doc)?.into_application();
    application.ok_or(crate::EngineError::NotFound(doc))
}

/// One page out of one row more than was asked for.
fn page<Row>(
    mut rows: Vec<Row>,
    limit: u32,
    total: u32,
    key: impl FnOnce(&Row) -> String,
) -> view::ListPage<Row> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| view::PageKey(key(row)));
    view::ListPage { rows, next, total }
}

/// What a page key says; a key that cannot be read begins the list anew.
fn read_key<T: serde::de::DeserializeOwned>(after: Option<&view::PageKey>) -> Option<T> {
    serde_json::from_str(&after?.0).ok()
}

fn write_key(key: &impl serde::Serialize) -> String {
    serde_json::to_string(key).unwrap_or_default()
}
