//! What is known already: asked once, confirmed instead of typed again.

use super::Form;
use crate::{
    answer::{self, Address, FieldId, Question, QuestionKind, Value},
    document::Author,
    person::Person,
    profile::{ProfileField, ProfileKey},
    time::{DAY_MS, Timestamp},
};
use serde::{Deserialize, Serialize};

/// After so long a time, what may change is asked again.
const OLD_MS: i64 = 365 * DAY_MS;

/// What is known of a question that has no answer yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    pub value: Value,
    /// Who wrote it, where that is known.
    pub by: Option<Author>,
    /// When, where that is known.
    pub at: Option<Timestamp>,
    /// So long ago that it may have changed.
    pub is_old: bool,
    /// Not the profile says it, but the ID number that was given.
    #[serde(default)]
    pub by_id_number: bool,
}

/// Where the text in a field of the profile comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Provenance {
    /// Who wrote it, where that is known.
    pub by: Option<Author>,
    /// When; documents of an older version do not say.
    pub at: Option<Timestamp>,
}

impl Provenance {
    /// Whether what may change was written long before `now`.
    #[must_use]
    pub fn is_old(&self, field: &ProfileKey, now: Timestamp) -> bool {
        let is_recent = self.at.is_some_and(|at| now.since(at) <= OLD_MS);
        !is_recent && field.known().is_none_or(ProfileField::may_change)
    }
}

impl Form {
    /// Looks up what `person` says to questions that have no answer yet. `source` tells
    /// where a field of the profile comes from.
    pub fn look_up(
        &mut self,
        person: &Person,
        source: impl Fn(&ProfileKey) -> Provenance,
        now: Timestamp,
    ) {
        for question in &self.questions {
            let field = question.profile.as_ref();
            let Some((field, value)) = field.zip(profile_value(person, question)) else {
                continue;
            };
            let source = source(field);
            let known = Known {
                value,
                by: source.by,
                at: source.at,
                is_old: source.is_old(field, now),
                by_id_number: false,
            };
            if !self.answers.contains_key(&question.id) {
                self.known.insert(question.id.clone(), known);
            }
        }
    }

    /// Looks up days of birth that an ID number on the form says: nobody is asked twice.
    pub fn look_up_births(&mut self) {
        for question in &self.questions {
            let born = answer::birth_date_beside(question, &self.questions, &self.answers);
            let Some(born) = born.filter(|_| !self.answers.contains_key(&question.id)) else {
                continue;
            };
            let known = self.known.entry(question.id.clone());
            known.or_insert(Known {
                value: Value::Date(born),
                by: None,
                at: None,
                is_old: false,
                by_id_number: true,
            });
        }
    }

    /// Answers what is asked with what is known and not old, and tells which; one answer
    /// may bring up the next question.
    pub fn fill(&mut self) -> Vec<FieldId> {
        let mut filled = Vec::new();
        while let Some((field, value)) = self.next_to_fill() {
            self.answers.insert(field.clone(), value);
            filled.push(field);
        }
        filled
    }

    fn next_to_fill(&self) -> Option<(FieldId, Value)> {
        self.asked().into_iter().find_map(|question| {
            let known = self.known.get(&question.id).filter(|known| !known.is_old)?;
            let is_unanswered = !self.answers.contains_key(&question.id);
            is_unanswered.then(|| (question.id.clone(), known.value.clone()))
        })
    }

    /// Answers that say something else than `person`, and could be kept there.
    #[must_use]
    pub fn newer(&self, person: &Person) -> Vec<FieldId> {
        self.fields_of(|question, given| {
            let texts = profile_text(question, given);
            let differs = |(field, text): &(ProfileField, String)| person.field(*field) != text;
            answer::check(question, Some(given)).is_ok() && texts.iter().any(differs)
        })
    }

    /// ID numbers that say another day of birth or another sex than `person`.
    #[must_use]
    pub fn doubtful(&self, person: &Person) -> Vec<FieldId> {
        self.fields_of(|question, given| answer::is_doubtful(question, given, person))
    }

    /// The questions asked whose answer is so.
    fn fields_of(&self, is_so: impl Fn(&Question, &Value) -> bool) -> Vec<FieldId> {
        let asked = self.asked().into_iter();
        let found = asked.filter(|question| {
            let given = self.answers.get(&question.id);
            given.is_some_and(|given| is_so(question, given))
        });
        found.map(|question| question.id.clone()).collect()
    }
}

/// What the profile answers to a question, where that is a valid answer.
#[must_use]
pub fn profile_value(person: &Person, question: &Question) -> Option<Value> {
    let field = question.profile.as_ref()?;
    let value = match question.kind {
        QuestionKind::Address => address(person)?,
        _ => answer::from_text(&question.kind, person.text(field))?,
    };
    answer::check(question, Some(&value)).ok()?;
    Some(value)
}

fn address(person: &Person) -> Option<Value> {
    let building = person.field(ProfileField::Building);
    let door = person.field(ProfileField::Door);
    (!building.is_empty()).then(|| Value::Address(Address::of(building, door)))
}

/// An answer as texts of the profile's fields; none where it belongs to no field.
#[must_use]
pub fn profile_text(question: &Question, value: &Value) -> Vec<(ProfileField, String)> {
    let Some(field) = question.profile_field() else {
        return Vec::new();
    };
    match value {
        Value::Address(address) => {
            let parts = [address.unit.as_str(), address.room.as_str()];
            let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            vec![
                (ProfileField::Building, address.building.clone()),
                (ProfileField::Door, parts.join("-")),
            ]
        }
        value => answer::to_text(value)
            .map(|text| (field, text))
            .into_iter()
            .collect(),
    }
}
