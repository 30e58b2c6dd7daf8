//! What the desk has to turn to, urgent help and a wish to be called: begun, filled in and
//! sent in one go. Nothing that is missing holds it up.

use super::{
    draft::{new_header, place_of},
    intent,
};
use crate::{
    engine::{Engine, write::Intent},
    error::{EngineError, Result},
};
use linli_api::{AskToBeCalled, AskUrgently, Topic, view};
use linli_domain::{
    answer::{self, Value},
    care::{AlertKind, CareEvent, Place, When},
    catalogue::CareKind,
};
use linli_replica::replica::{Edit, Replica};

pub(super) fn ask(
    engine: &mut Engine,
    ask: AskUrgently,
    changed: &mut Vec<Topic>,
) -> Result<view::CareRef> {
    let (what, note) = (ask.what.clone(), ask.note.clone());
    let intent = intent(ask, &note);
    send(
        engine,
        AlertKind::UrgentCall,
        what.as_ref(),
        &note,
        intent,
        changed,
    )
}

pub(super) fn ask_to_be_called(
    engine: &mut Engine,
    ask: AskToBeCalled,
    changed: &mut Vec<Topic>,
) -> Result<view::CareRef> {
    let about = ask.about.clone();
    let intent = intent(ask, &about);
    send(engine, AlertKind::CallBack, None, &about, intent, changed)
}

/// Sends a request of the kind that `calls` the desk in this way.
fn send(
    engine: &mut Engine,
    calls: AlertKind,
    answer: Option<&Value>,
    note: &str,
    intent: Intent,
    changed: &mut Vec<Topic>,
) -> Result<view::CareRef> {
    let header = new_header(engine)?;
    let mut kinds = engine.catalogue.care.iter();
    let kind = kinds
        .find(|kind| AlertKind::of(kind) == Some(calls))
        .cloned();
    let kind = kind.ok_or_else(|| EngineError::NoKind(format!("{calls:?}")))?;
    let known = place_of(engine, header.resident)?;
    let place = known.unwrap_or(Place {
        name: engine.enrolled()?.name.clone(),
        ..Place::default()
    });
    let mut edits = vec![
        Edit::When(When::Soon {
            date: engine.today(),
        }),
        Edit::Place(place),
    ];
    edits.extend(what(&kind, answer));
    edits.push(Edit::Care(CareEvent::Sent));
    if !note.trim().is_empty() {
        edits.push(Edit::Care(CareEvent::Said {
            text: note.to_owned(),
        }));
    }
    engine.begin(
        |pen| Replica::begin_care(pen, &header, &kind.id),
        &edits,
        intent,
        changed,
    )?;
    Ok(view::CareRef { doc: header.id })
}

/// What happened, as the answer to the first question that it answers.
fn what(kind: &CareKind, value: Option<&Value>) -> Option<Edit> {
    let value = value?;
    let question = kind
        .questions
        .iter()
        .find(|q| answer::check(q, Some(value)).is_ok())?;
    Some(Edit::answer(question, Some(value.clone())))
}
