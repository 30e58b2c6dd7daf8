//! The words of the chosen language, as a context of all parts.

use super::of_another::of_another;
use linli_domain::time::{Date, Minute, Window, days_between};
use linli_l10n::{Arg, CalendarDay, Lang, Messages, NearDay};
use std::rc::Rc;
use yew::prelude::*;

/// The messages of the chosen language. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Words {
    messages: Rc<Messages>,
    /// The resident for whom family reads: messages then speak of another, by name.
    acts_for: Option<AttrValue>,
}

impl Words {
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self {
            messages: Rc::new(Messages::new(lang)),
            acts_for: None,
        }
    }

    /// The same words for family who act for `resident`.
    #[must_use]
    pub fn for_family_of(&self, resident: AttrValue) -> Self {
        let acts_for = Some(resident);
        Self {
            acts_for,
            ..self.clone()
        }
    }

    /// The resident for whom who reads acts.
    #[must_use]
    pub const fn acts_for(&self) -> Option<&AttrValue> {
        self.acts_for.as_ref()
    }

    #[must_use]
    pub fn lang(&self) -> Lang {
        self.messages.lang()
    }

    /// The message `key` in the language of the screen.
    #[must_use]
    pub fn text(&self, key: &str) -> AttrValue {
        self.with(key, &[])
    }

    /// The message `key` with arguments.
    #[must_use]
    pub fn with(&self, key: &str, args: &[(&str, Arg)]) -> AttrValue {
        let family = self.acts_for.as_ref();
        let Some((key, resident)) = of_another(key).zip(family) else {
            return self.messages.text(key, args).into();
        };
        let resident = ("resident", Arg::from(resident.as_str()));
        let args: Vec<_> = args.iter().cloned().chain([resident]).collect();
        self.messages.text(key, &args).into()
    }

    /// A day as people speak of it on `today`, where a line begins with it.
    #[must_use]
    pub fn near_day(&self, date: Date, today: Date) -> AttrValue {
        let near = NearDay::after_days(days_between(today, date));
        self.messages
            .near_day(day(date), near, i64::from(today.year()))
            .into()
    }

    /// The same inside a sentence.
    #[must_use]
    pub fn near_day_inside(&self, date: Date, today: Date) -> AttrValue {
        let near = NearDay::after_days(days_between(today, date));
        self.messages
            .near_day_inside(day(date), near, i64::from(today.year()))
            .into()
    }

    /// A day with its weekday, and with its year where that is not this one.
    #[must_use]
    pub fn day(&self, date: Date, today: Date) -> AttrValue {
        self.messages.day(day(date), i64::from(today.year())).into()
    }

    /// A day with its year.
    #[must_use]
    pub fn day_and_year(&self, date: Date) -> AttrValue {
        self.messages.day_and_year(day(date)).into()
    }

    /// A weekday, 1 (Monday) to 7.
    #[must_use]
    pub fn weekday(&self, weekday: usize) -> AttrValue {
        self.messages.weekday(weekday).into()
    }

    /// A time of the day.
    #[must_use]
    pub fn clock(&self, minute: Minute) -> AttrValue {
        let (hour, minute) = minute.clock();
        self.messages.clock(hour, minute).into()
    }

    /// A part of a day, with the appointment that it is for; `None` where it is the whole day.
    #[must_use]
    pub fn window(&self, window: Window) -> Option<AttrValue> {
        if window == Window::DAY {
            return None;
        }
        let span = self.messages.span(window.from.clock(), window.to.clock());
        let Some(at) = window.appointment else {
            return Some(span.into());
        };
        let at = self.clock(at);
        let args = [("span", span.into()), ("time", at.as_str().into())];
        Some(self.with("when-for-appointment", &args))
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
