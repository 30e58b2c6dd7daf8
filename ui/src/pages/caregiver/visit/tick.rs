//! One safety check a page, and why a task was not done.

use super::props::VisitProps;
use crate::{
    address::PageAddress,
    hooks::{Act, Words, use_act, use_here, use_words},
    pages::{
        caregiver::CaregiverRoute,
        shared::{FormPage, use_form},
    },
    parts::{Choice, ChoiceItem, FieldKind, Notice, Prompt, TextField, Tone},
};
use linli_api::{CheckSafety, DoTask, view};
use linli_domain::{
    care::{Check, TaskResult},
    catalogue::CareKind,
};
use std::rc::Rc;
use yew::prelude::*;

const FINE: &str = "fine";
const WORRY: &str = "worry";

/// Properties of [`SafetyStep`] and [`RefusedTask`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TickProps {
    pub(super) visit: Rc<view::Visit>,
    pub(super) kind: Rc<CareKind>,
    /// The check or the task.
    pub(super) id: String,
}

impl TickProps {
    fn visit_props(&self) -> VisitProps {
        VisitProps {
            visit: self.visit.clone(),
            kind: self.kind.clone(),
        }
    }
}

#[component]
pub(super) fn SafetyStep(props: &TickProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let answer = use_state_eq(|| CheckAnswer::of(props));
    let mut checks = props.kind.safety.iter().enumerate();
    let check = checks.find(|(_, check)| check.id == props.id);
    let (Some(here), Some((place, check))) = (use_here(), check) else {
        return html! {};
    };
    let onsubmit = {
        let (act, answer, props) = (act.clone(), answer.clone(), props.clone());
        let (must_stop, must) = (check.stop_if_no, form.clone());
        form.sending(move || {
            let result = must.required("check", answer.result(), "answer-error-choose")?;
            if answer.is_worry() {
                must.written("why", &answer.why)?;
            }
            props.keep(&act, result, must_stop);
            Ok(())
        })
    };
    let on_choose = {
        let answer = answer.clone();
        form.mending(move |chosen| answer.set(answer.chosen(chosen)))
    };
    let count = [
        ("step", place.saturating_add(1).into()),
        ("steps", props.kind.safety.len().into()),
    ];
    let items = vec![
        ChoiceItem::new(FINE, words.text("check-fine")),
        ChoiceItem::new(WORRY, words.text("check-not-fine")),
    ];
    let label = here.local(&check.text);
    let home = props.visit_props().home().href();
    html! {
        <FormPage title={words.text("visit-checks")} question={label.clone()} back={home}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("common-next")} waiting={act.waiting()}
            above={html! { <p class="step">{ words.with("ask-step", &count) }</p> }}>
            <Choice prompt={Prompt::new("check", label).error(form.error("check")).heading()}
                {items} chosen={answer.chosen.clone()} {on_choose} />
            { worry(&words, &answer, check.stop_if_no, form.error("why")) }
        </FormPage>
    }
}

/// What is chosen, and why.
#[derive(Clone, Debug, Default, PartialEq)]
struct CheckAnswer {
    chosen: Option<AttrValue>,
    why: String,
}

impl CheckAnswer {
    /// As it was answered before.
    fn of(props: &TickProps) -> Self {
        match props.visit.line.state.checks.get(&props.id) {
            None => Self::default(),
            Some(Check::Fine) => Self::default().chosen(FINE.into()),
            Some(Check::Worry { why }) => Self {
                chosen: Some(WORRY.into()),
                why: why.clone(),
            },
        }
    }

    fn chosen(&self, chosen: AttrValue) -> Self {
        Self {
            chosen: Some(chosen),
            why: self.why.clone(),
        }
    }

    fn is_worry(&self) -> bool {
        self.chosen.as_deref() == Some(WORRY)
    }

    fn result(&self) -> Option<Check> {
        self.chosen.as_ref().map(|_| {
            if self.is_worry() {
                Check::Worry {
                    why: self.why.trim().to_owned(),
                }
            } else {
                Check::Fine
            }
        })
    }
}

impl TickProps {
    /// Keeps the result, and goes to the next check, or to where the visit is stopped.
    fn keep(&self, act: &Act, result: Check, must_stop: bool) {
        let (doc, visit) = (self.visit.doc, self.visit.line.id);
        let next = if must_stop && result != Check::Fine {
            CaregiverRoute::Stop(doc, visit)
        } else {
            self.visit_props().after_check(&self.id)
        };
        let check = self.id.clone();
        let ask = CheckSafety {
            doc,
            visit,
            check,
            result,
        };
        act.run(ask, move |()| next.go());
    }
}

/// Why it is not fine; and that the visit must not go on, where that follows.
fn worry(
    words: &Words,
    answer: &UseStateHandle<CheckAnswer>,
    stops: bool,
    error: Option<AttrValue>,
) -> Html {
    let must_stop = (answer.is_worry() && stops).then(|| {
        html! { <Notice tone={Tone::Danger} title={words.text("check-must-stop")} /> }
    });
    let why = answer.is_worry().then(|| {
        let on_input = {
            let answer = answer.clone();
            Callback::from(move |why| {
                let chosen = answer.chosen.clone();
                answer.set(CheckAnswer { chosen, why });
            })
        };
        html! {
            <TextField prompt={Prompt::new("why", words.text("check-why")).error(error)}
                kind={FieldKind::Lines} value={answer.why.clone()} {on_input} />
        }
    });
    html! { <><>{ for must_stop }</><>{ for why }</></> }
}

/// Why a task was not done.
#[component]
pub(super) fn RefusedTask(props: &TickProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let why = use_state_eq(String::new);
    let task = props.kind.tasks.iter().find(|task| task.id == props.id);
    let (Some(here), Some(task)) = (use_here(), task) else {
        return html! {};
    };
    let home = props.visit_props().home();
    let on_input = {
        let why = why.clone();
        form.mending(move |typed| why.set(typed))
    };
    let onsubmit = {
        let (act, why, home, must) = (act.clone(), why.clone(), home.clone(), form.clone());
        let (doc, visit, task) = (props.visit.doc, props.visit.line.id, props.id.clone());
        form.sending(move || {
            let why = must.written("why", &why)?;
            let ask = DoTask {
                doc,
                visit,
                task: task.clone(),
                result: TaskResult::Refused { why },
            };
            let home = home.clone();
            act.run(ask, move |()| home.go_instead());
            Ok(())
        })
    };
    let task = here.local(&task.label);
    let label = words.with("task-why", &[("task", task.as_str().into())]);
    html! {
        <FormPage title={words.text("task-not-done")} question={label.clone()} back={home.href()}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("task-keep")} waiting={act.waiting()}>
            <TextField prompt={Prompt::new("why", label).error(form.error("why")).heading()}
                kind={FieldKind::Lines} value={(*why).clone()} {on_input} />
        </FormPage>
    }
}
