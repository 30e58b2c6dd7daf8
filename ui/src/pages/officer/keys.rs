//! The desk's keys: `/` to search, `j` and `k` from row to row. They can be switched
//! off, for who speaks to the computer or presses keys by accident (WCAG 2.1.4).

use crate::{
    hooks::{focus_id, keep, kept, use_words},
    parts::{Live, Tag},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// Under what this device keeps whether the keys are switched off.
const KEPT_KEYS: &str = "queue.keys";
/// What stands there then.
const OFF: &str = "off";

/// What a key does in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum KeyAction {
    Search,
    Move(isize),
}

/// Keys mean something only while nothing is written, and alone.
fn meaning(key: &str, is_writing: bool, with_others: bool) -> Option<KeyAction> {
    if is_writing || with_others {
        return None;
    }
    match key {
        "/" => Some(KeyAction::Search),
        "j" => Some(KeyAction::Move(1)),
        "k" => Some(KeyAction::Move(-1)),
        _ => None,
    }
}

/// The line that says how many were found; takes the focus when its page changes.
pub(super) const FOUND: &str = "found";

/// The id of a row's link.
pub(super) fn row_id(index: usize) -> String {
    format!("row-{index}")
}

/// The row to go to from `now` among `count`.
fn next_row(now: Option<usize>, by: isize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    Some(match now {
        None => 0,
        Some(now) => now.saturating_add_signed(by).min(last),
    })
}

/// Whether the keys are on, and the switch.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Keys {
    is_on: UseStateHandle<bool>,
}

/// Listens while the page with `count` rows is shown, unless the keys are switched off.
#[hook]
pub(super) fn use_keys(count: usize) -> Keys {
    let is_on = use_state_eq(|| kept(KEPT_KEYS).as_deref() != Some(OFF));
    use_effect_with((count, *is_on), move |(count, is_on)| {
        let (count, is_on) = (*count, *is_on);
        let pressed = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            press(&event, count);
        });
        let document = web_sys::window().and_then(|window| window.document());
        let document = document.filter(|_| is_on);
        if let Some(document) = &document {
            document.set_onkeydown(Some(pressed.as_ref().unchecked_ref()));
        }
        move || {
            if let Some(document) = document {
                document.set_onkeydown(None);
            }
            drop(pressed);
        }
    });
    Keys { is_on }
}

#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct KeysHelpProps {
    pub(super) keys: Keys,
}

/// What the keys do, and the switch.
#[component]
pub(super) fn KeysHelp(props: &KeysHelpProps) -> Html {
    let words = use_words();
    let is_on = props.keys.is_on.clone();
    let (state, switch) = if *is_on {
        ("queue-keys-are-on", "queue-keys-off")
    } else {
        ("queue-keys-are-off", "queue-keys-on")
    };
    let onclick = Callback::from(move |_: MouseEvent| {
        keep(KEPT_KEYS, if *is_on { OFF } else { "on" });
        is_on.set(!*is_on);
    });
    html! {
        <details>
            <summary>{ words.text("queue-keys") }</summary>
            <div class="stack tight">
                <p>{ words.text("queue-keys-words") }</p>
                <Live words={words.text(state)} />
                <p><Tag label={words.text(state)} /></p>
                <button type="button" class="button" {onclick}>{ words.text(switch) }</button>
            </div>
        </details>
    }
}

fn press(event: &KeyboardEvent, count: usize) {
    let active = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.active_element());
    let is_field = |tag: &str| matches!(tag, "INPUT" | "TEXTAREA" | "SELECT");
    let is_check = active
        .as_ref()
        .and_then(|element| element.get_attribute("type"))
        .is_some_and(|kind| kind == "checkbox");
    let is_writing = active
        .as_ref()
        .is_some_and(|element| is_field(&element.tag_name()))
        && !is_check;
    let with_others = event.ctrl_key() || event.alt_key() || event.meta_key();
    let Some(action) = meaning(&event.key(), is_writing, with_others) else {
        return;
    };
    event.prevent_default();
    match action {
        KeyAction::Search => {
            focus_id("search");
        }
        KeyAction::Move(by) => {
            let now = active.and_then(|element| element.id().strip_prefix("row-")?.parse().ok());
            if let Some(row) = next_row(now, by, count) {
                focus_id(&row_id(row));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_swallow_nothing_that_is_written() {
        assert_eq!(meaning("/", false, false), Some(KeyAction::Search));
        assert_eq!(meaning("j", false, false), Some(KeyAction::Move(1)));
        for (key, is_writing, with_others) in [
            ("/", true, false),
            ("j", true, false),
            ("j", false, true),
            ("x", false, false),
        ] {
            assert_eq!(meaning(key, is_writing, with_others), None, "{key}");
        }
    }

    #[test]
    fn rows_begin_at_the_first_and_end_at_the_last() {
        assert_eq!(next_row(None, 1, 3), Some(0));
        assert_eq!(next_row(Some(2), 1, 3), Some(2));
        assert_eq!(next_row(Some(0), -1, 3), Some(0));
        assert_eq!(next_row(Some(1), -1, 3), Some(0));
        assert_eq!(next_row(None, 1, 0), None);
    }
}
