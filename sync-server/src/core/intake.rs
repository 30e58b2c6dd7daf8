//! Changes of one exchange come in part by part, each a piece of work of its own: what
//! one device brings, however much, holds up the others no longer than one part of it.

use crate::{
    core::{gate, transaction::Transaction},
    store::StoreError,
};
use linli_domain::id::DeviceId;
use linli_replica::{exchange::ChangeOutcome, signed::SignedChange};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, Weak},
};
use tokio::sync::{Mutex as Lock, OwnedMutexGuard};

/// Most changes in a part, and most bytes of them where it has more than one.
const PART_CHANGES: usize = 16;
const PART_BYTES: usize = 128 * 1024;
/// Most changes in a part in which something was sent that may be taken back in it. Not
/// more bytes than in others: who writes more behind a sending has sent.
const TOGETHER: usize = 64;
/// Lanes that nobody is in are dropped when there are more than this.
const MANY: usize = 4096;

/// Lets the first part of `changes` in; one outcome for each change of that part.
///
/// # Errors
/// When the store fails; then nothing of the part is kept.
pub fn admit_part(
    tx: &mut Transaction<'_>,
    changes: &[SignedChange],
) -> Result<Vec<ChangeOutcome>, StoreError> {
    let (mut outcomes, mut bytes) = (Vec::new(), 0_usize);
    for (place, change) in changes.iter().enumerate() {
        bytes = bytes.saturating_add(change.change.len());
        let is_heavy = place > 0 && bytes > PART_BYTES;
        if is_heavy || (place >= PART_CHANGES && !may_take_back(tx, changes, place)) {
            break;
        }
        tx.bring(change);
        let admitted = tx.unless_damaged(change.doc, |tx| gate::admit(tx, change))?;
        outcomes.push(admitted.unwrap_or_else(|| held(change)));
    }
    Ok(outcomes)
}

/// The answer to a change whose document is damaged: what it stands on is lacking. So the
/// device keeps it, gives back what it has of the document, and sends it again.
fn held(change: &SignedChange) -> ChangeOutcome {
    let read = change.read();
    let deps = read.as_ref().map(|read| read.deps.clone());
    match deps {
        Ok(deps) if !deps.is_empty() => ChangeOutcome::Missing(deps),
        // Not nothing, which would say that it may come tomorrow.
        _ => ChangeOutcome::Missing(vec![Transaction::unreadable_hash(change)]),
    }
}

/// Whether a change from `place` on may take back what was sent before it: whoever sends
/// and takes back in one go has not sent.
fn may_take_back(tx: &Transaction<'_>, changes: &[SignedChange], place: usize) -> bool {
    let soon = changes.iter().take(TOGETHER).skip(place);
    !tx.submitted.is_empty()
        && soon
            .into_iter()
            .any(|change| tx.submitted.contains(&change.doc))
}

/// A lane for each device: of all that one device brings, in however many exchanges at
/// once, only one part waits for the writer at a time.
#[derive(Debug, Default)]
pub struct Lanes(Mutex<HashMap<DeviceId, Weak<Lock<()>>>>);

impl Lanes {
    /// Waits for the lane of `device` to be free. It is again when the answer is dropped.
    pub async fn enter(&self, device: DeviceId) -> OwnedMutexGuard<()> {
        self.of(device).lock_owned().await
    }

    fn of(&self, device: DeviceId) -> Arc<Lock<()>> {
        let mut lanes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lanes.len() > MANY {
            lanes.retain(|_, lane| lane.strong_count() > 0);
        }
        if let Some(lane) = lanes.get(&device).and_then(Weak::upgrade) {
            return lane;
        }
        let lane = Arc::<Lock<()>>::default();
        lanes.insert(device, Arc::downgrade(&lane));
        lane
    }
}
