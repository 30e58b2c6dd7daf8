//! The focus is never lost. Where what had it is taken off the page, by a press on it or by
//! news from elsewhere, browsers give it to the whole document, and whoever uses a keyboard
//! or a screen reader begins anew at the top. Here it goes to the heading next above instead.

use crate::{hooks::focus_id, parts::HEADING};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, FocusEvent, HtmlElement, MutationObserver, MutationObserverInit};
use yew::prelude::*;

/// What the focus can go to.
const HEADINGS: &str = "h1, h2, h3";

/// Watches over the focus for the life of the app.
#[hook]
pub(super) fn use_focus_kept() {
    use_effect_with((), |()| {
        let page = web_sys::window().and_then(|window| window.document());
        let watch = page.map(FocusWatch::begin);
        move || drop(watch)
    });
}

/// What listens to the page until it is dropped.
struct FocusWatch {
    page: Document,
    focused: Closure<dyn Fn(FocusEvent)>,
    changes: Option<MutationObserver>,
    /// What the observer calls; dropped with it.
    _changed: Closure<dyn Fn()>,
}

impl FocusWatch {
    fn begin(page: Document) -> Self {
        // What has the focus, and before it all that it stands in.
        let last = Rc::new(RefCell::new(Vec::<Element>::new()));
        let focused = {
            let last = last.clone();
            Closure::<dyn Fn(FocusEvent)>::new(move |event: FocusEvent| {
                let target = event.target().and_then(|target| target.dyn_into().ok());
                *last.borrow_mut() =
                    std::iter::successors(target, |stands: &Element| stands.parent_element())
                        .collect();
            })
        };
        let changed = {
            let page = page.clone();
            Closure::<dyn Fn()>::new(move || {
                if is_lost(&page, &last.borrow()) {
                    let left = std::mem::take(&mut *last.borrow_mut());
                    give(&left);
                }
            })
        };
        let call = focused.as_ref().unchecked_ref();
        // Fails only for listeners that are none.
        drop(page.add_event_listener_with_callback("focusin", call));
        let changes = MutationObserver::new(changed.as_ref().unchecked_ref()).ok();
        let what = MutationObserverInit::new();
        what.set_subtree(true);
        what.set_child_list(true);
        if let (Some(changes), Some(body)) = (&changes, page.body()) {
            // Fails only where nothing is to be watched for.
            drop(changes.observe_with_options(&body, &what));
        }
        Self {
            page,
            focused,
            changes,
            _changed: changed,
        }
    }
}

impl Drop for FocusWatch {
    fn drop(&mut self) {
        if let Some(changes) = &self.changes {
            changes.disconnect();
        }
        let call = self.focused.as_ref().unchecked_ref();
        // Fails only for listeners that are none.
        drop(
            self.page
                .remove_event_listener_with_callback("focusin", call),
        );
    }
}

/// Whether nothing has the focus because what had it is gone.
fn is_lost(page: &Document, last: &[Element]) -> bool {
    let active = page.active_element();
    let is_nowhere = active.is_none_or(|active| active.tag_name() == "BODY");
    is_nowhere && last.first().is_some_and(|last| !last.is_connected())
}

/// Gives the focus to the first heading of what is left around the place, or of the page.
fn give(left: &[Element]) {
    let around = left.iter().filter(|around| around.is_connected());
    let mut headings = around.filter_map(|around| {
        let heading = around.query_selector(HEADINGS).ok().flatten()?;
        heading.dyn_into::<HtmlElement>().ok()
    });
    let is_given = headings.next().is_some_and(|heading| {
        if !heading.has_attribute("tabindex") {
            heading.set_tab_index(-1);
        }
        heading.focus().is_ok()
    });
    if !is_given {
        focus_id(HEADING);
    }
}
