//! What a resident says about an application in their own words: that they do not
//! agree, that something is wrong, that they do not want it any more.

use crate::{
    address::PageAddress,
    hooks::{use_act, use_fields, use_here, use_view, use_words},
    pages::{
        form::FormRoute,
        resident::ResidentRoute,
        services::ServicesRoute,
        shared::{ConfirmPage, FormPage, not_here, use_form},
    },
    parts::{FieldKind, Prompt, TextField},
    saying::{FormReaders, readers_words},
};
use linli_api::{Advance, OpenApplication, Topic, view::FormName};
use linli_domain::{
    application::{ApplicationAction, ApplicationMove},
    id::DocId,
};
use yew::prelude::*;

/// What is written to the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WriteKind {
    /// That they do not agree.
    Object,
    /// That something in the result is wrong.
    Correct,
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ApplicationWriteProps {
    pub(crate) doc: DocId,
    /// What is written to the office.
    pub(crate) kind: WriteKind,
}

/// The keys of title, hint and button.
const OBJECT: [&str; 3] = ["application-object", "object-hint", "object-send"];
const CORRECT: [&str; 3] = ["application-correct", "correct-hint", "correct-send"];

#[component]
pub(crate) fn ApplicationWrite(props: &ApplicationWriteProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let ApplicationWriteProps { doc, kind } = *props;
    let (name, [title, hint, send]) = match kind {
        WriteKind::Object => (FormName::Object, OBJECT),
        WriteKind::Correct => (FormName::Correct, CORRECT),
    };
    let Some(fields) = use_fields(doc, name) else {
        return html! {};
    };
    let text = fields.text("words");
    let on_input = form.mending(move |typed| fields.set("words", typed));
    let onsubmit = {
        let (act, text, must) = (act.clone(), text.clone(), form.clone());
        form.sending(move || {
            let words = must.written("words", &text)?;
            let what = match kind {
                WriteKind::Object => ApplicationAction::Object { words },
                WriteKind::Correct => ApplicationAction::AskCorrection { words },
            };
            act.run(Advance { doc, what }, move |()| {
                ServicesRoute::Application(doc).go_instead();
            });
            Ok(())
        })
    };
    html! {
        <FormPage title={words.text(title)} back={ServicesRoute::Application(doc).href()}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text(send)} waiting={act.waiting()}>
            <TextField
                prompt={Prompt::new("words", words.text("write-why"))
                    .hint(words.text(hint))
                    .error(form.error("words"))
                    .heading()}
                kind={FieldKind::Lines} value={text} {on_input} />
        </FormPage>
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct ApplicationEndProps {
    pub(crate) doc: DocId,
}

/// The keys of question, consequence, yes and no: for a draft, and for what was sent.
const DISCARD: [&str; 4] = [
    "discard-application",
    "discard-words",
    "discard-yes",
    "discard-no",
];
const WITHDRAW: [&str; 4] = [
    "withdraw-question",
    "withdraw-words",
    "withdraw-yes",
    "withdraw-no",
];

/// Throw a draft away, or take an application back: asks once more.
#[component]
pub(crate) fn ApplicationEnd(props: &ApplicationEndProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.doc;
    let fields = use_fields(doc, FormName::Withdraw);
    let opened = use_view(OpenApplication { doc }, vec![Topic::Doc(doc)]);
    let (Some(here), Some(application), Some(fields)) = (use_here(), opened.here(), fields) else {
        return not_here(
            &words,
            &opened,
            words.text("home-matters"),
            ResidentRoute::Matters.href(),
        );
    };
    let may_discard = application.may.contains(&ApplicationMove::Discard);
    let ([question, more, yes, no], back) = if may_discard {
        (DISCARD, FormRoute::Check(doc).href())
    } else {
        (WITHDRAW, ServicesRoute::Application(doc).href())
    };
    let on_yes = {
        let (act, reason) = (act.clone(), fields.text("reason"));
        Callback::from(move |()| {
            if may_discard {
                let what = ApplicationAction::Discard;
                act.run(Advance { doc, what }, |()| {
                    ResidentRoute::Matters.go_instead()
                });
            } else {
                let reason = reason.trim().to_owned();
                let what = ApplicationAction::Withdraw { reason };
                act.run(Advance { doc, what }, move |()| {
                    ServicesRoute::Application(doc).go_instead();
                });
            }
        })
    };
    let readers = Some(readers_words(&words, FormReaders::Application));
    let why = (!may_discard).then(|| {
        html! {
            <TextField kind={FieldKind::Lines} value={fields.text("reason")}
                on_input={fields.on_input("reason")}
                prompt={Prompt::new("reason", words.text("cancel-reason")).hint(readers)} />
        }
    });
    let page = ConfirmPage {
        title: here.local(&application.service.name),
        question: words.text(question),
        words: words.text(more),
        yes: words.text(yes),
        no: words.text(no),
        back,
    };
    page.draw(&act, on_yes, html! { { for why } })
}
