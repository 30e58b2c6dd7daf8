//! What an office has to do besides deciding, and since when: take on what it received,
//! so that nothing lies forgotten before the promise begins to run, and ask why a
//! rating was low. Until when follows by [`crate::workday::due_after`].

use super::{ApplicationState, ApplicationStatus};
use crate::time::Timestamp;

/// Working days for looking whether everything is there, after which an application
/// counts as taken on (Licensing Law, article 32).
pub const TAKE_ON_DAYS: u16 = 5;
/// Working days for asking why a rating was low.
pub const FOLLOW_UP_DAYS: u16 = 15;

/// Since when it waits for being taken on; `None` where it does not.
///
/// From the receipt, or from the last time that it came back: what was asked for was
/// brought, or the resident did not agree with being turned away.
#[must_use]
pub fn waits_since(state: &ApplicationState) -> Option<Timestamp> {
    if state.status != ApplicationStatus::Received {
        return None;
    }
    let asked = state.asked.as_ref();
    let brought = asked.and_then(|asked| asked.supplemented_at);
    let objected = state.objections.last().map(|said| said.at);
    [state.received_at, brought, objected]
        .into_iter()
        .flatten()
        .max()
}

/// Since when the office has to ask why the rating was low; `None` where it need not.
#[must_use]
pub fn follow_up_since(state: &ApplicationState) -> Option<Timestamp> {
    state.rated_at.filter(|_| state.follow_up)
}
