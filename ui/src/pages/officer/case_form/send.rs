//! Sending a form of the desk: mistakes first, then a last look.

use crate::{
    address::PageAddress,
    hooks::{Act, Words, focus_id, use_act, use_words},
    pages::{officer::OfficerRoute, shared::Page},
    parts::{Button, ButtonKind, ErrorSummary, Mistake, Notice, QUESTION, Tone},
};
use linli_api::Advance;
use linli_domain::{application::ApplicationAction, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SendFormProps {
    pub(super) doc: DocId,
    pub(super) title: AttrValue,
    /// What it would send now, or what is wrong.
    pub(super) event: Result<ApplicationAction, Vec<Mistake>>,
    /// It was tried to send it: mistakes are shown from now on.
    pub(super) tried: UseStateHandle<bool>,
    /// The words that will reach the resident, for the last look.
    pub(super) preview: Vec<AttrValue>,
    /// What is asked before it is sent.
    pub(super) question: AttrValue,
    pub(super) children: Html,
}

/// The form; once nothing is wrong, the last look at what will be sent.
#[component]
pub(super) fn SendForm(props: &SendFormProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asks = use_state_eq(|| false);
    // As they were at the last try: a list that changed while one types would take the
    // focus out of the field.
    let mistakes = use_state_eq(Vec::<Mistake>::new);
    if let (true, Ok(event)) = (*asks, &props.event) {
        return last_look(&words, &act, props, event, &asks);
    }
    let onsubmit = {
        let (tried, asks, mistakes) = (props.tried.clone(), asks.clone(), mistakes.clone());
        let wrong = props.event.as_ref().err().cloned().unwrap_or_default();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            asks.set(wrong.is_empty());
            // The summary takes the focus when it comes; one that is there already does not.
            if let Some(first) = wrong.first().filter(|_| *mistakes == wrong) {
                focus_id(&first.id);
            }
            mistakes.set(wrong.clone());
        })
    };
    html! {
        <Page desk=true title={&props.title} back={OfficerRoute::Case(props.doc).href()}>
            <ErrorSummary mistakes={(*mistakes).clone()} />
            <form class="stack" {onsubmit} novalidate=true>
                { props.children.clone() }
                <Button kind={ButtonKind::Go} label={words.text("common-next")} />
            </form>
        </Page>
    }
}

/// What will reach the resident, as they will read it.
fn last_look(
    words: &Words,
    act: &Act,
    props: &SendFormProps,
    event: &ApplicationAction,
    asks: &UseStateHandle<bool>,
) -> Html {
    let doc = props.doc;
    let on_yes = {
        let (act, what) = (act.clone(), event.clone());
        Callback::from(move |()| {
            let what = what.clone();
            act.run(Advance { doc, what }, move |()| {
                OfficerRoute::Case(doc).go_instead();
            });
        })
    };
    let on_no = {
        let asks = asks.clone();
        Callback::from(move |()| asks.set(false))
    };
    let shown = props.preview.iter().filter(|words| !words.is_empty());
    html! {
        <Page desk=true title={&props.title} question={&props.question}
            back={OfficerRoute::Case(doc).href()} failure={act.failure()}>
            <h2 id={QUESTION} tabindex="-1">{ &props.question }</h2>
            <Notice tone={Tone::Plain}>
                { for shown.map(|words| html! { <p class="as-written">{ words }</p> }) }
            </Notice>
            <div class="stack tight">
                <Button kind={ButtonKind::Go} label={words.text("case-send-yes")}
                    waiting={act.waiting()} on_press={on_yes} />
                <Button label={words.text("case-send-no")} on_press={on_no} />
            </div>
        </Page>
    }
}
