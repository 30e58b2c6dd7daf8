//! Papers of which a photo can be sent are questions of the form: after all others, in
//! a part of their own, and never in the way: who has no photo shows the paper at the desk.
//!
//! The office can ask for each of them by its id, those too that may be missing.

use super::{EvidenceKind, Service};
use crate::answer::{Answers, FieldId, Question, QuestionKind, applies, journey};

/// Most photos of one paper: both sides, or some pages.
const PHOTOS: u32 = 4;

impl Service {
    /// The part of a long form that asks for photos of papers.
    pub const PAPERS: &str = "papers";

    /// The paper that a question asks for a photo of.
    #[must_use]
    pub fn paper(&self, question: &FieldId) -> Option<&EvidenceKind> {
        let mut photographed = self.evidence.iter().filter(|paper| paper.photo);
        photographed.find(|paper| paper.id == question.0)
    }

    /// Whether a paper with this id belongs to it.
    #[must_use]
    pub fn asks_for_paper(&self, id: &str) -> bool {
        self.evidence.iter().any(|paper| paper.id == id)
    }

    /// Papers that belong to it, given the answers, in order; those too that may be missing.
    pub fn papers_for(&self, answers: &Answers) -> impl Iterator<Item = &EvidenceKind> {
        let asked = journey(&self.questions, answers);
        self.evidence
            .iter()
            .filter(move |paper| applies(paper.show_if.as_ref(), &asked, answers))
    }

    /// Adds the questions, once.
    pub(super) fn ask_for_papers(&mut self) {
        let section = (!self.sections.is_empty()).then(|| Self::PAPERS.to_owned());
        let papers = self.evidence.iter().filter(|paper| paper.photo);
        let questions = papers.map(|paper| {
            let (id, kind) = (
                FieldId(paper.id.clone()),
                QuestionKind::Photos { max: PHOTOS },
            );
            Question {
                help: Some(paper.help.clone()),
                grade: paper.grade,
                optional: true,
                on_request: paper.optional && paper.show_if.is_none(),
                show_if: paper.show_if.clone(),
                section: section.clone(),
                ..Question::new(id, paper.label.clone(), kind)
            }
        });
        let questions: Vec<_> = questions
            .filter(|question| self.question(&question.id).is_none())
            .collect();
        self.questions.extend(questions);
    }
}
