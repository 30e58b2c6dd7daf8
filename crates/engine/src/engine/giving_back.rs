//! What is known while a centre that lost something gets it back; forgotten with the program.

use linli_domain::id::DocId;
use linli_replica::exchange::Lacks;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Default)]
pub(crate) struct GivingBack {
    /// What the centre said that it lacks.
    pub(crate) wanted: BTreeMap<DocId, Lacks>,
    /// Documents about which it was asked because it said that something is missing: once
    /// is enough, or the two would go round in a circle.
    pub(crate) asked: BTreeSet<DocId>,
}
