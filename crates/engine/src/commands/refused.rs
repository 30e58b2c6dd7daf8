//! What the centre did not accept: its words, doing it again, letting it go.

use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{commit::Batch, shelf::ShelfLine},
};
use linli_api::{Command, LetGo, ListRefused, Redo, Topic, dispatch, view};
use linli_domain::{access::Refusal, id::DocId};

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
    })
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
