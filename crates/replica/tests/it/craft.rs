//! Changes that no honest device makes, made operation by operation.

use crate::town::{DOC, Device};
use automerge::{
    Automerge, Change, ChangeHash, ExpandedChange, ObjId, ObjType, ROOT, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use linli_replica::{replica::Replica, signed::SignedChange};
use std::num::NonZeroU64;

/// A change as it will be written, to be bent before it is signed.
pub(crate) struct Craft {
    pub(crate) change: ExpandedChange,
}

impl Craft {
    /// A change by `device` on top of `replica`, with no operation yet.
    pub(crate) fn on(replica: &Replica, device: &Device) -> Self {
        let doc = inside(replica);
        let changes = doc.get_changes(&[]);
        let actor = device.actor();
        let own = changes.iter().filter(|change| *change.actor_id() == actor);
        let last = changes.iter().map(Change::max_op).max().unwrap_or(0);
        let mut deps = doc.get_heads();
        deps.sort_unstable();
        Self {
            change: ExpandedChange {
                operations: Vec::new(),
                seq: u64::try_from(own.count()).unwrap() + 1,
                start_op: NonZeroU64::new(last + 1).unwrap(),
                actor_id: actor,
                author: None,
                hash: None,
                time: 0,
                message: None,
                deps,
                extra_bytes: Vec::new(),
            },
        }
    }

    pub(crate) fn op(mut self, op: Op) -> Self {
        self.change.operations.push(op);
        self
    }

    /// The id that the next operation will have.
    pub(crate) fn next(&self) -> OpId {
        let index = u64::try_from(self.change.operations.len()).unwrap();
        OpId(
            self.change.start_op.get() + index,
            self.change.actor_id.clone(),
        )
    }

    pub(crate) fn bend(mut self, bend: impl FnOnce(&mut ExpandedChange)) -> Self {
        bend(&mut self.change);
        self
    }

    pub(crate) fn bytes(self) -> Vec<u8> {
        Change::from(self.change).raw_bytes().to_vec()
    }

    pub(crate) fn sign(self, device: &Device) -> SignedChange {
        SignedChange::sign(&device.key, device.id, DOC, self.bytes())
    }
}

/// The Automerge document inside a replica.
pub(crate) fn inside(replica: &Replica) -> Automerge {
    Automerge::load(&replica.save()).unwrap()
}

pub(crate) fn put(obj: ObjectId, key: &str, value: &str, pred: Vec<OpId>) -> Op {
    set(obj, key, ScalarValue::Str(value.into()), pred)
}

pub(crate) fn set(obj: ObjectId, key: &str, value: ScalarValue, pred: Vec<OpId>) -> Op {
    act(obj, Key::Map(key.into()), OpType::Put(value), pred)
}

pub(crate) fn make(obj: ObjectId, key: &str, made: ObjType, pred: Vec<OpId>) -> Op {
    act(obj, Key::Map(key.into()), OpType::Make(made), pred)
}

pub(crate) fn delete(obj: ObjectId, key: &str, pred: Vec<OpId>) -> Op {
    act(obj, Key::Map(key.into()), OpType::Delete, pred)
}

pub(crate) fn insert(obj: ObjectId, after: ElementId, word: &str) -> Op {
    let value = OpType::Put(ScalarValue::Str(word.into()));
    Op {
        insert: true,
        ..act(obj, Key::Seq(after), value, Vec::new())
    }
}

pub(crate) fn act(obj: ObjectId, key: Key, action: OpType, pred: Vec<OpId>) -> Op {
    Op {
        action,
        obj,
        key,
        pred: pred.into(),
        insert: false,
    }
}

/// The object at a root key.
pub(crate) fn map(replica: &Replica, key: &str) -> ObjectId {
    ObjectId::Id(ids(replica, &ROOT, key).pop().unwrap())
}

/// The operations whose values stand at `key` of the map at a root key.
pub(crate) fn standing(replica: &Replica, root: &str, key: &str) -> Vec<OpId> {
    let doc = inside(replica);
    let (_, obj) = doc.get(ROOT, root).unwrap().unwrap();
    ids(replica, &obj, key)
}

pub(crate) fn ids(replica: &Replica, obj: &ObjId, key: &str) -> Vec<OpId> {
    let doc = inside(replica);
    let values = doc.get_all(obj, key).unwrap();
    values.iter().filter_map(|(_, id)| op_id(id)).collect()
}

/// The keys of the map at a root key.
pub(crate) fn keys(replica: &Replica, root: &str) -> Vec<String> {
    let doc = inside(replica);
    let (_, obj) = doc.get(ROOT, root).unwrap().unwrap();
    doc.keys(&obj).collect()
}

/// The characters of a text answer.
pub(crate) fn characters(replica: &Replica, field: &str) -> Vec<OpId> {
    let doc = inside(replica);
    let (_, answers) = doc.get(ROOT, "answers").unwrap().unwrap();
    let (_, text) = doc.get(&answers, field).unwrap().unwrap();
    let items = doc.list_range(&text, ..);
    items.filter_map(|item| op_id(&item.id())).collect()
}

pub(crate) fn op_id(id: &ObjId) -> Option<OpId> {
    match id {
        ObjId::Root => None,
        ObjId::Id(counter, actor, _) => Some(OpId(*counter, actor.clone())),
    }
}

pub(crate) fn hashes(replica: &Replica) -> Vec<ChangeHash> {
    inside(replica)
        .get_changes(&[])
        .iter()
        .map(Change::hash)
        .collect()
}
