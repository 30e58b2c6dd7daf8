//! What the desk's forms share: mistakes first, then a last look before it reaches
//! the resident.

use crate::{
    address::Address,
    hooks::{Fields, focus_id, use_act, use_words},
    pages::{officer::OfficerRoute, shared::Page},
    parts::{Button, ButtonKind, ErrorSummary, Mistake, Notice, QUESTION, Tone},
};
use linli_api::Advance;
use linli_domain::{application::ApplicationAction, id::DocId};
use yew::prelude::*;

/// What a form would send now, or what is wrong.
pub(super) type Sends = Result<ApplicationAction, Vec<Mistake>>;

/// Properties of [`SendForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct SendFormProps {
    /// The application.
    pub(super) doc: DocId,
    /// What the form is about.
    pub(super) title: AttrValue,
    /// What it would send now, or what is wrong.
    pub(super) event: Sends,
    /// It was tried to send it: mistakes are shown from now on.
    pub(super) tried: UseStateHandle<bool>,
    /// The words that will reach the resident, for the last look.
    pub(super) preview: Vec<AttrValue>,
    /// What is asked before it is sent.
    pub(super) question: AttrValue,
    /// The fields.
    pub(super) children: Html,
}

/// A form of the desk.
#[component]
pub(super) fn SendForm(props: &SendFormProps) -> Html {
    let words = use_words();
    let act = use_act();
    let asks = use_state_eq(|| false);
    // As they were at the last try: a list that changed while one types would take the
    // focus out of the field.
    let mistakes = use_state_eq(Vec::<Mistake>::new);
    let doc = props.doc;
    if let (true, Ok(event)) = (*asks, &props.event) {
        let on_yes = {
            let (act, what) = (act.clone(), event.clone());
            Callback::from(move |()| {
                let what = what.clone();
                act.run(Advance { doc, what }, move |()| {
                    OfficerRoute::Case(doc).go_instead()
                });
            })
        };
        let on_no = {
            let asks = asks.clone();
            Callback::from(move |()| asks.set(false))
        };
        let shown = props.preview.iter().filter(|words| !words.is_empty());
        return html! {
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
        };
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
        <Page desk=true title={&props.title} back={OfficerRoute::Case(doc).href()}>
            <ErrorSummary mistakes={(*mistakes).clone()} />
            <form class="stack" {onsubmit} novalidate=true>
                { props.children.clone() }
                <Button kind={ButtonKind::Go} label={words.text("common-next")} />
            </form>
        </Page>
    }
}

/// What is wrong with the field `id`, once sending was tried.
pub(super) fn wrong(event: &Sends, tried: bool, id: &str) -> Option<AttrValue> {
    let mistakes = event.as_ref().err().filter(|_| tried)?;
    let mistake = mistakes.iter().find(|mistake| mistake.id == id)?;
    Some(mistake.words.clone())
}

/// What is still missing in a form.
pub(super) struct Checker<'a> {
    pub(super) fields: &'a Fields,
    pub(super) mistakes: Vec<Mistake>,
}

impl<'a> Checker<'a> {
    pub(super) const fn new(fields: &'a Fields) -> Self {
        Self {
            fields,
            mistakes: Vec::new(),
        }
    }

    /// A field that must hold something; what it holds.
    pub(super) fn required(&mut self, id: &'static str, words: &AttrValue) -> String {
        let text = self.fields.text(id).trim().to_owned();
        self.must(id, !text.is_empty(), words);
        text
    }

    /// Notes a mistake unless all is well.
    pub(super) fn must(&mut self, id: &'static str, is_well: bool, words: &AttrValue) {
        if !is_well {
            self.mistakes.push(Mistake {
                id: id.into(),
                words: words.clone(),
            });
        }
    }

    /// What is sent, where nothing is missing.
    pub(super) fn sends(self, event: Option<ApplicationAction>) -> Sends {
        match event {
            Some(event) if self.mistakes.is_empty() => Ok(event),
            _ => Err(self.mistakes),
        }
    }
}
