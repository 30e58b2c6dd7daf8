//! What can be done about a case: some at once, some with a last question, some on a
//! page of their own. The heading takes the focus when the buttons under it change.

use super::super::actions::{Action, Holder, allowed};
use crate::{
    address::Address,
    hooks::{Here, Words, focus_id, use_act, use_here, use_words},
    pages::officer::OfficerRoute,
    parts::{Button, ButtonKind, LinkButton, Notice, Tone},
    saying::{failure_words, moment_words},
};
use linli_api::{Advance, view};
use linli_domain::{
    application::ApplicationEvent as E,
    id::{DocId, PersonId},
    time::Timestamp,
};
use std::rc::Rc;
use yew::prelude::*;

/// The heading.
const HEADING: &str = "case-do";
/// The last question.
const QUESTION: &str = "case_question";

/// Properties of [`Doing`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct DoingProps {
    pub(super) own: Rc<view::Application>,
}

/// What there is to do.
#[component]
pub(super) fn Doing(props: &DoingProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asks = use_state_eq(|| None::<Action>);
    use_effect_with(*asks, |asks| {
        if asks.is_some() {
            focus_id(QUESTION);
        }
    });
    let Some(here) = use_here() else {
        return html! {};
    };
    let own = &props.own;
    let doc = own.doc;
    let run = |what: E| {
        let (act, asks) = (act.clone(), asks.clone());
        Callback::from(move |()| {
            let (what, asks) = (what.clone(), asks.clone());
            act.run(Advance { doc, what }, move |()| {
                asks.set(None);
                focus_id(HEADING);
            });
        })
    };
    let corrects = own
        .correction
        .as_ref()
        .is_some_and(|correction| correction.answer.is_none());
    let held = holder(&here, own);
    let can = allowed(own.status, held, corrects, own.follow_up.is_some());
    let failure = act.failure().map(|failure| {
        html! {
            <div role="alert">
                <Notice tone={Tone::Danger}>
                    <p>{ words.text(failure_words(failure.code)) }</p>
                </Notice>
            </div>
        }
    });
    let buttons = match asks.as_ref().filter(|asked| can.contains(asked)) {
        Some(asked) => {
            let no = {
                let asks = asks.clone();
                Callback::from(move |()| {
                    asks.set(None);
                    focus_id(HEADING);
                })
            };
            let (label, question, what) = match asked {
                Action::Served => ("case-served", "case-served-question", E::Served),
                _ => ("case-accept", "case-accept-question", E::Accepted),
            };
            html! {
                <Notice tone={Tone::Careful}>
                    <h3 id={QUESTION} tabindex="-1">{ words.text(question) }</h3>
                    <div class="stack tight">
                        <Button kind={ButtonKind::Go} label={words.text(label)}
                            waiting={act.waiting()} on_press={run(what)} />
                        <Button label={words.text("case-not-now")} on_press={no} />
                    </div>
                </Notice>
            }
        }
        None => {
            let ask = |action: Action, key: &str, kind: ButtonKind| {
                let asks = asks.clone();
                let on_press = Callback::from(move |()| asks.set(Some(action)));
                html! { <Button key={key.to_owned()} {kind} label={words.text(key)} {on_press} /> }
            };
            let press = |key: &str, what: E| {
                html! {
                    <Button key={key.to_owned()} label={words.text(key)} waiting={act.waiting()}
                        on_press={run(what)} />
                }
            };
            let buttons = can.iter().map(|action| match action {
                Action::Take => press("case-take", taken()),
                Action::Renew => press("case-renew", taken()),
                Action::Give => press("case-give", E::LeaseGiven),
                Action::Accept => ask(Action::Accept, "case-accept", ButtonKind::Go),
                Action::Served => ask(Action::Served, "case-served", ButtonKind::Plain),
                other => link(&words, doc, *other),
            });
            html! { <div class="stack tight">{ for buttons }</div> }
        }
    };
    html! {
        <>
            <h2 id={HEADING} tabindex="-1">{ words.text("case-do") }</h2>
            <>{ for held_words(&words, &here, own, held) }</>
            <>{ for failure }</>
            { buttons }
        </>
    }
}

/// A turn; who and until when, the engine knows.
fn taken() -> E {
    E::LeaseTaken {
        officer: PersonId::default(),
        until: Timestamp::default(),
        name: String::new(),
    }
}

/// What has a page of its own.
fn link(words: &Words, doc: DocId, action: Action) -> Html {
    let (key, kind, route) = match action {
        Action::TurnAway => (
            "case-turn-away",
            ButtonKind::Plain,
            OfficerRoute::TurnAway(doc),
        ),
        Action::AskMore => ("case-ask-more", ButtonKind::Plain, OfficerRoute::More(doc)),
        Action::AnswerCorrection => (
            "case-correction",
            ButtonKind::Go,
            OfficerRoute::Correction(doc),
        ),
        Action::FollowUp => (
            "case-follow-up",
            ButtonKind::Go,
            OfficerRoute::FollowUp(doc),
        ),
        _ => ("case-decide", ButtonKind::Go, OfficerRoute::Decide(doc)),
    };
    html! { <LinkButton key={key.to_owned()} {kind} label={words.text(key)} href={route.href()} /> }
}

fn holder(here: &Here, own: &view::Application) -> Option<Holder> {
    let me = here.session.account.as_ref().map(|account| account.person);
    own.holder.as_ref().map(|holder| {
        if Some(holder.person) == me {
            Holder::Me
        } else {
            Holder::Other
        }
    })
}

/// Who works on it, and until when.
fn held_words(
    words: &Words,
    here: &Here,
    own: &view::Application,
    held: Option<Holder>,
) -> Option<Html> {
    let lease = own.holder.as_ref()?;
    let until = moment_words(words, here, lease.until);
    let args = [
        ("who", lease.name.as_str().into()),
        ("until", until.as_str().into()),
    ];
    let key = match held? {
        Holder::Me => "case-held-by-you-until",
        Holder::Other if lease.name.is_empty() => "case-held-by-other-until",
        Holder::Other => "case-held-by-name-until",
    };
    Some(html! { <p class="strong">{ words.with(key, &args) }</p> })
}
