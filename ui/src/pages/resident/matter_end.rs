//! Call a request off, or throw a draft away: asks once more.

use crate::{
    address::PageAddress,
    hooks::{Act, Words, use_act, use_here, use_view, use_words},
    pages::{
        form::FormRoute,
        resident::ResidentRoute,
        shared::{ConfirmPage, not_here},
    },
    parts::{FieldKind, Prompt, TextField},
    saying::{FormReaders, readers_words},
};
use linli_api::{CancelCare, DiscardCare, OpenCare, Topic, view};
use linli_domain::{care::CareMove, id::DocId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
pub(crate) struct MatterEndProps {
    pub(crate) doc: DocId,
}

#[component]
pub(crate) fn MatterEnd(props: &MatterEndProps) -> Html {
    let words = use_words();
    let act = use_act();
    let doc = props.doc;
    let reason = use_state_eq(String::new);
    let care = use_view(OpenCare { doc }, vec![Topic::Doc(doc)]);
    let (Some(here), Some(care)) = (use_here(), care.here()) else {
        let title = words.text("home-matters");
        return not_here(&words, &care, title, ResidentRoute::Matters.href());
    };
    let title = here.kind_name(&care.kind);
    if care.may.contains(&CareMove::Discard) {
        discard(&words, &act, title, doc)
    } else {
        cancel(&words, &act, title, care, &reason)
    }
}

fn discard(words: &Words, act: &Act, title: AttrValue, doc: DocId) -> Html {
    let on_yes = {
        let act = act.clone();
        Callback::from(move |()| {
            act.run(DiscardCare { doc }, |()| {
                ResidentRoute::Matters.go_instead()
            });
        })
    };
    let page = ConfirmPage {
        title,
        question: words.text("discard-question"),
        words: words.text("discard-words"),
        yes: words.text("discard-yes"),
        no: words.text("discard-no"),
        back: FormRoute::Check(doc).href(),
    };
    page.draw(act, on_yes, Html::default())
}

fn cancel(
    words: &Words,
    act: &Act,
    title: AttrValue,
    care: &view::CarePage,
    reason: &UseStateHandle<String>,
) -> Html {
    let doc = care.doc;
    let on_yes = {
        let (act, reason) = (act.clone(), reason.clone());
        Callback::from(move |()| {
            let reason = reason.trim().to_owned();
            act.run(CancelCare { doc, reason }, move |()| {
                ResidentRoute::Matter(doc).go_instead();
            });
        })
    };
    let on_input = {
        let reason = reason.clone();
        Callback::from(move |typed| reason.set(typed))
    };
    let consequence = if care.caregiver.is_some() {
        "cancel-words-assigned"
    } else {
        "cancel-words"
    };
    let page = ConfirmPage {
        title,
        question: words.text("cancel-question"),
        words: words.text(consequence),
        yes: words.text("cancel-yes"),
        no: words.text("cancel-no"),
        back: ResidentRoute::Matter(doc).href(),
    };
    let readers = Some(readers_words(words, FormReaders::Care { in_offer: false }));
    let why = html! {
        <TextField kind={FieldKind::Lines} value={(**reason).clone()} {on_input}
            prompt={Prompt::new("reason", words.text("cancel-reason")).hint(readers)} />
    };
    page.draw(act, on_yes, why)
}
