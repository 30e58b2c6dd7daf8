//! Granting without applying, as far as it goes without the office: whoever is entitled
//! has the form filled with what is known, and only reads and sends it.

use super::{application_of, apply, form, intent, known};
use crate::{engine::Engine, error::Result, store::application::ListedApplication};
use linli_api::{PrepareApplication, StartApplication, Topic, view::Prepared};
use linli_domain::{
    application::{self, Application, ApplicationStatus, Outcome},
    catalogue::{ChannelKind, Service},
    time::Timestamp,
};
use linli_replica::replica::Edit;

pub(super) fn prepare(
    engine: &mut Engine,
    ask: PrepareApplication,
    changed: &mut Vec<Topic>,
) -> Result<Prepared> {
    let start = StartApplication {
        service: ask.service.clone(),
        bundle: None,
    };
    let doc = apply::start(engine, start, changed)?.doc;
    let contents = engine.contents(doc)?;
    let is_draft = |own: &Application| application::fold(own).status == ApplicationStatus::Draft;
    if !contents.as_application().is_some_and(is_draft) {
        return Ok(Prepared { doc, next: None });
    }
    let mut form = form::form_of(engine, &contents)?;
    let now = engine.now();
    if let Some(profile) = known::profile(engine, contents.header().resident)? {
        profile.tell(&mut form, now);
    }
    let filled = form.fill();
    let edits: Vec<_> = filled
        .iter()
        .filter_map(|id| {
            let question = form.question(id)?;
            Some(Edit::answer(question, form.answers.get(id).cloned()))
        })
        .collect();
    if !edits.is_empty() {
        engine.write(doc, &edits, intent(ask, ""), changed)?;
    }
    Ok(Prepared {
        doc,
        next: form.first_left().map(|question| question.id.clone()),
    })
}

/// What has become of a service for this resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ServiceStanding {
    /// Nothing, or a draft.
    Open,
    /// It is with the office.
    OnItsWay,
    Granted {
        /// When it was asked for.
        asked: Option<Timestamp>,
    },
}

/// What has become of `service` for this resident, by their applications.
pub(super) fn standing(
    engine: &Engine,
    rows: &[ListedApplication],
    service: &Service,
) -> Result<ServiceStanding> {
    let mut standing = ServiceStanding::Open;
    for row in rows.iter().filter(|row| row.line.service == service.id) {
        match row.line.status {
            ApplicationStatus::Decided | ApplicationStatus::Closed => {
                let state = application::fold(&application_of(engine, row.doc)?);
                let outcome = state.decision().map(|decision| decision.outcome);
                if matches!(outcome, Some(Outcome::Granted | Outcome::Partly)) {
                    return Ok(ServiceStanding::Granted {
                        asked: state.submitted_at,
                    });
                }
            }
            ApplicationStatus::Draft => {}
            status if status.is_open() => standing = ServiceStanding::OnItsWay,
            _ => {}
        }
    }
    Ok(standing)
}

/// Whether it is worth preparing where the rules say yes.
pub(super) fn can_be_prepared(service: &Service, standing: ServiceStanding) -> bool {
    let mut channels = service.channels.iter();
    service.auto_grant
        && standing == ServiceStanding::Open
        && channels.any(|channel| channel.is == ChannelKind::App)
}
