//! The way of an application, from what happened, and what comes next.

use crate::{
    hooks::{Here, Words},
    parts::{Moment, MomentState},
    saying::moment_words,
};
use linli_api::view;
use linli_domain::application::{ApplicationEvent as E, ApplicationStatus as S, Outcome};
use yew::AttrValue;

/// What happened, in order, and the next step.
pub(in crate::pages) fn moments(
    words: &Words,
    here: &Here,
    own: &view::Application,
) -> Vec<Moment> {
    let done = own.happened.iter().filter_map(|happened| {
        let key = title(&happened.what)?;
        Some(Moment {
            state: MomentState::Done,
            title: words.text(key),
            words: Some(moment_words(words, here, happened.at)),
        })
    });
    done.chain(next(words, here, own)).collect()
}

/// What happened, as the resident would say it.
const fn title(what: &E) -> Option<&'static str> {
    Some(match what {
        E::Submitted { .. } => "way-submitted",
        E::Unsent => "way-unsent",
        E::Checked => "way-checked",
        E::Received { .. } => "way-received",
        E::Accepted => "way-accepted",
        E::NotAccepted { .. } => "application-not-accepted",
        E::MoreAsked { .. } => "way-more-asked",
        E::Supplemented => "way-supplemented",
        E::Lapsed => "application-lapsed",
        E::Decided { outcome, .. } => match outcome {
            Outcome::Granted => "application-granted",
            Outcome::Partly => "application-partly",
            Outcome::Refused => "application-refused",
        },
        E::Served => "way-served",
        E::Withdrawn { .. } => "application-withdrawn",
        E::Objected { .. } => "way-objected",
        E::CorrectionAsked { .. } => "application-correction-asked",
        E::CorrectionAnswered { approved: true, .. } => "application-correction-yes",
        E::CorrectionAnswered {
            approved: false, ..
        } => "application-correction-no",
        E::Rated { .. } => "matter-rated",
        E::FollowedUp { .. } => "way-followed-up",
        E::Discarded | E::LeaseTaken { .. } | E::LeaseGiven | E::Said { .. } => return None,
    })
}

/// What is going on now, with who has it and until when.
fn next(words: &Words, here: &Here, own: &view::Application) -> Option<Moment> {
    let office = own
        .office
        .as_ref()
        .map(|office| here.local(&office.name))
        .unwrap_or_default();
    let at_office = || words.with("way-at-office", &[("office", office.as_str().into())]);
    let (title, more): (AttrValue, Option<AttrValue>) = match own.status {
        S::Sent => (words.text("way-to-centre"), None),
        S::Received => (at_office(), Some(words.text("application-received-next"))),
        S::Accepted | S::InReview => {
            let due = own.due.map(|due| {
                let day = words.near_day(due.date, here.today());
                words.with("application-due", &[("day", day.as_str().into())])
            });
            (at_office(), due)
        }
        S::NeedsMore => (words.text("way-your-turn"), None),
        S::Decided => (words.text("way-to-be-served"), None),
        S::Draft | S::NotAccepted | S::Closed | S::Withdrawn | S::Lapsed | S::Discarded => {
            return None;
        }
    };
    Some(Moment {
        state: MomentState::Now,
        title,
        words: more,
    })
}
