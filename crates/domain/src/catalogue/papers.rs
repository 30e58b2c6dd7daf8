//! Papers of which a photo can be sent are questions of the form: after all others, in
//! a part of their own, and never in the way: who has no photo shows the paper at the desk.
//!
//! The office can ask for each of them by its id, those too that may be missing.

use super::{EvidenceKind, Service};
use crate::answer::{FieldId, Question, QuestionKind};

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

    /// Adds the questions, once.
    pub(super) fn ask_for_papers(&mut self) {
        let section = (!self.sections.is_empty()).then(|| Self::PAPERS.to_owned());
        let papers = self.evidence.iter().filter(|paper| paper.photo);
        let questions = papers.map(|paper| Question {
            id: FieldId(paper.id.clone()),
            ask: paper.label.clone(),
            help: Some(paper.help.clone()),
            kind: QuestionKind::Photos { max: PHOTOS },
            grade: paper.grade,
            optional: true,
            may_not_know: false,
            own: false,
            on_request: paper.optional && paper.show_if.is_none(),
            in_offer: false,
            show_if: paper.show_if.clone(),
            profile: None,
            section: section.clone(),
        });
        let questions: Vec<_> = questions
            .filter(|question| self.question(&question.id).is_none())
            .collect();
        self.questions.extend(questions);
    }
}
