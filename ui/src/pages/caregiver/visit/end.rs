//! A visit that does not go on: nobody opens, it is not safe, or somebody else has to come.

use super::Shown;
use crate::{
    address::Address,
    hooks::{use_act, use_words},
    pages::{caregiver::CaregiverRoute, shared::Page},
    parts::{
        Button, ButtonKind, Choice, ChoiceItem, Confirm, ErrorSummary, FieldKind, LinkButton,
        Mistake, TextField,
    },
};
use linli_api::{GiveBack, TakeStep};
use linli_domain::care::VisitStep;
use yew::prelude::*;

const NO_ANSWER: &str = "no-answer";
const NOT_SAFE: &str = "not-safe";

/// Why it cannot go on.
#[component]
pub(super) fn Stop(props: &Shown) -> Html {
    let words = use_words();
    let act = use_act();
    let chosen = use_state_eq(|| None::<AttrValue>);
    let why = use_state_eq(String::new);
    let missing = use_state_eq(|| false);
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
        let (doc, visit, home) = (props.visit.doc, props.visit.line.id, props.home());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let step = match chosen.as_deref() {
                Some(NO_ANSWER) => VisitStep::NoAnswer,
                Some(_) => VisitStep::Stopped {
                    reason: why.trim().to_owned(),
                },
                None => return missing.set(true),
            };
            let home = home.clone();
            act.run(TakeStep { doc, visit, step }, move |()| home.go_instead());
        })
    };
    // Once inside, "nobody opens" is no reason any more.
    let is_inside = props.visit.line.state.status == linli_domain::care::VisitStatus::InProgress;
    let mut items = vec![ChoiceItem::new(NOT_SAFE, words.text("stop-not-safe"))];
    if !is_inside {
        items.insert(0, ChoiceItem::new(NO_ANSWER, words.text("stop-no-answer")));
    }
    let why_field = (chosen.as_deref() == Some(NOT_SAFE)).then(|| {
        html! {
            <TextField id="why" kind={FieldKind::Lines} label={words.text("check-why")}
                value={(*why).clone()} on_input={on_why} />
        }
    });
    let error = missing.then(|| words.text("answer-error-choose"));
    let mistakes = error
        .iter()
        .map(|words| Mistake {
            id: "stop".into(),
            words: words.clone(),
        })
        .collect::<Vec<_>>();
    let question = words.text("stop-question");
    html! {
        <Page title={words.text("visit-stop")} question={question.clone()}
            back={props.home().href()} failure={act.failure()}>
            <ErrorSummary {mistakes} />
            <form class="stack fill" {onsubmit} novalidate=true>
                <Choice id="stop" title=true label={question} {error} {items}
                    chosen={(*chosen).clone()} {on_choose} />
                <>{ for why_field }</>
                <div class="dock">
                    <Button kind={ButtonKind::DangerGo} label={words.text("stop-tell")}
                        waiting={act.waiting()} />
                    <LinkButton label={words.text("visit-back")} href={props.home().href()} />
                </div>
            </form>
        </Page>
    }
}

/// Give the assignment back: asks once more.
#[component]
pub(super) fn GiveBackPage(props: &Shown) -> Html {
    let words = use_words();
    let act = use_act();
    let on_yes = {
        let (act, doc) = (act.clone(), props.visit.doc);
        Callback::from(move |()| act.run(GiveBack { doc }, |()| CaregiverRoute::Round.go_instead()))
    };
    html! {
        <Page title={words.text("visit-give-back")} question={words.text("give-back-question")}
            back={props.home().href()} failure={act.failure()}>
            <Confirm question={words.text("give-back-question")}
                words={words.text("give-back-words")} yes={words.text("give-back-yes")}
                no={words.text("give-back-no")} no_href={props.home().href()}
                waiting={act.waiting()} {on_yes} />
        </Page>
    }
}
