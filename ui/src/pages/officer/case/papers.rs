//! The papers of a case: which were sent as a photo, which were shown at the desk and to whom,
//! and which nobody has seen. An officer notes what somebody shows them.

use crate::{
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_words},
    pages::shared::{LastQuestion, failure_notice},
    parts::{Tag, Tone},
    saying::moment_words,
};
use linli_api::{
    Advance,
    view::{ApplicationPage, PaperLine},
};
use linli_domain::{
    application::{ApplicationAction, ApplicationMove, PaperShown},
    id::DocId,
};
use std::rc::Rc;
use yew::prelude::*;

const HEADING: &str = "case-papers";
/// The id of the last question, which takes the focus.
const QUESTION: &str = "paper_question";

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CasePapersProps {
    pub(super) application: Rc<ApplicationPage>,
}

#[component]
pub(super) fn CasePapers(props: &CasePapersProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asks = use_state_eq(|| None::<String>);
    let (Some(here), application) = (use_here(), &props.application) else {
        return html! {};
    };
    if application.papers.is_empty() {
        return html! {};
    }
    let see = SeePaper {
        words: &words,
        act: &act,
        asks: &asks,
        doc: application.doc,
        may: application.may.contains(&ApplicationMove::SeePaper),
    };
    let lines = application
        .papers
        .iter()
        .map(|line| see.line(&here, application, line));
    html! {
        <>
            <h2 id={HEADING} tabindex="-1">{ words.text("case-papers") }</h2>
            <>{ for failure_notice(&words, &act) }</>
            <dl class="answers">{ for lines }</dl>
        </>
    }
}

/// What is needed to note that a paper was shown.
struct SeePaper<'a> {
    words: &'a Words,
    act: &'a Act,
    /// The paper of which it is asked once more.
    asks: &'a UseStateHandle<Option<String>>,
    doc: DocId,
    may: bool,
}

impl SeePaper<'_> {
    fn line(&self, here: &Here, application: &ApplicationPage, line: &PaperLine) -> Html {
        let label = here.local(&line.label);
        let states = states(self.words, here, application, line);
        let is_asked = self.asks.as_ref() == Some(&line.paper);
        let more = match (self.may, is_asked) {
            (false, _) => html! {},
            (true, true) => html! { <dd class="whole">{ self.question(line, &label) }</dd> },
            (true, false) => html! { <dd class="change">{ self.button(line, &label) }</dd> },
        };
        html! { <div key={line.paper.clone()}><dt>{ label }</dt>{ for states }{ more }</div> }
    }

    fn button(&self, line: &PaperLine, label: &AttrValue) -> Html {
        let (asks, paper) = (self.asks.clone(), line.paper.clone());
        let onclick = Callback::from(move |_: MouseEvent| asks.set(Some(paper.clone())));
        html! {
            <button type="button" class="textlink" {onclick}>
                { self.words.text("case-paper-seen") }
                <span class="off-screen">{ " " }{ label }</span>
            </button>
        }
    }

    /// Asks once more: what was noted stays noted.
    fn question(&self, line: &PaperLine, label: &AttrValue) -> Html {
        let paper = [("paper", label.as_str().into())];
        let on_yes = {
            let (act, asks, doc) = (self.act.clone(), self.asks.clone(), self.doc);
            let paper = line.paper.clone();
            Callback::from(move |()| {
                let (asks, paper) = (asks.clone(), paper.clone());
                let what = ApplicationAction::SeePaper { paper };
                act.run(Advance { doc, what }, move |()| close(&asks));
            })
        };
        let on_no = {
            let asks = self.asks.clone();
            Callback::from(move |()| close(&asks))
        };
        html! {
            <LastQuestion id={QUESTION} question={self.words.with("case-paper-question", &paper)}
                yes={self.words.text("case-paper-yes")} waiting={self.act.waiting()} {on_yes}
                {on_no} />
        }
    }
}

/// Nothing is asked any more; the focus stays on the heading of what goes.
fn close(asks: &UseStateHandle<Option<String>>) {
    asks.set(None);
    focus_id(HEADING);
}

/// How it stands with a paper.
fn states(
    words: &Words,
    here: &Here,
    application: &ApplicationPage,
    line: &PaperLine,
) -> Vec<Html> {
    if line.is_missing() {
        let label = words.text("case-paper-missing");
        return vec![html! { <dd><Tag tone={Tone::Careful} {label} /></dd> }];
    }
    let photo = line.has_photo.then(|| words.text("case-paper-photo"));
    let shown = line
        .shown
        .map(|shown| shown_words(words, here, application, shown));
    let mut states: Vec<_> = photo.into_iter().chain(shown).collect();
    if states.is_empty() {
        states.push(words.text("case-paper-if-any"));
    }
    states
        .into_iter()
        .map(|state| html! { <dd>{ state }</dd> })
        .collect()
}

fn shown_words(
    words: &Words,
    here: &Here,
    application: &ApplicationPage,
    shown: PaperShown,
) -> AttrValue {
    let at = moment_words(words, here, shown.at);
    let name = match application.names.get(&shown.by.person) {
        _ if here.is_me(shown.by.person) => here.my_name(),
        Some(name) => name.clone().into(),
        None => AttrValue::default(),
    };
    let key = if name.is_empty() {
        "case-paper-shown-at"
    } else {
        "case-paper-shown"
    };
    let args = [("who", name.as_str().into()), ("at", at.as_str().into())];
    words.with(key, &args)
}
