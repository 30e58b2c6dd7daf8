//! Read it once more, then send it.

use super::StepProps;
use crate::{
    address::Address,
    hooks::{Here, Words, use_act, use_here, use_words},
    pages::{form::FormRoute, resident::ResidentRoute, services::ServicesRoute, shared::Page},
    parts::{
        AnswerRow, Answers, Button, ButtonKind, Card, ErrorSummary, LinkButton, Mistake, QUESTION,
    },
    saying::{error_words, value_words},
};
use linli_api::{Advance, KeepInProfile, view};
use linli_domain::{
    answer::{Question, across, check, on_day},
    application::ApplicationAction,
};
use yew::prelude::*;

/// The step.
#[component]
pub(super) fn Check(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let tries = use_state_eq(|| 0_u32);
    let Some(here) = use_here() else {
        return html! {};
    };
    let (own, doc) = (&props.own, props.own.doc);
    let journey = props.journey();
    let rows = journey
        .iter()
        .map(|question| row(&words, &here, own, question))
        .collect::<Vec<_>>();
    let missing = mistakes(&words, &here, props);
    let mistakes = if *tries > 0 {
        missing.clone()
    } else {
        Vec::new()
    };
    let on_press = {
        let (act, tries, is_complete) = (act.clone(), tries.clone(), missing.is_empty());
        Callback::from(move |()| {
            if is_complete {
                let what = ApplicationAction::Submit;
                act.run(Advance { doc, what }, move |()| {
                    ServicesRoute::Application(doc).go_instead()
                });
            } else {
                tries.set(tries.saturating_add(1));
            }
        })
    };
    let question = words.text("ask-check");
    let back = journey.last().map_or_else(
        || props.out().href(),
        |last| FormRoute::Question(doc, last.id.clone()).href(),
    );
    html! {
        <Page title={here.local(&own.service.name)} question={question.clone()} {back} failure={act.failure()}>
            <ErrorSummary {mistakes} tries={*tries} />
            <h2 id={QUESTION} tabindex="-1">{ question }</h2>
            <Answers {rows} />
            <Newer own={own.clone()} />
            { papers(&words, &here, own) }
            <div class="dock">
                <Button kind={ButtonKind::Go} label={words.text("form-send")} waiting={act.waiting()} {on_press} />
                <LinkButton label={words.text("form-later")} href={ResidentRoute::Matters.href()} />
                <LinkButton label={words.text("ask-discard")} href={ServicesRoute::End(doc).href()} />
            </div>
        </Page>
    }
}

fn row(words: &Words, here: &Here, own: &view::Application, question: &Question) -> AnswerRow {
    let value = match own.answers.get(&question.id) {
        Some(value) => value_words(words, here, question, value),
        None if own.service.paper(&question.id).is_some() => words.text("form-paper-later"),
        None if question.optional => words.text("answer-left-out"),
        None => words.text("answer-none"),
    };
    let note = if own.clashes.contains_key(&question.id) {
        Some("form-clash-here")
    } else if own.doubtful.contains(&question.id) {
        Some("form-doubtful")
    } else {
        None
    };
    let value = match note {
        Some(note) => format!("{value}\n{}", words.text(note)).into(),
        None => value,
    };
    AnswerRow {
        label: here.local(&question.ask),
        value,
        change: Some(FormRoute::Question(own.doc, question.id.clone()).href()),
    }
}

/// What keeps it from being sent.
fn mistakes(words: &Words, here: &Here, step: &StepProps) -> Vec<Mistake> {
    let own = &step.own;
    let named = |question: &Question, what: AttrValue| Mistake {
        id: FormRoute::Question(own.doc, question.id.clone()).href(),
        words: format!("{} {what}", here.local(&question.ask)).into(),
    };
    let journey = step.journey();
    let wrong = journey.iter().filter_map(|question| {
        if own.clashes.contains_key(&question.id) {
            return Some(named(question, words.text("form-clash-here")));
        }
        let error = check(question, own.answers.get(&question.id)).err()?;
        Some(named(question, error_words(words, question, error)))
    });
    let questions = &own.service.questions;
    let differ = across(questions, &own.answers).into_iter();
    let differ = differ.chain(on_day(questions, &own.answers, here.today()));
    let differ = differ.filter_map(|(field, error)| {
        let question = own.service.question(&field)?;
        Some(named(question, error_words(words, question, error)))
    });
    wrong.chain(differ).collect()
}

/// Papers of which no photo is sent: they are shown at the desk or to a visitor.
fn papers(words: &Words, here: &Here, own: &view::Application) -> Html {
    let mut papers = own
        .service
        .evidence
        .iter()
        .filter(|paper| !paper.photo)
        .peekable();
    if papers.peek().is_none() {
        return html! {};
    }
    let papers = papers.map(|paper| {
        let optional = paper.optional.then(|| words.text("service-if-any"));
        html! { <li>{ here.local(&paper.label) }{ for optional }</li> }
    });
    html! { <><h2>{ words.text("service-papers") }</h2><ul class="plain">{ for papers }</ul></> }
}

/// Answers that are newer than the profile: offered to be kept for next time.
#[component]
fn Newer(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let own = &props.own;
    let (Some(here), false) = (use_here(), own.newer.is_empty()) else {
        return html! {};
    };
    let named = own.newer.iter().filter_map(|field| {
        let question = own.service.question(field)?;
        let value = value_words(&words, &here, question, own.answers.get(field)?);
        Some(html! { <li>{ here.local(&question.ask) }{ " " }<b>{ value }</b></li> })
    });
    let on_press = {
        let (act, doc, fields) = (act.clone(), own.doc, own.newer.clone());
        Callback::from(move |()| {
            let fields = fields.clone();
            act.run(KeepInProfile { doc, fields }, |()| ());
        })
    };
    html! {
        <Card title={words.text("form-newer")}>
            <ul class="plain">{ for named }</ul>
            <Button label={words.text("form-newer-keep")} waiting={act.waiting()} {on_press} />
        </Card>
    }
}
