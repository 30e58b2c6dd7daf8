//! What is asked about a person, once and for all: by the rules of services, by kinds of
//! care, and by whoever has to reach them.

use super::{intent, known, services::own_person};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_api::{AnswerProfile, ListProfileQuestions, Topic, view};
use linli_domain::{
    answer::{self, AnswerError, Question, Value},
    catalogue::{Catalogue, Rule},
    form::{details_questions, home_questions, profile_text, profile_value},
    profile::ProfileField,
};
use linli_replica::replica::Edit;

/// The questions in the order in which they are shown, each with what is known.
pub(super) fn questions(
    engine: &mut Engine,
    _: ListProfileQuestions,
    _: &mut Vec<Topic>,
) -> Result<Vec<view::ProfileQuestion>> {
    let resident = own_person(engine)?.map(|(_, person)| person.header.resident);
    let known = resident.map(|resident| known::profile(engine, resident));
    let known = known.transpose()?.flatten();
    let mut asked: Vec<view::ProfileQuestion> = Vec::new();
    for field in fields(&engine.catalogue) {
        let Some(question) = question_for(&engine.catalogue, field) else {
            continue;
        };
        if asked.iter().any(|earlier| earlier.field == field) {
            continue;
        }
        let profile = known.as_ref();
        let value = profile.and_then(|profile| profile_value(&profile.person, &question));
        let source = profile.map(|profile| profile.source(&field.into()));
        let source = source.filter(|_| value.is_some()).unwrap_or_default();
        asked.push(view::ProfileQuestion {
            field,
            value,
            by: source.by,
            at: source.at,
            question,
        });
    }
    Ok(asked)
}

pub(super) fn answer(
    engine: &mut Engine,
    ask: AnswerProfile,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let wrong = |why| EngineError::field(ask.field.name(), why);
    let today = engine.today();
    let question = question_for(&engine.catalogue, ask.field);
    let question = question.ok_or_else(|| wrong(AnswerError::WrongType))?;
    let value = ask.value.clone();
    let value = value.map(|value| answer::normal(&question.kind, value));
    if let Some(value) = &value {
        answer::check_on(&question, Some(value), today).map_err(wrong)?;
    }
    // "I do not know" leaves it open.
    let texts = match &value {
        None | Some(Value::NotKnown) => vec![(ask.field, String::new())],
        Some(value) => profile_text(&question, value),
    };
    let (doc, person) = own_person(engine)?.ok_or(EngineError::NoAddress)?;
    let edits = texts.iter().map(|(field, text)| {
        if person.field(*field) == text {
            Edit::Confirmed(vec![*field])
        } else {
            Edit::Profile(*field, text.clone())
        }
    });
    let edits: Vec<_> = edits.collect();
    let words: Vec<_> = texts.into_iter().map(|(_, text)| text).collect();
    engine.write(doc, &edits, intent(ask, &words.join(" ")), changed)
}

/// Every field that somebody asks for, some of them more than once.
fn fields(catalogue: &Catalogue) -> Vec<ProfileField> {
    let of_place = home_questions().into_iter().chain(details_questions());
    let of_place = of_place.filter_map(|question| question.profile_field());
    let rules = catalogue.services.iter().flat_map(|one| &one.eligibility);
    let of_rules = rules.flat_map(Rule::fields).filter_map(|key| key.known());
    let of_care = catalogue.care.iter().flat_map(|kind| &kind.questions);
    let of_care = of_care.filter_map(Question::profile_field);
    of_place.chain(of_rules).chain(of_care).collect()
}

/// How a field is asked for: by a service, by a kind of care, or by whoever has to come.
fn question_for(catalogue: &Catalogue, field: ProfileField) -> Option<Question> {
    let own = details_questions().into_iter();
    let mut own = own.chain(home_questions()).filter(|own| own.fills(field));
    own.next()
        .or_else(|| catalogue.question_for(field).cloned())
}
