//! What comes next in a visit: one main action, and the ways out.

use super::props::VisitProps;
use crate::{
    address::PageAddress,
    hooks::{Act, Words},
    pages::caregiver::CaregiverRoute,
    parts::{Button, ButtonKind, LinkButton, Notice, Tone},
};
use linli_api::TakeStep;
use linli_domain::care::{VisitStatus, VisitStep};
use yew::prelude::*;

/// The main action of the visit's state, and the others.
pub(super) fn actions(words: &Words, act: &Act, props: &VisitProps) -> Html {
    let steps = Steps { words, act, props };
    let actions = match props.visit.line.state.status {
        VisitStatus::Booked => {
            let go = steps.go("visit-set-out", VisitStep::OnTheWay, None);
            html! { <>{ go }{ steps.give_back() }</> }
        }
        VisitStatus::OnTheWay => {
            html! { <>{ steps.arrived("visit-at-the-door") }{ steps.stop() }</> }
        }
        VisitStatus::Arrived => html! { <>{ steps.begin() }{ steps.stop() }</> },
        VisitStatus::InProgress => html! { <>{ steps.finish() }{ steps.stop() }</> },
        VisitStatus::NoAnswer | VisitStatus::Stopped => {
            html! { <>{ steps.arrived("visit-try-again") }{ steps.give_back() }</> }
        }
        VisitStatus::Finished
        | VisitStatus::Confirmed
        | VisitStatus::CancelledByProvider
        | VisitStatus::CancelledByClient => {
            steps.link(ButtonKind::Go, "offers-see-round", &CaregiverRoute::Round)
        }
    };
    html! { <div class="stack tight">{ actions }</div> }
}

/// The buttons of a visit, and what they need.
struct Steps<'a> {
    words: &'a Words,
    act: &'a Act,
    props: &'a VisitProps,
}

impl Steps<'_> {
    /// Takes a step, and goes to a page after it.
    fn go(&self, key: &str, step: VisitStep, then: Option<CaregiverRoute>) -> Html {
        let (doc, visit) = (self.props.visit.doc, self.props.visit.line.id);
        let act = self.act.clone();
        let on_press = Callback::from(move |()| {
            let (step, then) = (step.clone(), then.clone());
            act.run(TakeStep { doc, visit, step }, move |()| {
                if let Some(page) = then {
                    page.go();
                }
            });
        });
        html! {
            <Button kind={ButtonKind::Go} label={self.words.text(key)} waiting={self.act.waiting()}
                {on_press} />
        }
    }

    fn link(&self, kind: ButtonKind, key: &str, page: &CaregiverRoute) -> Html {
        html! { <LinkButton {kind} label={self.words.text(key)} href={page.href()} /> }
    }

    fn arrived(&self, key: &str) -> Html {
        self.go(key, VisitStep::Arrived, Some(self.props.first_check()))
    }

    /// The safety checks, and once they are answered the start.
    fn begin(&self) -> Html {
        let first = self.props.first_check();
        if first == self.props.home() {
            self.go("visit-start", VisitStep::Started, None)
        } else {
            self.link(ButtonKind::Go, "visit-checks", &first)
        }
    }

    /// The end; with a word about tasks that are not done.
    fn finish(&self) -> Html {
        let done = &self.props.visit.line.state.tasks;
        let tasks = self.props.kind.tasks.iter();
        let open = tasks.filter(|task| !done.contains_key(&task.id)).count();
        let left = (open > 0).then(|| {
            let left = self
                .words
                .with("visit-tasks-open", &[("count", open.into())]);
            html! { <Notice tone={Tone::Careful}><p>{ left }</p></Notice> }
        });
        let round = Some(CaregiverRoute::Round);
        html! { <>{ for left }{ self.go("visit-finish", VisitStep::Finished, round) }</> }
    }

    fn give_back(&self) -> Html {
        let (doc, visit) = (self.props.visit.doc, self.props.visit.line.id);
        let page = CaregiverRoute::GiveBack(doc, visit);
        self.link(ButtonKind::default(), "visit-give-back", &page)
    }

    fn stop(&self) -> Html {
        let (doc, visit) = (self.props.visit.doc, self.props.visit.line.id);
        let page = CaregiverRoute::Stop(doc, visit);
        self.link(ButtonKind::Danger, "visit-stop", &page)
    }
}
