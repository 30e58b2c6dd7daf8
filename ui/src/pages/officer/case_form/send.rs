//! Sending a form of the desk: mistakes first, then a last look.

use crate::{
    address::PageAddress,
    hooks::{Act, Words, use_act, use_words},
    pages::{
        officer::{OfficerRoute, case_name::CaseName},
        shared::{FormPage, FormState, Page},
    },
    parts::{Button, ButtonKind, Mistake, Mixed, Notice, QUESTION, Tone},
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
    /// What is wrong in it, at the last try.
    pub(super) form: FormState,
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
    if let (true, Ok(event)) = (*asks, &props.event) {
        return last_look(&words, &act, props, event, &asks);
    }
    // The summary shows what was wrong at the last try: a list that changed while one types
    // would take the focus out of the field.
    let onsubmit = {
        let asks = asks.clone();
        let wrong = props.event.as_ref().err().cloned();
        props.form.sending_all(move || {
            asks.set(wrong.is_none());
            wrong.clone().map_or(Ok(()), Err)
        })
    };
    html! {
        <FormPage desk=true title={&props.title} back={OfficerRoute::Case(props.doc).href()}
            failure={act.failure()} form={props.form.clone()} {onsubmit}
            send={words.text("common-next")} waiting={false}
            above={html! { <CaseName doc={props.doc} /> }}>
            { props.children.clone() }
        </FormPage>
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
            <CaseName {doc} />
            <Notice tone={Tone::Plain}>
                { for shown.map(|words| html! { <p class="as-written"><Mixed {words} /></p> }) }
            </Notice>
            <div class="stack tight">
                <Button kind={ButtonKind::Go} label={words.text("case-send-yes")}
                    waiting={act.waiting()} on_press={on_yes} />
                <Button label={words.text("case-send-no")} on_press={on_no} />
            </div>
        </Page>
    }
}
