//! The gate: may this signed change enter this document? The same code at the
//! centre and on every device.
//!
//! It reads the *operations* of a change, not the visible effect (Automerge's
//! patches) only: an operation whose effect is hidden today, because a concurrent
//! one wins or its object is deleted, may show tomorrow. Every operation must be
//! of a form that an honest device makes; everything else is refused.

use crate::{
    exchange::MAX_CHANGE_BYTES,
    keys::PublicKey,
    layout,
    replica::Replica,
    signed::{Hash, ReadChange, SignedChange},
};
use automerge::{
    Automerge, ExpandedChange, ObjId, ObjType, ROOT, ReadDoc, ScalarValue, Value as Amv,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use linli_domain::{
    access::{self, Refusal, Touch, Writer},
    answer::{FieldId, Value},
    care::CareEvent,
    document::{DocKind, Event, Header},
    offer::OfferEvent,
    role::Scope,
};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// What became of a change at the gate.
#[derive(Debug, Clone, PartialEq)]
pub enum Admission {
    /// It entered.
    New {
        /// What it touched.
        touches: Vec<Touch>,
        /// Who could read the document before; empty where it is new.
        scopes_before: Vec<Scope>,
        /// Who can read it now.
        scopes_after: Vec<Scope>,
    },
    /// It is in the document already.
    Known,
    /// It stands on changes that are not here.
    Missing(Vec<Hash>),
}

/// Longest key of an answer or preference, in bytes.
const MAX_KEY_BYTES: usize = 64;

/// Lets a change into `replica` (`None`: a document that does not exist here yet)
/// if `key` signed it and `writer` may make each of its touches.
///
/// On an error the replica may hold the change already and must be loaded anew;
/// it is set to `None` to make that plain.
///
/// # Errors
/// Why the change may not enter.
pub fn admit(
    replica: &mut Option<Replica>,
    signed: &SignedChange,
    key: &PublicKey,
    writer: &Writer,
) -> Result<Admission, Refusal> {
    enter(replica, signed, key, Some(writer)).inspect_err(|_| *replica = None)
}

/// Lets in what the centre passed on: signature, actor and form are checked as in
/// [`admit`]; whether the state allowed it was the centre's to judge, in its order of arrival.
///
/// # Errors
/// Why the change may not enter; the replica must then be loaded anew.
pub fn accept(
    replica: &mut Option<Replica>,
    signed: &SignedChange,
    key: &PublicKey,
) -> Result<Admission, Refusal> {
    enter(replica, signed, key, None).inspect_err(|_| *replica = None)
}

fn enter(
    replica: &mut Option<Replica>,
    signed: &SignedChange,
    key: &PublicKey,
    writer: Option<&Writer>,
) -> Result<Admission, Refusal> {
    if signed.change.len() > MAX_CHANGE_BYTES {
        return Err(Refusal::TooLarge);
    }
    if !signed.verified_by(key) {
        return Err(Refusal::Forged);
    }
    let read = signed.read()?;
    match replica {
        Some(replica) => enter_existing(replica, signed, read, writer),
        None => {
            let (begun, admission) = enter_new(signed, read, writer)?;
            *replica = begun;
            Ok(admission)
        }
    }
}

fn enter_existing(
    replica: &mut Replica,
    signed: &SignedChange,
    read: ReadChange,
    writer: Option<&Writer>,
) -> Result<Admission, Refusal> {
    if replica.contains(&read.hash) {
        return Ok(Admission::Known);
    }
    let missing = replica.missing(&read.deps);
    if !missing.is_empty() {
        return Ok(Admission::Missing(missing));
    }
    if read.deps.is_empty() {
        // A second beginning of a document that exists.
        return Err(Refusal::NotValid);
    }
    let before = replica.contents().map_err(|_| Refusal::NotValid)?;
    if before.header().id != signed.doc {
        return Err(Refusal::NotTheirs);
    }
    let touches = Reading::of(&replica.doc, before.header().kind).touches(&read.change.decode());
    if touches.is_empty() {
        return Err(Refusal::NotValid);
    }
    if let Some(writer) = writer {
        access::may_change(writer, &before, &touches)?;
    } else if touches
        .iter()
        .any(|touch| matches!(touch, Touch::Elsewhere(_) | Touch::Creation))
    {
        return Err(Refusal::NotValid);
    }
    let scopes_before = before.scopes();
    apply(&mut replica.doc, read)?;
    let after = replica.contents().map_err(|_| Refusal::NotValid)?;
    Ok(Admission::New {
        touches,
        scopes_before,
        scopes_after: after.scopes(),
    })
}

fn enter_new(
    signed: &SignedChange,
    read: ReadChange,
    writer: Option<&Writer>,
) -> Result<(Option<Replica>, Admission), Refusal> {
    if !read.deps.is_empty() {
        return Ok((None, Admission::Missing(read.deps)));
    }
    let ops = read.change.decode();
    let mut doc = Automerge::new();
    apply(&mut doc, read)?;
    let replica = Replica { doc };
    let contents = replica.contents().map_err(|_| Refusal::NotValid)?;
    let header = contents.header();
    if header.id != signed.doc {
        return Err(Refusal::NotTheirs);
    }
    if !is_beginning(&ops, header) {
        return Err(Refusal::NotValid);
    }
    if let Some(writer) = writer {
        access::may_create(writer, header)?;
    }
    let admission = Admission::New {
        touches: vec![Touch::Creation],
        scopes_before: Vec::new(),
        scopes_after: contents.scopes(),
    };
    Ok((Some(replica), admission))
}

fn apply(doc: &mut Automerge, read: ReadChange) -> Result<(), Refusal> {
    let hash = read.hash;
    doc.apply_changes([read.change])
        .map_err(|error| match error {
            automerge::AutomergeError::DuplicateSeqNumber(..) => Refusal::WrongActor,
            _ => Refusal::Malformed,
        })?;
    // A change that Automerge holds back (a gap in its actor's numbers) did not enter.
    let entered = doc.get_change_meta_by_hash(&hash.into()).is_some();
    if entered {
        Ok(())
    } else {
        Err(Refusal::WrongActor)
    }
}

/// Whether the operations are those with which an honest device begins a document:
/// each root key once, the maps empty but for a profile.
fn is_beginning(change: &ExpandedChange, header: &Header) -> bool {
    let content = match header.kind {
        DocKind::Person => None,
        DocKind::Care => Some(layout::KIND),
        DocKind::Offer => Some(layout::TERMS),
    };
    let mut seen = BTreeSet::new();
    let mut profile = None;
    change.operations.iter().enumerate().all(|(index, op)| {
        let Key::Map(key) = &op.key else { return false };
        if !op.pred.is_empty() || op.insert {
            return false;
        }
        let own_id = || {
            let counter = change.start_op.get() + u64::try_from(index).unwrap_or(u64::MAX);
            ObjectId::Id(OpId(counter, change.actor_id.clone()))
        };
        match (&op.obj, &op.action) {
            (ObjectId::Root, OpType::Put(ScalarValue::Str(_))) => {
                let allowed = key.as_str() == layout::HEADER || Some(key.as_str()) == content;
                allowed && seen.insert(key.to_string())
            }
            (ObjectId::Root, OpType::Make(ObjType::Map)) => {
                if key.as_str() == layout::PROFILE {
                    profile = Some(own_id());
                }
                layout::maps(header.kind).contains(&key.as_str()) && seen.insert(key.to_string())
            }
            (map, OpType::Put(ScalarValue::Str(_))) => {
                Some(map) == profile.as_ref()
                    && linli_domain::person::grade_of(key).is_some()
                    && seen.insert(format!("profile.{key}"))
            }
            _ => false,
        }
    }) && layout::maps(header.kind)
        .iter()
        .all(|map| seen.contains(*map))
        && content.is_none_or(|key| seen.contains(key))
        && seen.contains(layout::HEADER)
}

/// What is needed to know where an operation stands.
struct Reading<'a> {
    doc: &'a Automerge,
    kind: DocKind,
    answers: Option<ObjId>,
    events: Option<ObjId>,
    profile: Option<ObjId>,
    preferences: Option<ObjId>,
}

