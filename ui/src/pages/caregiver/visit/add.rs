//! Words that are added to the record of a finished visit. The record itself is closed.

use super::props::VisitProps;
use crate::{
    hooks::{use_act, use_keep_typed, use_words},
    pages::shared::failure_notice,
    parts::{Button, FieldKind, Prompt, TextField},
};
use linli_api::NoteVisit;
use yew::prelude::*;

#[component]
pub(super) fn Addition(props: &VisitProps) -> Html {
    let words = use_words();
    let act = use_act();
    let text = use_state_eq(|| props.visit.typed_note.clone());
    let (doc, visit) = (props.visit.doc, props.visit.line.id);
    let keep = use_keep_typed(doc, Some(visit));
    let on_input = {
        let (text, keep) = (text.clone(), keep.clone());
        Callback::from(move |typed: String| {
            keep.emit(typed.clone());
            text.set(typed);
        })
    };
    let on_press = {
        let (act, text) = (act.clone(), text.clone());
        Callback::from(move |()| {
            let added = text.trim().to_owned();
            if !added.is_empty() {
                let (text, keep) = (text.clone(), keep.clone());
                let ask = NoteVisit {
                    doc,
                    visit,
                    text: added,
                };
                act.run(ask, move |()| {
                    keep.emit(String::new());
                    text.set(String::new());
                });
            }
        })
    };
    let prompt = Prompt::new("added", words.text("visit-add"));
    html! {
        <>
            { for failure_notice(&words, &act) }
            <TextField prompt={prompt.hint(words.text("visit-add-hint"))} kind={FieldKind::Lines}
                value={(*text).clone()} {on_input} />
            <Button label={words.text("visit-add-send")} waiting={act.waiting()} {on_press} />
        </>
    }
}
