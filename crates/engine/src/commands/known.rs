//! What the profile says, and where each field of it is from.

use super::acts_as::acts_as;
use crate::{engine::Engine, error::Result};
use linli_domain::{
    answer::{Question, Value},
    consent::Permission,
    document::Author,
    form::{Form, Provenance, profile_text},
    id::{DeviceId, DocId, PersonId},
    person::Person,
    profile::{ProfileField, ProfileKey},
    time::Timestamp,
};
use linli_replica::replica::Edit;
use std::collections::BTreeMap;

/// A person with where each field of theirs is from.
pub(super) struct Profile {
    doc: DocId,
    pub(super) person: Person,
    sources: BTreeMap<ProfileKey, Provenance>,
}

impl Profile {
    /// Tells `form` what it says.
    pub(super) fn tell(&self, form: &mut Form, now: Timestamp) {
        form.look_up(&self.person, |field| self.source(field), now);
    }

    /// Where a field is from.
    pub(super) fn source(&self, field: &ProfileKey) -> Provenance {
        self.sources.get(field).copied().unwrap_or_default()
    }
}

/// The profile of a resident, where it is here.
pub(super) fn profile(engine: &Engine, resident: PersonId) -> Result<Option<Profile>> {
    let Some(doc) = engine.store.person_doc(resident)? else {
        return Ok(None);
    };
    let replica = engine.replica(doc)?;
    let Some(person) = replica.contents()?.into_person() else {
        return Ok(None);
    };
    let mut sources = BTreeMap::new();
    for (field, source) in replica.profile_sources()? {
        let source = Provenance {
            by: author(engine, source.device)?,
            // Documents of an older version do not say when.
            at: Some(source.at).filter(|at| at.0 > 0),
        };
        sources.insert(field, source);
    }
    Ok(Some(Profile {
        doc,
        person,
        sources,
    }))
}

/// Whose device it is, where that is known here.
pub(super) fn author(engine: &Engine, device: DeviceId) -> Result<Option<Author>> {
    if device == engine.device.id {
        return Ok(Some(engine.enrolled()?.writer.author()));
    }
    let card = engine.store.author(device)?;
    Ok(card.map(|card| card.writer.author()))
}

/// The person's document with what to write into it, where `value` says that something
/// old is still right: it is not asked again for a year.
pub(super) fn confirmed(
    engine: &mut Engine,
    resident: PersonId,
    question: &Question,
    value: &Value,
) -> Result<Option<(DocId, Edit)>> {
    let now = engine.now();
    let texts = profile_text(question, value);
    let may_write = acts_as(engine, resident, Permission::Details)?.resident;
    if texts.is_empty() || !may_write {
        return Ok(None);
    }
    let Some(profile) = profile(engine, resident)? else {
        return Ok(None);
    };
    let is_same = |(field, text): &(ProfileField, String)| profile.person.field(*field) == text;
    if !texts.iter().all(is_same) {
        return Ok(None);
    }
    let fields = texts.into_iter().map(|(field, _)| field);
    let old: Vec<_> = fields
        .filter(|field| {
            profile
                .source(&(*field).into())
                .is_old(&(*field).into(), now)
        })
        .collect();
    Ok((!old.is_empty()).then_some((profile.doc, Edit::Confirmed(old))))
}
