//! A whole document as domain types, read from Automerge in one pass over each map.

use crate::{
    layout::{self, ReplicaError},
    photos,
};
use automerge::{Automerge, ObjId, ObjType, ReadDoc, ScalarValueRef, Value as Amv, ValueRef};
use linli_domain::{
    answer::{FieldId, Value},
    application::Application,
    care::Care,
    consent::Consent,
    contents::Contents,
    document::{DocKind, Event, Header},
    offer::Offer,
    person::Person,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Everything in a document as domain types.
pub(crate) fn read(doc: &Automerge) -> Result<Contents, ReplicaError> {
    let mut header: Header =
        layout::part(doc, layout::HEADER).ok_or(ReplicaError::Part(layout::HEADER))?;
    if let Some(moved_to) = layout::part(doc, layout::AREA) {
        header.area = moved_to;
    }
    Ok(match header.kind {
        DocKind::Person => Contents::Person(Person {
            header,
            profile: texts(doc, layout::PROFILE),
            preferences: texts(doc, layout::PREFERENCES),
            devices: layout::part(doc, layout::DEVICES).unwrap_or_default(),
        }),
        DocKind::Care => {
            let (events, unknown_events) = events(doc);
            Contents::Care(Care {
                header,
                kind: layout::part(doc, layout::KIND).ok_or(ReplicaError::Part(layout::KIND))?,
                when: layout::part(doc, layout::WHEN),
                place: layout::part(doc, layout::PLACE),
                answers: answers(doc),
                events,
                unknown_events,
            })
        }
        DocKind::Offer => {
            let (events, unknown_events) = events(doc);
            Contents::Offer(Offer {
                header,
                terms: layout::part(doc, layout::TERMS).ok_or(ReplicaError::Part(layout::TERMS))?,
                events,
                unknown_events,
            })
        }
        DocKind::Application => {
            let (events, unknown_events) = events(doc);
            Contents::Application(Application {
                header,
                service: layout::part(doc, layout::SERVICE)
                    .ok_or(ReplicaError::Part(layout::SERVICE))?,
                version: layout::part(doc, layout::VERSION)
                    .ok_or(ReplicaError::Part(layout::VERSION))?,
                office: layout::part(doc, layout::OFFICE)
                    .ok_or(ReplicaError::Part(layout::OFFICE))?,
                bundle: layout::part(doc, layout::BUNDLE)
                    .ok_or(ReplicaError::Part(layout::BUNDLE))?,
                answers: answers(doc),
                events,
                unknown_events,
            })
        }
        DocKind::Consent => consent(doc, header).into(),
    })
}

fn consent(doc: &Automerge, header: Header) -> Consent {
    let (events, unknown_events) = events(doc);
    Consent {
        header,
        events,
        unknown_events,
    }
}

fn texts<Key: Ord + From<String>>(doc: &Automerge, key: &str) -> BTreeMap<Key, String> {
    let Some(map) = layout::map(doc, key) else {
        return BTreeMap::new();
    };
    // One pass over the map: looking each key up by itself is felt with long histories.
    doc.map_range(&map, ..)
        .filter_map(|item| Some((item.key.to_string().into(), words(&item.value)?.to_owned())))
        .collect()
}

/// The text at `key` of the map `map`, as all texts of a map are read.
pub(crate) fn text_in(doc: &Automerge, map: &'static str, key: &str) -> Option<String> {
    match doc.get(layout::map(doc, map)?, key).ok()?? {
        (Amv::Scalar(scalar), _) => scalar.into_owned().into_string().ok(),
        (Amv::Object(_), _) => None,
    }
}

fn words<'a>(value: &'a ValueRef<'_>) -> Option<&'a str> {
    match value {
        ValueRef::Scalar(ScalarValueRef::Str(text)) => Some(text),
        _ => None,
    }
}

/// A text answer is an Automerge text, so that two who type merge; any other is JSON.
fn answers(doc: &Automerge) -> BTreeMap<FieldId, Value> {
    let Some(map) = layout::map(doc, layout::ANSWERS) else {
        return BTreeMap::new();
    };
    // One pass here too.
    doc.map_range(&map, ..)
        .filter_map(|item| {
            let value = match &item.value {
                ValueRef::Object(ObjType::Text) => doc.text(item.id()).ok().map(Value::Text),
                value => serde_json::from_str(words(value)?).ok(),
            };
            let value = shown(doc, &map, &item.key, value?, item.conflict)?;
            Some((FieldId(item.key.to_string()), value))
        })
        .collect()
}

/// The answer to one question, as all of them are read.
pub(crate) fn answer(doc: &Automerge, field: &str) -> Option<Value> {
    let map = layout::map(doc, layout::ANSWERS)?;
    let all = doc.get_all(&map, field).ok()?;
    let (value, id) = all.last()?;
    let value = layout::answer(doc, value, id)?;
    shown(doc, &map, field, value, all.len() > 1)
}

/// What shows of a value, which may not be the only one at its key.
fn shown(doc: &Automerge, map: &ObjId, key: &str, value: Value, conflict: bool) -> Option<Value> {
    match value {
        Value::Photos(photos) => {
            let merged = conflict.then(|| photos::merged(doc, map, key));
            let photos = merged.flatten().unwrap_or(photos);
            // All taken away again, which others who add some must hear of.
            (!photos.is_empty()).then_some(Value::Photos(photos))
        }
        value => Some(value),
    }
}

fn events<What: DeserializeOwned>(doc: &Automerge) -> (Vec<Event<What>>, usize) {
    let texts = layout::map(doc, layout::EVENTS).map(|map| doc.map_range(map, ..));
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
