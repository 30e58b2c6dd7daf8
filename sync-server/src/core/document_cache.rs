//! A cache of the documents that the writer used last, because loading one costs more than
//! everything else that a change needs. Its size is bounded, so that memory stays flat
//! however many documents there are.

use crate::store::Seq;
use linli_domain::id::DocId;
use linli_replica::replica::Replica;
use std::collections::HashMap;

/// Most documents in the cache.
const MOST: usize = 128;

/// The documents used last, loaded.
#[derive(Debug, Default)]
pub struct DocumentCache {
    documents: HashMap<DocId, CachedDocument>,
    turn: u64,
}

#[derive(Debug)]
struct CachedDocument {
    /// The number of the last change in it.
    seq: Seq,
    replica: Replica,
    turn: u64,
}

impl DocumentCache {
    /// Takes a document out, if it is here as of change `seq`. It may be older, because
    /// another process may have written meanwhile.
    pub fn take(&mut self, id: DocId, seq: Seq) -> Option<Replica> {
        let kept = self.documents.remove(&id)?;
        (kept.seq == seq).then_some(kept.replica)
    }

    /// Keeps a document as of change `seq`; the one unused for longest makes room.
    pub fn keep(&mut self, id: DocId, seq: Seq, replica: Replica) {
        if self.documents.len() >= MOST {
            let oldest = self.documents.iter().min_by_key(|(_, kept)| kept.turn);
            if let Some(id) = oldest.map(|(id, _)| *id) {
                self.documents.remove(&id);
            }
        }
        self.turn += 1;
        self.documents.insert(
            id,
            CachedDocument {
                seq,
                replica,
                turn: self.turn,
            },
        );
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
            document_cache.keep(id(number), Seq(7), empty());
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
}
