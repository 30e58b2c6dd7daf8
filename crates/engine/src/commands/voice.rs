//! What the resident's side says about a request that was sent: messages,
//! cancellations, ratings. Caregivers' messages come through here too.

use super::intent;
use crate::{engine::Engine, error::Result};
use linli_api::{CancelCare, CancelVisit, Rate, Say, Topic};
use linli_domain::care::{CareEvent, VisitStep};
use linli_replica::replica::Edit;

pub(super) fn say(engine: &mut Engine, ask: Say, changed: &mut Vec<Topic>) -> Result<()> {
    let edit = Edit::Care(CareEvent::Said {
        text: ask.text.clone(),
    });
    let words = ask.text.clone();
    engine.write(ask.doc, &[edit], intent(ask, &words), changed)
}

pub(super) fn cancel(engine: &mut Engine, ask: CancelCare, changed: &mut Vec<Topic>) -> Result<()> {
    let edit = Edit::Care(CareEvent::Cancelled {
        reason: ask.reason.clone(),
    });
    let words = ask.reason.clone();
    engine.write(ask.doc, &[edit], intent(ask, &words), changed)
}

pub(super) fn cancel_visit(
    engine: &mut Engine,
    ask: CancelVisit,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let step = CareEvent::Step {
        visit: ask.visit,
        step: VisitStep::CancelledByClient,
    };
    engine.write(ask.doc, &[Edit::Care(step)], intent(ask, ""), changed)
}

pub(super) fn rate(engine: &mut Engine, ask: Rate, changed: &mut Vec<Topic>) -> Result<()> {
    let edit = Edit::Care(CareEvent::Rated {
        visit: ask.visit,
        rating: ask.rating.clone(),
    });
    let words = ask.rating.words.clone();
    engine.write(ask.doc, &[edit], intent(ask, &words), changed)
}
