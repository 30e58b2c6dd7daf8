//! A form as it is filled in: which page comes next and before, what is wrong with an
//! answer, and what is known already. The same for a care request, an application, and
//! whatever else asks questions.
//!
//! What only one kind of document has is data here: see [`Way`]. Pages draw what this
//! says; the engine keeps the answers, and asks the same functions before it sends.

mod known;
mod reaching;
mod way;

pub use known::{Known, Provenance, profile_text, profile_value};
pub use reaching::{details_questions, home_questions};
pub use way::{FormStep, Part, Way, Writable};

use crate::{
    answer::{
        AnswerError, Answers, FieldId, Question, QuestionKind, Value, across, check, check_on,
        journey, normal,
    },
    catalogue::Section,
    document::Author,
    time::{Date, Timestamp},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A form with its answers so far.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Form {
    /// What it asks, in order; what an answer or the office has to bring up too.
    pub questions: Vec<Question>,
    /// The parts of a long form; none where it is short.
    pub sections: Vec<Section>,
    /// Answers so far, also those to questions that a later answer took away.
    pub answers: Answers,
    /// What stands in fields on this device and is no answer, as it was typed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub half: BTreeMap<FieldId, String>,
    /// What is known of questions that have no answer yet.
    pub known: BTreeMap<FieldId, Known>,
    /// Different answers given while apart, the one that shows first.
    pub clashes: BTreeMap<FieldId, Vec<Given>>,
    /// What its kind of document adds.
    pub way: Way,
}

/// One of several answers given while apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    pub value: Value,
    /// Who gave it, where that is known.
    pub by: Option<Author>,
    /// Whether this device's person did.
    pub mine: bool,
    pub at: Timestamp,
}

/// What keeps a form from being sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormError {
    /// Two answers: a person has to choose.
    TwoAnswers,
    /// What was typed is no answer.
    Half,
    /// The answer is none, or contradicts another.
    Wrong(AnswerError),
}

impl Form {
    /// A form with these questions and answers, of which nothing else is known.
    #[must_use]
    pub fn new(questions: Vec<Question>, answers: Answers) -> Self {
        Self {
            questions,
            answers,
            ..Self::default()
        }
    }

    /// The question with this id, asked or not.
    #[must_use]
    pub fn question(&self, field: &FieldId) -> Option<&Question> {
        self.questions.iter().find(|question| question.id == *field)
    }

    /// The questions that are asked, given the answers so far, in order. What the office
    /// asks for again is among them, whatever the other answers say.
    #[must_use]
    pub fn asked(&self) -> Vec<&Question> {
        let way = journey(&self.questions, &self.answers);
        let is_asked = |question: &&Question| {
            self.way.writable.is_asked_again(&question.id)
                || way.iter().any(|known| known.id == question.id)
        };
        self.questions.iter().filter(is_asked).collect()
    }

    /// The question with this id, where it may be answered now.
    #[must_use]
    pub fn open_question(&self, field: &FieldId) -> Option<&Question> {
        let is_open = match &self.way.writable {
            Writable::All => self.asked().iter().any(|question| question.id == *field),
            Writable::Only(fields) => fields.contains(field),
            Writable::Nothing => false,
        };
        self.question(field).filter(|_| is_open)
    }

    /// The form with another answer, as it is kept ([`normal`]); `None` takes it back. What
    /// was half typed there is gone.
    #[must_use]
    pub fn answered(mut self, field: &FieldId, value: Option<Value>) -> Self {
        self.half.remove(field);
        let kind = self.question(field).map(|question| &question.kind);
        let value = value.map(|value| match kind {
            Some(kind) => normal(kind, value),
            None => value,
        });
        match value {
            Some(value) => self.answers.insert(field.clone(), value),
            None => self.answers.remove(field),
        };
        self
    }

    /// Whether the answer to `field` is one, can be given on the day `today`, and
    /// contradicts no other.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn judge(&self, field: &FieldId, today: Date) -> Result<(), AnswerError> {
        if let Some(question) = self.question(field) {
            check_on(question, self.answers.get(field), today)?;
        }
        let mut contradicted = across(&self.questions, &self.answers).into_iter();
        match contradicted.find(|(wrong, _)| wrong == field) {
            Some((_, why)) => Err(why),
            None => Ok(()),
        }
    }

    /// What keeps it from being sent on the day `today`, in the form's order. What may not
    /// be written now keeps nobody: neither a second answer nor a day that went by while
    /// the office had it.
    #[must_use]
    pub fn mistakes(&self, today: Date) -> Vec<(&Question, FormError)> {
        let asked = self.asked().into_iter();
        let open = asked.filter(|question| self.way.writable.contains(&question.id));
        let mistake = |question: &Question| {
            if self.clashes.contains_key(&question.id) {
                return Some(FormError::TwoAnswers);
            }
            if self.half.contains_key(&question.id) {
                return Some(FormError::Half);
            }
            self.judge(&question.id, today).err().map(FormError::Wrong)
        };
        open.filter_map(|question| Some((question, mistake(question)?)))
            .collect()
    }

    /// Whether a question still keeps the form from being read once more.
    fn is_open(&self, question: &Question) -> bool {
        check(question, self.answers.get(&question.id)).is_err()
            || self.clashes.contains_key(&question.id)
            || self.half.contains_key(&question.id)
    }

    /// Whether a person has still to look at a question: it is open, or what is known of
    /// it was not confirmed.
    fn is_left(&self, question: &Question) -> bool {
        let is_unanswered = !self.answers.contains_key(&question.id);
        self.is_open(question) || is_unanswered && self.known.contains_key(&question.id)
    }

    /// The first question that is open.
    #[must_use]
    pub fn first_open(&self) -> Option<&Question> {
        let mut asked = self.asked().into_iter();
        asked.find(|question| self.is_open(question))
    }

    /// The first question that a person has still to look at.
    #[must_use]
    pub fn first_left(&self) -> Option<&Question> {
        let mut asked = self.asked().into_iter();
        asked.find(|question| self.is_left(question))
    }

    /// Answers to questions that a later answer took off the form: the office has no
    /// business with them.
    #[must_use]
    pub fn not_asked(&self) -> Vec<&FieldId> {
        let asked = self.asked();
        let is_asked = |field: &FieldId| asked.iter().any(|question| question.id == *field);
        let answered = self.answers.keys();
        answered.filter(|field| !is_asked(field)).collect()
    }

    /// What of `earlier`, the answers to a form of the same kind that was filled in before,
    /// still answers these questions on the day `today`. What is known to be otherwise by
    /// now is not among it.
    #[must_use]
    pub fn carried(&self, earlier: &Answers, today: Date) -> Answers {
        let mut carried = Self::new(self.questions.clone(), Answers::new());
        for question in self.questions.iter().filter(|question| carries(question)) {
            let known = self.known.get(&question.id).map(|known| &known.value);
            let Some(value) = earlier.get(&question.id) else {
                continue;
            };
            if known.is_some_and(|known| known != value) {
                continue;
            }
            let next = carried.clone().answered(&question.id, Some(value.clone()));
            if next.judge(&question.id, today).is_ok() {
                carried = next;
            }
        }
        let left = carried.not_asked().into_iter().cloned();
        for field in left.collect::<Vec<_>>() {
            carried.answers.remove(&field);
        }
        carried.answers
    }
}

/// Whether an answer may be carried into another document. A picture belongs to the one
/// that it was taken for, and a name stands under what was read.
#[must_use]
pub const fn carries(question: &Question) -> bool {
    !question.own
        && !matches!(
            question.kind,
            QuestionKind::Photos { .. } | QuestionKind::Signature
        )
}
