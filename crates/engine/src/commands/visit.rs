//! One visit, for the caregiver who makes it.

use super::{acts_as::acts_as, care_of, intent, open_care, voice::forget_typed};
use crate::store::typed::TypedPlace;
use crate::{
    engine::Engine,
    error::{EngineError, Result},
};
use linli_api::{CheckSafety, ClearWorry, DoTask, NoteVisit, OpenVisit, TakeStep, Topic, view};
use linli_domain::{
    care::{
        self, CareEvent, CareStatus, TaskResult, VisitId, VisitMove, VisitRules, VisitStatus,
        VisitStep, When,
    },
    consent::Permission,
    id::DocId,
    recur,
};
use linli_replica::replica::Edit;

pub(super) fn open(engine: &mut Engine, ask: OpenVisit, _: &mut Vec<Topic>) -> Result<view::Visit> {
    let today = engine.today();
    let care = care_of(engine, ask.doc)?;
    let state = care::fold(&care);
    let rules = VisitRules {
        today,
        safety: open_care::safety_of(engine, &care),
    };
    let when = care.when.as_ref().ok_or(EngineError::NotFound(ask.doc))?;
    if !recur::asks_for(when, ask.visit) && !state.visits.contains_key(&ask.visit) {
        return Err(EngineError::NotFound(ask.doc));
    }
    let visit = state.visit(ask.visit);
    let before = state.visits.range(..ask.visit).next_back();
    let before = before.map(|(id, visit)| (*id, visit.clone()));
    let acts = acts_as(engine, care.header.resident, Permission::Care)?;
    let mine = state.caregiver() == Some(acts.me.person);
    let done = visit.status.is_done();
    let off = matches!(state.status, CareStatus::Cancelled | CareStatus::Discarded)
        || visit.status == VisitStatus::CancelledByClient;
    Ok(view::Visit {
        doc: ask.doc,
        kind: care.kind.clone(),
        line: view::VisitLine {
            id: ask.visit,
            window: recur::window(when),
            may: open_care::moves_at(&state, ask.visit, acts, &rules),
            state: visit,
        },
        may: open_care::moves(&state, acts),
        messages: open_care::messages(engine, &care.said(), &state.names)?,
        typed: engine.store.typed(ask.doc, &TypedPlace::Message)?,
        typed_note: engine.store.typed(ask.doc, &TypedPlace::Note(ask.visit))?,
        delivered: engine.store.delivered(ask.doc)?,
        before,
        repeats: matches!(when, When::Weekly { .. }),
        until: match when {
            When::Weekly { until, .. } => *until,
            When::Soon { .. } | When::Once { .. } => None,
        },
        called_off: !done && (off || !mine),
        names: state.names,
        place: care.place.unwrap_or_default(),
        answers: care.answers,
    })
}

/// Whether this device's person may write into the record of a visit, or add to it. A
/// change without effect would look as if it were kept.
fn may_record(engine: &Engine, doc: DocId, visit: VisitId, all: &[VisitMove]) -> Result<()> {
    let state = care::fold(&care_of(engine, doc)?);
    let me = engine.enrolled()?.writer.author();
    let judged = all
        .iter()
        .map(|what| care::may_visit(&state, visit, me, *what, None));
    let first = judged.reduce(|one, other| one.or(other)).unwrap_or(Ok(()));
    first.map_err(|why| EngineError::NotAllowed(why.into()))
}

pub(super) fn take_step(
    engine: &mut Engine,
    ask: TakeStep,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let words = match &ask.step {
        VisitStep::Stopped { reason } | VisitStep::CancelledByProvider { reason } => reason.clone(),
        _ => String::new(),
    };
    let event = CareEvent::Step {
        visit: ask.visit,
        step: ask.step.clone(),
    };
    engine.write(ask.doc, &[Edit::Care(event)], intent(ask, &words), changed)
}

pub(super) fn check_safety(
    engine: &mut Engine,
    ask: CheckSafety,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    may_record(engine, ask.doc, ask.visit, &[VisitMove::Record])?;
    let words = ask.result.worry().unwrap_or_default().to_owned();
    let event = CareEvent::Checked {
        visit: ask.visit,
        check: ask.check.clone(),
        result: ask.result.clone(),
    };
    engine.write(ask.doc, &[Edit::Care(event)], intent(ask, &words), changed)
}

pub(super) fn clear_worry(
    engine: &mut Engine,
    ask: ClearWorry,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    let words = ask.words.clone();
    let event = CareEvent::WorryCleared {
        visit: ask.visit,
        check: ask.check.clone(),
        words: ask.words.clone(),
    };
    engine.write(ask.doc, &[Edit::Care(event)], intent(ask, &words), changed)
}

pub(super) fn do_task(engine: &mut Engine, ask: DoTask, changed: &mut Vec<Topic>) -> Result<()> {
    may_record(engine, ask.doc, ask.visit, &[VisitMove::Record])?;
    let words = match &ask.result {
        TaskResult::Refused { why } => why.clone(),
        TaskResult::Done => String::new(),
    };
    let event = CareEvent::Task {
        visit: ask.visit,
        task: ask.task.clone(),
        result: ask.result.clone(),
    };
    engine.write(ask.doc, &[Edit::Care(event)], intent(ask, &words), changed)
}

pub(super) fn note(engine: &mut Engine, ask: NoteVisit, changed: &mut Vec<Topic>) -> Result<()> {
    let moves = [VisitMove::Record, VisitMove::Add];
    may_record(engine, ask.doc, ask.visit, &moves)?;
    let words = ask.text.clone();
    let event = CareEvent::Noted {
        visit: ask.visit,
        text: ask.text.clone(),
    };
    let (doc, visit) = (ask.doc, ask.visit);
    engine.write(doc, &[Edit::Care(event)], intent(ask, &words), changed)?;
    forget_typed(engine, doc, Some(visit))
}
