//! Photos that were added and taken away while apart: lists of one answer become one.
//!
//! An answer's photos are written as a whole list. Where several lists stand side by
//! side, a photo stays unless somebody who knew it took it away; what they knew is what
//! any list before theirs held. So nothing that was added is lost, and nothing that was
//! taken away comes back.

use crate::layout;
use automerge::{
    Automerge, AutomergeError, ObjId, ReadDoc,
    transaction::{Transactable, Transaction},
};
use linli_domain::answer::{BlobHash, BlobRef, Value};
use std::collections::BTreeSet;

/// So many lists are looked back at. Nobody edits one answer's photos as often; if
/// somebody did, a photo would come back rather than be lost.
const MOST_LISTS: usize = 500;

/// The one list of all that stand at `key`; `None` where something else stands there.
pub(crate) fn merged(doc: &Automerge, map: &ObjId, key: &str) -> Option<Vec<BlobRef>> {
    let mut lists = Vec::new();
    for (value, id) in doc.get_all(map, key).ok()? {
        match layout::answer(doc, &value, &id)? {
            Value::Photos(photos) => lists.push((photos, id)),
            _ => return None,
        }
    }
    let taken_away: Vec<BTreeSet<BlobHash>> = lists
        .iter()
        .map(|(photos, id)| {
            let mut known = known_before(doc, map, key, id);
            for photo in photos {
                known.remove(&photo.hash);
            }
            known
        })
        .collect();
    let mut all: Vec<BlobRef> = Vec::new();
    // Automerge tells the list that shows to older versions last: its order comes first.
    for photo in lists.into_iter().rev().flat_map(|(photos, _)| photos) {
        let is_gone = taken_away.iter().any(|gone| gone.contains(&photo.hash));
        if !is_gone && all.iter().all(|known| known.hash != photo.hash) {
            all.push(photo);
        }
    }
    Some(all)
}

/// Makes room at `key` for a list of its own where several stand side by side. Writing
/// once more the one that shows would only take the others away, and what their authors
/// knew could not be told from it: so something else comes between.
pub(crate) fn stand_alone(
    tx: &mut Transaction<'_>,
    map: &ObjId,
    key: &str,
) -> Result<(), AutomergeError> {
    if tx.get_all(map, key)?.len() > 1 {
        tx.put(map, key, layout::to_text(&Value::NotKnown))?;
    }
    Ok(())
}

/// Every photo that a list held which the author of the one put by `id` had seen.
fn known_before(doc: &Automerge, map: &ObjId, key: &str, id: &ObjId) -> BTreeSet<BlobHash> {
    let mut known = BTreeSet::new();
    let mut looked_at: Vec<ObjId> = vec![id.clone()];
    let mut next = 0;
    while let Some(id) = looked_at.get(next).filter(|_| next < MOST_LISTS) {
        next += 1;
        let change = doc.hash_for_opid(id);
        let Some(meta) = change.and_then(|hash| doc.get_change_meta_by_hash(&hash)) else {
            continue;
        };
        let before = doc.get_all_at(map, key, &meta.deps).unwrap_or_default();
        for (value, id) in before {
            if let Some(Value::Photos(photos)) = layout::answer(doc, &value, &id) {
                known.extend(photos.into_iter().map(|photo| photo.hash));
            }
            if !looked_at.contains(&id) {
                looked_at.push(id);
            }
        }
    }
    known
}
