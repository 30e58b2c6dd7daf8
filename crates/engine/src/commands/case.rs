//! What an application's page shows besides what happened to it: its papers, and, for the
//! office, other applications of the same person and what the rules say of the answers.

use super::{
    application_of,
    form::application_form,
    under_way::{judge, told},
};
use crate::{engine::Engine, error::Result, store::application::ListedApplication};
use linli_api::view::{OtherApplication, PaperLine, RulesSay};
use linli_domain::{
    answer::Value,
    application::{self, Application, ApplicationState},
    catalogue::Service,
    role::Role,
    time::Timestamp,
};

/// What only the office is shown.
#[derive(Default)]
pub(super) struct ForOffice {
    pub(super) others: Vec<OtherApplication>,
    pub(super) by_rules: Option<RulesSay>,
}

pub(super) fn for_office(
    engine: &mut Engine,
    own: &Application,
    service: &Service,
) -> Result<ForOffice> {
    if engine.enrolled()?.writer.role != Role::Officer {
        return Ok(ForOffice::default());
    }
    Ok(ForOffice {
        others: others(engine, own)?,
        by_rules: Some(by_rules(engine, own, service)?),
    })
}

/// Other applications of the same person that were received and are on this device: those that
/// the office may read.
fn others(engine: &mut Engine, own: &Application) -> Result<Vec<OtherApplication>> {
    let now = engine.now();
    let rows = engine.store.applications_of(own.header.resident)?;
    let rows = rows
        .into_iter()
        .filter(|row| row.doc != own.header.id && !row.line.tracking.is_empty());
    rows.map(|row| other(engine, own, row, now)).collect()
}

fn other(
    engine: &Engine,
    own: &Application,
    row: ListedApplication,
    now: Timestamp,
) -> Result<OtherApplication> {
    let state = application::fold(&application_of(engine, row.doc)?);
    let service = engine.catalogue.service(&row.line.service);
    Ok(OtherApplication {
        doc: row.doc,
        name: service
            .map(|service| service.name.clone())
            .unwrap_or_default(),
        is_same: row.line.service == own.service,
        tracking: row.line.tracking,
        status: state.status_at(now),
        outcome: state.decision().map(|decision| decision.outcome),
        received_at: row.line.received_at.unwrap_or_default(),
    })
}

/// What the rules say of the answers alone: an office reads no profile.
fn by_rules(engine: &mut Engine, own: &Application, service: &Service) -> Result<RulesSay> {
    let form = application_form(engine, own)?;
    let judged = judge(engine, service, &told(own, &form, None));
    Ok(RulesSay {
        entitled: judged.entitled,
        looks_at: judged.looks_at,
        reasons: judged.reasons,
    })
}

/// The papers that belong to it, and whether each was sent or shown.
pub(super) fn papers(
    service: &Service,
    own: &Application,
    state: &ApplicationState,
) -> Vec<PaperLine> {
    let papers = service.papers_for(&own.answers).map(|paper| PaperLine {
        paper: paper.id.clone(),
        label: paper.label.clone(),
        optional: paper.optional,
        has_photo: matches!(own.answers.get(paper.id.as_str()), Some(Value::Photos(_))),
        shown: state.shown.get(&paper.id).copied(),
    });
    papers.collect()
}
