//! What of a service is under way for a resident. One application at a time: who applies for
//! the same thing twice makes two offices' officers look at one matter.

use super::{application_of, catalogue::service_of};
use crate::{
    engine::{
        Engine,
        entitled::{Judged, facts},
    },
    error::{EngineError, Result},
    store::application::ListedApplication,
};
use linli_api::view::{Entitled, RuleReason, ServiceMatter};
use linli_domain::{
    application::{self, Application, ApplicationStatus},
    catalogue::{Service, ServiceId},
    form::{Form, profile_text},
    id::DocId,
    person::Person,
};
use std::collections::BTreeMap;

/// The application that was sent for a service and has no answer yet. What is done when
/// something has happened may happen again meanwhile: such a service has none.
pub(super) fn under_way<'a>(
    engine: &Engine,
    rows: &'a [ListedApplication],
    service: &ServiceId,
) -> Option<&'a ListedApplication> {
    let service = engine.catalogue.service(service)?;
    let mut sent = rows
        .iter()
        .filter(|row| row.line.service == service.id && row.line.status.is_under_way());
    sent.next().filter(|_| service.is_one_at_a_time())
}

/// Another application for the same, which was sent while this one was written.
pub(super) fn other_under_way(engine: &Engine, own: &Application) -> Result<Option<DocId>> {
    let rows = engine.store.applications_of(own.header.resident)?;
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| row.doc != own.header.id)
        .collect();
    Ok(under_way(engine, &rows, &own.service).map(|row| row.doc))
}

/// Keeps a second application for the same from being sent.
pub(super) fn is_only(engine: &Engine, own: &Application) -> Result<()> {
    match other_under_way(engine, own)? {
        Some(other) => Err(EngineError::UnderWay(other)),
        None => Ok(()),
    }
}

/// The resident's newest matter with a service: what is sent before what is only begun, and
/// that before what has its answer.
pub(super) fn matter(
    engine: &Engine,
    rows: &[ListedApplication],
    service: &Service,
) -> Result<Option<ServiceMatter>> {
    let own = || rows.iter().filter(|row| row.line.service == service.id);
    let sent = own().find(|row| row.line.status.is_under_way());
    let mut begun = None;
    for row in own().filter(|row| row.line.status == ApplicationStatus::Draft) {
        if !application_of(engine, row.doc)?.answers.is_empty() {
            begun = begun.or(Some(row));
        }
    }
    let answered = own().find(|row| row.line.status.has_answer());
    let Some(row) = sent.or(begun).or(answered) else {
        return Ok(None);
    };
    let state = application::fold(&application_of(engine, row.doc)?);
    Ok(Some(ServiceMatter {
        doc: row.doc,
        status: row.line.status,
        outcome: state.decision().map(|decision| decision.outcome),
        delivered: engine.store.delivered(row.doc)?,
    }))
}

/// What speaks against an application by the answers that it gives itself: told before it is
/// sent. The office decides all the same.
pub(super) fn against(
    engine: &mut Engine,
    own: &Application,
    form: &Form,
    person: Option<&Person>,
) -> Result<Vec<RuleReason>> {
    let Some(person) = person else {
        return Ok(Vec::new());
    };
    let service = service_of(engine, own)?;
    let judged = judge(engine, &service, &told(own, form, Some(person.clone())));
    let is_against =
        |reason: &RuleReason| matches!(reason.entitled, Entitled::No | Entitled::NotYet { .. });
    Ok(judged.reasons.into_iter().filter(is_against).collect())
}

/// What is known of the resident by the answers, and by the profile where they do not say.
pub(super) fn told(own: &Application, form: &Form, person: Option<Person>) -> Person {
    let mut person = person.unwrap_or_else(|| Person {
        header: own.header.clone(),
        profile: BTreeMap::new(),
        preferences: BTreeMap::new(),
        devices: Vec::new(),
    });
    for question in form.asked() {
        let Some(value) = form.answers.get(&question.id) else {
            continue;
        };
        for (field, text) in profile_text(question, value) {
            person.profile.insert(field.into(), text);
        }
    }
    person
}

/// What the rules of a service say of somebody.
pub(super) fn judge(engine: &mut Engine, service: &Service, person: &Person) -> Judged {
    let facts = facts(Some(person), engine.today());
    engine.judge.service(service, &facts)
}
