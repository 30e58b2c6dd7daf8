//! What the steps have in common that ask when somebody should come.

use super::day_part::DayChoice;
use crate::{
    hooks::{use_here, use_words},
    pages::{
        care::CareRoute,
        form::StepProps,
        shared::{FormPage, FormState, use_form},
    },
    parts::{Choice, ChoiceItem, Prompt},
};
use linli_api::Failure;
use linli_domain::{
    care::When,
    catalogue::BeforeAppointment,
    time::{Date, Minute, Window},
};
use yew::prelude::*;

/// What every step gets.
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct WhenProps {
    pub(super) step: StepProps,
    pub(super) route: CareRoute,
    pub(super) when: Option<When>,
    /// The parts of a day that can be chosen.
    pub(super) parts: Vec<DayChoice>,
    /// Where somebody can go along to an appointment: how long before it they come.
    pub(super) appointment: Option<BeforeAppointment>,
    /// Whether it can be wanted every week.
    pub(super) is_recurring: bool,
    pub(super) today: Date,
    pub(super) now: Minute,
}

impl WhenProps {
    /// The part of the day that stands until another is chosen.
    pub(super) fn first_window(&self) -> Window {
        let first = self.parts.first();
        first.map_or(Window::MORNING, |part| part.window)
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct ShapeProps {
    pub(super) step: StepProps,
    pub(super) question: AttrValue,
    pub(super) back: AttrValue,
    pub(super) form: FormState,
    pub(super) failure: Option<Failure>,
    pub(super) waiting: bool,
    pub(super) onsubmit: Callback<SubmitEvent>,
    pub(super) children: Html,
}

/// What these steps have in common.
#[component]
pub(super) fn Shape(props: &ShapeProps) -> Html {
    let words = use_words();
    let Some(here) = use_here() else {
        return html! {};
    };
    let steps = props.step.steps();
    let count = [
        ("step", steps.saturating_sub(1).into()),
        ("steps", steps.into()),
    ];
    let above = html! { <p class="step">{ words.with("ask-step", &count) }</p> };
    let beside = html! { <p class="hint">{ words.text("form-answers-kept") }</p> };
    html! {
        <FormPage title={here.local(&props.step.view.title)} question={props.question.clone()}
            back={props.back.clone()} failure={props.failure.clone()}
            form={props.form.clone()}
            onsubmit={props.onsubmit.clone()} send={words.text("common-next")}
            waiting={props.waiting} {above} {beside}>
            { props.children.clone() }
        </FormPage>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PickOneProps {
    pub(super) step: StepProps,
    pub(super) question: AttrValue,
    #[prop_or_default]
    pub(super) hint: Option<AttrValue>,
    pub(super) items: Vec<ChoiceItem>,
    /// What was chosen before.
    pub(super) chosen: Option<AttrValue>,
    pub(super) back: AttrValue,
    pub(super) failure: Option<Failure>,
    pub(super) waiting: bool,
    /// What the step does with the item that was chosen.
    pub(super) on_pick: Callback<AttrValue>,
}

/// A step where one of several is chosen.
#[component]
pub(super) fn PickOne(props: &PickOneProps) -> Html {
    let form = use_form();
    let chosen = use_state_eq(|| props.chosen.clone());
    let on_choose = {
        let chosen = chosen.clone();
        form.mending(move |id| chosen.set(Some(id)))
    };
    let onsubmit = {
        let (on_pick, chosen, must) = (props.on_pick.clone(), chosen.clone(), form.clone());
        form.sending(move || {
            on_pick.emit(must.required("when", (*chosen).clone(), "answer-error-choose")?);
            Ok(())
        })
    };
    let prompt = Prompt::new("when", props.question.clone())
        .hint(props.hint.clone())
        .error(form.error("when"))
        .heading();
    html! {
        <Shape step={props.step.clone()} question={props.question.clone()}
            back={props.back.clone()} form={form.clone()}
            failure={props.failure.clone()} waiting={props.waiting} {onsubmit}>
            <Choice {prompt} items={props.items.clone()}
                chosen={(*chosen).clone()} {on_choose} />
        </Shape>
    }
}
