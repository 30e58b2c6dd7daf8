//! What the profile knows already: asked once, confirmed instead of typed again.

use crate::{engine::Engine, error::Result};
use linli_api::view::Known;
use linli_domain::{
    answer::{self, Address, Answers, FieldId, Question, QuestionKind, Value},
    document::Author,
    id::{DeviceId, DocId, PersonId},
    person::Person,
    profile::{ProfileField, ProfileKey},
    time::{DAY_MS, Timestamp},
};
use linli_replica::{
    replica::{Edit, Replica},
    sources::Source,
};
use std::collections::BTreeMap;

/// After so long a time, what may change is asked again.
const OLD_MS: i64 = 365 * DAY_MS;

/// A person with where each field of theirs is from.
pub(super) struct Profile {
    pub(super) person: Person,
    sources: BTreeMap<ProfileKey, Source>,
}

/// The profile of a resident, where it is here.
pub(super) fn profile(engine: &Engine, resident: PersonId) -> Result<Option<Profile>> {
    let Some(doc) = engine.store.person_doc(resident)? else {
        return Ok(None);
    };
    let replica: Replica = engine.replica(doc)?;
    let Some(person) = replica.contents()?.into_person() else {
        return Ok(None);
    };
    let sources = replica.profile_sources()?;
    Ok(Some(Profile { person, sources }))
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
        let Some(key) = &question.profile else {
            continue;
        };
        let source = profile.sources.get(key);
        let by = match source {
            Some(source) => author(engine, source.device)?,
            None => None,
        };
        // Documents of an older version do not say when.
        let at = source.map(|source| source.at).filter(|at| at.0 > 0);
        let is_old = is_old(profile, key, now);
        let item = Known {
            value,
            by,
            at,
            is_old,
            by_id_number: false,
        };
        known.insert(question.id.clone(), item);
    }
    Ok(known)
}

/// Days of birth that an ID number on the same form says: nobody is asked twice.
pub(super) fn by_id_number<'a>(
    questions: &'a [Question],
    answers: &'a Answers,
) -> impl Iterator<Item = (FieldId, Known)> + 'a {
    questions.iter().filter_map(|question| {
        let born = answer::birth_date_beside(question, questions, answers)?;
        let item = Known {
            value: Value::Date(born),
            by: None,
            at: None,
            is_old: false,
            by_id_number: true,
        };
        Some((question.id.clone(), item))
    })
}

/// ID numbers that do not fit what the profile says of the same person.
pub(super) fn doubtful(
    asked: &[&Question],
    answers: &Answers,
    person: Option<&Person>,
) -> Vec<FieldId> {
    let Some(person) = person else {
        return Vec::new();
    };
    let is_doubtful = |question: &&&Question| {
        let given = answers.get(&question.id);
        given.is_some_and(|given| answer::is_doubtful(question, given, person))
    };
    let found = asked.iter().filter(is_doubtful);
    found.map(|question| question.id.clone()).collect()
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
    let key = question.profile.as_ref()?;
    let value = match question.kind {
        QuestionKind::Address => address(person)?,
        _ => answer::from_text(&question.kind, person.text(key))?,
    };
    answer::check(question, Some(&value)).ok().map(|()| value)
}

fn address(person: &Person) -> Option<Value> {
    let (building, room) = (
        person.field(ProfileField::Building),
        person.field(ProfileField::Door),
    );
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
                |edit| matches!(edit, Edit::Profile(field, text) if person.field(*field) != text),
            )
    };
    let changed = questions.iter().filter(differs);
    changed.map(|question| question.id.clone()).collect()
}

/// The person's document with what to write into it, where `value` says that something
/// old is still right: it is not asked again for a year.
pub(super) fn confirmed(
    engine: &Engine,
    resident: PersonId,
    question: &Question,
    value: &Value,
    now: Timestamp,
) -> Result<Option<(DocId, Edit)>> {
    let found = if question.profile.is_some() {
        engine
            .store
            .person_doc(resident)?
            .zip(profile(engine, resident)?)
    } else {
        None
    };
    let Some((doc, profile)) = found else {
        return Ok(None);
    };
    let mut fields = Vec::new();
    for edit in profile_edits(question, value) {
        match edit {
            Edit::Profile(field, text) if profile.person.field(field) == text => {
                fields.push(field);
            }
            _ => return Ok(None),
        }
    }
    fields.retain(|field| is_old(&profile, &(*field).into(), now));
    Ok((!fields.is_empty()).then_some((doc, Edit::Confirmed(fields))))
}

/// Whether what may change was written long ago.
fn is_old(profile: &Profile, key: &ProfileKey, now: Timestamp) -> bool {
    let at = profile.sources.get(key).map(|source| source.at);
    // Documents of an older version do not say when.
    let at = at.filter(|at| at.0 > 0);
    let may_change = key.known().is_none_or(ProfileField::may_change);
    may_change && at.is_none_or(|at| now.since(at) > OLD_MS)
}

/// An answer as fields of the profile; none where it belongs to no field.
pub(super) fn profile_edits(question: &Question, value: &Value) -> Vec<Edit> {
    let Some(field) = question.profile_field() else {
        return Vec::new();
    };
    match value {
        Value::Address(address) => {
            let door = [&address.unit, &address.room]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("-");
            vec![
                Edit::Profile(ProfileField::Building, address.building.clone()),
                Edit::Profile(ProfileField::Door, door),
            ]
        }
        value => answer::to_text(value)
            .map(|text| Edit::Profile(field, text))
            .into_iter()
            .collect(),
    }
}
