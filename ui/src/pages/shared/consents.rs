//! What a resident lets others do for them: who, what, until when, and the way to take it
//! back.

use super::{LastQuestion, failure_notice};
use crate::{
    hooks::{Act, Here, Words, focus_id, use_act, use_here, use_words},
    parts::{Button, Card, Icon, Mixed},
    saying::{assent_words, consent_term_words, permission_words},
};
use linli_api::{EndConsent, view::ConsentLine};
use linli_domain::id::DocId;
use yew::prelude::*;

/// Takes the focus when a consent was taken back.
const HEADING: &str = "consents";
/// The id of the last question.
const QUESTION: &str = "consent_question";

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ConsentListProps {
    /// Of whom the list is.
    pub(crate) heading: AttrValue,
    pub(crate) consents: Vec<ConsentLine>,
}

/// The list, also where there is nothing in it.
#[component]
pub(crate) fn ConsentList(props: &ConsentListProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asks = use_state_eq(|| None::<DocId>);
    let Some(here) = use_here() else {
        return html! {};
    };
    let lines = props.consents.iter();
    let cards = lines.map(|line| card(&words, &here, &act, &asks, line));
    let none = props.consents.is_empty().then(|| {
        html! { <p>{ words.text("consent-none") }</p> }
    });
    html! {
        <section class="stack" aria-labelledby={HEADING}>
            <h2 id={HEADING} tabindex="-1"><Mixed words={&props.heading} /></h2>
            <>{ for failure_notice(&words, &act) }</>
            { for none }
            <div class="cards">{ for cards }</div>
        </section>
    }
}

fn card(
    words: &Words,
    here: &Here,
    act: &Act,
    asks: &UseStateHandle<Option<DocId>>,
    line: &ConsentLine,
) -> Html {
    let who = [("who", line.grant.to_name.as_str().into())];
    let title = match (line.is_mine, line.holds) {
        (true, true) => words.text("consent-to-me"),
        (true, false) => words.text("consent-was-mine"),
        (false, true) => words.with("consent-to", &who),
        (false, false) => words.with("consent-was", &who),
    };
    let purpose = [("purpose", line.grant.purpose.as_str().into())];
    let may = line.grant.may.iter();
    let may = may.map(|what| html! { <li>{ words.text(permission_words(*what)) }</li> });
    html! {
        <Card key={line.doc.to_string()} {title} icon={Icon::Hand}>
            <ul>{ for may }</ul>
            <p><Mixed words={words.with("consent-for", &purpose)} /></p>
            <p class="strong">{ consent_term_words(words, here, line) }</p>
            <p><Mixed words={assent_words(words, here, line)} /></p>
            { for line.holds.then(|| end(words, act, asks, line)) }
        </Card>
    }
}

/// The way to take it back, which asks once more.
fn end(words: &Words, act: &Act, asks: &UseStateHandle<Option<DocId>>, line: &ConsentLine) -> Html {
    let doc = line.doc;
    let who = line.grant.to_name.clone();
    if **asks != Some(doc) {
        let asks = asks.clone();
        let on_press = Callback::from(move |()| asks.set(Some(doc)));
        return html! {
            <Button label={words.text("consent-end")} about={AttrValue::from(who)} {on_press} />
        };
    }
    let question = if line.is_mine {
        words.text("consent-end-mine")
    } else {
        words.with("consent-end-question", &[("who", who.into())])
    };
    let on_no = {
        let asks = asks.clone();
        Callback::from(move |()| {
            asks.set(None);
            focus_id(HEADING);
        })
    };
    let on_yes = {
        let (act, done) = (act.clone(), on_no.clone());
        Callback::from(move |()| {
            let done = done.clone();
            act.run(EndConsent { doc }, move |()| done.emit(()));
        })
    };
    html! {
        <LastQuestion id={QUESTION} {question} yes={words.text("consent-end")}
            waiting={act.waiting()} {on_yes} {on_no} />
    }
}
