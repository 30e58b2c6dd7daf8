//! Where a resident lives and can be called, for whoever comes.

use super::{draft::place_of, intent, services::own_person};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_api::{GetOwnPlace, KeepHome, Topic};
use linli_domain::{
    access::Refusal,
    answer::{self, Value},
    care::Place,
    form::{home_questions, profile_text},
};
use linli_replica::replica::Edit;

/// What is known; empty where nothing is.
pub(super) fn place(engine: &mut Engine, _: GetOwnPlace, _: &mut Vec<Topic>) -> Result<Place> {
    let resident = engine.enrolled()?.resident();
    let resident = resident.ok_or(EngineError::NotAllowed(Refusal::NotForRole))?;
    Ok(place_of(engine, resident)?.unwrap_or_default())
}

pub(super) fn keep(engine: &mut Engine, ask: KeepHome, changed: &mut Vec<Topic>) -> Result<()> {
    let (doc, person) = own_person(engine)?.ok_or(EngineError::NoAddress)?;
    let today = engine.today();
    let values = [
        Value::Text(ask.phone.clone()),
        Value::Address(ask.address.clone()),
    ];
    let mut edits = Vec::new();
    for (question, value) in home_questions().iter().zip(values) {
        let value = answer::normal(&question.kind, value);
        answer::check_on(question, Some(&value), today)
            .map_err(|why| EngineError::field(&question.id.0, why))?;
        let texts = profile_text(question, &value).into_iter();
        let new = texts.filter(|(field, text)| person.field(*field) != text);
        edits.extend(new.map(|(field, text)| Edit::Profile(field, text)));
    }
    if edits.is_empty() {
        return Ok(());
    }
    let words = ask.phone.clone();
    engine.write(doc, &edits, intent(ask, &words), changed)
}
