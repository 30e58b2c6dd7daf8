//! Until when the office has to do something, in words: always in working days, the
//! ones that are left as well as the ones that are over.

use crate::{
    hooks::{Here, Words},
    parts::{Tag, Tone},
};
use linli_api::view::{ApplicationPage, QueueLine};
use linli_domain::{time::Date, workday::Due};
use yew::prelude::*;

/// What there is to do, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Task {
    TakeOn(Due),
    /// Ask why the rating was low.
    FollowUp(Due),
    Decide(Due),
}

impl Task {
    const fn of(take_on: Option<Due>, follow_up: Option<Due>, due: Option<Due>) -> Option<Self> {
        match (take_on, follow_up, due) {
            (Some(due), ..) => Some(Self::TakeOn(due)),
            (None, Some(due), _) => Some(Self::FollowUp(due)),
            (None, None, Some(due)) => Some(Self::Decide(due)),
            (None, None, None) => None,
        }
    }

    /// Of a row of the queue.
    pub(super) fn of_line(line: &QueueLine) -> Option<Self> {
        let due = line.due.filter(|_| line.status.is_open());
        Self::of(line.take_on, line.follow_up, due)
    }

    pub(super) fn of_case(application: &ApplicationPage) -> Option<Self> {
        let due = application.due.filter(|_| application.status.is_open());
        Self::of(application.take_on, application.follow_up, due)
    }

    const fn due(self) -> Due {
        match self {
            Self::TakeOn(due) | Self::FollowUp(due) | Self::Decide(due) => due,
        }
    }

    /// What and until when; nothing where nothing is to be done.
    pub(super) fn words(task: Option<Self>, words: &Words, here: &Here) -> AttrValue {
        let Some(task) = task else {
            return AttrValue::default();
        };
        let due = task.due();
        if due.is_paused {
            return words.text("due-rests");
        }
        let day = words.near_day_inside(due.date, here.today());
        let what = words.with(task.key(), &[("day", day.as_str().into())]);
        let (key, days) = if due.overdue_by > 0 {
            ("due-late", due.overdue_by)
        } else {
            ("due-left", due.left)
        };
        let count = words.with(key, &[("days", i64::from(days).into())]);
        let both = [
            ("what", what.as_str().into()),
            ("count", count.as_str().into()),
        ];
        words.with("due-both", &both)
    }

    /// The day by which it is due; none while it waits for the resident.
    pub(super) fn day(self) -> Option<Date> {
        let due = self.due();
        (!due.is_paused).then_some(due.date)
    }

    const fn key(self) -> &'static str {
        match self {
            Self::TakeOn(_) => "due-take-on",
            Self::FollowUp(_) => "due-follow-up",
            Self::Decide(_) => "due-by",
        }
    }

    /// A mark, where it is late.
    pub(super) fn late(self, words: &Words) -> Option<Html> {
        let due = self.due();
        (due.overdue_by > 0 && !due.is_paused).then(|| {
            let count = [("days", i64::from(due.overdue_by).into())];
            html! { <Tag tone={Tone::Danger} label={words.with("due-late", &count)} /> }
        })
    }
}
