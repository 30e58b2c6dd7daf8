//! "This is hard for me": the community desk is asked to call, and told what about.

use super::ResidentRoute;
use crate::{
    address::{HOME, PageAddress},
    hooks::{Here, use_act, use_here, use_view, use_words},
    pages::{
        care::CareRoute,
        form::FormRoute,
        shared::{FormPage, Page, not_here, use_form},
    },
    parts::{FieldKind, LinkButton, Prompt, TextField},
};
use linli_api::{AskToBeCalled, GetOwnPlace, OpenForm, Topic, view::FormView};
use linli_domain::{answer::FieldId, care::AlertKind, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CallBackAboutProps {
    pub(super) doc: DocId,
    pub(super) field: FieldId,
}

/// About a question of a form that somebody fills in.
#[component]
pub(super) fn CallBackAbout(props: &CallBackAboutProps) -> Html {
    let doc = props.doc;
    let form = use_view(OpenForm { doc }, vec![Topic::Doc(doc), Topic::Catalogue]);
    let back = FormRoute::Question(doc, props.field.clone()).href();
    let Some(here) = use_here() else {
        return html! {};
    };
    // Whatever the form has become, they can ask.
    let about = form
        .here()
        .map(|view| asked_about(&here, view, &props.field));
    html! { <CallBack about={about.unwrap_or_default()} {back} /> }
}

/// Which form, and which of its questions.
fn asked_about(here: &Here, view: &FormView, field: &FieldId) -> AttrValue {
    let title = here.local(&view.title);
    match view.form.question(field) {
        Some(question) => format!("{title}\n{}", here.local(&question.ask)).into(),
        None => title,
    }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct CallBackProps {
    /// What it is about, as far as it is known; they can change it.
    #[prop_or_default]
    pub(super) about: AttrValue,
    #[prop_or(HOME)]
    pub(super) back: AttrValue,
}

/// What it is about, and send.
#[component]
pub(super) fn CallBack(props: &CallBackProps) -> Html {
    let words = use_words();
    let act = use_act();
    let form = use_form();
    let typed = use_state_eq(|| None::<String>);
    let place = use_view(GetOwnPlace {}, vec![Topic::Profile]);
    let Some(here) = use_here() else {
        return html! {};
    };
    let mut kinds = here.catalogue.care.iter();
    let kind = kinds.find(|kind| AlertKind::of(kind) == Some(AlertKind::CallBack));
    let title = kind.map_or_else(
        || words.text("call-back-hard"),
        |kind| here.local(&kind.name),
    );
    let Some(place) = place.here() else {
        return not_here(&words, &place, title, props.back.clone());
    };
    if place.phone.is_empty() {
        return html! {
            <Page {title} back={props.back.clone()}>
                <p>{ words.text("call-back-no-number") }</p>
                <LinkButton label={words.text("details-phone")}
                    href={ResidentRoute::DetailsHome.href()} />
            </Page>
        };
    }
    let about = typed
        .as_ref()
        .map_or_else(|| props.about.to_string(), Clone::clone);
    let on_input = {
        let typed = typed.clone();
        form.mending(move |now| typed.set(Some(now)))
    };
    let onsubmit = {
        let (act, about) = (act.clone(), about.clone());
        form.sending(move || {
            let about = about.trim().to_owned();
            act.run(AskToBeCalled { about }, |made| {
                CareRoute::Sent(made.doc).go_instead();
            });
            Ok(())
        })
    };
    let number = [("number", place.phone.as_str().into())];
    let question = words.text("call-back-question");
    let hint = words.text("call-back-hint");
    html! {
        <FormPage {title} question={question.clone()} back={props.back.clone()}
            failure={act.failure()} form={form.clone()} {onsubmit}
            send={words.text("call-back-send")} waiting={act.waiting()}>
            <TextField kind={FieldKind::Lines} value={about} {on_input}
                prompt={Prompt::new("about", question).hint(hint).heading()} />
            <p>{ words.with("call-back-number", &number) }</p>
        </FormPage>
    }
}
