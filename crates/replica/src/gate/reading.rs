//! What a change touches, read from its operations.

use super::lineage;
use crate::{
    layout,
    signed::{ReadChange, operation_id},
};
use automerge::{
    Automerge, ChangeHash, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value as Amv,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use linli_domain::{
    access::{self, Refusal, Touch},
    answer::{FieldId, Value},
    application::ApplicationEvent,
    care::CareEvent,
    consent::ConsentEvent,
    document::{DocKind, Event},
    offer::OfferEvent,
    signs,
};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};

/// Longest key of an answer or preference, in bytes.
const MAX_KEY_BYTES: usize = 64;

/// What `read` touches in `doc`, a document of `kind` that holds its dependencies.
///
/// What is handed in `is_strict`: it holds no signs that nobody sees. An earlier version
/// of a device may have let one in, so what the centre passes on may hold some.
///
/// # Errors
/// [`Refusal::NotValid`] for an operation that no honest device makes.
pub(super) fn touches(
    doc: &Automerge,
    kind: DocKind,
    read: &ReadChange<'_>,
    is_strict: bool,
) -> Result<Vec<Touch>, Refusal> {
    let mut reading = Reading::of(doc, kind, read);
    let mut touches: Vec<Touch> = Vec::new();
    for (index, op) in read.ops.operations.iter().enumerate() {
        let id = operation_id(&read.ops, index);
        if is_strict && !reading.is_plain(op) {
            return Err(Refusal::NotValid);
        }
        let touch = reading.touch(op, id).ok_or(Refusal::NotValid)?;
        if touches.last() != Some(&touch) {
            touches.push(touch);
        }
    }
    Ok(touches)
}

/// A map of the document in which keys are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Map {
    Root,
    Answers,
    Events,
    Profile,
    Preferences,
}

/// A text answer, and which of its characters can be pointed at.
struct Text {
    field: FieldId,
    characters: BTreeSet<OpId>,
}

/// A value at a key.
struct Seen {
    /// The operation that put it.
    id: OpId,
    /// The value, where it is a text.
    text: Option<ObjId>,
    /// The value, where it is plain.
    value: Option<ScalarValue>,
}

struct Reading<'a> {
    doc: &'a Automerge,
    kind: DocKind,
    /// The author's view; `None` where it is the present document.
    at: Option<&'a [ChangeHash]>,
    maps: Vec<(Map, ObjId)>,
    /// What stands at a key after the operations read so far, where they changed it.
    written: BTreeMap<(Map, String), Vec<OpId>>,
    texts: BTreeMap<OpId, Text>,
}

impl<'a> Reading<'a> {
    fn of(doc: &'a Automerge, kind: DocKind, read: &'a ReadChange<'_>) -> Self {
        let deps = read.change.deps();
        let known = [
            (Map::Answers, layout::ANSWERS),
            (Map::Events, layout::EVENTS),
            (Map::Profile, layout::PROFILE),
            (Map::Preferences, layout::PREFERENCES),
        ];
        let maps = known
            .into_iter()
            .filter_map(|(map, key)| Some((map, layout::map(doc, key)?)));
        Self {
            doc,
            kind,
            at: (!lineage::is_newest(doc, deps)).then_some(deps),
            maps: std::iter::once((Map::Root, ROOT)).chain(maps).collect(),
            written: BTreeMap::new(),
            texts: BTreeMap::new(),
        }
    }

    /// What one operation touches; `None` where no honest device makes it.
    fn touch(&mut self, op: &Op, id: OpId) -> Option<Touch> {
        match &op.key {
            Key::Map(key) => {
                let map = self.map(&op.obj)?;
                if let Some((kept, value)) = self.settled(map, key, op) {
                    self.written.insert((map, key.to_string()), vec![kept]);
                    return self.map_touch(map, key, &value);
                }
                let touch = self.map_touch(map, key, &op.action)?;
                self.take_key(map, key, op, id)?;
                Some(touch)
            }
            Key::Seq(element) => self.text_touch(op, element, id).map(Touch::Answer),
        }
    }

    /// Whether what it writes is read as it stands.
    fn is_plain(&self, op: &Op) -> bool {
        let OpType::Put(ScalarValue::Str(text)) = &op.action else {
            return true;
        };
        let is_key = match &op.key {
            Key::Map(key) => signs::is_plain(key),
            Key::Seq(_) => true,
        };
        is_key
            && match self.map(&op.obj) {
                Some(Map::Root | Map::Answers | Map::Events) => signs::is_plain_json(text),
                Some(Map::Profile | Map::Preferences) | None => signs::is_plain(text),
            }
    }

