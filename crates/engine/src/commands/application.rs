//! Everything that the pages of one application show.

use super::{
    acts_as::acts_as, application_of, case, catalogue::service_of, form::clashes,
    open_care::messages,
};
use crate::{engine::Engine, error::Result, store::typed::TypedPlace};
use linli_api::{
    OpenApplication, Topic,
    view::{self, Happened},
};
use linli_domain::{
    application::{self, Application, ApplicationEvent, ApplicationMove, ApplicationState},
    consent::Permission,
    document::in_order,
    id::PersonId,
    time::Timestamp,
    workday,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn open(
    engine: &mut Engine,
    ask: OpenApplication,
    _: &mut Vec<Topic>,
) -> Result<view::ApplicationPage> {
    let application = application_of(engine, ask.doc)?;
    let (now, today) = (engine.now(), engine.today());
    let state = application::fold(&application);
    let service = service_of(engine, &application)?;
    let for_office = case::for_office(engine, &application, &service)?;
    let office = engine.catalogue.office(&application.office).cloned();
    let due = workday::due(
        &state.clock,
        service.promise.working_days,
        &engine.catalogue.holidays,
        engine.offset_minutes(),
        today,
    );
    let holidays = &engine.catalogue.holidays;
    let offset = engine.offset_minutes();
    let names = names(&application, &state);
    let by = |since, days| workday::due_after(since, days, holidays, offset, today);
    Ok(view::ApplicationPage {
        doc: ask.doc,
        office,
        status: state.status_at(now),
        may: moves(engine, application.header.resident, &state, now)?,
        waits_for_receipt: state.waiting_for_receipt,
        reopens_until: state.reopens_until().filter(|_| state.reopens(now)),
        clashes: clashes(engine, ask.doc)?,
        due,
        take_on: application::waits_since(&state).map(|since| by(since, application::TAKE_ON_DAYS)),
        follow_up: application::follow_up_since(&state)
            .map(|since| by(since, application::FOLLOW_UP_DAYS)),
        followed_up: state.followed_up.as_ref().map(|said| said.text.clone()),
        holder: holder(&application, &state, now),
        papers: case::papers(&service, &application, &state),
        others: for_office.others,
        by_rules: for_office.by_rules,
        happened: happened(&application, &state),
        messages: messages(engine, &application.said(), &names)?,
        typed: engine.store.typed(ask.doc, &TypedPlace::Message)?,
        delivered: engine.store.delivered(ask.doc)?,
        decision: state.decision().cloned(),
        asked: state.asked,
        tracking: state.tracking,
        submitted_at: state.submitted_at,
        names,
        received_at: state.received_at,
        turned_away: state.turned_away,
        withdrawn: state.withdrawn,
        correction: state.correction,
        rating: state.rating,
        bundle: application.bundle,
        answers: application.answers,
        service,
    })
}

/// What those who wrote in it are called, by the centre's word; officers, until that has come,
/// by the name that they gave with their turn.
fn names(application: &Application, state: &ApplicationState) -> BTreeMap<PersonId, String> {
    let sender = state.sent_by.zip(state.sender.clone());
    let turns = in_order(&application.events).into_iter();
    let officers = turns.filter_map(|event| match &event.what {
        ApplicationEvent::LeaseTaken { officer, name, .. }
            if *officer == event.by.person && !name.is_empty() =>
        {
            Some((*officer, name.clone()))
        }
        _ => None,
    });
    let sender = sender.map(|(by, name)| (by.person, name));
    let known = state.names.clone();
    officers.chain(sender).chain(known).collect()
}

/// What this device's person may do to an application that stands at `state`.
pub(super) fn moves(
    engine: &Engine,
    resident: PersonId,
    state: &ApplicationState,
    now: Timestamp,
) -> Result<BTreeSet<ApplicationMove>> {
    let acts = acts_as(engine, resident, Permission::Apply)?;
    let all = ApplicationMove::ALL.into_iter();
    Ok(all
        .filter(|what| acts.resident || !what.is_residents())
        .filter(|what| application::may(state, acts.me, *what, now).is_ok())
        .collect())
}

/// Who works on it, by the name that they gave with their turn.
fn holder(
    application: &Application,
    state: &ApplicationState,
    now: Timestamp,
) -> Option<view::Holder> {
    let lease = state.lease.filter(|lease| now < lease.until)?;
    let name = in_order(&application.events)
        .into_iter()
        .rev()
        .find_map(|event| match &event.what {
            ApplicationEvent::LeaseTaken { officer, name, .. } if *officer == lease.officer => {
                Some(name.clone())
            }
            _ => None,
        });
    Some(view::Holder {
        person: lease.officer,
        name: name.unwrap_or_default(),
        until: lease.until,
    })
}

/// What counted, in order. Messages have their own list, and who sits at it now is
/// nothing to look back on.
fn happened(application: &Application, state: &ApplicationState) -> Vec<Happened> {
    let is_told = |what: &ApplicationEvent| {
        !matches!(
            what,
            ApplicationEvent::Said { .. }
                | ApplicationEvent::Arrived { .. }
                | ApplicationEvent::Introduced { .. }
                | ApplicationEvent::LeaseTaken { .. }
                | ApplicationEvent::LeaseGiven
        )
    };
    in_order(&application.events)
        .into_iter()
        .filter(|event| !state.ignores(event.id) && is_told(&event.what))
        .map(|event| Happened {
            at: event.at,
            by: event.by,
            what: event.what.clone(),
        })
        .collect()
}
