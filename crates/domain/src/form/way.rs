//! The way through a form: which page comes after which.

use super::Form;
use crate::{
    answer::{FieldId, Question},
    catalogue::{Section, Service},
};
use serde::{Deserialize, Serialize};

/// With so many parts, a form has a page with all of them.
const LONG_SECTIONS: usize = 3;

/// What a kind of document adds to the way through its form.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Way {
    /// After the last question follows the page "when".
    pub asks_when: bool,
    /// Another form has asked the same: what is answered is passed over, and the parts
    /// have no page of their own.
    pub is_shared: bool,
    /// What may be written now.
    pub writable: Writable,
}

/// What of a form may be written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Writable {
    /// Every question: it is a draft.
    #[default]
    All,
    /// The answers that the office asked for again.
    Only(Vec<FieldId>),
    /// Nothing: it was sent.
    Nothing,
}

impl Writable {
    /// Whether it is the answer to `field`.
    #[must_use]
    pub fn contains(&self, field: &FieldId) -> bool {
        *self == Self::All || self.is_asked_again(field)
    }

    /// Whether the office asked for the answer to `field` again.
    #[must_use]
    pub fn is_asked_again(&self, field: &FieldId) -> bool {
        matches!(self, Self::Only(fields) if fields.contains(field))
    }
}

/// A page of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FormStep {
    Question(FieldId),
    /// The parts of a long form, and how far each is.
    Parts,
    /// When it is wanted.
    When,
    /// Read it once more, then send it.
    Check,
    /// Where the form is left to.
    Out,
}

/// A part of a long form, as far as it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part<'a> {
    pub section: &'a Section,
    pub asked: Vec<&'a Question>,
    /// How many of them are open.
    pub open: usize,
    /// Where one goes on in it.
    pub first: &'a FieldId,
}

impl Form {
    /// Whether its parts have a page of their own. Photos of papers are passed over in a
    /// moment: they make no form long.
    #[must_use]
    pub fn is_long(&self) -> bool {
        let sections = self.sections.iter();
        let counted = sections.filter(|section| section.id != Service::PAPERS);
        counted.count() >= LONG_SECTIONS
    }

    /// Where a form is begun; or gone on with, at what a person has still to look at.
    #[must_use]
    pub fn first(&self) -> FormStep {
        if self.is_long() {
            return FormStep::Parts;
        }
        let question = if self.answers.is_empty() {
            self.asked().first().copied()
        } else {
            self.first_left()
        };
        match question {
            Some(question) => FormStep::Question(question.id.clone()),
            None => self.end(),
        }
    }

    /// The page after the question `field`, once that is answered.
    #[must_use]
    pub fn next(&self, field: &FieldId) -> FormStep {
        if self.way.writable != Writable::All {
            return FormStep::Out;
        }
        let rest = self.beside(field, |place, here| place > here);
        let mut rest = rest.into_iter();
        let next = if self.way.is_shared {
            rest.find(|question| self.is_left(question))
        } else {
            rest.next()
        };
        let section = self.question(field).map(|question| &question.section);
        match next {
            None => self.end(),
            Some(next) if self.has_parts_page() && Some(&next.section) != section => {
                FormStep::Parts
            }
            Some(next) => FormStep::Question(next.id.clone()),
        }
    }

    /// The page before `step`.
    #[must_use]
    pub fn back(&self, step: &FormStep) -> FormStep {
        if self.way.writable != Writable::All {
            return FormStep::Out;
        }
        let before = match step {
            FormStep::Question(field) => self.beside(field, |place, here| place < here),
            FormStep::Check if self.way.asks_when => return FormStep::When,
            FormStep::When | FormStep::Check => self.asked(),
            FormStep::Parts | FormStep::Out => return FormStep::Out,
        };
        match before.last() {
            Some(question) => FormStep::Question(question.id.clone()),
            None if self.has_parts_page() => FormStep::Parts,
            None => FormStep::Out,
        }
    }

    /// The parts of a long form that have something to ask.
    #[must_use]
    pub fn parts(&self) -> Vec<Part<'_>> {
        let asked = self.asked();
        let part = |section| self.part(section, &asked);
        self.sections.iter().filter_map(part).collect()
    }

    fn part<'a>(&'a self, section: &'a Section, asked: &[&'a Question]) -> Option<Part<'a>> {
        let is_here = |question: &&&Question| question.section.as_ref() == Some(&section.id);
        let asked: Vec<_> = asked.iter().filter(is_here).copied().collect();
        let mut open = asked.iter().filter(|question| self.is_open(question));
        let first_open = open.next();
        let mut all = asked.iter();
        let first = first_open
            .or_else(|| all.find(|question| !self.answers.contains_key(&question.id)))
            .or_else(|| asked.first());
        Some(Part {
            section,
            first: &first?.id,
            open: open.count() + usize::from(first_open.is_some()),
            asked,
        })
    }

    /// The step after the last question.
    const fn end(&self) -> FormStep {
        if self.way.asks_when {
            FormStep::When
        } else {
            FormStep::Check
        }
    }

    fn has_parts_page(&self) -> bool {
        self.is_long() && !self.way.is_shared
    }

    /// The questions asked on one side of `field`, which itself need not be asked any more.
    fn beside(&self, field: &FieldId, is_there: impl Fn(usize, usize) -> bool) -> Vec<&Question> {
        let place = |id: &FieldId| self.questions.iter().position(|known| known.id == *id);
        let Some(here) = place(field) else {
            return Vec::new();
        };
        let mut asked = self.asked();
        asked.retain(|question| place(&question.id).is_some_and(|at| is_there(at, here)));
        asked
    }
}
