//! A visit that does not go on: nobody opens, it is not safe, or somebody else has to come.

use super::props::VisitProps;
use crate::{
    address::PageAddress,
    hooks::{Words, use_act, use_here, use_words},
    pages::{
        caregiver::CaregiverRoute,
        shared::{ConfirmPage, FormPage, use_form},
    },
    parts::{ButtonKind, Choice, ChoiceItem, FieldKind, LinkButton, Prompt, TextField},
};
use linli_api::{GiveBack, TakeStep};
use linli_domain::care::{VisitMove, VisitStep};
use yew::prelude::*;

const NO_ANSWER: &str = "no-answer";
const NOT_SAFE: &str = "not-safe";

/// Why it cannot go on.
#[component]
pub(super) fn StopStep(props: &VisitProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let chosen = use_state_eq(|| None::<AttrValue>);
    let why = use_state_eq(String::new);
    let on_choose = {
        let chosen = chosen.clone();
        form.mending(move |value| chosen.set(Some(value)))
    };
    let onsubmit = {
        let (act, chosen, why, must) = (act.clone(), chosen.clone(), why.clone(), form.clone());
        let (doc, visit, home) = (props.visit.doc, props.visit.line.id, props.home());
        form.sending(move || {
            let step = match must.required("stop", chosen.as_deref(), "answer-error-choose")? {
                NO_ANSWER => VisitStep::NoAnswer,
                // The desk must know what there is to put in order.
                _ => VisitStep::Stopped {
                    reason: must.written("why", &why)?,
                },
            };
            let home = home.clone();
            act.run(TakeStep { doc, visit, step }, move |()| home.go_instead());
            Ok(())
        })
    };
    let why_field = (chosen.as_deref() == Some(NOT_SAFE)).then(|| {
        let value = (*why).clone();
        let on_input = form.mending(move |typed| why.set(typed));
        let prompt = Prompt::new("why", words.text("check-why")).error(form.error("why"));
        html! {
            <TextField {prompt} kind={FieldKind::Lines} {value} {on_input} />
        }
    });
    let question = words.text("stop-question");
    let home = props.home().href();
    html! {
        <FormPage title={words.text("visit-stop")} question={question.clone()} back={home.clone()}
            failure={act.failure()} form={form.clone()} {onsubmit}
            kind={ButtonKind::DangerGo} send={words.text("stop-tell")} waiting={act.waiting()}>
            <Choice prompt={Prompt::new("stop", question).error(form.error("stop")).heading()}
                items={reasons(&words, props)} chosen={(*chosen).clone()} {on_choose} />
            <>{ for why_field }</>
        </FormPage>
    }
}

/// Once inside, "nobody opens" is no reason any more.
fn reasons(words: &Words, props: &VisitProps) -> Vec<ChoiceItem> {
    let no_answer = ChoiceItem::new(NO_ANSWER, words.text("stop-no-answer"));
    let not_safe = ChoiceItem::new(NOT_SAFE, words.text("stop-not-safe"));
    if props.visit.line.may.contains(&VisitMove::FindNobody) {
        vec![no_answer, not_safe]
    } else {
        vec![not_safe]
    }
}

const THIS_ONE: &str = "this-one";
const ALL: &str = "all";

/// "I can't go": where the request repeats, asks whether that is once or for good.
#[component]
pub(super) fn GiveBackPage(props: &VisitProps) -> Html {
    let (visit, kind) = (props.visit.clone(), props.kind.clone());
    if visit.repeats && visit.line.may.contains(&VisitMove::CallOff) {
        html! { <OnceOrAll {visit} {kind} /> }
    } else {
        html! { <GiveAllBack {visit} {kind} /> }
    }
}

/// One visit of many, or all of them.
#[component]
fn OnceOrAll(props: &VisitProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let chosen = use_state_eq(|| None::<AttrValue>);
    let Some(here) = use_here() else {
        return html! {};
    };
    let on_choose = {
        let chosen = chosen.clone();
        form.mending(move |value| chosen.set(Some(value)))
    };
    let onsubmit = {
        let (act, chosen, must) = (act.clone(), chosen.clone(), form.clone());
        let (doc, visit) = (props.visit.doc, props.visit.line.id);
        form.sending(move || {
            let round = |()| CaregiverRoute::Round.go_instead();
            match must.required("which", chosen.as_deref(), "answer-error-choose")? {
                THIS_ONE => {
                    let reason = String::new();
                    let step = VisitStep::CancelledByProvider { reason };
                    act.run(TakeStep { doc, visit, step }, round);
                }
                _ => act.run(GiveBack { doc }, round),
            }
            Ok(())
        })
    };
    let day = words.near_day_inside(props.visit.line.id.date, here.today());
    let once = words.with("give-back-once", &[("day", day.as_str().into())]);
    let item = |value, label, hint| {
        let hint = Some(words.text(hint));
        ChoiceItem {
            hint,
            ..ChoiceItem::new(value, label)
        }
    };
    let items = vec![
        item(THIS_ONE, once, "give-back-once-words"),
        item(ALL, words.text("give-back-all"), "give-back-all-words"),
    ];
    let question = words.text("give-back-which");
    let home = props.home().href();
    html! {
        <FormPage title={words.text("visit-give-back")} question={question.clone()}
            back={home.clone()} failure={act.failure()} form={form.clone()} {onsubmit}
            kind={ButtonKind::DangerGo} send={words.text("give-back-send")} waiting={act.waiting()}
            beside={html! { <LinkButton label={words.text("give-back-no")} href={home} /> }}>
            <Choice prompt={Prompt::new("which", question).error(form.error("which")).heading()}
                {items} chosen={(*chosen).clone()} {on_choose} />
        </FormPage>
    }
}

/// Give the assignment back: asks once more.
#[component]
fn GiveAllBack(props: &VisitProps) -> Html {
    let words = use_words();
    let act = use_act();
    let on_yes = {
        let (act, doc) = (act.clone(), props.visit.doc);
        Callback::from(move |()| act.run(GiveBack { doc }, |()| CaregiverRoute::Round.go_instead()))
    };
    let page = ConfirmPage {
        title: words.text("visit-give-back"),
        question: words.text("give-back-question"),
        words: words.text("give-back-words"),
        yes: words.text("give-back-yes"),
        no: words.text("give-back-no"),
        back: props.home().href(),
    };
    page.draw(&act, on_yes, Html::default())
}