impl<'a> Reading<'a> {
    fn of(doc: &'a Automerge, kind: DocKind) -> Self {
        Self {
            doc,
            kind,
            answers: layout::map(doc, layout::ANSWERS),
            events: layout::map(doc, layout::EVENTS),
            profile: layout::map(doc, layout::PROFILE),
            preferences: layout::map(doc, layout::PREFERENCES),
        }
    }

    fn touches(&self, change: &ExpandedChange) -> Vec<Touch> {
        let mut touches = Vec::new();
        // Texts made by this very change, with the answer that they are.
        let mut texts: Vec<(ObjectId, FieldId)> = Vec::new();
        let mut new_events = BTreeSet::new();
        for (index, op) in change.operations.iter().enumerate() {
            let touch = self.touch(op, &texts, &mut new_events);
            if let (Touch::Answer(field), OpType::Make(ObjType::Text)) = (&touch, &op.action) {
                let counter = change.start_op.get() + u64::try_from(index).unwrap_or(u64::MAX);
                let id = ObjectId::Id(OpId(counter, change.actor_id.clone()));
                texts.push((id, field.clone()));
            }
            if touches.last() != Some(&touch) {
                touches.push(touch);
            }
        }
        touches
    }

    fn touch(
        &self,
        op: &Op,
        texts: &[(ObjectId, FieldId)],
        new_events: &mut BTreeSet<String>,
    ) -> Touch {
        let elsewhere = || Touch::Elsewhere(format!("{:?} {:?}", op.obj, op.key));
        if let Key::Map(key) = &op.key {
            let touch = if op.obj == ObjectId::Root {
                self.root_touch(key, &op.action)
            } else if is(&op.obj, self.answers.as_ref()) {
                answer_touch(key, &op.action)
            } else if is(&op.obj, self.events.as_ref()) {
                let is_new = op.pred.is_empty()
                    && !self.has_event(key)
                    && new_events.insert(key.to_string());
                if is_new {
                    self.event_touch(key, &op.action)
                } else {
                    None
                }
            } else if is(&op.obj, self.profile.as_ref()) {
                text_put(&op.action).then(|| Touch::Profile(key.to_string()))
            } else if is(&op.obj, self.preferences.as_ref()) {
                (text_put(&op.action) && key.len() <= MAX_KEY_BYTES)
                    .then(|| Touch::Preference(key.to_string()))
            } else {
                None
            };
            return touch.unwrap_or_else(elsewhere);
        }
        // An element of a sequence: characters of a text answer are all there is.
        let is_character = matches!(
            (&op.action, &op.key),
            (
                OpType::Put(ScalarValue::Str(_)) | OpType::Delete,
                Key::Seq(ElementId::Head | ElementId::Id(_))
            )
        );
        let made_here = texts
            .iter()
            .find(|(id, _)| *id == op.obj)
            .map(|(_, field)| field.clone());
        match made_here.or_else(|| self.text_answer(&op.obj)) {
            Some(field) if is_character => Touch::Answer(field),
            _ => elsewhere(),
        }
    }

