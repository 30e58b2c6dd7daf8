//! Words that are being typed, kept as they come, so that a call at the door or an
//! empty battery costs none of them.

use super::{Saver, View, use_saver, use_view};
use linli_api::{GetKeptForm, KeepForm, KeepTyped, view::FormName};
use linli_domain::{care::VisitId, id::DocId};
use std::{cell::RefCell, collections::BTreeMap, fmt, rc::Rc};
use yew::prelude::*;

/// Keeps the words of a message, or of the note about `visit`. Empty: there are none.
#[hook]
pub fn use_keep_typed(doc: DocId, visit: Option<VisitId>) -> Callback<String> {
    let saver = use_saver();
    // Where it fails, sending fails too, and says so.
    Callback::from(move |text| saver.keep(KeepTyped { doc, visit, text }))
}

/// All fields of a form, by their ids, kept together at every change.
#[derive(Clone)]
pub struct Fields {
    doc: DocId,
    form: FormName,
    saver: Saver,
    all: Rc<RefCell<Option<BTreeMap<String, String>>>>,
    redraw: UseForceUpdateHandle,
}

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Fields")
            .field("form", &self.form)
            .finish_non_exhaustive()
    }
}

impl Fields {
    /// What stands in a field; `None` where nothing was written in it yet.
    #[must_use]
    pub fn written(&self, id: &str) -> Option<String> {
        self.all.borrow().as_ref()?.get(id).cloned()
    }

    /// What stands in a field; empty where nothing does.
    #[must_use]
    pub fn text(&self, id: &str) -> String {
        self.written(id).unwrap_or_default()
    }

    /// Writes into a field.
    pub fn set(&self, id: &str, text: String) {
        let packed = {
            let mut all = self.all.borrow_mut();
            let all = all.get_or_insert_default();
            all.insert(id.to_owned(), text);
            pack(all)
        };
        let (doc, form) = (self.doc, self.form);
        // Where it fails, sending fails too, and says so.
        self.saver.keep(KeepForm {
            doc,
            form,
            text: packed,
        });
        self.redraw.force_update();
    }

    /// What a field calls with its text.
    #[must_use]
    pub fn on_input<T: ToString + 'static>(&self, id: &'static str) -> Callback<T> {
        let fields = self.clone();
        Callback::from(move |text: T| fields.set(id, text.to_string()))
    }
}

/// The fields of a form about `doc`, as they were left; `None` until they are here.
#[hook]
pub fn use_fields(doc: DocId, form: FormName) -> Option<Fields> {
    let kept = use_view(GetKeptForm { doc, form }, Vec::new());
    let saver = use_saver();
    let all = use_mut_ref(|| None);
    let redraw = use_force_update();
    let text = match &kept {
        View::Waiting => return None,
        View::Here(text) => text.as_str(),
        View::Failed(_) => "",
    };
    all.borrow_mut().get_or_insert_with(|| unpack(text));
    Some(Fields {
        doc,
        form,
        saver,
        all,
        redraw,
    })
}

fn pack(all: &BTreeMap<String, String>) -> String {
    if all.values().all(String::is_empty) {
        return String::new();
    }
    // A map of texts can always be written.
    serde_json::to_string(all).unwrap_or_default()
}

/// What another version packed, and this one cannot read, is begun anew.
fn unpack(text: &str) -> BTreeMap<String, String> {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_kept_whole_and_an_empty_one_not_at_all() {
        let mut all = BTreeMap::from([("words".to_owned(), "别着急\n“慢慢来”".to_owned())]);
        assert_eq!(unpack(&pack(&all)), all);
        all.insert("words".to_owned(), String::new());
        assert_eq!(pack(&all), "");
        assert!(unpack("").is_empty());
    }
}
