//! The words of the chosen language, as a context of all parts.

use linli_domain::time::{Date, Minute, Window, days_between};
use linli_l10n::{Arg, CalendarDay, Lang, Messages, NearDay};
use std::rc::Rc;
use yew::prelude::*;

/// The messages of the chosen language. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Words(Rc<Messages>);

impl Words {
    /// The words of `lang`.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self(Rc::new(Messages::new(lang)))
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.0.lang()
    }

    /// The message `key` in the language of the screen.
    #[must_use]
    pub fn text(&self, key: &str) -> AttrValue {
        self.0.text(key, &[]).into()
    }

    /// The message `key` with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> AttrValue {
        self.0.text(key, args).into()
    }

    /// A day as people speak of it on `today`.
    #[must_use]
    pub fn near_day(&self, date: Date, today: Date) -> AttrValue {
        let near = NearDay::after_days(days_between(today, date));
        self.0
            .near_day(day(date), near, i64::from(today.year()))
            .into()
    }

    /// A day with its weekday, and with its year where that is not this one.
    #[must_use]
    pub fn day(&self, date: Date, today: Date) -> AttrValue {
        self.0.day(day(date), i64::from(today.year())).into()
    }

    /// A day with its year.
    #[must_use]
    pub fn day_and_year(&self, date: Date) -> AttrValue {
        self.0.day_and_year(day(date)).into()
    }

    /// A weekday, 1 (Monday) to 7.
    #[must_use]
    pub fn weekday(&self, weekday: usize) -> AttrValue {
        self.0.weekday(weekday).into()
    }

    /// A time of the day.
    #[must_use]
    pub fn clock(&self, minute: Minute) -> AttrValue {
        let (hour, minute) = minute.clock();
        self.0.clock(hour, minute).into()
    }

    /// A part of a day; `None` where it is the whole day.
    #[must_use]
    pub fn window(&self, window: Window) -> Option<AttrValue> {
        (window != Window::DAY).then(|| self.0.span(window.from.clock(), window.to.clock()).into())
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new(Lang::default())
    }
}

fn day(date: Date) -> CalendarDay {
    CalendarDay {
        year: i64::from(date.year()),
        month: usize::try_from(date.month()).unwrap_or(1),
        day: i64::from(date.day()),
        weekday: usize::try_from(date.weekday().to_monday_one_offset()).unwrap_or(1),
    }
}

/// The words of the chosen language.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or_default()
}
