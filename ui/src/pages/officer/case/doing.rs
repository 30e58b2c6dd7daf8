//! What can be done about a case: some at once, some with a last question, some on a
//! page of their own. The heading takes the focus when the buttons under it change.

use super::super::actions::{Action, Holder, allowed};
use crate::{
    address::Address,
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_words},
    pages::{officer::OfficerRoute, shared::failure_notice},
    parts::{Button, ButtonKind, LinkButton, Notice, Tone},
    saying::moment_words,
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
    let corrects = own
        .correction
        .as_ref()
        .is_some_and(|correction| correction.answer.is_none());
    let held = holder(&here, own);
    let can = allowed(own.status, held, corrects, own.follow_up.is_some());
    let buttons = Buttons {
        words: &words,
        act: &act,
        asks: &asks,
        doc: own.doc,
    };
    html! {
        <>
            <h2 id={HEADING} tabindex="-1">{ words.text("case-do") }</h2>
            <>{ for held_words(&words, &here, own, held) }</>
            <>{ for failure_notice(&words, &act) }</>
            { match *asks {
                Some(asked) if can.contains(&asked) => buttons.last_question(asked),
                _ => buttons.all(&can),
            } }
        </>
    }
}

/// The buttons, and what they need.
struct Buttons<'a> {
    words: &'a Words,
    act: &'a Act,
    /// What is asked once more.
    asks: &'a UseStateHandle<Option<Action>>,
    doc: DocId,
}

impl Buttons<'_> {
    fn all(&self, can: &[Action]) -> Html {
        let buttons = can.iter().map(|action| match action {
            Action::Take => self.press("case-take", taken()),
            Action::Renew => self.press("case-renew", taken()),
            Action::Give => self.press("case-give", E::LeaseGiven),
            Action::Accept => self.ask(Action::Accept, "case-accept", ButtonKind::Go),
            Action::Served => self.ask(Action::Served, "case-served", ButtonKind::Plain),
            other => link(self.words, self.doc, *other),
        });
        html! { <div class="stack tight">{ for buttons }</div> }
    }

    /// Does it at once.
    fn press(&self, key: &str, what: E) -> Html {
        html! {
            <Button key={key.to_owned()} label={self.words.text(key)} waiting={self.act.waiting()}
                on_press={self.run(what)} />
        }
    }

    /// Asks once more before it is done.
    fn ask(&self, action: Action, key: &str, kind: ButtonKind) -> Html {
        let asks = self.asks.clone();
        let on_press = Callback::from(move |()| asks.set(Some(action)));
        html! { <Button key={key.to_owned()} {kind} label={self.words.text(key)} {on_press} /> }
    }

    fn last_question(&self, asked: Action) -> Html {
        let (label, question, what) = match asked {
            Action::Served => ("case-served", "case-served-question", E::Served),
            _ => ("case-accept", "case-accept-question", E::Accepted),
        };
        let on_no = {
            let asks = self.asks.clone();
            Callback::from(move |()| close(&asks))
        };
        html! {
            <Notice tone={Tone::Careful}>
                <h3 id={QUESTION} tabindex="-1">{ self.words.text(question) }</h3>
                <div class="stack tight">
                    <Button kind={ButtonKind::Go} label={self.words.text(label)}
                        waiting={self.act.waiting()} on_press={self.run(what)} />
                    <Button label={self.words.text("case-not-now")} on_press={on_no} />
                </div>
            </Notice>
        }
    }

    fn run(&self, what: E) -> Callback<()> {
        let (act, asks, doc) = (self.act.clone(), self.asks.clone(), self.doc);
        Callback::from(move |()| {
            let (what, asks) = (what.clone(), asks.clone());
            act.run(Advance { doc, what }, move |()| close(&asks));
        })
    }
}

/// Nothing is asked any more; the focus stays on the heading of what goes.
fn close(asks: &UseStateHandle<Option<Action>>) {
    asks.set(None);
    focus_id(HEADING);
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
    use ButtonKind::{Go, Plain};
    let (key, kind, page) = match action {
        Action::TurnAway => ("case-turn-away", Plain, OfficerRoute::TurnAway(doc)),
        Action::AskMore => ("case-ask-more", Plain, OfficerRoute::More(doc)),
        Action::AnswerCorrection => ("case-correction", Go, OfficerRoute::Correction(doc)),
        Action::FollowUp => ("case-follow-up", Go, OfficerRoute::FollowUp(doc)),
        _ => ("case-decide", Go, OfficerRoute::Decide(doc)),
    };
    html! { <LinkButton key={key.to_owned()} {kind} label={words.text(key)} href={page.href()} /> }
}

fn holder(here: &Here, own: &view::Application) -> Option<Holder> {
    own.holder.as_ref().map(|holder| {
        if here.is_me(holder.person) {
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
