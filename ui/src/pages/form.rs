//! A form, one question a page, whichever kind of document it fills. What comes next and
//! before, the form says by itself (`linli_domain::form`); here only how it is drawn.

mod check;
mod clash;
mod known;
mod question;
mod subject;
mod tasks;

use self::{check::CheckStep, question::QuestionStep, tasks::Tasks};
use crate::{
    address::{PageAddress, routes},
    hooks::{use_view, use_words},
    pages::{resident::ResidentRoute, shared::not_here},
    route::Route,
};
use linli_api::{OpenForm, Topic, view};
use linli_domain::{
    answer::FieldId,
    form::{FormStep, Writable},
    id::DocId,
};
use std::rc::Rc;
use yew::prelude::*;

routes! {
    /// Where a form is filled in.
    FormRoute {
        /// Where it is begun or gone on with; the parts of a long one.
        Tasks(doc: DocId) = "form" / doc;
        Question(doc: DocId, field: FieldId) = "form" / doc / "question" / field;
        /// Read it once more.
        Check(doc: DocId) = "form" / doc / "check";
    }
}

impl FormRoute {
    pub(crate) fn draw(&self) -> Html {
        match self {
            Self::Tasks(doc) | Self::Question(doc, _) | Self::Check(doc) => {
                html! { <FormFlow key={doc.to_string()} doc={*doc} route={self.clone()} /> }
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct FormFlowProps {
    pub(crate) doc: DocId,
    pub(crate) route: FormRoute,
}

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

/// The flow: holds the view while the steps change.
#[component]
pub(crate) fn FormFlow(props: &FormFlowProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let topics = vec![Topic::Doc(doc), Topic::Profile, Topic::Catalogue];
    let opened = use_view(OpenForm { doc }, topics);
    let Some(view) = opened.here().cloned() else {
        let title = words.text("home-matters");
        return not_here(&words, &opened, title, ResidentRoute::Matters.href());
    };
    let form = &view.form;
    match &props.route {
        FormRoute::Question(_, field) if form.open_question(field).is_some() => {
            html! { <QuestionStep key={field.to_string()} field={field.clone()} {view} /> }
        }
        // What was sent is not changed by the form any more.
        _ if form.way.writable != Writable::All => subject::sent(&view),
        FormRoute::Tasks(_) if form.is_long() => html! { <Tasks {view} /> },
        FormRoute::Tasks(_) => html! { <First {view} /> },
        // An earlier answer may have taken the question off the way.
        FormRoute::Question(..) | FormRoute::Check(_) => html! { <CheckStep {view} /> },
    }
}

/// Leads to the page where one goes on; "back" does not lead here again.
#[component]
fn First(props: &StepProps) -> Html {
    let first = props.route(props.view.form.first());
    use_effect_with((), move |()| first.go_instead());
    html! {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::paths;

    #[test]
    fn addresses_stay_as_they_are() {
        assert_eq!(
            paths::<FormRoute>(),
            ["form/DOC", "form/DOC/question/diet", "form/DOC/check",]
        );
    }
}