    fn map(&self, obj: &ObjectId) -> Option<Map> {
        let found = self.maps.iter().find(|(_, known)| is(obj, known));
        found.map(|(map, _)| *map)
    }

    fn map_touch(&self, map: Map, key: &str, action: &OpType) -> Option<Touch> {
        match (map, self.kind, key) {
            (
                Map::Root,
                DocKind::Person | DocKind::Care | DocKind::Application | DocKind::Consent,
                layout::AREA,
            ) => json(action).map(Touch::Area),
            (Map::Root, DocKind::Person, layout::DEVICES) => json(action).map(Touch::Devices),
            (Map::Root, DocKind::Care, layout::WHEN) => json(action).map(Touch::When),
            (Map::Root, DocKind::Care, layout::PLACE) => json(action).map(Touch::Place),
            (Map::Root, ..) => None,
            (Map::Answers, DocKind::Care | DocKind::Application, _) => {
                let is_answer = match action {
                    // A name or a number is whole; long texts merge.
                    OpType::Put(_) => json::<Value>(action).is_some(),
                    OpType::Make(made) => *made == ObjType::Text,
                    OpType::Delete => true,
                    _ => false,
                };
                (is_answer && is_key(key)).then(|| Touch::Answer(FieldId(key.to_owned())))
            }
            (Map::Events, DocKind::Care, _) => {
                let event: Event<CareEvent> = json(action)?;
                self.is_new(key, event.id)
                    .then(|| Touch::Care(Box::new(event)))
            }
            (Map::Events, DocKind::Application, _) => {
                let event: Event<ApplicationEvent> = json(action)?;
                self.is_new(key, event.id)
                    .then(|| Touch::Application(Box::new(event)))
            }
            (Map::Events, DocKind::Offer, _) => {
                let event: Event<OfferEvent> = json(action)?;
                self.is_new(key, event.id).then_some(Touch::Offer(event))
            }
            (Map::Events, DocKind::Consent, _) => {
                let event: Event<ConsentEvent> = json(action)?;
                self.is_new(key, event.id)
                    .then(|| Touch::Consent(Box::new(event)))
            }
            (Map::Profile, DocKind::Person, _) => {
                is_words(action).then(|| Touch::Profile(key.into()))
            }
            (Map::Preferences, DocKind::Person, _) => {
                (is_words(action) && is_key(key)).then(|| Touch::Preference(key.to_owned()))
            }
            _ => None,
        }
    }

    /// Whether nothing stands, or ever stood, at an event's key. Events are never
    /// removed, so the present document tells; that also refuses a second event
    /// that another wrote at the same key meanwhile.
    fn is_new(&self, key: &str, id: linli_domain::id::EventId) -> bool {
        let events = self.maps.iter().find(|(map, _)| *map == Map::Events);
        let is_free = events.is_some_and(|(_, obj)| matches!(self.doc.get(obj, key), Ok(None)));
        is_free
            && id.to_string() == key
            && !self.written.contains_key(&(Map::Events, key.to_owned()))
    }

    /// Of several values given while apart the author chose the one that shows:
    /// Automerge then deletes the others, and that counts as putting it again. The
    /// value kept, and the operation that first put it.
    fn settled(&self, map: Map, key: &str, op: &Op) -> Option<(OpId, OpType)> {
        let is_fresh = !self.written.contains_key(&(map, key.to_owned()));
        (op.action == OpType::Delete && !op.insert && is_fresh).then_some(())?;
        let mut seen = self.values(map, key)?;
        let kept = seen.pop()?;
        let others = seen.iter().map(|seen| &seen.id);
        let settles = !seen.is_empty() && op.pred.iter().eq(others);
        let value = settles.then_some(kept.value?)?;
        Some((kept.id, OpType::Put(value)))
    }

    /// Checks that the operation follows exactly what its author saw at the key, and
    /// remembers what stands there now.
    fn take_key(&mut self, map: Map, key: &str, op: &Op, id: OpId) -> Option<()> {
        let place = (map, key.to_owned());
        let seen = match self.written.remove(&place) {
            Some(written) => written,
            None => self
                .values(map, key)?
                .into_iter()
                .map(|seen| seen.id)
                .collect(),
        };
        let deletes = op.action == OpType::Delete;
        let follows = op.pred.iter().eq(seen.iter()) && !(deletes && seen.is_empty());
        (follows && !op.insert).then_some(())?;
        if op.action == OpType::Make(ObjType::Text) {
            let text = Text {
                field: FieldId(key.to_owned()),
                characters: BTreeSet::new(),
            };
            self.texts.insert(id.clone(), text);
        }
        let now = if deletes { Vec::new() } else { vec![id] };
        self.written.insert(place, now);
        Some(())
    }

