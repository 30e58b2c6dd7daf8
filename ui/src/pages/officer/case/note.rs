//! What an officer notes for themselves about a case. It stays on this device: all that is in
//! the application is read by the resident too.

use crate::{
    hooks::{use_fields, use_words},
    pages::officer::case_form::CaseFormProps,
    parts::{FieldKind, Prompt, TextField},
};
use linli_api::view::FormName;
use yew::prelude::*;

/// The one field of it.
const NOTE: &str = "own-note";

/// The field, with what was noted before; kept at every letter.
#[component]
pub(super) fn CaseNote(props: &CaseFormProps) -> Html {
    let words = use_words();
    let Some(fields) = use_fields(props.doc, FormName::Note) else {
        return html! {};
    };
    let prompt = Prompt::new(NOTE, words.text("case-note")).hint(words.text("case-note-hint"));
    html! {
        <div class="no-print">
            <TextField {prompt} kind={FieldKind::Lines} value={fields.text(NOTE)}
                on_input={fields.on_input(NOTE)} />
        </div>
    }
}
