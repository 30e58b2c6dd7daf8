//! The first change of a document.

use crate::{layout, signed::operation_id};
use automerge::{
    ExpandedChange, ObjType, ScalarValue,
    legacy::{Key, ObjectId, OpType},
};
use linli_domain::{
    access::{Refusal, valid},
    document::Header,
    profile::ProfileField,
    signs,
};
use std::collections::BTreeSet;

/// The header, if the operations are those with which an honest device begins a
/// document: each root key once, the maps empty but for a profile.
pub(super) fn header(change: &ExpandedChange) -> Option<Header> {
    let is_first = change.seq == 1 && change.start_op.get() == 1;
    let header: Header = is_first.then(|| find_header(change))??;
    let content = layout::written_once(header.kind);
    let mut seen = BTreeSet::new();
    let mut profile = None;
    for (index, op) in change.operations.iter().enumerate() {
        let Key::Map(key) = &op.key else { return None };
        let key = key.as_str();
        let is_ours = match (&op.obj, &op.action) {
            (ObjectId::Root, OpType::Put(ScalarValue::Str(text))) => {
                let is_part = key == layout::HEADER || content.contains(&key);
                is_part && text.len() <= layout::MAX_PART_BYTES
            }
            (ObjectId::Root, OpType::Make(ObjType::Map)) => {
                if key == layout::PROFILE {
                    profile = Some(ObjectId::Id(operation_id(change, index)));
                }
                layout::maps(header.kind).contains(&key)
            }
            (map, OpType::Put(ScalarValue::Str(text))) => {
                Some(map) == profile.as_ref()
                    && key.parse::<ProfileField>().is_ok()
                    && text.len() <= layout::MAX_PART_BYTES
            }
            _ => false,
        };
        let is_new = seen.insert((op.obj == ObjectId::Root, key.to_owned()));
        if !is_ours || !is_new || op.insert || !op.pred.is_empty() {
            return None;
        }
    }
    let mut wanted = layout::maps(header.kind)
        .iter()
        .copied()
        .chain(content.iter().copied())
        .chain([layout::HEADER]);
    wanted
        .all(|key| seen.contains(&(true, key.to_owned())))
        .then_some(header)
}

/// Whether every text in a first change is read as it stands.
///
/// # Errors
/// [`Refusal::NotValid`] where one is not.
pub(super) fn is_plain(change: &ExpandedChange) -> Result<(), Refusal> {
    let mut ops = change.operations.iter();
    valid(ops.all(|op| match (&op.obj, &op.action) {
        (ObjectId::Root, OpType::Put(ScalarValue::Str(text))) => signs::is_plain_json(text),
        (_, OpType::Put(ScalarValue::Str(text))) => signs::is_plain(text),
        _ => true,
    }))
}

fn find_header(change: &ExpandedChange) -> Option<Header> {
    change.operations.iter().find_map(|op| match &op.action {
        OpType::Put(ScalarValue::Str(text)) if op.key == Key::Map(layout::HEADER.into()) => {
            serde_json::from_str(text).ok()
        }
        _ => None,
    })
}
