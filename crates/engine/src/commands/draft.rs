//! Drafts of care requests: begun, sent or thrown away. How they are answered is in
//! [`super::form`].

use super::{
    care_of,
    catalogue::kind_of,
    form::{self, care_form},
    intent, known, voice,
};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::{care::CareRow, matter::MatterRow},
};
use linli_api::{CancelCare, DiscardCare, SendCare, SetWhen, StartCare, Topic, view};
use linli_domain::{
    access::{CARE_DAYS_AHEAD, Refusal},
    answer::AnswerError,
    care::{self, Care, CareEvent, Place, When},
    catalogue::{CareKind, KindId},
    contents::Contents,
    document::{DocKind, Header},
    id::{AreaId, DocId, PersonId},
    person::Person,
    time::{Date, add_days},
};
use linli_replica::replica::{Edit, Pen, Replica};

pub(super) fn start(
    engine: &mut Engine,
    ask: StartCare,
    changed: &mut Vec<Topic>,
) -> Result<view::CareRef> {
    let kind = kind_of(engine, &ask.kind)?.id.clone();
    let header = new_header(engine)?;
    let answers = match ask.again {
        Some(earlier) => asked_before(engine, &header, &kind, earlier)?,
        None => Vec::new(),
    };
    let doc = match engine.store.blank_draft(header.resident, &kind)? {
        Some(doc) if answers.is_empty() => doc,
        Some(doc) => {
            engine.write(doc, &answers, intent(ask, ""), changed)?;
            doc
        }
        None => {
            let begin = |pen: &mut Pen<'_>| Replica::begin_care(pen, &header, &kind);
            engine.begin(begin, &answers, intent(ask, ""), changed)?;
            header.id
        }
    };
    Ok(view::CareRef { doc })
}

/// The answers of an earlier request of the same kind that still hold.
fn asked_before(
    engine: &mut Engine,
    header: &Header,
    kind: &KindId,
    earlier: DocId,
) -> Result<Vec<Edit>> {
    let (now, today) = (engine.now(), engine.today());
    let mut earlier = care_of(engine, earlier)?;
    if earlier.kind != *kind || earlier.header.resident != header.resident {
        return Ok(Vec::new());
    }
    let answers = std::mem::take(&mut earlier.answers);
    let mut form = care_form(engine, &earlier)?;
    if let Some(profile) = known::profile(engine, header.resident)? {
        profile.tell(&mut form, now);
    }
    let carried = form.carried(&answers, today).into_iter();
    Ok(carried
        .filter_map(|(field, value)| Some(Edit::answer(form.question(&field)?, Some(value))))
        .collect())
}

/// The header of a new care request of this account's resident.
pub(super) fn new_header(engine: &mut Engine) -> Result<Header> {
    let enrolment = engine.enrolled()?;
    let resident = enrolment
        .resident()
        .ok_or(EngineError::NotAllowed(Refusal::NotForRole))?;
    let area = home_of(engine, resident)?;
    let id = DocId(crate::host::fresh_id(engine.host.as_mut()));
    Ok(Header::new(id, DocKind::Care, resident, area))
}

/// The area where a resident lives. Family may live in another.
pub(super) fn home_of(engine: &Engine, resident: PersonId) -> Result<AreaId> {
    match engine.store.person_doc(resident)? {
        Some(doc) => Ok(engine.contents(doc)?.header().area.clone()),
        None => Ok(engine.enrolled()?.area.clone()),
    }
}

pub(super) fn set_when(engine: &mut Engine, ask: SetWhen, changed: &mut Vec<Topic>) -> Result<()> {
    let edit = Edit::When(ask.when.clone());
    engine.write(ask.doc, &[edit], intent(ask, ""), changed)
}

pub(super) fn send(engine: &mut Engine, ask: SendCare, changed: &mut Vec<Topic>) -> Result<()> {
    let care = care_of(engine, ask.doc)?;
    let today = engine.today();
    form::complete(engine, &Contents::Care(care.clone()), today)?;
    let kind = kind_of(engine, &care.kind)?;
    is_possible(care.when.as_ref(), kind, today).map_err(|why| EngineError::field("when", why))?;
    let place = place_of(engine, care.header.resident)?.ok_or(EngineError::NoAddress)?;
    // Nobody comes to where nobody knows the way.
    if !place.is_complete() {
        return Err(EngineError::field("place", AnswerError::Required));
    }
    let mut edits = vec![Edit::Place(place), Edit::Care(CareEvent::Sent)];
    // "As soon as possible" is wished from when it is sent, not from when it was written.
    if matches!(care.when, Some(When::Soon { date }) if date != today) {
        edits.insert(0, Edit::When(When::Soon { date: today }));
    }
    engine.write(ask.doc, &edits, intent(ask, ""), changed)?;
    call_off_outdated(engine, &care, changed)
}

/// What was sent takes the place of requests of the same kind that nobody took on and whose
/// day is over: nothing can come of them any more.
fn call_off_outdated(engine: &mut Engine, sent: &Care, changed: &mut Vec<Topic>) -> Result<()> {
    let (now, today) = (engine.now(), engine.today());
    for row in engine.store.matters_since(sent.header.resident, now)? {
        let MatterRow::Care(CareRow { doc, line, .. }) = row else {
            continue;
        };
        let outdated = care::outdated(line.status, line.when.as_ref(), today);
        if line.kind == sent.kind && outdated.is_some() {
            let reason = String::new();
            voice::cancel(engine, CancelCare { doc, reason }, changed)?;
        }
    }
    Ok(())
}

/// Whether such care can be wanted then: the day is still to come.
fn is_possible(
    when: Option<&When>,
    kind: &CareKind,
    today: Date,
) -> std::result::Result<(), AnswerError> {
    let last = add_days(today, CARE_DAYS_AHEAD);
    match when {
        None => Err(AnswerError::Required),
        Some(when) if !when.is_valid() => Err(AnswerError::WrongType),
        Some(When::Weekly { .. }) if !kind.recurring => Err(AnswerError::NotAnOption),
        Some(When::Once { date, .. }) if *date < today || *date > last => {
            Err(AnswerError::NotAnOption)
        }
        Some(When::Weekly { from, .. }) if *from > last => Err(AnswerError::NotAnOption),
        Some(When::Weekly {
            until: Some(until), ..
        }) if *until < today || *until > last => Err(AnswerError::NotAnOption),
        Some(_) => Ok(()),
    }
}

/// Where the resident lives, by their person document.
pub(super) fn place_of(engine: &Engine, resident: PersonId) -> Result<Option<Place>> {
    let Some(doc) = engine.store.person_doc(resident)? else {
        return Ok(None);
    };
    let contents = engine.contents(doc)?;
    Ok(contents.as_person().map(Person::place))
}

pub(super) fn discard(
    engine: &mut Engine,
    ask: DiscardCare,
    changed: &mut Vec<Topic>,
) -> Result<()> {
    engine.write(
        ask.doc,
        &[Edit::Care(CareEvent::Discarded)],
        intent(ask, ""),
        changed,
    )
}
