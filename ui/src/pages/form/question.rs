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
    answer::{AnswerError, FieldId, Question, Value, check},
    form::{Form, FormStep},
    time::Date,
};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`QuestionStep`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct QuestionStepProps {
    pub(super) view: Rc<view::FormView>,
    /// Which question; it may be answered now.
    pub(super) field: FieldId,
}

/// The step.
#[component]
pub(super) fn QuestionStep(props: &QuestionStepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let changes = use_state_eq(|| false);
    let form = &props.view.form;
    // As of when the page was opened: what is written now is shown as it is written.
    let was_kept = *use_memo(props.field.clone(), |field| {
        form.answers.contains_key(field)
    });
    let (Some(here), Some(question)) = (use_here(), form.question(&props.field).cloned()) else {
        return html! {};
    };
    let step = StepProps {
        view: props.view.clone(),
    };
    let (doc, field) = (props.view.doc, question.id.clone());
    let take = {
        let (act, step, field) = (act.clone(), step.clone(), field.clone());
        Callback::from(move |value: Value| {
            let (value, field) = (Some(value), field.clone());
            let form = step.view.form.clone().answered(&field, value.clone());
            let next = step.route(form.next(&field));
            act.run(Answer { doc, field, value }, move |()| next.go());
        })
    };
    let on_change = {
        let changes = changes.clone();
        Callback::from(move |()| changes.set(true))
    };
    let place = form
        .asked()
        .iter()
        .take_while(|asked| asked.id != field)
        .count();
    let count = [
        ("step", place.saturating_add(1).into()),
        ("steps", step.steps().into()),
    ];
    let count = words.with("ask-step", &count);
    let waiting = act.waiting();
    let inner = if let Some(given) = form.clashes.get(&field).cloned() {
        html! { <Clash {question} {given} {waiting} on_choose={take} /> }
    } else if let Some(known) = form.known.get(&field).filter(|_| !*changes).cloned() {
        html! { <KnownAnswer {question} {known} {waiting} on_yes={take} {on_change} /> }
    } else if let Some(value) = kept_number(&question, form, was_kept).filter(|_| !*changes) {
        let next = step.route(form.next(&field)).href();
        html! { <KeptNumber {question} {value} {next} {on_change} /> }
    } else {
        return html! { <Writing view={props.view.clone()} {question} {count} /> };
    };
    let title = here.local(&props.view.title);
    let back = step.back(&FormStep::Question(field));
    html! {
        <Page {title} {back} failure={act.failure()}>
            <p class="step">{ count }</p>
            { inner }
        </Page>
    }
}

/// A valid number of a paper or card that was written before this page was opened.
fn kept_number(question: &Question, form: &Form, was_kept: bool) -> Option<Value> {
    let value = form.answers.get(&question.id)?;
    let is_kept = was_kept && is_number(&question.kind) && check(question, Some(value)).is_ok();
    is_kept.then(|| value.clone())
}

/// Properties of [`Writing`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct WritingProps {
    view: Rc<view::FormView>,
    question: Question,
    /// Which step of how many.
    count: AttrValue,
}

/// The question with its field.
#[component]
fn Writing(props: &WritingProps) -> Html {
    let words = use_words();
    let saver = use_saver();
    let (form, question) = (&props.view.form, props.question.clone());
    let (doc, field) = (props.view.doc, question.id.clone());
    let step = StepProps {
        view: props.view.clone(),
    };
    let typed = use_state_eq(|| {
        let known = form.known.get(&field).map(|known| &known.value);
        let kept = form.answers.get(&field).or(known).cloned();
        kept.map_or(Typed::Nothing, Typed::Value)
    });
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
                let (field, value) = (field.clone(), now.value());
                saver.keep(Answer { doc, field, value });
            }
            error.set(None);
            typed.set(now);
        })
    };
    let onsubmit = {
        let (typed, error, step, field) =
            (typed.clone(), error.clone(), step.clone(), field.clone());
        let (saver, tries, today) = (saver.clone(), tries.clone(), here.today());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match judged(&step.view.form, &field, &typed, today) {
                Err(wrong) => {
                    error.set(Some(wrong));
                    tries.set(tries.saturating_add(1));
                }
                Ok(form) => {
                    let (next, field) = (step.route(form.next(&field)), field.clone());
                    if typed.is_to_keep() {
                        // What came from the profile is an answer only now.
                        let value = form.answers.get(&field).cloned();
                        saver.keep(Answer { doc, field, value });
                    }
                    saver.then(move || next.go());
                }
            }
        })
    };
    let error_text = (*error).map(|error| error_words(&words, &question, error));
    let mistakes = error_text.iter().map(|words| Mistake {
        id: field_id(&question),
        words: words.clone(),
    });
    let mut papers = props.view.papers.iter().filter(|paper| paper.photo);
    let is_paper = papers.any(|paper| paper.id == field.0);
    let if_left_out = is_paper.then(|| words.text("form-paper-or-show"));
    let back = step.back(&FormStep::Question(field));
    html! {
        <Page title={here.local(&props.view.title)} question={here.local(&question.ask)}
            back={back.clone()} failure={saver.failure()}>
            <p class="step">{ &props.count }</p>
            <ErrorSummary mistakes={mistakes.collect::<Vec<_>>()} tries={*tries} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <AnswerField key={question.id.to_string()} {doc} question={question.clone()}
                    value={typed.value()} error={error_text} {if_left_out} {on_typed} />
                <div class="dock">
                    <Button kind={ButtonKind::Go} label={words.text("common-next")} />
                    <LinkButton label={words.text("common-previous")} href={back} />
                </div>
            </form>
        </Page>
    }
}

/// The form with what was typed as the answer to `field`, where it is one and contradicts
/// no other.
fn judged(form: &Form, field: &FieldId, typed: &Typed, today: Date) -> Result<Form, AnswerError> {
    if let Some(why) = typed.mistake() {
        return Err(why);
    }
    let form = form.clone().answered(field, typed.value());
    form.judge(field, today)?;
    Ok(form)
}
