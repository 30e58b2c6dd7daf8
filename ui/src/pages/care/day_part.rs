//! The parts of a day that can be chosen for a kind of care, and their words.

use crate::hooks::{Here, Words};
use linli_domain::{catalogue::CareKind, time::Window};
use yew::prelude::*;

const MORNING: &str = "morning";
const AFTERNOON: &str = "afternoon";

/// A part of the day.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DayChoice {
    pub(super) id: AttrValue,
    pub(super) window: Window,
    /// What the catalogue calls it, where it is neither the usual morning nor afternoon.
    name: Option<AttrValue>,
}

/// The parts of a day for `kind`.
pub(super) fn parts(here: &Here, kind: Option<&CareKind>) -> Vec<DayChoice> {
    let named = kind.map_or(&[][..], |kind| &kind.windows);
    if named.is_empty() {
        let usual = [(MORNING, Window::MORNING), (AFTERNOON, Window::AFTERNOON)];
        let part = |(id, window)| DayChoice {
            id: AttrValue::Static(id),
            window,
            name: None,
        };
        return usual.map(part).to_vec();
    }
    let part = named.iter().map(|part| DayChoice {
        id: part.id.clone().into(),
        window: part.window(),
        name: Some(here.local(&part.name)),
    });
    part.collect()
}

impl DayChoice {
    pub(super) fn words(&self, words: &Words) -> AttrValue {
        let name = self.name.clone();
        name.unwrap_or_else(|| self.usual(words, "ask-window-morning", "ask-window-afternoon"))
    }

    pub(super) fn words_today(&self, words: &Words) -> AttrValue {
        let usual = ("ask-when-today-morning", "ask-when-today-afternoon");
        self.words_on(words, "ask-when-today-part", usual)
    }

    pub(super) fn words_tomorrow(&self, words: &Words) -> AttrValue {
        let usual = ("ask-when-tomorrow-morning", "ask-when-tomorrow-afternoon");
        self.words_on(words, "ask-when-tomorrow-part", usual)
    }

    fn words_on(
        &self,
        words: &Words,
        named: &str,
        (morning, afternoon): (&str, &str),
    ) -> AttrValue {
        match &self.name {
            Some(name) => words.with(named, &[("part", name.as_str().into())]),
            None => self.usual(words, morning, afternoon),
        }
    }

    fn usual(&self, words: &Words, morning: &str, afternoon: &str) -> AttrValue {
        let is_morning = self.window == Window::MORNING;
        words.text(if is_morning { morning } else { afternoon })
    }

    /// Whether it is the usual morning or afternoon.
    pub(super) const fn is_usual(&self) -> bool {
        self.name.is_none()
    }
}
