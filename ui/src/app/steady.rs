//! The one guard against second taps. A hand that shakes taps twice, and by then another
//! page or another button may lie under the finger; a page may also change by itself just
//! before the finger comes down. Such a press does not count.

mod corner;

use self::corner::has_moved;
use crate::hooks::pause_ms;
use js_sys::{Date, Function, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Document, Element, MouseEvent, MutationObserver, MutationObserverInit, MutationRecord, Node,
    NodeList,
};
use yew::prelude::*;

/// What does something when it is pressed.
const PRESSABLE: &str = "a[href], button, label, summary";
/// How far apart two taps of one finger can be, in CSS pixels.
const FINGER: i32 = 48;
/// Where an element keeps the time at which it began to mean what it means.
const SINCE: &str = "linliSince";

/// One press that counted.
#[derive(Clone, Debug, PartialEq)]
struct Press {
    /// When it was, in milliseconds since 1970.
    at: f64,
    /// Where on the screen; a press by keyboard is nowhere.
    place: Option<(i32, i32)>,
    /// The words of what was pressed.
    words: String,
    /// The address of the page.
    page: String,
}

impl Press {
    /// Whether it is only the second tap of one that was meant for something else.
    fn echoes(&self, before: &Self, pause: f64) -> bool {
        let (Some(here), Some(there)) = (self.place, before.place) else {
            return false;
        };
        let is_near = |a: i32, b: i32| a.abs_diff(b) <= FINGER.unsigned_abs();
        self.at - before.at < pause
            && is_near(here.0, there.0)
            && is_near(here.1, there.1)
            && (self.words != before.words || self.page != before.page)
    }
}

/// Keeps presses from counting that nobody can have meant; for the life of the app.
#[hook]
pub(super) fn use_steady_presses() {
    use_effect_with((), |()| {
        let page = web_sys::window().and_then(|window| window.document());
        let guard = page.map(Guard::stand);
        move || drop(guard)
    });
}

/// What listens to the page until it is dropped.
struct Guard {
    page: Document,
    presses: Closure<dyn Fn(MouseEvent)>,
    changes: Option<MutationObserver>,
    /// What the observer calls; dropped with it.
    _changed: Closure<dyn Fn(js_sys::Array)>,
    /// What is called when a change is drawn.
    _drawn: Closure<dyn Fn()>,
}

impl Guard {
    fn stand(page: Document) -> Self {
        let last = Rc::new(RefCell::new(None::<Press>));
        let presses = Closure::<dyn Fn(MouseEvent)>::new(move |event: MouseEvent| {
            if !counts(&event, &mut last.borrow_mut()) {
                event.prevent_default();
                event.stop_immediate_propagation();
            }
        });
        let awaited = Rc::new(Cell::new(false));
        let drawn = {
            let (page, awaited) = (page.clone(), awaited.clone());
            Closure::<dyn Fn()>::new(move || {
                awaited.set(false);
                mark_moved(&page);
            })
        };
        let look: Function = drawn.as_ref().unchecked_ref::<Function>().clone();
        let changed = Closure::<dyn Fn(js_sys::Array)>::new(move |records: js_sys::Array| {
            records
                .iter()
                .for_each(|record| note(&record.unchecked_into()));
            if !awaited.replace(true) {
                // Where nothing is drawn, nothing is pressed.
                drop(web_sys::window().map(|window| window.request_animation_frame(&look)));
            }
        });
        let call = presses.as_ref().unchecked_ref();
        // Fails only for listeners that are none.
        drop(page.add_event_listener_with_callback_and_bool("click", call, true));
        let changes = MutationObserver::new(changed.as_ref().unchecked_ref()).ok();
        let what = MutationObserverInit::new();
        what.set_subtree(true);
        what.set_child_list(true);
        what.set_character_data(true);
        what.set_attribute_filter(&[JsValue::from("href")].iter().collect::<js_sys::Array>());
        if let (Some(changes), Some(body)) = (&changes, page.body()) {
            // Fails only where nothing is to be watched for.
            drop(changes.observe_with_options(&body, &what));
        }
        Self {
            page,
            presses,
            changes,
            _changed: changed,
            _drawn: drawn,
        }
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        let call = self.presses.as_ref().unchecked_ref();
        drop(
            self.page
                .remove_event_listener_with_callback_and_bool("click", call, true),
        );
        if let Some(changes) = &self.changes {
            changes.disconnect();
        }
    }
}

