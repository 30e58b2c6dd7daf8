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
        match &self.name {
            Some(name) => name.clone(),
            None if self.is_morning() => words.text("ask-window-morning"),
            None => words.text("ask-window-afternoon"),
        }
    }

    pub(super) fn words_today(&self, words: &Words) -> AttrValue {
        match &self.name {
            Some(name) => words.with("ask-when-today-part", &[("part", name.as_str().into())]),
            None if self.is_morning() => words.text("ask-when-today-morning"),
            None => words.text("ask-when-today-afternoon"),
        }
    }

    pub(super) fn words_tomorrow(&self, words: &Words) -> AttrValue {
        match &self.name {
            Some(name) => words.with("ask-when-tomorrow-part", &[("part", name.as_str().into())]),
            None if self.is_morning() => words.text("ask-when-tomorrow-morning"),
            None => words.text("ask-when-tomorrow-afternoon"),
        }
    }

    /// Whether it is the usual morning or afternoon.
    pub(super) const fn is_usual(&self) -> bool {
        self.name.is_none()
    }

    fn is_morning(&self) -> bool {
        self.window == Window::MORNING
    }
}
