//! What the desk's forms share: mistakes first, then a last look before it reaches
//! the resident.

use crate::{
    hooks::{use_act, use_words},
    pages::page::Page,
    parts::{Button, ButtonKind, ErrorSummary, Mistake, Notice, QUESTION, Tone},
    route::Route,
};
use linli_api::Advance;
use linli_domain::{application::ApplicationEvent, id::DocId};
use yew::prelude::*;

/// Properties of [`SendForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SendFormProps {
    /// The application.
    pub(super) doc: DocId,
    /// What the form is about.
    pub(super) title: AttrValue,
    /// What it would send now, or what is wrong.
    pub(super) event: Result<ApplicationEvent, Vec<Mistake>>,
    /// It was tried to send it: mistakes are shown from now on.
    pub(super) tried: UseStateHandle<bool>,
    /// The words that will reach the resident, for the last look.
    pub(super) preview: Vec<AttrValue>,
    /// The fields.
    pub(super) children: Html,
}

/// A form of the desk.
#[component]
pub(super) fn SendForm(props: &SendFormProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asks = use_state_eq(|| false);
    let doc = props.doc;
    if let (true, Ok(event)) = (*asks, &props.event) {
        let on_yes = {
            let (act, what) = (act.clone(), event.clone());
            Callback::from(move |()| {
                let what = what.clone();
                act.run(Advance { doc, what }, move |()| {
                    Route::Case(doc).go_instead()
                });
            })
        };
        let on_no = {
            let asks = asks.clone();
            Callback::from(move |()| asks.set(false))
        };
        let shown = props.preview.iter().filter(|words| !words.is_empty());
        return html! {
            <Page desk=true title={&props.title} back={Route::Case(doc)} failure={act.failure()}>
                <h2 id={QUESTION} tabindex="-1">{ words.text("case-send-question") }</h2>
                <Notice tone={Tone::Plain}>{ for shown.map(|words| html! { <p>{ words }</p> }) }</Notice>
                <div class="stack tight">
                    <Button kind={ButtonKind::Go} label={words.text("case-send-yes")} waiting={act.waiting()} on_press={on_yes} />
                    <Button label={words.text("case-send-no")} on_press={on_no} />
                </div>
            </Page>
        };
    }
    let onsubmit = {
        let (tried, asks, is_ready) = (props.tried.clone(), asks.clone(), props.event.is_ok());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            tried.set(true);
            asks.set(is_ready);
        })
    };
    let mistakes = match &props.event {
        Err(mistakes) if *props.tried => mistakes.clone(),
        _ => Vec::new(),
    };
    html! {
        <Page desk=true title={&props.title} back={Route::Case(doc)}>
            <ErrorSummary {mistakes} />
            <form class="stack" {onsubmit} novalidate=true>
                { props.children.clone() }
                <Button kind={ButtonKind::Go} label={words.text("common-next")} />
            </form>
        </Page>
    }
}

/// What is wrong with the field `id`, once sending was tried.
pub(super) fn wrong(
    event: &Result<ApplicationEvent, Vec<Mistake>>,
    tried: bool,
    id: &str,
) -> Option<AttrValue> {
    let mistakes = event.as_ref().err().filter(|_| tried)?;
    let mistake = mistakes.iter().find(|mistake| mistake.id == id)?;
    Some(mistake.words.clone())
}

/// A field that must hold words.
pub(super) fn required(
    mistakes: &mut Vec<Mistake>,
    id: &'static str,
    text: &str,
    words: &AttrValue,
) {
    if text.trim().is_empty() {
        mistakes.push(Mistake {
            id: id.into(),
            words: words.clone(),
        });
    }
}
