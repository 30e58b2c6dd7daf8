//! What the centre did not accept: its words, doing it again, letting it go.

use super::catalogue::service_of;
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{commit::Batch, shelf::ShelfLine},
};
use linli_api::{Command, LetGo, ListRefused, Redo, Topic, dispatch, view};
use linli_domain::{
    access::Refusal,
    application::{self, ApplicationStatus},
    contents::Contents,
    id::DocId,
    profile::ProfileField,
};

pub(super) fn list(
    engine: &mut Engine,
    _: ListRefused,
    _: &mut Vec<Topic>,
) -> Result<Vec<view::Refused>> {
    let lines = engine.store.shelf()?;
    lines
        .into_iter()
        .map(|line| refused(engine, line))
        .collect()
}

fn refused(engine: &Engine, line: ShelfLine) -> Result<view::Refused> {
    let command = line.intent.as_deref().and_then(read);
    let stands_alone = matches!(
        command,
        Some(
            Command::StartCare(_)
                | Command::StartApplication(_)
                | Command::PrepareApplication(_)
                | Command::AskUrgently(_)
                | Command::AskToBeCalled(_)
        )
    );
    // What there is no room for in its document is refused again.
    let has_room = line.reason != Refusal::TooMuch && engine.store.holds(line.doc)?;
    let can_redo = command.is_some() && (stands_alone || has_room);
    Ok(view::Refused {
        id: line.id,
        doc: line.doc,
        did: command
            .as_ref()
            .map(Command::name)
            .unwrap_or_default()
            .to_owned(),
        words: line.words,
        reason: line.reason,
        at: line.at,
        can_redo,
        about: about(engine, line.doc)?,
    })
}

/// Which matter it was meant for; `None` where that has left the device or never came to be.
fn about(engine: &Engine, doc: DocId) -> Result<Option<view::RefusedAbout>> {
    if !engine.store.holds(doc)? {
        return Ok(None);
    }
    Ok(Some(match engine.contents(doc)? {
        Contents::Care(care) => view::RefusedAbout::Care { kind: care.kind },
        Contents::Offer(offer) => view::RefusedAbout::Offer {
            kind: offer.terms.kind,
        },
        Contents::Person(_) => view::RefusedAbout::Profile,
        Contents::Consent(_) => view::RefusedAbout::Consent,
        Contents::Application(own) => {
            // A catalogue that lacks the service keeps nobody from reading the rest.
            let Ok(service) = service_of(engine, &own) else {
                return Ok(None);
            };
            let applicant = service.words_for(ProfileField::Name, &own.answers);
            let state = application::fold(&own);
            view::RefusedAbout::Application {
                applicant: applicant.unwrap_or_default().to_owned(),
                tracking: state.number().unwrap_or_default().to_owned(),
                is_draft: state.status == ApplicationStatus::Draft,
                name: service.name,
            }
        }
    }))
}

/// An intent of a newer version cannot be done again, but its words still stand.
fn read(intent: &str) -> Option<Command> {
    Command::from_text(intent).ok()
}

pub(super) fn redo(engine: &mut Engine, ask: Redo, changed: &mut Vec<Topic>) -> Result<()> {
    let line = engine.store.shelf_line(ask.refused)?.ok_or(NOT_THERE)?;
    let command = line.intent.as_deref().and_then(read).ok_or(NOT_THERE)?;
    let outcome = dispatch(engine, command);
    outcome
        .result
        .map_err(|failure| EngineError::Again(Box::new(failure)))?;
    changed.extend(outcome.changed);
    clear(engine, ask.refused, changed)
}

pub(super) fn let_go(engine: &mut Engine, ask: LetGo, changed: &mut Vec<Topic>) -> Result<()> {
    clear(engine, ask.refused, changed)
}

fn clear(engine: &mut Engine, id: i64, changed: &mut Vec<Topic>) -> Result<()> {
    let batch = Batch {
        cleared: vec![id],
        ..Batch::default()
    };
    changed.extend(engine.commit(batch)?);
    Ok(())
}

const NOT_THERE: EngineError = EngineError::NotFound(DocId([0; 16]));
