//! Drafts of care requests: begun, answered, sent or thrown away.

use super::{care_of, intent};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_api::{AnswerCare, DiscardCare, SendCare, SetWhen, StartCare, Topic, view};
use linli_domain::{
    access::Refusal,
    answer::{self, AnswerError, Question, Value},
    care::{Care, CareEvent, Place, When},
    catalogue::{CareKind, KindId},
    document::{DocKind, Header},
    id::{DocId, PersonId},
    person::Person,
    time::Date,
};
use linli_replica::replica::{Edit, Replica};

pub(super) fn start(
    engine: &mut Engine,
    ask: StartCare,
    changed: &mut Vec<Topic>,
) -> Result<view::CareRef> {
    let kind = kind_of(engine, &ask.kind)?.id.clone();
    let header = new_header(engine)?;
    if let Some(doc) = engine.store.blank_draft(header.resident, &kind)? {
        return Ok(view::CareRef { doc });
    }
    engine.begin(
        |pen| Replica::begin_care(pen, &header, &kind),
        &[],
        intent(ask, ""),
        changed,
    )?;
    Ok(view::CareRef { doc: header.id })
}

/// The header of a new care request of this account's resident.
pub(super) fn new_header(engine: &mut Engine) -> Result<Header> {
    let own = engine.enrolled()?;
    let resident = own
        .resident()
        .ok_or(EngineError::NotAllowed(Refusal::NotForRole))?;
    let area = own.area.clone();
    let id = DocId(crate::host::fresh_id(engine.host.as_mut()));
    Ok(Header::new(id, DocKind::Care, resident, area))
}

pub(super) fn kind_of<'a>(engine: &'a Engine, kind: &KindId) -> Result<&'a CareKind> {
    engine
        .catalogue
        .kind(kind)
        .ok_or_else(|| EngineError::NoKind(kind.0.clone()))
}

pub(super) fn answer(engine: &mut Engine, ask: AnswerCare, changed: &mut Vec<Topic>) -> Result<()> {
    let care = care_of(engine, ask.doc)?;
    if let (Some(kind), Some(value)) = (engine.catalogue.kind(&care.kind), &ask.value) {
        keepable(&kind.questions, &ask.field.0, value)?;
    }
    let words = match &ask.value {
        Some(Value::Text(words)) => words.clone(),
        _ => String::new(),
    };
    let edit = Edit::Answer(ask.field.clone(), ask.value.clone());
    engine.write(ask.doc, &[edit], intent(ask, &words), changed)
}

/// A draft keeps what is half written; it does not keep what could never be an answer.
pub(super) fn keepable(questions: &[Question], field: &str, value: &Value) -> Result<()> {
    let question = questions.iter().find(|question| question.id.0 == field);
    let question = question.ok_or_else(|| EngineError::field(field, AnswerError::WrongType))?;
    match answer::check(question, Some(value)) {
        Err(
            why @ (AnswerError::WrongType | AnswerError::NotAnOption | AnswerError::TooLong { .. }),
        ) => Err(EngineError::field(field, why)),
        _ => Ok(()),
    }
}

pub(super) fn set_when(engine: &mut Engine, ask: SetWhen, changed: &mut Vec<Topic>) -> Result<()> {
    let edit = Edit::When(ask.when.clone());
    engine.write(ask.doc, &[edit], intent(ask, ""), changed)
}

pub(super) fn send(engine: &mut Engine, ask: SendCare, changed: &mut Vec<Topic>) -> Result<()> {
    let care = care_of(engine, ask.doc)?;
    let today = engine.today();
    let kind = kind_of(engine, &care.kind)?;
    complete(kind, &care, today)?;
    let place = place_of(engine, care.header.resident)?.ok_or(EngineError::NoAddress)?;
    let edits = [Edit::Place(place), Edit::Care(CareEvent::Sent)];
    engine.write(ask.doc, &edits, intent(ask, ""), changed)
}

/// Whether every question that is asked has its answer, and the day is still to come.
fn complete(kind: &CareKind, care: &Care, today: Date) -> Result<()> {
    for question in answer::journey(&kind.questions, &care.answers) {
        answer::check(question, care.answers.get(&question.id))
            .map_err(|why| EngineError::field(&question.id.0, why))?;
    }
    let wrong = |why| EngineError::field("when", why);
    match &care.when {
        None => Err(wrong(AnswerError::Required)),
        Some(when) if !when.is_valid() => Err(wrong(AnswerError::WrongType)),
        Some(When::Weekly { .. }) if !kind.recurring => Err(wrong(AnswerError::NotAnOption)),
        Some(When::Once { date, .. }) if *date < today => Err(wrong(AnswerError::NotAnOption)),
        Some(When::Weekly {
            until: Some(until), ..
        }) if *until < today => Err(wrong(AnswerError::NotAnOption)),
        Some(_) => Ok(()),
    }
}

/// Where the resident lives, by their person document.
pub(super) fn place_of(engine: &Engine, resident: PersonId) -> Result<Option<Place>> {
    let Some(doc) = engine.store.person_doc(resident)? else {
        return Ok(None);
    };
    let contents = engine.contents(doc)?;
    Ok(contents.as_person().map(Person::place))
}

pub(super) fn discard(
    engine: &mut Engine,
    ask: DiscardCare,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    engine.write(
        ask.doc,
        &[Edit::Care(CareEvent::Discarded)],
        intent(ask, ""),
        changed,
    )
}
