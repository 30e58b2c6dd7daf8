//! What every step of a form gets, and where the steps lead.

use super::{FormRoute, subject};
use crate::{address::PageAddress, route::Route};
use linli_api::view;
use linli_domain::form::FormStep;
use std::rc::Rc;
use yew::prelude::*;

/// What every step gets.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(in crate::pages) struct StepProps {
    /// The form as it stands.
    pub(in crate::pages) view: Rc<view::FormView>,
}

impl StepProps {
    /// Where a step is.
    pub(in crate::pages) fn route(&self, step: FormStep) -> Route {
        let doc = self.view.doc;
        match step {
            FormStep::Question(field) => FormRoute::Question(doc, field).into(),
            FormStep::Parts => FormRoute::Tasks(doc).into(),
            FormStep::When => subject::when(&self.view),
            FormStep::Check => FormRoute::Check(doc).into(),
            FormStep::Out => subject::out(&self.view),
        }
    }

    /// Where "back" leads from a step.
    pub(in crate::pages) fn back(&self, from: &FormStep) -> AttrValue {
        self.route(self.view.form.back(from)).href()
    }

    /// How many steps there are: the questions, "when", and reading it once more.
    pub(in crate::pages) fn steps(&self) -> usize {
        let more = 1 + usize::from(self.view.form.way.asks_when);
        self.view.form.asked().len().saturating_add(more)
    }
}
