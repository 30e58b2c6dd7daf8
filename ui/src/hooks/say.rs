//! The one voice towards screen readers: what changed while somebody was reading, said once
//! for one action. A page that is opened is not said; its heading takes the focus.

use crate::tongues::tongues;
use linli_l10n::negotiate;
use std::{cell::RefCell, collections::BTreeMap};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Window};
use yew::prelude::*;

/// The region that screen readers listen to: in the page from the start, and never drawn anew.
pub const VOICE: &str = "said";
/// What comes within so short a time belongs to one action, or to letters of one word.
const TOGETHER_MS: i32 = 600;
/// After so long a time what is less important is said too.
const NEXT_MS: i32 = 3_000;
/// For how long what was said stands in the page.
const KEPT_MS: i32 = 5_000;

/// What is more important is said in place of what is less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SayRank {
    Delivery,
    /// What the page itself has to say.
    Page,
}

#[derive(Debug, Default, PartialEq, Eq)]
struct Announcer {
    waiting: BTreeMap<SayRank, String>,
    said: String,
    /// How often something was to be said.
    heard: u32,
}

impl Announcer {
    /// Keeps what is to be said; tells for how many times.
    fn hear(&mut self, rank: SayRank, words: &str) -> u32 {
        self.waiting.insert(rank, words.to_owned());
        self.heard = self.heard.wrapping_add(1);
        self.heard
    }

    /// What is said now, unless more came since. The same words once more differ by a space,
    /// or nobody would hear.
    fn speak(&mut self, heard: u32) -> Option<String> {
        if self.heard != heard {
            return None;
        }
        let (_, words) = self.waiting.pop_last()?;
        self.said = if self.said == words {
            format!("{words}\u{a0}")
        } else {
            words
        };
        Some(self.said.clone())
    }
}

thread_local! {
    static STATE: RefCell<Announcer> = RefCell::default();
}

/// Says the words in a moment; of what comes together the page's last words first, and how
/// delivery stands after them.
pub fn say(rank: SayRank, words: &str) {
    if words.is_empty() {
        return;
    }
    let heard = STATE.with_borrow_mut(|announcer| announcer.hear(rank, words));
    speak_after(heard, TOGETHER_MS);
}

fn speak_after(heard: u32, after_ms: i32) {
    let Some(window) = web_sys::window() else {
        return;
    };
    later(&window, after_ms, move || {
        let region = web_sys::window()
            .and_then(|window| window.document())
            .and_then(|page| page.get_element_by_id(VOICE));
        let (words, is_more) = STATE.with_borrow_mut(|announcer| {
            let words = announcer.speak(heard);
            (words, !announcer.waiting.is_empty())
        });
        if let (Some(region), Some(words)) = (region, words) {
            write(&region, &words);
            if is_more {
                speak_after(heard, NEXT_MS);
            } else if let Some(window) = web_sys::window() {
                // Nobody who reads the page finds old news at its end.
                later(&window, KEPT_MS, move || {
                    if region.text_content().as_deref() == Some(&words) {
                        region.set_text_content(None);
                    }
                });
            }
        }
    });
}

/// Writes the words into the region, each run with the language that it is in.
fn write(region: &Element, words: &str) {
    region.set_text_content(None);
    let Some(page) = region.owner_document() else {
        return;
    };
    let lang = negotiate(&[&region.get_attribute("lang").unwrap_or_default()]);
    for (lang, run) in tongues(words, lang) {
        // Fails only for a name that is none.
        if let Ok(span) = page.create_element("bdi") {
            drop(span.set_attribute("lang", lang.tag()));
            span.set_text_content(Some(&run));
            drop(region.append_child(&span));
        }
    }
}

fn later(window: &Window, after_ms: i32, work: impl FnOnce() + 'static) {
    let call = Closure::once_into_js(work);
    let call = call.unchecked_ref();
    // Without timers nothing is said, and nothing else is the worse for it.
    drop(window.set_timeout_with_callback_and_timeout_and_arguments_0(call, after_ms));
}

/// Says `words` whenever they change, but not as they were when the page was opened.
#[hook]
pub fn use_said(words: AttrValue) {
    let is_new = use_mut_ref(|| true);
    use_effect_with(words, move |words| {
        if !is_new.replace(false) {
            say(SayRank::Page, words);
        }
    });
}

/// Says `words` when `state` has lasted for `after_ms` and is another than was said last.
/// `known` is what everybody takes for granted at first; a state that passes is `None`.
#[hook]
pub fn use_said_when_it_lasts<S>(state: Option<S>, known: S, words: AttrValue, after_ms: i32)
where
    S: Clone + PartialEq + 'static,
{
    let said = use_mut_ref(|| known);
    let newest = use_mut_ref(AttrValue::default);
    let round = use_mut_ref(|| 0_u32);
    newest.replace(words);
    use_effect_with(state, move |state| {
        let now = round.borrow().wrapping_add(1);
        round.replace(now);
        if let (Some(state), Some(window)) = (state.clone(), web_sys::window()) {
            later(&window, after_ms, move || {
                let lasts = *round.borrow() == now;
                if lasts && said.replace(state.clone()) != state {
                    say(SayRank::Delivery, &newest.borrow());
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_comes_together_the_most_important_is_said_first_and_of_equals_the_last() {
        let mut announcer = Announcer::default();
        announcer.hear(SayRank::Delivery, "no network");
        let early = announcer.hear(SayRank::Page, "sent");
        announcer.hear(SayRank::Delivery, "delivered");
        let last = announcer.hear(SayRank::Page, "seen");
        assert_eq!(announcer.speak(early), None, "more came");
        assert_eq!(announcer.speak(last).as_deref(), Some("seen"));
        assert_eq!(announcer.speak(last).as_deref(), Some("delivered"));
        assert_eq!(announcer.speak(last), None, "once");
    }

    #[test]
    fn the_same_words_are_heard_again() {
        let mut announcer = Announcer::default();
        let mut said = || {
            let heard = announcer.hear(SayRank::Page, "added");
            announcer.speak(heard).unwrap()
        };
        let all = [said(), said(), said()];
        assert!(
            all.iter()
                .all(|words| words.trim_end_matches('\u{a0}') == "added")
        );
        assert!(all[0] != all[1] && all[1] != all[2]);
    }
}
