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
    store::{
        commit::Batch,
        setting::{self, Setting},
    },
};
use linli_api::{CancelCare, DiscardCare, SendCare, SetWhen, StartCare, Topic, view};
use linli_domain::{
    access::{CARE_DAYS_AHEAD, Refusal},
    answer::AnswerError,
    care::{self, Care, CareEvent, CareStatus, Place, When},
    catalogue::{CareKind, KindId},
    contents::Contents,
    document::{DocKind, Header},
    id::{AreaId, DocId, PersonId},
    offer,
    person::Person,
    recur,
    time::{Date, Minute, add_days},
};
use linli_replica::replica::{Edit, Pen, Replica};
use std::collections::BTreeMap;

pub(super) fn start(
    engine: &mut Engine,
    ask: StartCare,
    changed: &mut Vec<Topic>,
) -> Result<view::CareRef> {
    let kind = kind_of(engine, &ask.kind)?.id.clone();
    let again = ask.again;
    if let Some(doc) = again
        .map(|earlier| begun_again(engine, earlier))
        .transpose()?
        .flatten()
    {
        return Ok(view::CareRef { doc });
    }
    let header = new_header(engine)?;
    let answers = match again {
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
    if let Some(earlier) = again {
        let mut again = engine.store.setting(&setting::AGAIN)?.unwrap_or_default();
        again.insert(doc, earlier);
        keep_again(engine, &again)?;
    }
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

/// The area where a resident lives: one's own is what the centre says of the account, which
/// also says what one may write. Family may live in another.
pub(super) fn home_of(engine: &Engine, resident: PersonId) -> Result<AreaId> {
    let enrolment = engine.enrolled()?;
    if enrolment.writer.person == resident {
        return Ok(enrolment.area.clone());
    }
    match engine.store.person_doc(resident)? {
        Some(doc) => Ok(engine.contents(doc)?.header().area.clone()),
        None => Ok(enrolment.area.clone()),
    }
}

pub(super) fn set_when(engine: &mut Engine, ask: SetWhen, changed: &mut Vec<Topic>) -> Result<()> {
    let edit = Edit::When(ask.when.clone());
    engine.write(ask.doc, &[edit], intent(ask, ""), changed)
}

pub(super) fn send(engine: &mut Engine, ask: SendCare, changed: &mut Vec<Topic>) -> Result<()> {
    let care = care_of(engine, ask.doc)?;
    let (today, now) = engine.local_now();
    form::complete(engine, &Contents::Care(care.clone()), today)?;
    let kind = kind_of(engine, &care.kind)?;
    is_possible(care.when.as_ref(), kind, (today, now))
        .map_err(|why| EngineError::field("when", why))?;
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
    let sent = ask.doc;
    engine.write(sent, &edits, intent(ask, ""), changed)?;
    call_off_earlier(engine, sent, changed)
}

/// The request that `sent` was begun from is called off, where nobody took it on and its day
/// is over: nothing can come of it any more.
fn call_off_earlier(engine: &mut Engine, sent: DocId, changed: &mut Vec<Topic>) -> Result<()> {
    let mut again = engine.store.setting(&setting::AGAIN)?.unwrap_or_default();
    let Some(doc) = again.remove(&sent) else {
        return Ok(());
    };
    keep_again(engine, &again)?;
    if is_outdated(engine, doc)? {
        let reason = String::new();
        voice::cancel(engine, CancelCare { doc, reason }, changed)?;
    }
    Ok(())
}

/// The draft that was begun already to take the place of `earlier`.
fn begun_again(engine: &Engine, earlier: DocId) -> Result<Option<DocId>> {
    let again = engine.store.setting(&setting::AGAIN)?.unwrap_or_default();
    let mut drafts = again.into_iter().filter(|(_, from)| *from == earlier);
    let Some((draft, _)) = drafts.next() else {
        return Ok(None);
    };
    let is_draft = |care: Care| care::fold(&care).status == CareStatus::Draft;
    let is_open = care_of(engine, draft).is_ok_and(is_draft);
    Ok((is_open && is_outdated(engine, earlier)?).then_some(draft))
}

/// Whether nobody took the request on, and its day is over.
fn is_outdated(engine: &Engine, doc: DocId) -> Result<bool> {
    let care = care_of(engine, doc)?;
    let status = care::fold(&care).status;
    Ok(care::outdated(status, care.when.as_ref(), engine.heard_on()).is_some())
}

fn keep_again(engine: &mut Engine, again: &BTreeMap<DocId, DocId>) -> Result<()> {
    engine.commit(Batch {
        settings: vec![Setting::of(&setting::AGAIN, again)?],
        ..Batch::default()
    })?;
    Ok(())
}

/// Whether such care can be wanted then: the day, and the part of it, is still to come.
fn is_possible(
    when: Option<&When>,
    kind: &CareKind,
    (today, now): (Date, Minute),
) -> std::result::Result<(), AnswerError> {
    let last = add_days(today, CARE_DAYS_AHEAD);
    match when {
        None => Err(AnswerError::Required),
        Some(when) if !when.is_valid() => Err(AnswerError::WrongType),
        Some(When::Weekly { .. }) if !kind.recurring => Err(AnswerError::NotAnOption),
        Some(when @ When::Once { date, .. })
            if *date > last || offer::is_time_over(when, (today, now)) =>
        {
            Err(AnswerError::NotAnOption)
        }
        Some(When::Weekly { from, .. }) if *from > last => Err(AnswerError::NotAnOption),
        Some(
            when @ When::Weekly {
                until: Some(until), ..
            },
        ) if *until > last || recur::visits(when, today, *until).is_empty() => {
            Err(AnswerError::NotAnOption)
        }
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
