//! Where each part of a document stands in Automerge, and how it is read back.
//!
//! Root keys: `header`, `kind`, `terms`, `when`, `place`, `service`, `version`,
//! `office`, `bundle` hold JSON texts; `answers`,
//! `events`, `profile`, `preferences` are maps made in the first change, so that
//! no two devices ever make the same map twice.

use crate::photos;
use automerge::{
    Automerge, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, ScalarValueRef, Value as Amv, ValueRef,
};
use linli_domain::{
    answer::{FieldId, Value},
    application::Application,
    care::Care,
    contents::Contents,
    document::{DocKind, Event, Header},
    offer::Offer,
    person::Person,
};
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;

pub(crate) const HEADER: &str = "header";
pub(crate) const KIND: &str = "kind";
pub(crate) const TERMS: &str = "terms";
pub(crate) const SERVICE: &str = "service";
pub(crate) const VERSION: &str = "version";
pub(crate) const OFFICE: &str = "office";
pub(crate) const BUNDLE: &str = "bundle";
pub(crate) const WHEN: &str = "when";
pub(crate) const PLACE: &str = "place";
pub(crate) const ANSWERS: &str = "answers";
pub(crate) const EVENTS: &str = "events";
pub(crate) const PROFILE: &str = "profile";
pub(crate) const PREFERENCES: &str = "preferences";

/// Longest text of one part, in bytes: 4,000 characters of words, each escaped.
pub(crate) const MAX_PART_BYTES: usize = 32 * 1024;

/// The maps of a document of `kind`.
pub(crate) const fn maps(kind: DocKind) -> &'static [&'static str] {
    match kind {
        DocKind::Person => &[PROFILE, PREFERENCES],
        DocKind::Care | DocKind::Application => &[ANSWERS, EVENTS],
        DocKind::Offer => &[EVENTS],
    }
}

/// The parts of a document of `kind` that its first change writes beside the header,
/// and no later one.
pub(crate) const fn written_once(kind: DocKind) -> &'static [&'static str] {
    match kind {
        DocKind::Person => &[],
        DocKind::Care => &[KIND],
        DocKind::Offer => &[TERMS],
        DocKind::Application => &[SERVICE, VERSION, OFFICE, BUNDLE],
    }
}

