//! What the resident's side says about a request that was sent: messages,
//! cancellations, ratings. Caregivers' messages come through here too.

use super::intent;
use crate::store::{
    commit::Batch,
    typed::{TypedPlace, TypedText},
};
use crate::{engine::Engine, error::Result};
use linli_api::{CancelCare, CancelVisit, GetKeptForm, KeepForm, KeepTyped, RateVisit, Say, Topic};
use linli_domain::{
    application::ApplicationEvent,
    care::{CareEvent, VisitId, VisitStep},
    contents::Contents,
    id::DocId,
    role::Role,
};
use linli_replica::replica::Edit;

pub(super) fn say(engine: &mut Engine, ask: Say, changed: &mut Vec<Topic>) -> Result<()> {
    let text = ask.text.clone();
    let edit = match engine.contents(ask.doc)? {
        Contents::Application(_) => Edit::Application(ApplicationEvent::Said { text }),
        _ => Edit::Care(CareEvent::Said { text }),
    };
    let words = ask.text.clone();
    let doc = ask.doc;
    engine.write(doc, &[edit], intent(ask, &words), changed)?;
    forget_typed(engine, doc, None)
}

/// Nobody's view changes by what somebody is typing: no topic.
pub(super) fn keep_typed(engine: &mut Engine, ask: KeepTyped, _: &mut Vec<Topic>) -> Result<()> {
    let KeepTyped { doc, visit, text } = ask;
    keep(engine, doc, visit.into(), text)
}

/// As [`keep_typed`], for all fields of a form.
pub(super) fn keep_form(engine: &mut Engine, ask: KeepForm, _: &mut Vec<Topic>) -> Result<()> {
    let KeepForm { doc, form, text } = ask;
    keep(engine, doc, TypedPlace::Form(form), text)
}

pub(super) fn kept_form(
    engine: &mut Engine,
    ask: GetKeptForm,
    _: &mut Vec<Topic>,
) -> Result<String> {
    engine.store.typed(ask.doc, &TypedPlace::Form(ask.form))
}

fn keep(engine: &mut Engine, doc: DocId, place: TypedPlace, text: String) -> Result<()> {
    if text == engine.store.typed(doc, &place)? {
        return Ok(());
    }
    let typed = vec![TypedText { doc, place, text }];
    engine.commit(Batch {
        typed,
        ..Batch::default()
    })?;
    Ok(())
}

/// What was typed is said now.
pub(super) fn forget_typed(engine: &mut Engine, doc: DocId, visit: Option<VisitId>) -> Result<()> {
    let text = String::new();
    keep_typed(engine, KeepTyped { doc, visit, text }, &mut Vec::new())
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

pub(super) fn rate(engine: &mut Engine, ask: RateVisit, changed: &mut Vec<Topic>) -> Result<()> {
    let by_proxy = engine.enrolled()?.writer.role != Role::Resident;
    let edit = Edit::Care(CareEvent::Rated {
        visit: ask.visit,
        rating: ask.rating.clone(),
        by_proxy,
    });
    let words = ask.rating.words.clone();
    engine.write(ask.doc, &[edit], intent(ask, &words), changed)
}
