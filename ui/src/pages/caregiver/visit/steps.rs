//! What comes next in a visit: one main action, and the ways out.

use super::props::VisitProps;
use crate::{
    address::PageAddress,
    hooks::{Act, Words},
    pages::caregiver::CaregiverRoute,
    parts::{Button, ButtonKind, LinkButton, Notice, Tone},
};
use linli_api::TakeStep;
use linli_domain::care::{CareMove, VisitMove, VisitStatus, VisitStep};
use std::collections::BTreeSet;
use yew::prelude::*;

/// The usual way through a visit.
const WAY: [VisitMove; 4] = [
    VisitMove::SetOut,
    VisitMove::Arrive,
    VisitMove::Start,
    VisitMove::Finish,
];

/// What comes next on the usual way.
fn next(may: &BTreeSet<VisitMove>) -> Option<VisitMove> {
    WAY.into_iter().find(|what| may.contains(what))
}

/// The next step, and the way out: before setting out the caregiver can give the request
/// back, after that stop the visit. At the door the safety checks come first. Where nobody
/// opened, or the visit was stopped, the caregiver can try again.
pub(super) fn actions(words: &Words, act: &Act, props: &VisitProps) -> Html {
    let steps = Steps { words, act, props };
    let (may, status) = (&props.visit.line.may, props.visit.line.state.status);
    let is_again = matches!(status, VisitStatus::NoAnswer | VisitStatus::Stopped);
    let main = match next(may) {
        _ if status == VisitStatus::Arrived => steps.begin(),
        Some(VisitMove::SetOut | VisitMove::Arrive) if is_again => steps.arrived("visit-try-again"),
        Some(VisitMove::SetOut) => steps.go("visit-set-out", VisitStep::OnTheWay, None),
        Some(VisitMove::Arrive) => steps.arrived("visit-at-the-door"),
        Some(VisitMove::Start) => steps.begin(),
        Some(_) => steps.finish(),
        None => steps.link(ButtonKind::Go, "offers-see-round", &CaregiverRoute::Round),
    };
    let is_before = is_again || status == VisitStatus::Booked;
    let gives_back = is_before && props.visit.may.contains(&CareMove::Release);
    let out = if gives_back {
        Some(steps.give_back())
    } else {
        (!is_before && may.contains(&VisitMove::Stop)).then(|| steps.stop())
    };
    let actions = html! { <>{ main }{ for out }</> };
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

    /// The safety checks, and once they are answered the start. Where one found what nobody
    /// has cleared, there is none.
    fn begin(&self) -> Html {
        let first = self.props.first_check();
        if first != self.props.home() {
            self.link(ButtonKind::Go, "visit-checks", &first)
        } else if self.props.visit.line.may.contains(&VisitMove::Start) {
            self.go("visit-start", VisitStep::Started, None)
        } else {
            let title = self.words.text("check-must-stop");
            html! {
                <Notice tone={Tone::Danger} {title}>
                    <p>{ self.words.text("check-cleared-by") }</p>
                </Notice>
            }
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

#[cfg(test)]
mod tests {
    use super::*;
    use VisitMove as M;

    #[track_caller]
    fn check(may: &[VisitMove], expected: Option<VisitMove>) {
        assert_eq!(next(&may.iter().copied().collect()), expected, "{may:?}");
    }

    #[test]
    fn one_step_comes_next_wherever_a_visit_stands() {
        check(&[M::SetOut, M::Arrive, M::CallOff], Some(M::SetOut));
        check(&[M::Arrive, M::FindNobody, M::Stop], Some(M::Arrive));
        check(&[M::Start, M::FindNobody, M::Stop], Some(M::Start));
        check(&[M::Finish, M::Stop, M::Record], Some(M::Finish));
        check(&[M::Record, M::Rate], None);
        check(&[], None);
    }
}
