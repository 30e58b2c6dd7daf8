//! The answers of an application as an office's system reads them, and the pictures among
//! them.

use linli_domain::{
    answer::{BlobHash, FieldId, Question, Value},
    application::Application,
    catalogue::Service,
    text::LocalText,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use utoipa::ToSchema;

/// An answer with its question.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Answered)]
pub(super) struct AnswerView {
    /// The question's id.
    field: String,
    /// The question's words; absent where the catalogue has it no more.
    question: Option<BTreeMap<String, String>>,
    /// What kind of answer it is: `text`, `choice`, `date`, …
    kind: Option<&'static str>,
    /// How sensitive it is, from 1 to 4.
    #[schema(minimum = 1, maximum = 4)]
    grade: Option<u8>,
    /// The answer, as `{"text": "…"}`, `{"choice": "…"}` and so on.
    #[schema(value_type = Value)]
    value: serde_json::Value,
    /// The words of the options that were chosen, or of a yes or no that has its own.
    chosen: Vec<BTreeMap<String, String>>,
}

/// A picture that belongs to an answer. It is kept beside the document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Evidence)]
pub(super) struct EvidenceView {
    /// The question's id.
    field: String,
    /// SHA-256 of its bytes, by which it is found and checked.
    hash: String,
    /// Its size.
    bytes: u64,
    /// Whether all of it is here. One that is still on its way from the resident's
    /// device is told of by a webhook when it has come.
    is_here: bool,
    /// The address of its bytes at this centre.
    href: String,
}

/// Answers in the order of the questions, then those whose question is gone.
pub(super) fn answers(application: &Application, service: Option<&Service>) -> Vec<AnswerView> {
    let questions = service.map_or(&[][..], |service| &service.questions);
    let position = |field: &FieldId| {
        let at = questions.iter().position(|question| question.id == *field);
        at.unwrap_or(questions.len())
    };
    let mut ordered: Vec<(&FieldId, &Value)> = application.answers.iter().collect();
    ordered.sort_by_key(|(field, _)| position(field));
    let answered = ordered.into_iter().map(|(field, value)| {
        let question = questions.get(position(field));
        AnswerView {
            field: field.0.clone(),
            question: question.map(|question| question.ask.0.clone()),
            kind: question.map(|question| question.kind.code()),
            grade: question.map(|question| question.grade.into()),
            // Plain data: cannot fail.
            value: serde_json::to_value(value).unwrap_or_default(),
            chosen: question.map_or_else(Vec::new, |question| chosen(question, value)),
        }
    });
    answered.collect()
}

/// The words that the catalogue has for what was chosen.
fn chosen(question: &Question, value: &Value) -> Vec<BTreeMap<String, String>> {
    let said = question.chosen(value).into_iter();
    said.map(|LocalText(words)| words.clone()).collect()
}

/// The pictures among the answers.
pub(super) fn evidence_in(
    application: &Application,
    here: &BTreeSet<BlobHash>,
) -> Vec<EvidenceView> {
    let mut evidence = Vec::new();
    for (field, value) in &application.answers {
        let Value::Photos(photos) = value else {
            continue;
        };
        evidence.extend(photos.iter().map(|photo| EvidenceView {
            field: field.0.clone(),
            hash: photo.hash.to_string(),
            bytes: photo.bytes,
            is_here: here.contains(&photo.hash),
            href: format!(
                "/gateway/v1/applications/{}/evidence/{}",
                application.header.id, photo.hash
            ),
        }));
    }
    evidence
}
