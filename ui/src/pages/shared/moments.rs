//! The way of an application, from what happened, and what comes next.

use crate::{
    hooks::{Here, Words},
    parts::{Moment, MomentState},
    saying::{
        ActionWords, Audience, Doer, author_words, happened_words, moment_inside_words,
        moment_words,
    },
};
use linli_api::view;
use linli_domain::{
    application::{ApplicationEvent, ApplicationStatus as S},
    role::Role,
};
use yew::AttrValue;

/// What happened, in order, and the next step.
pub(crate) fn moments(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
) -> Vec<Moment> {
    let audience = Audience::of(here);
    let done = application.happened.iter().filter_map(|happened| {
        Some(Moment {
            state: MomentState::Done,
            title: action_words(words, here, application, happened)?,
            words: Some(when_and_who(words, here, application, happened)),
        })
    });
    done.chain(next(words, here, application, audience))
        .collect()
}

/// What happened and, where that was somebody else than who reads, who did it.
pub(crate) fn action_words(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    happened: &view::Happened,
) -> Option<AttrValue> {
    if let ApplicationEvent::PaperSeen { paper } = &happened.what {
        let mut papers = application.papers.iter();
        let line = papers.find(|line| line.paper == *paper)?;
        let label = here.local(&line.label);
        return Some(words.with("way-paper-seen", &[("paper", label.as_str().into())]));
    }
    let by = happened.by;
    let doer = match by.role {
        Role::Officer | Role::Centre => Doer::Office,
        _ if here.is_me(by.person) => Doer::Me,
        Role::Resident => Doer::Resident,
        _ => Doer::Another,
    };
    let told = happened_words(&happened.what, doer, Audience::of(here))?;
    Some(match told {
        ActionWords::Plain(key) => words.text(key),
        ActionWords::By(key) => {
            let name = application.names.get(&by.person).map(String::as_str);
            let who = author_words(words, here, by, name).to_string();
            words.with(key, &[("who", who.into())])
        }
    })
}

/// When it happened; and which officer it was, where that is known.
pub(crate) fn when_and_who(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    happened: &view::Happened,
) -> AttrValue {
    let by = happened.by;
    let name = application.names.get(&by.person);
    let is_officer = by.role == Role::Officer && (name.is_some() || here.is_me(by.person));
    if !is_officer {
        return moment_words(words, here, happened.at);
    }
    let at = moment_inside_words(words, here, happened.at);
    let who = if here.is_me(by.person) {
        words.text("role-you")
    } else {
        name.cloned().unwrap_or_default().into()
    };
    words.with(
        "attention-who",
        &[("who", who.as_str().into()), ("at", at.as_str().into())],
    )
}

/// The last of the actions that are meant, in the words of [`action_words`].
pub(crate) fn last_action_words(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    is_meant: impl Fn(&ApplicationEvent) -> bool,
) -> Option<AttrValue> {
    let mut told = application.happened.iter().rev();
    let last = told.find(|happened| is_meant(&happened.what))?;
    action_words(words, here, application, last)
}

/// What is going on now, with who has it and until when.
fn next(
    words: &Words,
    here: &Here,
    application: &view::ApplicationPage,
    audience: Audience,
) -> Option<Moment> {
    let is_own = audience == Audience::Own;
    let office = application
        .office
        .as_ref()
        .map(|office| here.local(&office.name))
        .unwrap_or_default();
    let at_office = || words.with("way-at-office", &[("office", office.as_str().into())]);
    let (title, more): (AttrValue, Option<AttrValue>) = match application.status {
        _ if without_receipt(application) => (words.text("way-to-centre"), None),
        S::Received => {
            let soon = is_own.then(|| words.text("application-received-next"));
            (at_office(), soon)
        }
        S::Accepted | S::InReview => {
            let due = application.due.map(|due| {
                let day = words.near_day_inside(due.date, here.today());
                let key = if is_own {
                    "application-due"
                } else {
                    "desk-way-due"
                };
                words.with(key, &[("day", day.as_str().into())])
            });
            (at_office(), due)
        }
        S::NeedsMore if is_own => (words.text("way-your-turn"), None),
        S::NeedsMore => (words.text("desk-way-residents-turn"), None),
        // Who reads this has opened it.
        S::Decided if audience != Audience::Office => return None,
        S::Decided => (words.text("desk-way-to-be-served"), None),
        S::Draft
        | S::Sent
        | S::NotAccepted
        | S::Closed
        | S::Withdrawn
        | S::Lapsed
        | S::Discarded => {
            return None;
        }
    };
    Some(Moment {
        state: MomentState::Now,
        title,
        words: more,
    })
}

/// Whether it is the office's turn as soon as the centre has what was sent last.
pub(crate) fn without_receipt(application: &view::ApplicationPage) -> bool {
    let is_at_office = matches!(application.status, S::Received | S::Accepted | S::InReview);
    application.status == S::Sent || is_at_office && application.waits_for_receipt
}
