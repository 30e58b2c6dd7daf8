//! Urgent help: begun, filled in and sent in one go. Nothing that is missing holds it up.

use super::{
    draft::{new_header, place_of},
    intent,
};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_api::{AskUrgently, Topic, view};
use linli_domain::{
    answer::{self, Value},
    care::{CareEvent, Place, When},
    catalogue::CareKind,
};
use linli_replica::replica::{Edit, Replica};

pub(super) fn ask(
    engine: &mut Engine,
    ask: AskUrgently,
    changed: &mut Vec<Topic>,
) -> Result<view::CareRef> {
    let header = new_header(engine)?;
    let kind = engine.catalogue.care.iter().find(|kind| kind.urgent);
    let kind = kind
        .ok_or_else(|| EngineError::NoKind("urgent".to_owned()))?
        .clone();
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
    edits.extend(what(&kind, ask.what.as_ref()));
    edits.push(Edit::Care(CareEvent::Sent));
    if !ask.note.trim().is_empty() {
        edits.push(Edit::Care(CareEvent::Said {
            text: ask.note.clone(),
        }));
    }
    let words = ask.note.clone();
    engine.begin(
        |pen| Replica::begin_care(pen, &header, &kind.id),
        &edits,
        intent(ask, &words),
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
