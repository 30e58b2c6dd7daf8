//! The flow of one draft: holds its view while the steps change, and says which
//! step is where.

use super::{
    check::Check,
    question::QuestionStep,
    sent::Sent,
    when::{DayStep, WeeklyStep, WhenStep, WindowStep},
};
use crate::{
    address::Address,
    hooks::{Here, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        shared::{Page, not_here},
    },
};
use linli_api::{OpenCare, Topic, view};
use linli_domain::{
    answer::{FieldId, Question, journey},
    care::{CareStatus, When},
    catalogue::CareKind,
    id::DocId,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`AskFlow`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct AskFlowProps {
    /// The draft.
    pub(crate) doc: DocId,
    /// The step.
    pub(crate) route: CareRoute,
}

/// What every step gets.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct StepProps {
    /// The draft as it stands.
    pub(super) care: Rc<view::CarePage>,
    /// Its kind.
    pub(super) kind: Rc<CareKind>,
}

impl StepProps {
    /// The questions that are asked, given the answers so far.
    pub(super) fn journey(&self) -> Vec<&Question> {
        journey(&self.kind.questions, &self.care.answers)
    }

    /// The step before the question `field`; before "when" where that is `None`.
    pub(super) fn before(&self, field: Option<&FieldId>) -> CareRoute {
        let journey = self.journey();
        let place =
            field.and_then(|field| journey.iter().position(|question| question.id == *field));
        let before = place.unwrap_or(if field.is_some() { 0 } else { journey.len() });
        match before.checked_sub(1).and_then(|index| journey.get(index)) {
            Some(question) => CareRoute::Question(self.care.doc, question.id.clone()),
            None => CareRoute::Ask,
        }
    }

    /// How many steps there are: the questions, when, and reading it once more.
    pub(super) fn steps(&self) -> usize {
        self.journey().len().saturating_add(2)
    }

    /// The step that shows or changes "when".
    pub(super) fn when_step(&self) -> CareRoute {
        match self.care.when {
            Some(When::Weekly { .. }) => CareRoute::Weekly(self.care.doc),
            _ => CareRoute::When(self.care.doc),
        }
    }
}

/// The flow.
#[component]
pub(crate) fn AskFlow(props: &AskFlowProps) -> Html {
    let words = use_words();
    let care = use_view(
        OpenCare { doc: props.doc },
        vec![Topic::Doc(props.doc), Topic::Delivery],
    );
    let here = use_here();
    let opened = care.here().cloned();
    let Some((here, care_here)) = here.zip(opened) else {
        return not_here(&words, &care, words.text("home-ask"), CareRoute::Ask.href());
    };
    let Some(kind) = kind_of(&here, &care_here) else {
        return html! { <Page title={words.text("home-ask")} back={CareRoute::Ask.href()}><p>{ words.text("ask-kind-gone") }</p></Page> };
    };
    let (care, doc) = (care_here, props.doc);
    let is_draft = care.status == CareStatus::Draft;
    match &props.route {
        CareRoute::Sent(_) => html! { <Sent {care} {kind} /> },
        // A request that was sent is changed by talking, not by the form.
        _ if !is_draft => html! { <Sent {care} {kind} /> },
        CareRoute::Question(_, field) => {
            html! { <QuestionStep key={field.to_string()} field={field.clone()} {care} {kind} /> }
        }
        CareRoute::When(_) => html! { <WhenStep key="when" {care} {kind} /> },
        CareRoute::Day(_) => html! { <DayStep key="day" {care} {kind} /> },
        CareRoute::Weekly(_) => html! { <WeeklyStep key="weekly" {care} {kind} /> },
        CareRoute::Window(_) => html! { <WindowStep key="window" {care} {kind} /> },
        _ => html! { <Check key={doc.to_string()} {care} {kind} /> },
    }
}

fn kind_of(here: &Here, care: &view::CarePage) -> Option<Rc<CareKind>> {
    here.kind(&care.kind).cloned().map(Rc::new)
}
