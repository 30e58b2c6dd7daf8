//! Answers that the forms of one bundle share: each question is asked once.

use super::super::application_of;
use crate::{engine::Engine, error::Result, store::application::ListedApplication};
use linli_api::StartApplication;
use linli_domain::{
    answer::{Answers, Question},
    application::{Application, ApplicationStatus},
    form::carries,
    id::DocId,
    time::{DAY_MS, Timestamp},
};
use linli_replica::replica::Edit;

/// How long what a bundle was answered once counts for the rest of it.
const RUN_MS: i64 = 90 * DAY_MS;

/// Answers that other applications of the bundle gave already, this time.
pub(in crate::commands) fn given_before(
    engine: &Engine,
    rows: &[ListedApplication],
    ask: &StartApplication,
    now: Timestamp,
) -> Result<Vec<Edit>> {
    let (Some(service), Some(_)) = (engine.catalogue.service(&ask.service), &ask.bundle) else {
        return Ok(Vec::new());
    };
    let of_bundle = |row: &&ListedApplication| row.line.bundle == ask.bundle;
    // Applied for before: this is another time, and perhaps about somebody else.
    let is_again = rows
        .iter()
        .filter(of_bundle)
        .any(|row| row.line.service == ask.service);
    let siblings = rows.iter().filter(of_bundle).filter(|row| {
        let status = row.line.status;
        let is_recent = now.since(row.touched) <= RUN_MS;
        row.line.service != ask.service
            && (status == ApplicationStatus::Draft
                || !is_again && (status.is_open() || status.has_answer() && is_recent))
    });
    let mut answers = Answers::new();
    for row in siblings {
        let application = application_of(engine, row.doc)?;
        for question in &service.questions {
            let value = application.answers.get(&question.id);
            if let Some(value) = value.filter(|_| is_shared(engine, &application, question)) {
                let answer = answers.entry(question.id.clone());
                answer.or_insert_with(|| value.clone());
            }
        }
    }
    let answered = service.questions.iter();
    Ok(answered
        .filter_map(|question| Some(Edit::answer(question, Some(answers.remove(&question.id)?))))
        .collect())
}

/// The other drafts of the same bundle that ask `question` too.
pub(in crate::commands) fn drafts_that_ask(
    engine: &Engine,
    application: &Application,
    question: &Question,
) -> Result<Vec<DocId>> {
    if application.bundle.is_none() {
        return Ok(Vec::new());
    }
    let rows = engine.store.applications_of(application.header.resident)?;
    let others = rows.into_iter().filter(|row| {
        row.doc != application.header.id
            && row.line.bundle == application.bundle
            && row.line.status == ApplicationStatus::Draft
    });
    let mut docs = Vec::new();
    for row in others {
        if is_shared(engine, &application_of(engine, row.doc)?, question) {
            docs.push(row.doc);
        }
    }
    Ok(docs)
}

/// Whether `other` asks the same thing in the same way, so that one answer serves both.
fn is_shared(engine: &Engine, other: &Application, question: &Question) -> bool {
    let asked = engine.catalogue.service(&other.service);
    let asked = asked.and_then(|service| service.question(&question.id));
    carries(question) && asked.is_some_and(|asked| !asked.own && asked.kind == question.kind)
}
