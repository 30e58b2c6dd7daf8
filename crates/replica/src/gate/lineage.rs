//! Where a change stands in the history: its actor's numbers and the operation
//! counters must go on from what it depends on.

use automerge::{Automerge, Change, ChangeHash};
use linli_domain::access::Refusal;

/// Whether `change`, whose dependencies are all in `doc`, goes on from them as
/// Automerge itself would.
///
/// # Errors
/// [`Refusal::NotValid`] for a second beginning or counters that jump,
/// [`Refusal::WrongActor`] for numbers that the actor has used or left out.
pub(super) fn check(doc: &mut Automerge, change: &Change) -> Result<(), Refusal> {
    let mut newest = 0;
    let mut follows = false;
    for dep in change.deps() {
        let dep = doc.get_change_meta_by_hash(dep).ok_or(Refusal::NotValid)?;
        newest = newest.max(dep.max_op);
        follows |= *dep.actor == *change.actor_id() && dep.seq.checked_add(1) == Some(change.seq());
    }
    // A change without dependencies is a second beginning.
    if newest == 0 || change.start_op().get() != newest + 1 {
        return Err(Refusal::NotValid);
    }
    let has_beside = !is_newest(doc, change.deps())
        && doc
            .get_changes_meta(change.deps())
            .iter()
            .any(|other| *other.actor == *change.actor_id());
    if !has_beside && (follows || follows_unseen(doc, change)) {
        Ok(())
    } else {
        Err(Refusal::WrongActor)
    }
}

/// Whether `deps`, in order, are all there is.
pub(super) fn is_newest(doc: &Automerge, deps: &[ChangeHash]) -> bool {
    let mut heads = doc.get_heads();
    heads.sort_unstable();
    heads == deps
}

/// Whether the number is the next of its actor, where the actor's last change is
/// not itself a dependency.
fn follows_unseen(doc: &mut Automerge, change: &Change) -> bool {
    doc.set_actor(change.actor_id().clone());
    let last = doc.get_last_local_change().map_or(0, |last| last.seq());
    last.checked_add(1) == Some(change.seq())
}
