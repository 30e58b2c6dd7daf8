//! Read it once more, then send it.

use super::flow::StepProps;
use crate::{
    address::Address,
    hooks::{use_act, use_here, use_words},
    pages::{care::CareRoute, resident::ResidentRoute, shared::Page},
    parts::{AnswerRow, Answers, Button, ButtonKind, ErrorSummary, LinkButton, Mistake, QUESTION},
    saying::{value_words, when_words},
};
use linli_api::SendCare;
use linli_domain::answer::check;
use yew::prelude::*;

/// The step.
#[component]
pub(super) fn Check(props: &StepProps) -> Html {
    let words = use_words();
    let act = use_act();
    let tried = use_state_eq(|| false);
    let Some(here) = use_here() else {
        return html! {};
    };
    let (care, doc) = (&props.care, props.care.doc);
    let journey = props.journey();
    let rows = journey.iter().map(|question| AnswerRow {
        label: here.local(&question.ask),
        value: care.answers.get(&question.id).map_or_else(
            || {
                words.text(if question.optional {
                    "answer-left-out"
                } else {
                    "answer-none"
                })
            },
            |value| value_words(&words, &here, question, value),
        ),
        change: Some(CareRoute::Question(doc, question.id.clone()).href()),
    });
    let when = AnswerRow {
        label: words.text("ask-when"),
        value: care.when.as_ref().map_or_else(
            || words.text("answer-none"),
            |when| when_words(&words, &here, when),
        ),
        change: Some(CareRoute::When(doc).href()),
    };
    let kind = AnswerRow {
        label: words.text("ask-kind"),
        value: here.kind_name(&care.kind),
        change: None,
    };
    let rows = std::iter::once(kind)
        .chain(rows)
        .chain([when])
        .collect::<Vec<_>>();
    let unanswered = journey
        .iter()
        .filter(|question| check(question, care.answers.get(&question.id)).is_err());
    let mut missing: Vec<_> = unanswered
        .map(|question| here.local(&question.ask))
        .collect();
    if !care
        .when
        .as_ref()
        .is_some_and(linli_domain::care::When::is_valid)
    {
        missing.push(words.text("ask-when"));
    }
    let mistakes = missing.iter().filter(|_| *tried).map(|label| Mistake {
        id: "answers".into(),
        words: words.with("ask-missing", &[("question", label.as_str().into())]),
    });
    let mistakes = mistakes.collect::<Vec<_>>();
    let on_press = {
        let (act, complete) = (act.clone(), missing.is_empty());
        Callback::from(move |()| {
            if complete {
                act.run(SendCare { doc }, move |()| {
                    CareRoute::Sent(doc).go_instead()
                });
            } else {
                tried.set(true);
            }
        })
    };
    let question = words.text("ask-check");
    html! {
        <Page title={here.kind_name(&care.kind)} question={question.clone()} back={props.when_step().href()} failure={act.failure()}>
            <ErrorSummary {mistakes} />
            <h2 id={QUESTION} tabindex="-1">{ question }</h2>
            <div id="answers" tabindex="-1"><Answers {rows} /></div>
            <p class="hint">{ words.text("ask-place-filled") }</p>
            <div class="dock">
                <Button kind={ButtonKind::Go} label={words.text("ask-send")} waiting={act.waiting()} {on_press} />
                <LinkButton label={words.text("ask-later")} href={ResidentRoute::Matters.href()} />
                <LinkButton label={words.text("ask-discard")} href={ResidentRoute::MatterEnd(doc).href()} />
            </div>
        </Page>
    }
}
