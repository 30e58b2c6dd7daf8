//! Words that are being typed, kept as they come, so that a call at the door or an
//! empty battery costs none of them.

use super::use_saver;
use linli_api::KeepTyped;
use linli_domain::{care::VisitId, id::DocId};
use yew::prelude::*;

/// Keeps the words of a message, or of the note about `visit`. Empty: there are none.
#[hook]
pub fn use_keep_typed(doc: DocId, visit: Option<VisitId>) -> Callback<String> {
    let saver = use_saver();
    // Where it fails, sending fails too, and says so.
    Callback::from(move |text| saver.keep(KeepTyped { doc, visit, text }))
}
