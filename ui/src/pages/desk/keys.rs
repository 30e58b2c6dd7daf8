//! The desk's keys: `/` to search, `j` and `k` from row to row.

use crate::hooks::focus_id;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::KeyboardEvent;
use yew::prelude::*;

/// What a key does in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Does {
    Search,
    Move(isize),
}

/// Keys mean something only while nothing is written, and alone.
fn meaning(key: &str, is_writing: bool, with_others: bool) -> Option<Does> {
    if is_writing || with_others {
        return None;
    }
    match key {
        "/" => Some(Does::Search),
        "j" => Some(Does::Move(1)),
        "k" => Some(Does::Move(-1)),
        _ => None,
    }
}

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

/// Listens while the page with `count` rows is shown.
#[hook]
pub(super) fn use_keys(count: usize) {
    use_effect_with(count, move |count| {
        let count = *count;
        let pressed = Closure::<dyn FnMut(KeyboardEvent)>::new(move |event: KeyboardEvent| {
            press(&event, count);
        });
        let document = web_sys::window().and_then(|window| window.document());
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
    let Some(does) = meaning(&event.key(), is_writing, with_others) else {
        return;
    };
    event.prevent_default();
    match does {
        Does::Search => {
            focus_id("search");
        }
        Does::Move(by) => {
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
        assert_eq!(meaning("/", false, false), Some(Does::Search));
        assert_eq!(meaning("j", false, false), Some(Does::Move(1)));
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
