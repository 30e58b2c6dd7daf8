//! Urgent help: telephone numbers first, then tell the community. Nothing here
//! says "sent" before the centre's receipt.

use crate::{
    address::{Address, HOME},
    hooks::{use_act, use_here, use_words},
    pages::{
        care::CareRoute,
        resident::ResidentRoute,
        shared::{Page, Phones},
    },
    parts::{
        Button, ButtonKind, ErrorSummary, FieldKind, Icon, LinkButton, Mistake, Notice, QUESTION,
        TextField, Tone,
    },
    questions::{AnswerField, Typed, field_id},
};
use linli_api::AskUrgently;
use linli_domain::answer::{QuestionKind, Value};
use yew::prelude::*;

/// The first page: numbers to call.
#[component]
pub(crate) fn Urgent() -> Html {
    let words = use_words();
    html! {
        <Page title={words.text("home-urgent")} back={HOME}>
            <h2 id={QUESTION} tabindex="-1">{ words.text("urgent-call") }</h2>
            <p>{ words.text("urgent-call-words") }</p>
            <p class="strong">{ words.text("urgent-gas") }</p>
            <Phones />
            <h2>{ words.text("urgent-not-life") }</h2>
            <LinkButton icon={Icon::Message} label={words.text("urgent-tell")}
                href={ResidentRoute::UrgentTell.href()} />
        </Page>
    }
}

/// The second page: what happened, and send.
#[component]
pub(crate) fn UrgentTell() -> Html {
    let words = use_words();
    let act = use_act();
    let what = use_state_eq(|| None::<Value>);
    let note = use_state_eq(String::new);
    let missing = use_state_eq(|| false);
    let Some(here) = use_here() else {
        return html! {};
    };
    let kind = here.catalogue.care.iter().find(|kind| kind.urgent);
    let question = kind
        .and_then(|kind| {
            kind.questions
                .iter()
                .find(|question| matches!(question.kind, QuestionKind::Choice { .. }))
        })
        .cloned();
    let on_typed = {
        let (what, missing) = (what.clone(), missing.clone());
        Callback::from(move |typed| {
            missing.set(false);
            what.set(if let Typed::Value(value) = typed {
                Some(value)
            } else {
                None
            });
        })
    };
    let on_note = {
        let note = note.clone();
        Callback::from(move |typed| note.set(typed))
    };
    let must_choose = question.is_some();
    let onsubmit = {
        let (act, what, note, missing) = (act.clone(), what.clone(), note.clone(), missing.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if must_choose && what.is_none() {
                return missing.set(true);
            }
            let ask = AskUrgently {
                what: (*what).clone(),
                note: note.trim().to_owned(),
            };
            act.run(ask, |made| CareRoute::Sent(made.doc).go_instead());
        })
    };
    let error = missing.then(|| words.text("answer-error-choose"));
    let mistakes = question
        .iter()
        .filter(|_| *missing)
        .map(|question| Mistake {
            id: field_id(question),
            words: words.text("answer-error-choose"),
        });
    let mistakes = mistakes.collect::<Vec<_>>();
    let field = question.map(|question| {
        html! { <AnswerField title=true {question} value={(*what).clone()} {error} {on_typed} /> }
    });
    html! {
        <Page title={words.text("home-urgent")} question={words.text("urgent-tell")}
            back={ResidentRoute::Urgent.href()} failure={act.failure()}>
            <Notice tone={Tone::Careful}><p>{ words.text("urgent-call-if-worse") }</p></Notice>
            <ErrorSummary {mistakes} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <>{ for field }</>
                <TextField id="note" kind={FieldKind::Lines} label={words.text("urgent-note")}
                    value={(*note).clone()} on_input={on_note} />
                <div class="dock">
                    <Button kind={ButtonKind::DangerGo} label={words.text("urgent-send")}
                        waiting={act.waiting()} />
                </div>
            </form>
        </Page>
    }
}
