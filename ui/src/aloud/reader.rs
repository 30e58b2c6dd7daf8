//! Keeps the place on the page that is read: goes on, waits, says a passage once more.

use super::{
    page::{Passage, passages},
    voice::{Pace, Voice},
};
use crate::hooks::{Words, keep, kept, use_words};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// Under this name the device keeps how fast it reads.
const PACE: &str = "linli-reading-pace";
/// Marks the passage that is read.
const MARK: &str = "data-reading";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReadingState {
    Silent,
    Reads,
    Waits,
    /// There is no voice for the page's language on this device.
    NoVoice,
}

/// Reads the page that it stands on.
#[derive(Clone, Debug)]
pub(crate) struct PageReader {
    place: Rc<RefCell<ReadingPlace>>,
    reading: UseStateHandle<ReadingState>,
    pace: UseStateHandle<Pace>,
    words: Words,
}

impl PartialEq for PageReader {
    fn eq(&self, other: &Self) -> bool {
        self.reading == other.reading && self.pace == other.pace && self.words == other.words
    }
}

#[derive(Debug, Default)]
struct ReadingPlace {
    passages: Vec<Passage>,
    at: usize,
    pace: Pace,
    /// Counts what was begun, so that what was broken off does not go on.
    turn: u32,
}

impl ReadingPlace {
    /// Breaks off what is read, if anything is; returns the number of what is begun now.
    fn next_turn(&mut self) -> u32 {
        if let Some(passage) = self.passages.get(self.at) {
            unmark(&passage.element);
        }
        self.turn = self.turn.wrapping_add(1);
        self.turn
    }
}

impl PageReader {
    #[must_use]
    pub(crate) fn reading(&self) -> ReadingState {
        *self.reading
    }

    #[must_use]
    pub(crate) fn pace(&self) -> Pace {
        *self.pace
    }

    /// Reads the page from its beginning.
    pub(crate) fn start(&self) {
        let voice = Voice::of_this_device();
        if !voice.is_some_and(|voice| voice.speaks(self.words.lang())) {
            self.reading.set(ReadingState::NoVoice);
            return;
        }
        {
            let mut place = self.place.borrow_mut();
            place.next_turn();
            place.passages = passages(&self.words);
            place.at = 0;
        }
        self.go_on();
    }

    /// Ends it; the next start is at the top of the page.
    pub(crate) fn stop(&self) {
        self.break_off();
        self.reading.set(ReadingState::Silent);
    }

    /// Waits; the passage is said from its beginning when it goes on.
    pub(crate) fn wait(&self) {
        self.break_off();
        self.reading.set(ReadingState::Waits);
    }

    /// Reads on from the beginning of the passage where it is.
    pub(crate) fn go_on(&self) {
        let Some(voice) = Voice::of_this_device() else {
            return;
        };
        let turn = self.break_off();
        self.reading.set(ReadingState::Reads);
        let (place, reading) = (self.place.clone(), self.reading.clone());
        let lang = self.words.lang();
        spawn_local(async move {
            while let Some((passage, pace)) = next(&place, turn) {
                show(&passage.element);
                for saying in &passage.said {
                    if place.borrow().turn == turn {
                        voice.say(saying, lang, pace).await;
                    }
                }
                if place.borrow().turn == turn {
                    unmark(&passage.element);
                    place.borrow_mut().at += 1;
                }
            }
            if place.borrow().turn == turn {
                reading.set(ReadingState::Silent);
            }
        });
    }

    /// Reads at the other pace, from the beginning of the passage where it is.
    pub(crate) fn change_pace(&self) {
        let pace = match *self.pace {
            Pace::Normal => Pace::Slow,
            Pace::Slow => Pace::Normal,
        };
        keep(PACE, pace.word());
        self.pace.set(pace);
        self.place.borrow_mut().pace = pace;
        if *self.reading == ReadingState::Reads {
            self.go_on();
        }
    }

    fn break_off(&self) -> u32 {
        let turn = self.place.borrow_mut().next_turn();
        if let Some(voice) = Voice::of_this_device() {
            voice.stop();
        }
        turn
    }
}

/// The passage to be read now, unless another turn began.
fn next(place: &RefCell<ReadingPlace>, turn: u32) -> Option<(Passage, Pace)> {
    let place = place.borrow();
    let passage = place.passages.get(place.at).cloned()?;
    (place.turn == turn).then_some((passage, place.pace))
}

/// Marks it, and brings it into sight.
fn show(element: &Element) {
    // Fails only for names that are no attribute names.
    let _ = element.set_attribute(MARK, "");
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn unmark(element: &Element) {
    // As above.
    let _ = element.remove_attribute(MARK);
}

/// A reader of the page, or of the question of it, that is named `of`: it ends with it.
#[hook]
pub(crate) fn use_page_reader(of: AttrValue) -> PageReader {
    let words = use_words();
    let reader = PageReader {
        place: use_mut_ref(ReadingPlace::default),
        reading: use_state_eq(|| ReadingState::Silent),
        pace: use_state_eq(Pace::default),
        words: words.clone(),
    };
    {
        let reader = reader.clone();
        use_effect_with((of, words.lang()), move |_| {
            // Asked for once, the browser loads its list of voices.
            let _ = Voice::of_this_device().map(|voice| voice.speaks(reader.words.lang()));
            if kept(PACE).as_deref() == Some(Pace::Slow.word()) {
                reader.pace.set(Pace::Slow);
                reader.place.borrow_mut().pace = Pace::Slow;
            }
            move || reader.stop()
        });
    }
    reader
}
