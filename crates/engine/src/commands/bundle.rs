//! Several services for one thing in life.

pub(super) mod answers;

use super::{
    application::moves,
    application_of,
    form::application_form,
    services::{judge_all, own_applications, own_person},
};
use crate::{
    engine::Engine,
    error::{EngineError, Result},
    store::application::ListedApplication,
};
use linli_api::{
    ListBundles, OpenBundle, Topic,
    view::{BundlePage, Entitled, MemberLine},
};
use linli_domain::{
    answer::FieldId,
    application::{self, Application, ApplicationMove, ApplicationStatus, Outcome},
    catalogue::{Bundle, BundleId, Member, Service, ServiceId},
    person::Person,
    text::LocalText,
    time::Timestamp,
};
use std::collections::BTreeSet;

pub(super) fn list(engine: &mut Engine, _: ListBundles, _: &mut Vec<Topic>) -> Result<Vec<Bundle>> {
    Ok(engine.catalogue.bundles.clone())
}

pub(super) fn open(engine: &mut Engine, ask: OpenBundle, _: &mut Vec<Topic>) -> Result<BundlePage> {
    let bundle = engine.catalogue.bundle(&ask.bundle).cloned();
    let bundle = bundle.ok_or_else(|| EngineError::NoService(ask.bundle.0.clone()))?;
    let (judged, now) = (judge_all(engine)?, engine.now());
    let rows = own_applications(engine)?;
    let person = own_person(engine)?.map(|(_, person)| person);
    let mut members = Vec::new();
    // The check at load has seen that no member waits for itself.
    for member in bundle.ordered().unwrap_or_default() {
        let services = engine.catalogue.services.iter().zip(&judged);
        let found = services
            .into_iter()
            .find(|(service, _)| service.id == member.service);
        if let Some((service, judged)) = found {
            members.push(line(
                (engine, now),
                (service, judged.entitled),
                (&bundle, member),
                &rows,
                person.as_ref(),
            )?);
        }
    }
    let is_done = |line: &&MemberLine| line.status.is_some_and(ApplicationStatus::has_answer);
    let done = members.iter().filter(is_done).count();
    Ok(BundlePage {
        done: u32::try_from(done).unwrap_or(u32::MAX),
        bundle,
        members,
    })
}

fn line(
    (engine, now): (&Engine, Timestamp),
    (service, entitled): (&Service, Entitled),
    (bundle, member): (&Bundle, &Member),
    rows: &[ListedApplication],
    person: Option<&Person>,
) -> Result<MemberLine> {
    let is_held = |member: &Member| {
        let held = member.held_if.as_ref();
        held.zip(person)
            .is_some_and(|(held, person)| held.by(person))
    };
    let begun = newest(rows, &bundle.id, &service.id);
    let (mut may, mut next) = (BTreeSet::new(), None);
    if let Some(row) = begun {
        let opened = application_of(engine, row.doc)?;
        let state = application::fold(&opened);
        may = moves(engine, opened.header.resident, &state, now)?;
        if may.contains(&ApplicationMove::Submit) {
            next = next_question(engine, &opened)?;
        }
    }
    let mut waits_for = Vec::new();
    for before in &member.depends_on {
        let mut members = bundle.members.iter();
        let other = members.find(|member| member.service == *before);
        if !other.is_some_and(is_held) && !is_granted(engine, rows, before)? {
            waits_for.extend(name(engine, before));
        }
    }
    Ok(MemberLine {
        service: service.id.clone(),
        name: service.name.clone(),
        easy: service.easy.clone(),
        entitled,
        doc: begun.map(|row| row.doc),
        status: begun.map(|row| row.line.status),
        may,
        next,
        is_held: is_held(member),
        waits_for,
    })
}

fn name(engine: &Engine, service: &ServiceId) -> Option<LocalText> {
    Some(engine.catalogue.service(service)?.name.clone())
}

/// The newest application of the bundle that was not called off; else one made by
/// itself, while it is under way.
fn newest<'a>(
    rows: &'a [ListedApplication],
    bundle: &BundleId,
    service: &ServiceId,
) -> Option<&'a ListedApplication> {
    use ApplicationStatus as S;
    let of_service = || rows.iter().filter(|row| row.line.service == *service);
    let of_bundle = of_service().find(|row| {
        row.line.bundle.as_ref() == Some(bundle)
            && !matches!(row.line.status, S::Withdrawn | S::Lapsed)
    });
    of_bundle.or_else(|| of_service().find(|row| row.line.status.is_open()))
}

fn next_question(engine: &Engine, application: &Application) -> Result<Option<FieldId>> {
    let form = application_form(engine, application)?;
    Ok(form.first_open().map(|question| question.id.clone()))
}

fn is_granted(engine: &Engine, rows: &[ListedApplication], service: &ServiceId) -> Result<bool> {
    for row in rows.iter().filter(|row| row.line.service == *service) {
        let state = application::fold(&application_of(engine, row.doc)?);
        let granted = |outcome| matches!(outcome, Outcome::Granted | Outcome::Partly);
        if state
            .decision()
            .is_some_and(|decision| granted(decision.outcome))
        {
            return Ok(true);
        }
    }
    Ok(false)
}
