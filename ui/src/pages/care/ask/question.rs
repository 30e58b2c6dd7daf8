//! One question of the kind's catalogue. Each change is kept at once.

use super::flow::StepProps;
use crate::{
    address::Address,
    hooks::{use_here, use_saver, use_words},
    pages::{care::CareRoute, shared::Page},
    parts::{Button, ButtonKind, ErrorSummary, LinkButton, Mistake},
    questions::{AnswerField, Typed, field_id},
    saying::error_words,
};
use linli_api::{Answer, view};
use linli_domain::{
    answer::{AnswerError, FieldId, Question, Value, check, journey},
    catalogue::CareKind,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`QuestionStep`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct QuestionStepProps {
    pub(super) care: Rc<view::CarePage>,
    pub(super) kind: Rc<CareKind>,
    /// Which question.
    pub(super) field: FieldId,
}

/// The step.
#[component]
pub(super) fn QuestionStep(props: &QuestionStepProps) -> Html {
    let words = use_words();
    let saver = use_saver();
    let step = StepProps {
        care: props.care.clone(),
        kind: props.kind.clone(),
    };
    let kept = props.care.answers.get(&props.field).cloned();
    let typed = use_state_eq(|| kept.map_or(Typed::Nothing, Typed::Value));
    let error = use_state_eq(|| None::<AnswerError>);
    let tries = use_state_eq(|| 0_u32);
    let journey_now = step.journey();
    let found = journey_now
        .iter()
        .position(|question| question.id == props.field);
    let (Some(here), Some(place)) = (use_here(), found) else {
        // An earlier answer has taken this question off the way.
        return html! { <super::check::Check care={props.care.clone()} kind={props.kind.clone()} /> };
    };
    let Some(question) = journey_now.get(place).copied().cloned() else {
        return html! {};
    };
    let on_typed = {
        let (typed, error, saver, doc, field) = (
            typed.clone(),
            error.clone(),
            saver.clone(),
            props.care.doc,
            props.field.clone(),
        );
        Callback::from(move |now: Typed| {
            if let Typed::Wrong(why) = now {
                return error.set(Some(why));
            }
            if now.is_to_keep() {
                saver.keep(Answer {
                    doc,
                    field: field.clone(),
                    value: now.value(),
                });
            }
            error.set(None);
            typed.set(now);
        })
    };
    let onsubmit = {
        let (typed, error, question, step) =
            (typed.clone(), error.clone(), question.clone(), step.clone());
        let (saver, tries) = (saver.clone(), tries.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match judge(&question, &typed) {
                Err(wrong) => {
                    error.set(Some(wrong));
                    tries.set(tries.saturating_add(1));
                }
                Ok(value) => {
                    let next = after(&step, &question.id, value);
                    saver.then(move || next.go());
                }
            }
        })
    };
    let error_text = (*error).map(|error| error_words(&words, &question, error));
    let mistakes = error_text
        .iter()
        .map(|words| Mistake {
            id: field_id(&question),
            words: words.clone(),
        })
        .collect::<Vec<_>>();
    let before = step.before(Some(&props.field));
    let count = [
        ("step", place.saturating_add(1).into()),
        ("steps", step.steps().into()),
    ];
    html! {
        <Page title={here.kind_name(&props.care.kind)} question={here.local(&question.ask)} back={before.href()} failure={saver.failure()}>
            <p class="step">{ words.with("ask-step", &count) }</p>
            <ErrorSummary {mistakes} tries={*tries} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <AnswerField key={question.id.to_string()} doc={props.care.doc} question={question.clone()} value={typed.value()} error={error_text} {on_typed} />
                <div class="dock">
                    <Button kind={ButtonKind::Go} label={words.text("common-next")} />
                    <LinkButton label={words.text("common-previous")} href={before.href()} />
                </div>
            </form>
        </Page>
    }
}

/// The answer, if it is one.
fn judge(question: &Question, typed: &Typed) -> Result<Option<Value>, AnswerError> {
    if let Some(why) = typed.mistake() {
        return Err(why);
    }
    let value = typed.value();
    check(question, value.as_ref())?;
    Ok(value)
}

/// The step after `field`, whose answer is now `value`.
fn after(step: &StepProps, field: &FieldId, value: Option<Value>) -> CareRoute {
    let mut answers = step.care.answers.clone();
    match value {
        Some(value) => answers.insert(field.clone(), value),
        None => answers.remove(field),
    };
    let journey = journey(&step.kind.questions, &answers);
    let place = journey.iter().position(|question| question.id == *field);
    match place.and_then(|place| journey.get(place.saturating_add(1))) {
        Some(next) => CareRoute::Question(step.care.doc, next.id.clone()),
        None => step.when_step(),
    }
}
