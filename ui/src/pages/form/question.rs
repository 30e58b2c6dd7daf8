//! One question: its field; or what is known already, to be confirmed; or two answers
//! given while apart, to be chosen from. Each change is kept at once.

use super::{
    StepProps,
    clash::Clash,
    known::{KeptNumber, KnownAnswer},
};
use crate::{
    address::Address,
    hooks::{use_act, use_here, use_saver, use_words},
    pages::shared::Page,
    parts::{Button, ButtonKind, ErrorSummary, LinkButton, Mistake},
    questions::{AnswerField, Typed, field_id},
    saying::{error_words, is_number},
};
use linli_api::{Answer, view};
use linli_domain::{
    answer::{AnswerError, Answers, FieldId, Question, Value, across, check, check_on, normal},
    time::Date,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`QuestionStep`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct QuestionStepProps {
    pub(super) own: Rc<view::Application>,
    /// Which question.
    pub(super) field: FieldId,
}

/// The step.
#[component]
pub(super) fn QuestionStep(props: &QuestionStepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let changes = use_state_eq(|| false);
    // As of when the page was opened: what is written now is shown as it is written.
    let was_kept = *use_memo(props.field.clone(), |field| {
        props.own.answers.contains_key(field)
    });
    let step = StepProps {
        own: props.own.clone(),
    };
    let journey = step.journey();
    let found = journey
        .iter()
        .position(|question| question.id == props.field);
    let question = found.and_then(|place| Some((place, (*journey.get(place)?).clone())));
    let (Some(here), Some((place, question))) = (use_here(), question) else {
        // An earlier answer has taken this question off the way.
        return html! { <super::check::Check own={props.own.clone()} /> };
    };
    let (doc, field) = (props.own.doc, props.field.clone());
    let take = {
        let (act, step) = (act.clone(), step.clone());
        let field = field.clone();
        Callback::from(move |value: Value| {
            let mut answers = step.own.answers.clone();
            answers.insert(field.clone(), value.clone());
            let next = step.after(&field, &answers);
            let (value, field) = (Some(value), field.clone());
            act.run(Answer { doc, field, value }, move |()| next.go());
        })
    };
    let count = [
        ("step", place.saturating_add(1).into()),
        ("steps", journey.len().saturating_add(1).into()),
    ];
    let inner = if let Some(given) = props.own.clashes.get(&field) {
        html! { <Clash {question} given={given.clone()} waiting={act.waiting()} on_choose={take} /> }
    } else if let Some(known) = props.own.known.get(&field).filter(|_| !*changes) {
        let on_change = Callback::from(move |()| changes.set(true));
        html! { <KnownAnswer {question} known={known.clone()} waiting={act.waiting()} on_yes={take} {on_change} /> }
    } else if let Some(value) = kept_number(&question, &props.own, was_kept).filter(|_| !*changes) {
        let next = step.after(&field, &props.own.answers).href();
        let on_change = Callback::from(move |()| changes.set(true));
        html! { <KeptNumber {question} {value} {next} {on_change} /> }
    } else {
        let known = props.own.known.get(&field).map(|known| known.value.clone());
        return html! { <Writing own={props.own.clone()} {question} {known} place={words.with("ask-step", &count)} /> };
    };
    html! {
        <Page title={here.local(&props.own.service.name)} back={step.before(&props.field).href()} failure={act.failure()}>
            <p class="step">{ words.with("ask-step", &count) }</p>
            { inner }
        </Page>
    }
}

/// A valid number of a paper or card that was written before this page was opened.
fn kept_number(question: &Question, own: &view::Application, was_kept: bool) -> Option<Value> {
    let value = own.answers.get(&question.id)?;
    let is_kept = was_kept && is_number(&question.kind) && check(question, Some(value)).is_ok();
    is_kept.then(|| value.clone())
}

/// Properties of [`Writing`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct WritingProps {
    own: Rc<view::Application>,
    question: Question,
    /// What the profile says, to begin with.
    known: Option<Value>,
    place: AttrValue,
}

/// The question with its field.
#[component]
fn Writing(props: &WritingProps) -> Html {
    let words = use_words();
    let saver = use_saver();
    let question = props.question.clone();
    let (doc, field) = (props.own.doc, question.id.clone());
    let step = StepProps {
        own: props.own.clone(),
    };
    let kept = props.own.answers.get(&field).cloned();
    let kept = kept.or_else(|| props.known.clone());
    let typed = use_state_eq(|| kept.map_or(Typed::Nothing, Typed::Value));
    let error = use_state_eq(|| None::<AnswerError>);
    let tries = use_state_eq(|| 0_u32);
    let Some(here) = use_here() else {
        return html! {};
    };
    let on_typed = {
        let (typed, error, saver, field) =
            (typed.clone(), error.clone(), saver.clone(), field.clone());
        Callback::from(move |now: Typed| {
            if let Typed::Wrong(why) = now {
                return error.set(Some(why));
            }
            if now.is_to_keep() {
                let field = field.clone();
                let value = now.value();
                saver.keep(Answer { doc, field, value });
            }
            error.set(None);
            typed.set(now);
        })
    };
    let onsubmit = {
        let (typed, error, question, step) =
            (typed.clone(), error.clone(), question.clone(), step.clone());
        let (saver, tries, today) = (saver.clone(), tries.clone(), here.today());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match judge(&question, &typed, &step, today) {
                Err(wrong) => {
                    error.set(Some(wrong));
                    tries.set(tries.saturating_add(1));
                }
                Ok(answers) => {
                    let (next, field) = (step.after(&question.id, &answers), question.id.clone());
                    if typed.is_to_keep() {
                        let value = answers.get(&field).cloned();
                        // What came from the profile is an answer only now.
                        saver.keep(Answer { doc, field, value });
                    }
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
    let before = step.before(&field);
    let paper = props.own.service.paper(&field);
    let if_left_out = paper.map(|_| words.text("form-paper-or-show"));
    html! {
        <Page title={here.local(&props.own.service.name)} question={here.local(&question.ask)} back={before.href()} failure={saver.failure()}>
            <p class="step">{ &props.place }</p>
            <ErrorSummary {mistakes} tries={*tries} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <AnswerField key={question.id.to_string()} doc={doc} question={question.clone()} value={typed.value()} error={error_text} {if_left_out} {on_typed} />
                <div class="dock">
                    <Button kind={ButtonKind::Go} label={words.text("common-next")} />
                    <LinkButton label={words.text("common-previous")} href={before.href()} />
                </div>
            </form>
        </Page>
    }
}

/// All answers with this one, if it is one and contradicts no other.
fn judge(
    question: &Question,
    typed: &Typed,
    step: &StepProps,
    today: Date,
) -> Result<Answers, AnswerError> {
    if let Some(why) = typed.mistake() {
        return Err(why);
    }
    let value = typed.value().map(|value| normal(&question.kind, value));
    check_on(question, value.as_ref(), today)?;
    let mut answers = step.own.answers.clone();
    match value {
        Some(value) => answers.insert(question.id.clone(), value),
        None => answers.remove(&question.id),
    };
    let wrong = across(&step.own.service.questions, &answers);
    match wrong.into_iter().find(|(field, _)| *field == question.id) {
        Some((_, why)) => Err(why),
        None => Ok(answers),
    }
}