    /// The values that the author saw at a key, in the order of their operations.
    fn values(&self, map: Map, key: &str) -> Option<Vec<Seen>> {
        let (_, obj) = self.maps.iter().find(|(known, _)| *known == map)?;
        let values = match self.at {
            None => self.doc.get_all(obj, key),
            Some(heads) => self.doc.get_all_at(obj, key, heads),
        };
        let seen = values.ok()?.into_iter().filter_map(|(value, obj)| {
            let id = op_id(&obj)?;
            let (text, value) = match value {
                Amv::Object(ObjType::Text) => (Some(obj), None),
                Amv::Object(_) => (None, None),
                Amv::Scalar(value) => (None, Some(value.into_owned())),
            };
            Some(Seen { id, text, value })
        });
        let mut seen: Vec<_> = seen.collect();
        seen.sort_by(|a, b| a.id.cmp(&b.id));
        Some(seen)
    }

    /// One character written into, or taken out of, a text answer.
    fn text_touch(&mut self, op: &Op, element: &ElementId, id: OpId) -> Option<FieldId> {
        let ObjectId::Id(obj) = &op.obj else {
            return None;
        };
        if !self.texts.contains_key(obj) {
            let text = self.open(obj)?;
            self.texts.insert(obj.clone(), text);
        }
        let text = self.texts.get_mut(obj)?;
        let is_ours = match (&op.action, element) {
            (OpType::Put(ScalarValue::Str(word)), ElementId::Head) => is_insert(op, word),
            (OpType::Put(ScalarValue::Str(word)), ElementId::Id(after)) => {
                is_insert(op, word) && text.characters.contains(after)
            }
            (OpType::Delete, ElementId::Id(character)) => {
                !op.insert && op.pred.iter().eq([character]) && text.characters.remove(character)
            }
            _ => false,
        };
        if op.insert {
            text.characters.insert(id);
        }
        is_ours.then(|| text.field.clone())
    }

    /// The text `obj` as its author saw it: one of the values of an answer (two
    /// devices may have made a text each) with the characters that showed.
    fn open(&self, obj: &OpId) -> Option<Text> {
        let (_, answers) = self.maps.iter().find(|(map, _)| *map == Map::Answers)?;
        let keys: Vec<String> = match self.at {
            None => self.doc.keys(answers).collect(),
            Some(heads) => self.doc.keys_at(answers, heads).collect(),
        };
        let (field, text) = keys.into_iter().find_map(|key| {
            let mut values = self.values(Map::Answers, &key)?.into_iter();
            let found = values.find(|seen| seen.id == *obj)?;
            Some((key, found.text?))
        })?;
        // Overwritten within this very change: nobody writes into it afterwards.
        if self.written.contains_key(&(Map::Answers, field.clone())) {
            return None;
        }
        let shown = match self.at {
            None => self.doc.list_range(&text, ..),
            Some(heads) => self.doc.list_range_at(&text, .., heads),
        };
        Some(Text {
            field: FieldId(field),
            characters: shown.filter_map(|item| op_id(&item.id())).collect(),
        })
    }
}

fn is_insert(op: &Op, word: &str) -> bool {
    op.insert && op.pred.is_empty() && word.chars().count() == 1
}

fn is_key(key: &str) -> bool {
    !key.is_empty() && key.len() <= MAX_KEY_BYTES
}

/// Whether an operation's object is the one that the document knows as `known`.
fn is(obj: &ObjectId, known: &ObjId) -> bool {
    match obj {
        ObjectId::Root => *known == ROOT,
        ObjectId::Id(id) => op_id(known).as_ref() == Some(id),
    }
}

fn op_id(id: &ObjId) -> Option<OpId> {
    match id {
        ObjId::Root => None,
        ObjId::Id(counter, actor, _) => Some(OpId(*counter, actor.clone())),
    }
}

fn is_words(action: &OpType) -> bool {
    matches!(action, OpType::Put(ScalarValue::Str(text)) if text.chars().count() <= access::MAX_TEXT_CHARS)
}

fn json<T: DeserializeOwned>(action: &OpType) -> Option<T> {
    match action {
        OpType::Put(ScalarValue::Str(text)) if text.len() <= layout::MAX_PART_BYTES => {
            serde_json::from_str(text).ok()
        }
        _ => None,
    }
}
