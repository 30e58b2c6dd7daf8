//! An application's form, one question a page: holds its view while the steps
//! change, and says which step is where.

mod check;
mod clash;
mod known;
mod question;
mod tasks;

use self::{check::Check, question::QuestionStep, tasks::Tasks};
use crate::{
    address::{Address, routes},
    hooks::{use_view, use_words},
    pages::{
        resident::ResidentRoute,
        services::{Overview, ServicesRoute},
        shared::not_here,
    },
    route::Route,
};
use linli_api::{OpenApplication, Topic, view};
use linli_domain::{
    answer::{self, Answers, FieldId, Question, journey},
    application::ApplicationStatus,
    catalogue::Service,
    id::DocId,
};
use std::rc::Rc;
use yew::prelude::*;

routes! {
    /// Where a form is filled in.
    FormRoute {
        /// Its parts.
        Tasks(doc: DocId) = "form" / doc;
        /// One question.
        Question(doc: DocId, field: FieldId) = "form" / doc / "question" / field;
        /// Read it once more.
        Check(doc: DocId) = "form" / doc / "check";
    }
}

impl FormRoute {
    /// Draws the page.
    pub(crate) fn draw(&self) -> Html {
        match self {
            Self::Tasks(doc) | Self::Question(doc, _) | Self::Check(doc) => {
                html! { <FormFlow key={doc.to_string()} doc={*doc} route={self.clone()} /> }
            }
        }
    }
}

/// With so many parts, a form has a page with all of them.
const LONG_SECTIONS: usize = 3;

/// Properties of [`FormFlow`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct FormFlowProps {
    /// The application.
    pub(crate) doc: DocId,
    /// The step.
    pub(crate) route: FormRoute,
}

/// What every step gets.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct StepProps {
    /// The application as it stands.
    pub(super) own: Rc<view::Application>,
}

impl StepProps {
    /// The questions that are asked, given the answers so far.
    pub(super) fn journey(&self) -> Vec<&Question> {
        journey(&self.own.service.questions, &self.own.answers)
    }

    /// Whether its parts have a page of their own.
    pub(super) fn is_long(&self) -> bool {
        is_long(&self.own.service)
    }

    /// Where the form is left to: while the office waits, to what it asked for.
    pub(super) fn out(&self) -> Route {
        let (doc, service) = (self.own.doc, self.own.service.id.clone());
        match (&self.own.bundle, self.own.status) {
            (_, status) if status != ApplicationStatus::Draft => {
                ServicesRoute::Application(doc).into()
            }
            (Some(bundle), _) => ServicesRoute::Bundle(bundle.clone()).into(),
            (None, _) if self.is_long() => FormRoute::Tasks(doc).into(),
            (None, _) => ServicesRoute::Service(service).into(),
        }
    }

    /// The step before the question `field`.
    pub(super) fn before(&self, field: &FieldId) -> Route {
        let journey = self.journey();
        let place = journey.iter().position(|question| question.id == *field);
        let before = place.and_then(|place| journey.get(place.checked_sub(1)?));
        match before {
            Some(question) if self.own.status == ApplicationStatus::Draft => {
                FormRoute::Question(self.own.doc, question.id.clone()).into()
            }
            _ => self.out(),
        }
    }

    /// The step after `field`, with answers as they are now. What a bundle has asked
    /// already is passed over.
    pub(super) fn after(&self, field: &FieldId, answers: &Answers) -> Route {
        if self.own.status != ApplicationStatus::Draft {
            return self.out();
        }
        let doc = self.own.doc;
        let asked = journey(&self.own.service.questions, answers);
        let place = asked.iter().position(|question| question.id == *field);
        let here = place.and_then(|place| asked.get(place));
        let mut rest = asked
            .iter()
            .skip(place.map_or(0, |place| place.saturating_add(1)));
        let next = if self.own.bundle.is_some() {
            rest.find(|question| answer::check(question, answers.get(&question.id)).is_err())
        } else {
            rest.next()
        };
        match (next, here) {
            (None, _) => FormRoute::Check(doc).into(),
            (Some(next), Some(here))
                if self.is_long() && self.own.bundle.is_none() && next.section != here.section =>
            {
                FormRoute::Tasks(doc).into()
            }
            (Some(next), _) => FormRoute::Question(doc, next.id.clone()).into(),
        }
    }
}

/// Photos of papers are passed over in a moment: they make no form long.
fn is_long(service: &Service) -> bool {
    let sections = service.sections.iter();
    sections
        .filter(|section| section.id != Service::PAPERS)
        .count()
        >= LONG_SECTIONS
}

/// The flow.
#[component]
pub(crate) fn FormFlow(props: &FormFlowProps) -> Html {
    let words = use_words();
    let doc = props.doc;
    let opened = use_view(
        OpenApplication { doc },
        vec![Topic::Doc(doc), Topic::Delivery, Topic::Profile],
    );
    let Some(own) = opened.here().cloned() else {
        return not_here(
            &words,
            &opened,
            words.text("services-title"),
            ResidentRoute::Matters.href(),
        );
    };
    let is_draft = own.status == ApplicationStatus::Draft;
    match &props.route {
        FormRoute::Question(_, field) if is_draft || is_asked_again(&own, field) => {
            html! { <QuestionStep key={field.to_string()} field={field.clone()} {own} /> }
        }
        // What was sent is not changed by the form any more.
        _ if !is_draft => html! { <Overview {own} /> },
        FormRoute::Tasks(_) if is_long(&own.service) => html! { <Tasks {own} /> },
        FormRoute::Tasks(_) => html! { <FirstOpen {own} /> },
        _ => html! { <Check {own} /> },
    }
}

/// The first question that has no answer yet, as of when the page was opened: it stays
/// while its answer is written.
#[component]
fn FirstOpen(props: &StepProps) -> Html {
    let field = use_state(|| first_open(&props.own));
    let own = props.own.clone();
    match &*field {
        Some(field) => html! { <QuestionStep field={field.clone()} {own} /> },
        None => html! { <Check {own} /> },
    }
}

fn first_open(own: &view::Application) -> Option<FieldId> {
    let asked = journey(&own.service.questions, &own.answers);
    let open = asked
        .into_iter()
        .find(|question| answer::check(question, own.answers.get(&question.id)).is_err());
    open.map(|question| question.id.clone())
}

/// Whether the office asked for this answer again.
fn is_asked_again(own: &view::Application, field: &FieldId) -> bool {
    let waits = matches!(
        own.status,
        ApplicationStatus::NeedsMore | ApplicationStatus::Lapsed
    );
    waits
        && own
            .asked
            .as_ref()
            .is_some_and(|asked| asked.asks_for(field))
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
