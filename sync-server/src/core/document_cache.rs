//! A cache of the documents that the writer used last, because loading one costs more than
//! everything else that a change needs. Its size is bounded, so that memory stays flat
//! however many documents there are, and however large.

use crate::store::Seq;
use linli_domain::id::DocId;
use linli_replica::replica::Replica;
use std::collections::HashMap;

/// Most documents in the cache.
const MOST: usize = 128;
/// Most bytes of changes of all documents in it; loaded, a document takes a few times that.
/// The one used last stays even where it is larger alone: loading such a one for each of
/// its changes would hold up everybody.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The documents used last, loaded.
#[derive(Debug, Default)]
pub struct DocumentCache {
    documents: HashMap<DocId, CachedDocument>,
    /// Bytes of all of these.
    bytes: u64,
    turn: u64,
}

#[derive(Debug)]
struct CachedDocument {
    /// The number of the last change in it.
    seq: Seq,
    /// Bytes of its changes.
    bytes: u64,
    replica: Replica,
    turn: u64,
}

impl DocumentCache {
    /// Takes a document out, if it is here as of change `seq`. It may be older, because
    /// another process may have written meanwhile.
    pub fn take(&mut self, id: DocId, seq: Seq) -> Option<Replica> {
        let kept = self.remove(id)?;
        (kept.seq == seq).then_some(kept.replica)
    }

    /// Keeps a document as of change `seq`, with the `bytes` of all its changes; those
    /// unused for longest make room.
    pub fn keep(&mut self, id: DocId, seq: Seq, bytes: u64, replica: Replica) {
        self.remove(id);
        while self.documents.len() >= MOST || self.bytes.saturating_add(bytes) > MOST_BYTES {
            let oldest = self.documents.iter().min_by_key(|(_, kept)| kept.turn);
            let Some((&id, _)) = oldest else { break };
            self.remove(id);
        }
        self.turn += 1;
        self.bytes = self.bytes.saturating_add(bytes);
        self.documents.insert(
            id,
            CachedDocument {
                seq,
                bytes,
                replica,
                turn: self.turn,
            },
        );
    }

    fn remove(&mut self, id: DocId) -> Option<CachedDocument> {
        let kept = self.documents.remove(&id)?;
        self.bytes = self.bytes.saturating_sub(kept.bytes);
        Some(kept)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> DocId {
        let mut id = [0; 16];
        id[..8].copy_from_slice(&number.to_be_bytes());
        DocId(id)
    }

    #[test]
    fn only_the_last_ones_are_kept_and_only_as_of_their_change() {
        let empty = || Replica::load(&[]).unwrap();
        let mut document_cache = DocumentCache::default();
        for number in 0..=MOST {
            document_cache.keep(id(number), Seq(7), 100, empty());
        }
        assert_eq!(document_cache.documents.len(), MOST);
        assert!(
            document_cache.take(id(0), Seq(7)).is_none(),
            "the oldest made room"
        );
        assert!(
            document_cache.take(id(1), Seq(8)).is_none(),
            "somebody has written since"
        );
        assert!(document_cache.take(id(2), Seq(7)).is_some());
    }

    /// Which of the first ten are there.
    fn kept(cache: &DocumentCache) -> Vec<usize> {
        let all = 0..10;
        all.filter(|number| cache.documents.contains_key(&id(*number)))
            .collect()
    }

    #[test]
    fn large_documents_make_room_for_each_other_and_the_last_one_always_stays() {
        let mut cache = DocumentCache::default();
        let mut keep = |number, bytes| {
            cache.keep(id(number), Seq(7), bytes, Replica::load(&[]).unwrap());
            kept(&cache)
        };
        for number in 0..4 {
            keep(number, MOST_BYTES / 4);
        }
        assert_eq!(keep(4, 0), [0, 1, 2, 3, 4], "as many as fit");
        assert_eq!(
            keep(1, MOST_BYTES / 4),
            [0, 1, 2, 3, 4],
            "it grew by nothing"
        );
        assert_eq!(
            keep(0, MOST_BYTES / 2),
            [0, 1, 3, 4],
            "it grew by one of them"
        );
        assert_eq!(keep(5, 1), [0, 1, 4, 5]);
        assert_eq!(keep(6, MOST_BYTES + 1), [6], "larger than all room");
        assert_eq!(keep(7, u64::MAX), [7]);
        assert_eq!(keep(8, 1), [8]);
        assert!(cache.take(id(8), Seq(7)).is_some());
        assert_eq!(cache.bytes, 0, "what was taken is not counted");
    }
}