/// A document that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ReplicaError {
    /// The bytes are no Automerge document.
    #[error("could not load the document")]
    Load(#[source] Box<automerge::AutomergeError>),
    /// A change could not be made.
    #[error("could not change the document")]
    Change(#[source] Box<automerge::AutomergeError>),
    /// A part is missing or of another form than this version knows.
    #[error("could not read `{0}` in the document")]
    Part(&'static str),
    /// An edit that is not for this kind of document.
    #[error("an edit for another kind of document")]
    Misplaced,
    /// A change that would change nothing.
    #[error("nothing to change")]
    Nothing,
}

impl From<automerge::AutomergeError> for ReplicaError {
    fn from(error: automerge::AutomergeError) -> Self {
        Self::Change(Box::new(error))
    }
}

/// Plain data as the JSON text that stands in the document.
pub(crate) fn to_text<T: Serialize>(part: &T) -> String {
    // Every part is plain data with text keys, for which this cannot fail.
    serde_json::to_string(part).unwrap_or_default()
}

/// The text at `key` of `obj`.
pub(crate) fn text_at(doc: &Automerge, obj: &ObjId, key: &str) -> Option<String> {
    match doc.get(obj, key).ok()?? {
        (Amv::Scalar(scalar), _) => match scalar.as_ref() {
            ScalarValue::Str(text) => Some(text.to_string()),
            _ => None,
        },
        (Amv::Object(ObjType::Text), id) => doc.text(&id).ok(),
        (Amv::Object(_), _) => None,
    }
}

/// The part at a root key, from its JSON text.
pub(crate) fn part<T: DeserializeOwned>(doc: &Automerge, key: &str) -> Option<T> {
    serde_json::from_str(&text_at(doc, &ROOT, key)?).ok()
}

/// The map at a root key.
pub(crate) fn map(doc: &Automerge, key: &str) -> Option<ObjId> {
    match doc.get(ROOT, key).ok()?? {
        (Amv::Object(ObjType::Map), id) => Some(id),
        _ => None,
    }
}

/// Everything in a document as domain types.
pub(crate) fn read(doc: &Automerge) -> Result<Contents, ReplicaError> {
    let header: Header = part(doc, HEADER).ok_or(ReplicaError::Part(HEADER))?;
    Ok(match header.kind {
        DocKind::Person => Contents::Person(Person {
            header,
            profile: texts(doc, PROFILE),
            preferences: texts(doc, PREFERENCES),
        }),
        DocKind::Care => {
            let (events, unknown_events) = events(doc);
            Contents::Care(Care {
                header,
                kind: part(doc, KIND).ok_or(ReplicaError::Part(KIND))?,
                when: part(doc, WHEN),
                place: part(doc, PLACE),
                answers: answers(doc),
                events,
                unknown_events,
            })
        }
        DocKind::Offer => {
            let (events, unknown_events) = events(doc);
            Contents::Offer(Offer {
                header,
                terms: part(doc, TERMS).ok_or(ReplicaError::Part(TERMS))?,
                events,
                unknown_events,
            })
        }
        DocKind::Application => {
            let (events, unknown_events) = events(doc);
            Contents::Application(Application {
                header,
                service: part(doc, SERVICE).ok_or(ReplicaError::Part(SERVICE))?,
                version: part(doc, VERSION).ok_or(ReplicaError::Part(VERSION))?,
                office: part(doc, OFFICE).ok_or(ReplicaError::Part(OFFICE))?,
                bundle: part(doc, BUNDLE).ok_or(ReplicaError::Part(BUNDLE))?,
                answers: answers(doc),
                events,
                unknown_events,
            })
        }
    })
}

fn texts<Key: Ord + From<String>>(doc: &Automerge, key: &str) -> BTreeMap<Key, String> {
    let Some(map) = map(doc, key) else {
        return BTreeMap::new();
    };
    // One pass over the map: looking each key up by itself is felt with long histories.
    doc.map_range(&map, ..)
        .filter_map(|item| Some((item.key.to_string().into(), words(&item.value)?.to_owned())))
        .collect()
}

fn words<'a>(value: &'a ValueRef<'_>) -> Option<&'a str> {
    match value {
        ValueRef::Scalar(ScalarValueRef::Str(text)) => Some(text),
        _ => None,
    }
}

/// A text answer is an Automerge text, so that two who type merge; any other is JSON.
fn answers(doc: &Automerge) -> BTreeMap<FieldId, Value> {
    let Some(map) = map(doc, ANSWERS) else {
        return BTreeMap::new();
    };
    // One pass here too.
    doc.map_range(&map, ..)
        .filter_map(|item| {
            let value = match &item.value {
                ValueRef::Object(ObjType::Text) => doc.text(item.id()).ok().map(Value::Text),
                value => serde_json::from_str(words(value)?).ok(),
            };
            let value = match value? {
                Value::Photos(photos) => {
                    let merged = item.conflict.then(|| photos::merged(doc, &map, &item.key));
                    let photos = merged.flatten().unwrap_or(photos);
                    // All taken away again, which others who add some must hear of.
                    (!photos.is_empty()).then_some(Value::Photos(photos))?
                }
                value => value,
            };
            Some((FieldId(item.key.to_string()), value))
        })
        .collect()
}

fn events<What: DeserializeOwned>(doc: &Automerge) -> (Vec<Event<What>>, usize) {
    let texts = map(doc, EVENTS).map(|map| doc.map_range(map, ..));
    let mut known = Vec::new();
    let mut unknown = 0;
    for item in texts.into_iter().flatten() {
        let event = words(&item.value).map(serde_json::from_str);
        match event {
            Some(Ok(event)) => known.push(event),
            _ => unknown += 1,
        }
    }
    (known, unknown)
}
