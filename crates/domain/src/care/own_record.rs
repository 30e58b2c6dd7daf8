//! What one caregiver did at visits, apart from everything else in a request.

use super::{
    Care, CareEvent,
    visit::{VisitId, VisitMove, VisitRemark, VisitState},
};
use crate::{document::in_order, id::PersonId, role::Role};
use std::collections::BTreeMap;

/// What `person` herself did as a caregiver at each visit: her steps with their times, her
/// answers to safety checks, her tasks, and her note. Also what had no effect where it
/// stood, because she did it all the same. Nothing of it is the resident's or another
/// caregiver's.
#[must_use]
pub fn own_record(care: &Care, person: PersonId) -> BTreeMap<VisitId, VisitState> {
    let mut record = BTreeMap::<VisitId, VisitState>::new();
    let is_hers = |by: crate::document::Author| by.person == person && by.role == Role::Caregiver;
    for event in in_order(&care.events) {
        let Some(id) = event.what.visit().filter(|_| is_hers(event.by)) else {
            continue;
        };
        let own = record.entry(id).or_default();
        match &event.what {
            CareEvent::Step { step, .. } => {
                let after = own.status.after(VisitMove::of(step));
                own.status = after.unwrap_or(own.status);
                own.steps.push((step.clone(), event.at));
                own.step_by.push(event.by);
            }
            CareEvent::Checked { check, result, .. } => {
                own.checks.insert(check.clone(), result.clone());
            }
            CareEvent::Task { task, result, .. } => {
                own.tasks.insert(task.clone(), result.clone());
            }
            CareEvent::Noted { text, .. } if own.status.is_done() => {
                own.remarks.push(VisitRemark {
                    by: event.by,
                    at: event.at,
                    text: text.clone(),
                });
            }
            CareEvent::Noted { text, .. } => {
                own.note.clone_from(text);
                own.noted = Some((event.by, event.at));
            }
            _ => {}
        }
    }
    record
}
