//! One safety check a page, and why a task was not done.

use super::Shown;
use crate::{
    address::Address,
    hooks::{use_act, use_here, use_words},
    pages::{caregiver::CaregiverRoute, shared::Page},
    parts::{
        Button, ButtonKind, Choice, ChoiceItem, ErrorSummary, FieldKind, LinkButton, Mistake,
        Notice, TextField, Tone,
    },
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

/// One safety check.
#[component]
pub(super) fn SafetyStep(props: &TickProps) -> Html {
    let words = use_words();
    let act = use_act();
    let shown = Shown {
        visit: props.visit.clone(),
        kind: props.kind.clone(),
    };
    let before = props.visit.line.state.checks.get(&props.id).cloned();
    let chosen = use_state_eq(|| {
        before
            .as_ref()
            .map(|check| AttrValue::from(if *check == Check::Fine { FINE } else { WORRY }))
    });
    let why = use_state_eq(|| {
        if let Some(Check::Worry { why }) = &before {
            why.clone()
        } else {
            String::new()
        }
    });
    let missing = use_state_eq(|| false);
    let place = props
        .kind
        .safety
        .iter()
        .position(|check| check.id == props.id);
    let (Some(here), Some(place)) = (use_here(), place) else {
        return html! {};
    };
    let Some(check) = props.kind.safety.get(place) else {
        return html! {};
    };
    let on_choose = {
        let (chosen, missing) = (chosen.clone(), missing.clone());
        Callback::from(move |value| {
            chosen.set(Some(value));
            missing.set(false);
        })
    };
    let on_why = {
        let why = why.clone();
        Callback::from(move |typed| why.set(typed))
    };
    let onsubmit = {
        let (act, chosen, why, missing) =
            (act.clone(), chosen.clone(), why.clone(), missing.clone());
        let (doc, visit, id) = (props.visit.doc, props.visit.line.id, props.id.clone());
        let must_stop = check.stop_if_no;
        let shown = shown.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let result = match chosen.as_deref() {
                Some(FINE) => Check::Fine,
                Some(_) => Check::Worry {
                    why: why.trim().to_owned(),
                },
                None => return missing.set(true),
            };
            let next = if must_stop && result != Check::Fine {
                CaregiverRoute::Stop(doc, visit)
            } else {
                shown.after_check(&id)
            };
            act.run(
                CheckSafety {
                    doc,
                    visit,
                    check: id.clone(),
                    result,
                },
                move |()| next.go(),
            );
        })
    };
    let is_worry = chosen.as_deref() == Some(WORRY);
    let must_stop = (is_worry && check.stop_if_no).then(|| {
        html! { <Notice tone={Tone::Danger} title={words.text("check-must-stop")} /> }
    });
    let why_field = is_worry.then(|| {
        html! {
            <TextField id="why" kind={FieldKind::Lines} label={words.text("check-why")}
                value={(*why).clone()} on_input={on_why} />
        }
    });
    let items = vec![
        ChoiceItem::new(FINE, words.text("check-fine")),
        ChoiceItem::new(WORRY, words.text("check-not-fine")),
    ];
    let error = missing.then(|| words.text("answer-error-choose"));
    let mistakes = error
        .iter()
        .map(|words| Mistake {
            id: "check".into(),
            words: words.clone(),
        })
        .collect::<Vec<_>>();
    let label = here.local(&check.text);
    let count = [
        ("step", place.saturating_add(1).into()),
        ("steps", props.kind.safety.len().into()),
    ];
    html! {
        <Page title={words.text("visit-checks")} question={label.clone()} back={shown.home().href()}
            failure={act.failure()}>
            <p class="step">{ words.with("ask-step", &count) }</p>
            <ErrorSummary {mistakes} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <Choice id="check" title=true {label} {error} {items} chosen={(*chosen).clone()}
                    {on_choose} />
                <>{ for must_stop }</>
                <>{ for why_field }</>
                <div class="dock">
                    <Button kind={ButtonKind::Go} label={words.text("common-next")}
                        waiting={act.waiting()} />
                    <LinkButton label={words.text("visit-back")} href={shown.home().href()} />
                </div>
            </form>
        </Page>
    }
}

/// Why a task was not done.
#[component]
pub(super) fn RefusedTask(props: &TickProps) -> Html {
    let words = use_words();
    let act = use_act();
    let shown = Shown {
        visit: props.visit.clone(),
        kind: props.kind.clone(),
    };
    let why = use_state_eq(String::new);
    let missing = use_state_eq(|| false);
    let task = props.kind.tasks.iter().find(|task| task.id == props.id);
    let (Some(here), Some(task)) = (use_here(), task) else {
        return html! {};
    };
    let on_input = {
        let (why, missing) = (why.clone(), missing.clone());
        Callback::from(move |typed| {
            why.set(typed);
            missing.set(false);
        })
    };
    let onsubmit = {
        let (act, why, missing, home) = (act.clone(), why.clone(), missing.clone(), shown.home());
        let (doc, visit, task) = (props.visit.doc, props.visit.line.id, props.id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let why = why.trim().to_owned();
            if why.is_empty() {
                return missing.set(true);
            }
            let home = home.clone();
            act.run(
                DoTask {
                    doc,
                    visit,
                    task: task.clone(),
                    result: TaskResult::Refused { why },
                },
                move |()| home.go_instead(),
            );
        })
    };
    let error = missing.then(|| words.text("answer-error-required"));
    let mistakes = error
        .iter()
        .map(|words| Mistake {
            id: "why".into(),
            words: words.clone(),
        })
        .collect::<Vec<_>>();
    let label = words.with(
        "task-why",
        &[("task", here.local(&task.label).as_str().into())],
    );
    html! {
        <Page title={words.text("task-not-done")} question={label.clone()}
            back={shown.home().href()} failure={act.failure()}>
            <ErrorSummary {mistakes} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <TextField id="why" title=true kind={FieldKind::Lines} {label} {error}
                    value={(*why).clone()} {on_input} />
                <div class="dock">
                    <Button kind={ButtonKind::Go} label={words.text("task-keep")}
                        waiting={act.waiting()} />
                    <LinkButton label={words.text("visit-back")} href={shown.home().href()} />
                </div>
            </form>
        </Page>
    }
}
