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
    catalogue::{CareKind, SafetyCheck},
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
    pub(super) fn visit_props(&self) -> VisitProps {
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
    let (Some(here), Some(check)) = (use_here(), props.check()) else {
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
    let items = vec![
        ChoiceItem::new(FINE, words.text("check-fine")),
        ChoiceItem::new(WORRY, words.text("check-not-fine")),
    ];
    let why = answer.is_worry().then(|| {
        let answer = answer.clone();
        let why = answer.why.clone();
        let on_input = Callback::from(move |why| {
            let chosen = answer.chosen.clone();
            answer.set(CheckAnswer { chosen, why });
        });
        worry(&words, check.stop_if_no, &why, on_input, form.error("why"))
    });
    let label = here.local(&check.text);
    let home = props.visit_props().home().href();
    html! {
        <FormPage title={words.text("visit-checks")} question={label.clone()} back={home}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("common-next")} waiting={act.waiting()}
            above={html! { <p class="step">{ props.count(&words) }</p> }}>
            <Choice prompt={Prompt::new("check", label).error(form.error("check")).heading()}
                {items} chosen={answer.chosen.clone()} {on_choose} />
            { for why }
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
        match props.result_before() {
            None => Self::default(),
            Some(Check::Fine | Check::Measured { .. }) => Self::default().chosen(FINE.into()),
            Some(Check::Worry { why, .. }) => Self {
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
                    value: None,
                }
            } else {
                Check::Fine
            }
        })
    }
}

impl TickProps {
    /// The check, as the catalogue has it.
    pub(super) fn check(&self) -> Option<&SafetyCheck> {
        self.kind.safety.iter().find(|check| check.id == self.id)
    }

    /// Which check of how many it is.
    pub(super) fn count(&self, words: &Words) -> AttrValue {
        let mut ids = self.kind.safety.iter().map(|check| &check.id);
        let place = ids.position(|id| *id == self.id).unwrap_or_default();
        let count = [
            ("step", place.saturating_add(1).into()),
            ("steps", self.kind.safety.len().into()),
        ];
        words.with("ask-step", &count)
    }

    /// How it was answered before.
    pub(super) fn result_before(&self) -> Option<&Check> {
        self.visit.line.state.checks.get(&self.id)
    }

    /// What was not in order before, in words.
    pub(super) fn worry_before(&self) -> String {
        let why = self.result_before().and_then(Check::worry);
        why.unwrap_or_default().to_owned()
    }

    /// Keeps the result, and goes to the next check, or to where the visit is stopped.
    pub(super) fn keep(&self, act: &Act, result: Check, must_stop: bool) {
        let (doc, visit) = (self.visit.doc, self.visit.line.id);
        let next = if must_stop && result.worry().is_some() {
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
pub(super) fn worry(
    words: &Words,
    stops: bool,
    why: &str,
    on_input: Callback<String>,
    error: Option<AttrValue>,
) -> Html {
    let must_stop = stops.then(|| {
        html! { <Notice tone={Tone::Danger} title={words.text("check-must-stop")} /> }
    });
    let prompt = Prompt::new("why", words.text("check-why")).error(error);
    let value = why.to_owned();
    html! {
        <>
            <>{ for must_stop }</>
            <TextField {prompt} kind={FieldKind::Lines} {value} {on_input} />
        </>
    }
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
