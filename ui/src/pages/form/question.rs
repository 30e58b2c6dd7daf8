//! One question: its field; or what is known already, to be confirmed; or two answers
//! given while apart, to be chosen from. Each change is kept at once.

use super::{
    StepProps,
    clash::Clash,
    known::{KeptNumber, KnownAnswer},
    subject,
};
use crate::{
    address::PageAddress,
    hooks::{Here, Saver, Words, use_act, use_here, use_saver, use_words},
    pages::{
        resident::ResidentRoute,
        shared::{FormPage, FormState, Page, mistake, use_form},
    },
    parts::{LinkButton, Mistake, Mixed},
    questions::{AnswerField, Typed, field_id, half_left, judge, written},
    saying::error_words,
};
use linli_api::{
    Answer, KeepHalf,
    view::{self, FormView},
};
use linli_domain::{
    answer::{AnswerError, FieldId, Question, Value, check},
    form::{Form, FormStep},
    id::DocId,
    time::Date,
};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct QuestionStepProps {
    pub(super) view: Rc<view::FormView>,
    /// Which question; it may be answered now.
    pub(super) field: FieldId,
}

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
    let asks_known = !*changes && !form.half.contains_key(&field);
    let inner = if let Some(given) = form.clashes.get(&field).cloned() {
        html! { <Clash {question} {given} {waiting} on_choose={take} /> }
    } else if let Some(known) = form.known.get(&field).filter(|_| asks_known).cloned() {
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
    let is_kept =
        was_kept && question.kind.is_paper_number() && check(question, Some(value)).is_ok();
    is_kept.then(|| value.clone())
}

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
    let state = use_form();
    let (form, question) = (&props.view.form, &props.question);
    let (doc, field) = (props.view.doc, question.id.clone());
    let typed = use_state_eq(|| typed_so_far(form, &field));
    let Some(here) = use_here() else {
        return html! {};
    };
    let step = StepProps {
        view: props.view.clone(),
    };
    let wrong = {
        let (words, here, question) = (words.clone(), here.clone(), question.clone());
        move |why, typed: &Typed| wrong(&words, &here, &question, why, typed)
    };
    let on_typed = {
        let keep = keeping(doc, &field, &typed, &saver, &state);
        let (state, wrong) = (state.clone(), wrong.clone());
        Callback::from(move |now| match now {
            Typed::Wrong(why) => state.tell(Some(wrong(why, &now))),
            now => keep.emit(now),
        })
    };
    let onsubmit = {
        let (typed, step, field, saver) =
            (typed.clone(), step.clone(), field.clone(), saver.clone());
        let (asked, today) = (question.clone(), here.today());
        state.sending(move || {
            let form = judged(&step.view.form, &asked, &typed, today);
            let form = form.map_err(|why| wrong(why, &typed))?;
            let (next, field) = (step.route(form.next(&field)), field.clone());
            if typed.is_to_keep() {
                // What came from the profile is an answer only now.
                let value = form.answers.get(&field).cloned();
                saver.keep(Answer { doc, field, value });
            }
            saver.then(move || next.go());
            Ok(())
        })
    };
    let readers = subject::readers(&words, &props.view, question)
        .map(|words| html! { <p class="hint"><Mixed {words} /></p> });
    let back = step.back(&FormStep::Question(field));
    let beside = beside(&words, &here, doc, question, saver.failure().is_none());
    html! {
        <FormPage title={here.local(&props.view.title)} question={here.local(&question.ask)}
            {back} failure={saver.failure()} form={state.clone()} {onsubmit}
            send={words.text("common-next")} waiting=false {beside}
            above={html! { <p class="step">{ &props.count }</p> }}>
            <AnswerField key={question.id.to_string()} {doc} question={question.clone()}
                value={typed.value()} half={typed.half()} error={state.error(&field_id(question))}
                if_left_out={if_left_out(&props.view, question, &words)} {on_typed} />
            <>{ for readers }</>
        </FormPage>
    }
}

/// What is wrong with what was typed.
fn wrong(
    words: &Words,
    here: &Here,
    question: &Question,
    why: AnswerError,
    typed: &Typed,
) -> Mistake {
    let written = written(words, here, question, typed);
    let what = error_words(words, question, why, &written);
    mistake(field_id(question), &what)
}

/// Below the button: that it is kept, and where help is for whom it is too hard.
fn beside(words: &Words, here: &Here, doc: DocId, question: &Question, is_kept: bool) -> Html {
    let kept = is_kept.then(|| html! { <p class="hint">{ words.text("form-answers-kept") }</p> });
    let hard = here.is_residents().then(|| {
        let href = ResidentRoute::CallBackAbout(doc, question.id.clone()).href();
        html! { <LinkButton label={words.text("call-back-hard")} {href} /> }
    });
    html! { <>{ for kept }{ for hard }</> }
}

/// Keeps what is typed, as it is typed.
fn keeping(
    doc: DocId,
    field: &FieldId,
    typed: &UseStateHandle<Typed>,
    saver: &Saver,
    state: &FormState,
) -> Callback<Typed> {
    let (field, typed, saver) = (field.clone(), typed.clone(), saver.clone());
    state.mending(move |now: Typed| {
        let field = field.clone();
        if let Typed::Half(text, _) = &now {
            let text = text.clone();
            saver.keep(KeepHalf { doc, field, text });
        } else if now.is_to_keep() {
            let value = now.value();
            saver.keep(Answer { doc, field, value });
        }
        typed.set(now);
    })
}

/// The answer so far, or what is known of it from elsewhere.
fn typed_so_far(form: &Form, field: &FieldId) -> Typed {
    if let (Some(half), Some(question)) = (form.half.get(field), form.question(field)) {
        return half_left(question, half);
    }
    let known = form.known.get(field).map(|known| &known.value);
    let kept = form.answers.get(field).or(known).cloned();
    Typed::from(kept)
}

/// What is said where a paper need not be photographed.
fn if_left_out(view: &FormView, question: &Question, words: &Words) -> Option<AttrValue> {
    let mut papers = view.papers.iter().filter(|paper| paper.photo);
    let is_paper = papers.any(|paper| paper.id == question.id.0);
    is_paper.then(|| words.text("form-paper-or-show"))
}

/// The form with what was typed as the answer to `question`, where it is one and contradicts
/// no other.
fn judged(
    form: &Form,
    question: &Question,
    typed: &Typed,
    today: Date,
) -> Result<Form, AnswerError> {
    let value = judge(question, typed, today)?;
    let form = form.clone().answered(&question.id, value);
    form.judge(&question.id, today)?;
    Ok(form)
}
