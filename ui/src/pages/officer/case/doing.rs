//! What can be done about a case: some at once, some with a last question, some on a
//! page of their own. The heading takes the focus when the buttons under it change.

use crate::{
    address::PageAddress,
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_words},
    pages::{
        officer::{OfficerRoute, case_name::case_name},
        shared::{LastQuestion, failure_notice},
    },
    parts::{Button, ButtonKind, LinkButton, Mixed},
    saying::moment_inside_words,
};
use linli_api::{Advance, view};
use linli_domain::{
    application::{ApplicationAction as A, ApplicationMove as M},
    id::DocId,
};
use std::rc::Rc;
use yew::prelude::*;

const HEADING: &str = "case-do";
/// The id of the last question, which takes the focus.
const QUESTION: &str = "case_question";

/// What an officer can do, in the order of the buttons. To ask for more has a page of its
/// own, which also asks for the reason why it is asked a further time.
const ORDER: [M; 10] = [
    M::Take,
    M::GiveBack,
    M::Accept,
    M::Decide,
    M::AskAgain,
    M::AskNoMore,
    M::TurnAway,
    M::Serve,
    M::AnswerCorrection,
    M::FollowUp,
];

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CaseActionsProps {
    pub(super) application: Rc<view::ApplicationPage>,
}

/// What there is to do.
#[component]
pub(super) fn CaseActions(props: &CaseActionsProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asks = use_state_eq(|| None::<M>);
    let Some(here) = use_here() else {
        return html! {};
    };
    let application = &props.application;
    let is_mine = is_mine(&here, application);
    let mut can = ORDER.to_vec();
    can.retain(|what| application.may.contains(what));
    // It takes the focus when what stood under it goes, so it stays; but it promises nothing.
    let heading = if can.is_empty() {
        "case-nothing-to-do"
    } else {
        "case-do"
    };
    let name = case_name(&here, application);
    let buttons = Buttons {
        name: &name,
        words: &words,
        act: &act,
        asks: &asks,
        doc: application.doc,
    };
    html! {
        <>
            <h2 id={HEADING} tabindex="-1">{ words.text(heading) }</h2>
            <>{ for held_words(&words, &here, application, is_mine) }</>
            <>{ for failure_notice(&words, &act) }</>
            { match *asks {
                Some(asked) if can.contains(&asked) => buttons.last_question(asked),
                _ => buttons.all(&can, is_mine),
            } }
        </>
    }
}

/// The buttons, and what they need.
struct Buttons<'a> {
    /// Whose case it is, and which.
    name: &'a AttrValue,
    words: &'a Words,
    act: &'a Act,
    /// What is asked once more.
    asks: &'a UseStateHandle<Option<M>>,
    doc: DocId,
}

impl Buttons<'_> {
    fn all(&self, can: &[M], is_mine: bool) -> Html {
        let buttons = can.iter().map(|what| match what {
            M::Take if is_mine => self.press("case-renew", A::Take),
            M::Take => self.press("case-take", A::Take),
            M::GiveBack => self.press("case-give", A::GiveBack),
            M::Accept => self.ask(M::Accept, "case-accept", ButtonKind::Go),
            M::Serve => self.ask(M::Serve, "case-served", ButtonKind::Plain),
            M::AskNoMore => self.ask(M::AskNoMore, "case-no-more", ButtonKind::Plain),
            other => link(self.words, self.doc, *other),
        });
        html! { <div class="stack tight">{ for buttons }</div> }
    }

    /// Does it at once.
    fn press(&self, key: &str, what: A) -> Html {
        html! {
            <Button key={key.to_owned()} label={self.words.text(key)} waiting={self.act.waiting()}
                on_press={self.run(what)} />
        }
    }

    /// Asks once more before it is done.
    fn ask(&self, what: M, key: &str, kind: ButtonKind) -> Html {
        let asks = self.asks.clone();
        let on_press = Callback::from(move |()| asks.set(Some(what)));
        html! { <Button key={key.to_owned()} {kind} label={self.words.text(key)} {on_press} /> }
    }

    fn last_question(&self, asked: M) -> Html {
        let (label, question, what) = match asked {
            M::Serve => ("case-served", "case-served-question", A::Serve),
            M::AskNoMore => ("case-no-more", "case-no-more-question", A::AskNoMore),
            _ => ("case-accept", "case-accept-question", A::Accept),
        };
        let on_no = {
            let asks = self.asks.clone();
            Callback::from(move |()| close(&asks))
        };
        html! {
            <LastQuestion id={QUESTION} question={self.words.text(question)}
                name={Some(self.name.clone())} yes={self.words.text(label)}
                waiting={self.act.waiting()} on_yes={self.run(what)} {on_no} />
        }
    }

    fn run(&self, what: A) -> Callback<()> {
        let (act, asks, doc) = (self.act.clone(), self.asks.clone(), self.doc);
        Callback::from(move |()| {
            let (what, asks) = (what.clone(), asks.clone());
            act.run(Advance { doc, what }, move |()| close(&asks));
        })
    }
}

/// Nothing is asked any more; the focus stays on the heading of what goes.
fn close(asks: &UseStateHandle<Option<M>>) {
    asks.set(None);
    focus_id(HEADING);
}

/// What has a page of its own.
fn link(words: &Words, doc: DocId, what: M) -> Html {
    use ButtonKind::{Go, Plain};
    let (key, kind, page) = match what {
        M::TurnAway => ("case-turn-away", Plain, OfficerRoute::TurnAway(doc)),
        M::AskAgain => ("case-ask-more", Plain, OfficerRoute::More(doc)),
        M::AnswerCorrection => ("case-correction", Go, OfficerRoute::Correction(doc)),
        M::FollowUp => ("case-follow-up", Go, OfficerRoute::FollowUp(doc)),
        _ => ("case-decide", Go, OfficerRoute::Decide(doc)),
    };
    html! { <LinkButton key={key.to_owned()} {kind} label={words.text(key)} href={page.href()} /> }
}

/// Whether this officer works on it.
fn is_mine(here: &Here, application: &view::ApplicationPage) -> bool {
    let holder = application.holder.as_ref();
    holder.is_some_and(|holder| here.is_me(holder.person))
}

/// Who works on it, and until when.
fn held_words(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    is_mine: bool,
) -> Option<Html> {
    let lease = application.holder.as_ref()?;
    let until = moment_inside_words(words, here, lease.until);
    let args = [
        ("who", lease.name.as_str().into()),
        ("until", until.as_str().into()),
    ];
    let key = match is_mine {
        true => "case-held-by-you-until",
        false if lease.name.is_empty() => "case-held-by-other-until",
        false => "case-held-by-name-until",
    };
    let words = words.with(key, &args);
    Some(html! { <p class="strong"><Mixed {words} /></p> })
}
