//! What the centre has no room for today, because its person has written as much as one may
//! on one day. It waits here for the next; forgotten with the program, which asks once more.

use linli_domain::{
    id::DocId,
    time::{DAY_MS, Timestamp},
};
use std::collections::BTreeMap;

/// Documents in which something waits for another day, each with the moment it begins.
#[derive(Debug, Default)]
pub(crate) struct NotToday(BTreeMap<DocId, Timestamp>);

impl NotToday {
    /// Lets a document rest until `room_from`, and no longer than a day.
    pub(crate) fn rest(&mut self, doc: DocId, room_from: Timestamp, now: Timestamp) {
        self.0.insert(doc, room_from.min(now.plus_ms(DAY_MS)));
    }

    /// Whether what waits in a document is not to be sent yet.
    pub(crate) fn rests(&self, doc: DocId, now: Timestamp) -> bool {
        self.0.get(&doc).is_some_and(|room_from| now < *room_from)
    }

    /// Asks once more, for whoever wants that.
    pub(crate) fn ask_again(&mut self) {
        self.0.clear();
    }
}