    fn root_touch(&self, key: &str, action: &OpType) -> Option<Touch> {
        match (self.kind, key) {
            (DocKind::Care, layout::WHEN) => json_put(action).map(Touch::When),
            (DocKind::Care, layout::PLACE) => json_put(action).map(Touch::Place),
            _ => None,
        }
    }

    fn has_event(&self, key: &str) -> bool {
        let Some(events) = &self.events else {
            return true;
        };
        !matches!(self.doc.get(events, key), Ok(None))
    }

    fn event_touch(&self, key: &str, action: &OpType) -> Option<Touch> {
        match self.kind {
            DocKind::Care => {
                let event: Event<CareEvent> = json_put(action)?;
                (event.id.to_string() == key).then(|| Touch::Care(Box::new(event)))
            }
            DocKind::Offer => {
                let event: Event<OfferEvent> = json_put(action)?;
                (event.id.to_string() == key).then_some(Touch::Offer(event))
            }
            DocKind::Person => None,
        }
    }

    /// The answer whose text is the object `id`, among all values that were ever put
    /// there and not overwritten (two devices may have made a text each).
    fn text_answer(&self, id: &ObjectId) -> Option<FieldId> {
        let answers = self.answers.as_ref()?;
        self.doc.keys(answers).find_map(|key| {
            let values = self.doc.get_all(answers, key.as_str()).ok()?;
            let is_it = values.iter().any(|(value, value_id)| {
                matches!(value, Amv::Object(ObjType::Text)) && is(id, Some(value_id))
            });
            is_it.then(|| FieldId(key.clone()))
        })
    }
}

fn answer_touch(key: &str, action: &OpType) -> Option<Touch> {
    let is_answer = match action {
        OpType::Put(_) => json_put::<Value>(action).is_some(),
        OpType::Make(kind) => *kind == ObjType::Text,
        OpType::Delete => true,
        OpType::Increment(_) | OpType::MarkBegin(_) | OpType::MarkEnd(_) => false,
    };
    (is_answer && key.len() <= MAX_KEY_BYTES).then(|| Touch::Answer(FieldId(key.to_owned())))
}

/// Whether an operation's object is the one that the document knows as `known`.
fn is(obj: &ObjectId, known: Option<&ObjId>) -> bool {
    match (obj, known) {
        (ObjectId::Root, Some(id)) => *id == ROOT,
        (ObjectId::Id(OpId(counter, actor)), Some(ObjId::Id(known_counter, known_actor, _))) => {
            counter == known_counter && actor == known_actor
        }
        _ => false,
    }
}

fn text_put(action: &OpType) -> bool {
    matches!(action, OpType::Put(ScalarValue::Str(text)) if text.chars().count() <= access::MAX_TEXT_CHARS)
}

fn json_put<T: DeserializeOwned>(action: &OpType) -> Option<T> {
    match action {
        OpType::Put(ScalarValue::Str(text)) => serde_json::from_str(text).ok(),
        _ => None,
    }
}