/// Whether a press counts; then it is remembered as the last.
fn counts(event: &MouseEvent, last: &mut Option<Press>) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(pressed) = target.and_then(|target| closest(&target)) else {
        return true;
    };
    let (now, pause) = (Date::now(), pause_ms());
    let press = Press {
        at: now,
        // A click that a keyboard makes counts no taps.
        place: (event.detail() > 0).then(|| (event.client_x(), event.client_y())),
        words: pressed.text_content().unwrap_or_default(),
        page: web_sys::window()
            .and_then(|window| window.location().hash().ok())
            .unwrap_or_default(),
    };
    let is_new = since(&pressed).is_some_and(|since| now - since < pause);
    if is_new || last.as_ref().is_some_and(|last| press.echoes(last, pause)) {
        return false;
    }
    *last = Some(press);
    true
}

/// Notes which pressable elements mean something new from now on.
fn note(record: &MutationRecord) {
    let Some(target) = record.target() else {
        return;
    };
    if let Some(pressable) = element_of(&target).and_then(|element| closest(&element)) {
        mark(&pressable);
    }
    let added = record.added_nodes();
    let added = (0..added.length()).filter_map(|at| added.get(at)?.dyn_into::<Element>().ok());
    for element in added {
        pressables(element.query_selector_all(PRESSABLE)).for_each(|inside| mark(&inside));
        if element.matches(PRESSABLE).unwrap_or_default() {
            mark(&element);
        }
    }
}

/// Marks what the last change has moved to another place.
fn mark_moved(page: &Document) {
    pressables(page.query_selector_all(PRESSABLE))
        .filter(has_moved)
        .for_each(|moved| mark(&moved));
}

fn pressables(found: Result<NodeList, JsValue>) -> impl Iterator<Item = Element> {
    // Fails only for a selector that is none.
    let found = found.ok();
    let count = found.as_ref().map_or(0, NodeList::length);
    (0..count).filter_map(move |at| found.as_ref()?.get(at)?.dyn_into().ok())
}

fn element_of(node: &Node) -> Option<Element> {
    node.dyn_ref::<Element>()
        .cloned()
        .or_else(|| node.parent_element())
}

fn closest(element: &Element) -> Option<Element> {
    element.closest(PRESSABLE).ok().flatten()
}

fn mark(element: &Element) {
    // Fails only for objects that are closed to new properties; elements are not.
    drop(Reflect::set(element, &SINCE.into(), &Date::now().into()));
}

fn since(element: &Element) -> Option<f64> {
    Reflect::get(element, &SINCE.into()).ok()?.as_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(at: f64, place: (i32, i32), words: &str) -> Press {
        Press {
            at,
            place: Some(place),
            words: words.to_owned(),
            page: "#/visit".to_owned(),
        }
    }

    #[test]
    fn a_second_tap_on_something_else_is_an_echo() {
        let first = press(0.0, (100, 400), "On the way");
        for (second, is_echo) in [
            (press(90.0, (104, 395), "Arrived"), true),
            (press(599.0, (100, 400), "Arrived"), true),
            (press(600.0, (100, 400), "Arrived"), false),
            // The same once more: whoever does it knows whether it can be done twice.
            (press(90.0, (100, 400), "On the way"), false),
            // Another place is another wish, as when boxes are ticked quickly.
            (press(90.0, (100, 500), "Arrived"), false),
        ] {
            assert_eq!(second.echoes(&first, 600.0), is_echo, "{second:?}");
        }
    }

    #[test]
    fn the_same_words_on_another_page_are_something_else() {
        let first = press(0.0, (20, 20), "Back");
        let second = Press {
            page: "#/".to_owned(),
            ..press(200.0, (20, 20), "Back")
        };
        assert!(second.echoes(&first, 600.0));
    }

    #[test]
    fn a_keyboard_taps_nowhere() {
        let first = press(0.0, (0, 0), "On the way");
        let second = Press {
            place: None,
            ..press(10.0, (0, 0), "Arrived")
        };
        assert!(!second.echoes(&first, 600.0));
    }
}
