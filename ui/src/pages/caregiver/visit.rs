//! One visit, for the caregiver: where, what, and the step that comes next.
//!
//! Booked → on the way → at the door → safety checks one by one → tasks → note →
//! finished. Each press is kept at once, with or without a network.

mod add;
mod end;
mod last_time;
mod measure;
mod overview;
mod props;
mod steps;
mod tick;
mod work;

use crate::{
    address::PageAddress,
    hooks::{use_here, use_view, use_words},
    pages::{
        caregiver::CaregiverRoute,
        shared::{Page, not_here},
    },
};
use linli_api::{OpenVisit, Topic};
use linli_domain::{
    care::{VisitId, VisitMove},
    catalogue::CareKind,
    id::DocId,
};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct VisitFlowProps {
    pub(crate) doc: DocId,
    pub(crate) visit: VisitId,
    /// The page of the flow.
    pub(crate) route: CaregiverRoute,
}

#[component]
pub(crate) fn VisitFlow(props: &VisitFlowProps) -> Html {
    let words = use_words();
    let ask = OpenVisit {
        doc: props.doc,
        visit: props.visit,
    };
    let view = use_view(ask, vec![Topic::Doc(props.doc), Topic::Delivery]);
    let here = use_here();
    let (Some(here), Some(visit)) = (here, view.here().cloned()) else {
        return not_here(
            &words,
            &view,
            words.text("round-title"),
            CaregiverRoute::Round.href(),
        );
    };
    let Some(kind) = here.kind(&visit.kind).cloned().map(Rc::new) else {
        return html! {
            <Page title={words.text("round-title")} back={CaregiverRoute::Round.href()}>
                <p>{ words.text("ask-kind-gone") }</p>
            </Page>
        };
    };
    // A closed record, and another's, is to be read.
    let is_open = visit.line.may.contains(&VisitMove::Record);
    match &props.route {
        CaregiverRoute::Check(..) | CaregiverRoute::Task(..) if !is_open => {
            html! { <overview::VisitOverview {visit} {kind} /> }
        }
        CaregiverRoute::Check(_, _, id) if is_measured(&kind, id) => {
            html! { <measure::MeasureStep key={id.clone()} id={id.clone()} {visit} {kind} /> }
        }
        CaregiverRoute::Check(_, _, id) => {
            html! { <tick::SafetyStep key={id.clone()} id={id.clone()} {visit} {kind} /> }
        }
        CaregiverRoute::Task(_, _, id) => {
            html! { <tick::RefusedTask key={id.clone()} id={id.clone()} {visit} {kind} /> }
        }
        CaregiverRoute::Stop(..) => html! { <end::StopStep {visit} {kind} /> },
        CaregiverRoute::GiveBack(..) => html! { <end::GiveBackPage {visit} {kind} /> },
        _ => html! { <overview::VisitOverview {visit} {kind} /> },
    }
}

fn is_measured(kind: &CareKind, check: &str) -> bool {
    let mut checks = kind.safety.iter();
    checks.any(|known| known.id == check && known.measure.is_some())
}
