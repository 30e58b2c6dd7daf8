//! What the profile knows already: asked once, confirmed instead of typed again.

use crate::{engine::Engine, error::Result};
use linli_api::view::Known;
use linli_domain::{
    access::Contents,
    answer::{self, Address, Answers, FieldId, Question, QuestionKind, Value},
    document::Author,
    id::{DeviceId, PersonId},
    person::{self, Person},
    time::{DAY_MS, Timestamp},
};
use linli_replica::{
    replica::{Edit, Replica},
    sources::Source,
};
use std::collections::BTreeMap;

/// After so long a time, what may change is asked again.
const OLD_MS: i64 = 365 * DAY_MS;
/// The profile's fields that make an address.
const BUILDING: &str = "building";
const DOOR: &str = "door";

/// A person with where each field of theirs is from.
pub(super) struct Profile {
    pub(super) person: Person,
    sources: BTreeMap<String, Source>,
}

/// The profile of a resident, where it is here.
pub(super) fn profile(engine: &Engine, resident: PersonId) -> Result<Option<Profile>> {
    let Some(doc) = engine.store.person_doc(resident)? else {
        return Ok(None);
    };
    let replica: Replica = engine.replica(doc)?;
    Ok(match replica.contents()? {
        Contents::Person(person) => Some(Profile {
            person,
            sources: replica.profile_sources()?,
        }),
        Contents::Care(_) | Contents::Offer(_) | Contents::Application(_) => None,
    })
}

/// What the profile says to each of `questions`.
pub(super) fn known(
    engine: &Engine,
    profile: &Profile,
    questions: &[Question],
    now: Timestamp,
) -> Result<BTreeMap<FieldId, Known>> {
    let mut known = BTreeMap::new();
    for question in questions {
        let Some(value) = value(&profile.person, question) else {
            continue;
        };
        let field = question.profile.as_deref().unwrap_or_default();
        let source = profile.sources.get(field);
        let by = match source {
            Some(source) => author(engine, source.device)?,
            None => None,
        };
        // Documents of an older version do not say when.
        let at = source.map(|source| source.at).filter(|at| at.0 > 0);
        let is_old = at.is_none_or(|at| now.since(at) > OLD_MS) && person::may_change(field);
        let item = Known {
            value,
            by,
            at,
            is_old,
        };
        known.insert(question.id.clone(), item);
    }
    Ok(known)
}

/// Whose device it is, where that is known here.
pub(super) fn author(engine: &Engine, device: DeviceId) -> Result<Option<Author>> {
    if device == engine.device.id {
        return Ok(Some(engine.enrolled()?.writer.author()));
    }
    let card = engine.store.author(device)?;
    Ok(card.map(|card| card.writer.author()))
}

/// The profile's answer to a question, where it is a valid one.
fn value(person: &Person, question: &Question) -> Option<Value> {
    let field = question.profile.as_deref()?;
    let value = match question.kind {
        QuestionKind::Address => address(person)?,
        _ => answer::from_text(&question.kind, person.field(field))?,
    };
    answer::check(question, Some(&value)).ok().map(|()| value)
}

fn address(person: &Person) -> Option<Value> {
    let (building, room) = (person.field(BUILDING), person.field(DOOR));
    (!building.is_empty()).then(|| {
        Value::Address(Address {
            building: building.to_owned(),
            unit: String::new(),
            room: room.to_owned(),
        })
    })
}

/// Answers that say something else than the profile, and could be kept there.
pub(super) fn newer(person: &Person, questions: &[&Question], answers: &Answers) -> Vec<FieldId> {
    let differs = |question: &&&Question| {
        let Some(given) = answers.get(&question.id) else {
            return false;
        };
        answer::check(question, Some(given)).is_ok()
            && profile_edits(question, given).iter().any(
                |edit| matches!(edit, Edit::Profile(field, text) if person.field(field) != text),
            )
    };
    let changed = questions.iter().filter(differs);
    changed.map(|question| question.id.clone()).collect()
}

/// An answer as fields of the profile; none where it belongs to no field.
pub(super) fn profile_edits(question: &Question, value: &Value) -> Vec<Edit> {
    let Some(field) = question.profile.as_deref() else {
        return Vec::new();
    };
    let edit = |field: &str, text: String| Edit::Profile(field.to_owned(), text);
    match value {
        Value::Address(address) => {
            let door = [&address.unit, &address.room]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("-");
            vec![edit(BUILDING, address.building.clone()), edit(DOOR, door)]
        }
        value => answer::to_text(value)
            .map(|text| edit(field, text))
            .into_iter()
            .collect(),
    }
}
