//! A form, one question a page, whichever kind of document it fills. What comes next and
//! before, the form says by itself (`linli_domain::form`); here only how it is drawn.

mod check;
mod clash;
mod known;
mod question;
mod route;
mod step;
mod subject;
mod tasks;

pub(crate) use route::FormRoute;
pub(super) use step::StepProps;

use self::{check::CheckStep, question::QuestionStep, tasks::Tasks};
use crate::{
    address::PageAddress,
    hooks::{use_view, use_words},
    pages::{resident::ResidentRoute, shared::not_here},
    route::Route,
};
use linli_api::{OpenForm, Topic};
use linli_domain::{form::Writable, id::DocId};
use yew::prelude::*;

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
        _ if form.way.writable != Writable::All => {
            html! { <Elsewhere key="sent" to={subject::sent(&view)} /> }
        }
        FormRoute::Tasks(_) if form.is_long() => html! { <Tasks {view} /> },
        FormRoute::Tasks(_) => {
            let to = StepProps { view: view.clone() }.route(form.first());
            html! { <Elsewhere key="first" {to} /> }
        }
        // An earlier answer may have taken the question off the way.
        FormRoute::Question(..) | FormRoute::Check(_) => html! { <CheckStep {view} /> },
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
struct ElsewhereProps {
    to: Route,
}

/// Leads to the page where one goes on; "back" does not lead here again.
#[component]
fn Elsewhere(props: &ElsewhereProps) -> Html {
    let to = props.to.clone();
    use_effect_with((), move |()| to.go_instead());
    html! {}
}
