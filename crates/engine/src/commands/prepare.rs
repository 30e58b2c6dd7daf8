//! Granting without applying, as far as it goes without the office: whoever is entitled
//! has the form filled with what is known, and only reads and sends it.

use super::{
    application_of,
    apply::{self, service_of},
    intent, known,
};
use crate::{engine::Engine, error::Result, store::application::ApplicationRow};
use linli_api::{
    PrepareApplication, StartApplication, Topic,
    view::{Known, Prepared},
};
use linli_domain::{
    answer::{Answers, FieldId, Question, check, journey},
    application::{self, ApplicationStatus, Outcome},
    catalogue::{ChannelKind, Service},
    time::Timestamp,
};
use std::collections::BTreeMap;

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
    let now = engine.now();
    let own = application_of(engine, doc)?;
    let service = service_of(engine, &own)?;
    let known = match known::profile(engine, own.header.resident)? {
        Some(profile) => known::known(engine, &profile, &service.questions, now)?,
        None => BTreeMap::new(),
    };
    let mut answers = own.answers;
    let edits: Vec<_> = fill(&service.questions, &known, &mut answers)
        .into_iter()
        .filter_map(|id| {
            let question = service.question(&id)?;
            Some(apply::edit(question, answers.get(&id).cloned()))
        })
        .collect();
    if !edits.is_empty() {
        engine.write(doc, &edits, intent(ask, ""), changed)?;
    }
    Ok(Prepared {
        doc,
        next: left(&service.questions, &known, &answers),
    })
}

/// Adds what is known and fresh to what is asked; one answer may bring up the next question.
fn fill(
    questions: &[Question],
    known: &BTreeMap<FieldId, Known>,
    answers: &mut Answers,
) -> Vec<FieldId> {
    let mut filled = Vec::new();
    loop {
        let fresh = journey(questions, answers)
            .into_iter()
            .find_map(|question| {
                let known = known.get(&question.id).filter(|known| !known.is_old)?;
                let is_open = !answers.contains_key(&question.id);
                is_open.then(|| (question.id.clone(), known.value.clone()))
            });
        let Some((id, value)) = fresh else {
            return filled;
        };
        answers.insert(id.clone(), value);
        filled.push(id);
    }
}

/// The first question without an answer that it needs, or whose known answer is old.
fn left(
    questions: &[Question],
    known: &BTreeMap<FieldId, Known>,
    answers: &Answers,
) -> Option<FieldId> {
    let mut asked = journey(questions, answers).into_iter();
    let is_left = |question: &&Question| {
        let given = answers.get(&question.id);
        check(question, given).is_err() || (given.is_none() && known.contains_key(&question.id))
    };
    asked.find(is_left).map(|question| question.id.clone())
}

/// What has become of a service for this resident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Nothing, or a draft.
    Open,
    /// It is with the office.
    OnItsWay,
    /// It was granted.
    Granted {
        /// When it was asked for.
        asked: Option<Timestamp>,
    },
}

/// What has become of `service` for this resident, by their applications.
pub(super) fn standing(
    engine: &Engine,
    rows: &[ApplicationRow],
    service: &Service,
) -> Result<Standing> {
    let mut standing = Standing::Open;
    for row in rows.iter().filter(|row| row.line.service == service.id) {
        match row.line.status {
            ApplicationStatus::Decided | ApplicationStatus::Closed => {
                let state = application::fold(&application_of(engine, row.doc)?);
                let outcome = state.decision().map(|decision| decision.outcome);
                if matches!(outcome, Some(Outcome::Granted | Outcome::Partly)) {
                    return Ok(Standing::Granted {
                        asked: state.submitted_at,
                    });
                }
            }
            ApplicationStatus::Draft => {}
            status if status.is_open() => standing = Standing::OnItsWay,
            _ => {}
        }
    }
    Ok(standing)
}

/// Whether it is worth preparing where the rules say yes.
pub(super) fn can_be_prepared(service: &Service, standing: Standing) -> bool {
    let mut channels = service.channels.iter();
    service.auto_grant
        && standing == Standing::Open
        && channels.any(|channel| channel.is == ChannelKind::App)
}
