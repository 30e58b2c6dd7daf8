//! The words for where an application stands and what happened to it, by who looks:
//! "you" is the person whose application it is, and who did something themselves.

use super::delivered_words;
use crate::{hooks::Here, parts::Tone};
use linli_api::view::Delivered;
use linli_domain::{
    application::{ApplicationEvent as E, ApplicationStatus as S, Outcome},
    role::Role,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    Own,
    /// Who helps them: family or a worker.
    Helper,
    Office,
}

impl Audience {
    /// Whose device this is.
    pub(crate) fn of(here: &Here) -> Self {
        match here.session.account.as_ref().map(|account| account.role) {
            None | Some(Role::Resident) => Self::Own,
            Some(Role::Delegate | Role::Caregiver | Role::Worker) => Self::Helper,
            Some(Role::Officer | Role::Centre) => Self::Office,
        }
    }
}

/// Where an application stands, told by its receipt while it is only sent, and its mood.
pub(crate) const fn application_words(
    status: S,
    delivered: Delivered,
    audience: Audience,
) -> (&'static str, Tone) {
    match (status, audience) {
        (S::Draft, _) => ("status-draft", Tone::Careful),
        (S::Sent, _) if matches!(delivered, Delivered::Here) => {
            (delivered_words(delivered), Tone::Careful)
        }
        (S::Sent, _) => ("status-sent", Tone::Careful),
        (S::Received, Audience::Office) => ("desk-received", Tone::Plain),
        (S::Received, _) => ("application-received", Tone::Plain),
        (S::Accepted, Audience::Office) => ("desk-accepted", Tone::Plain),
        (S::Accepted, _) => ("application-accepted", Tone::Plain),
        (S::InReview, Audience::Office) => ("desk-in-review", Tone::Plain),
        (S::InReview, _) => ("application-in-review", Tone::Plain),
        (S::NeedsMore, Audience::Own) => ("application-needs-more", Tone::Careful),
        (S::NeedsMore, _) => ("desk-needs-more", Tone::Careful),
        (S::NotAccepted, Audience::Office) => ("desk-not-accepted", Tone::Careful),
        (S::NotAccepted, _) => ("application-not-accepted", Tone::Careful),
        (S::Decided, Audience::Office) => ("desk-decided", Tone::Plain),
        // What the answer is, the page says: it need not be a good one.
        (S::Decided, _) => ("application-decided", Tone::Plain),
        (S::Closed, Audience::Office) => ("desk-closed", Tone::Plain),
        (S::Closed, _) => ("application-closed", Tone::Plain),
        (S::Withdrawn, _) => ("status-withdrawn", Tone::Plain),
        (S::Lapsed, Audience::Own) => ("application-lapsed", Tone::Careful),
        (S::Lapsed, _) => ("desk-lapsed", Tone::Careful),
        (S::Discarded, _) => ("status-discarded", Tone::Plain),
    }
}

/// The words for something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ActionWords {
    /// To be said as they stand, of nobody in particular.
    Plain(&'static str),
    /// With `who`: somebody else than who reads.
    By(&'static str),
}

/// Who did something that the resident does, or who acts for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doer {
    /// Whoever reads it did it themselves.
    Me,
    Resident,
    /// Family, or a worker.
    Another,
    /// An office, or the centre.
    Office,
}

/// What happened; `None` where it is nothing to look back on. What the resident does, or
/// who acts for them, is "you" only to who did it, and told by whom to the others.
pub(crate) const fn happened_words(
    what: &E,
    doer: Doer,
    audience: Audience,
) -> Option<ActionWords> {
    let told = match (by_client(what, doer), doer, audience) {
        (Some([mine, _]), Doer::Me, _) => Some(mine),
        // The office calls her the resident; family who did it has a name.
        (Some(_), Doer::Resident, Audience::Office) => of_another(what),
        (Some([_, by]), ..) => return Some(ActionWords::By(by)),
        (None, _, Audience::Own) => application(what),
        (None, _, Audience::Helper | Audience::Office) => of_another(what),
    };
    match told {
        Some(key) => Some(ActionWords::Plain(key)),
        None => None,
    }
}

/// What the resident does, or who acts for them: said of who reads, and of somebody else.
const fn by_client(what: &E, doer: Doer) -> Option<[&'static str; 2]> {
    Some(match what {
        E::Submitted { .. } => ["way-submitted", "way-submitted-by"],
        E::Unsent => ["way-unsent", "way-unsent-by"],
        E::Supplemented => ["way-supplemented", "way-supplemented-by"],
        E::Withdrawn { .. } => ["way-withdrawn", "way-withdrawn-by"],
        E::Objected { .. } => ["way-objected", "way-objected-by"],
        E::CorrectionAsked { .. } => ["way-correction-asked", "way-correction-asked-by"],
        E::Rated { .. } => ["matter-rated", "matter-rated-by"],
        E::Served if !matches!(doer, Doer::Office) => ["way-opened", "way-opened-by"],
        _ => return None,
    })
}

const fn application(what: &E) -> Option<&'static str> {
    Some(match what {
        E::MoreAsked { .. } => "way-more-asked",
        E::NoMoreAsked => "way-no-more-asked",
        E::Lapsed => "application-lapsed",
        E::Decided { outcome, .. } => match outcome {
            Outcome::Granted => "application-granted",
            Outcome::Partly => "application-partly",
            Outcome::Refused => "application-refused",
        },
        E::Served => "way-served",
        _ => return of_anybody(what),
    })
}

const fn of_another(what: &E) -> Option<&'static str> {
    Some(match what {
        E::Submitted { .. } => "desk-way-submitted",
        E::Unsent => "desk-way-unsent",
        E::MoreAsked { .. } => "desk-way-more-asked",
        E::Supplemented => "desk-way-supplemented",
        E::NoMoreAsked => "desk-way-no-more-asked",
        E::Lapsed => "desk-lapsed",
        E::Decided { outcome, .. } => outcome_words(*outcome),
        E::Served => "case-served",
        E::Withdrawn { .. } => "desk-withdrawn",
        E::Objected { .. } => "case-objection",
        E::CorrectionAsked { .. } => "case-correction-asked",
        E::Rated { .. } => "desk-way-rated",
        _ => return of_anybody(what),
    })
}

const fn of_anybody(what: &E) -> Option<&'static str> {
    Some(match what {
        E::Checked => "way-checked",
        E::Received { .. } => "way-received",
        E::Accepted => "way-accepted",
        E::NotAccepted { .. } => "application-not-accepted",
        E::CorrectionAnswered { approved: true, .. } => "application-correction-yes",
        E::CorrectionAnswered {
            approved: false, ..
        } => "application-correction-no",
        E::FollowedUp { .. } => "way-followed-up",
        E::Resumed => "application-resumed",
        _ => return None,
    })
}

/// A decision, as the office says it.
pub(crate) const fn outcome_words(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Granted => "decide-granted",
        Outcome::Partly => "decide-partly",
        Outcome::Refused => "decide-refused",
    }
}

/// The words of a reason's code; an office's own system may have codes of its own.
pub(crate) fn reason_words(code: &str) -> Option<&'static str> {
    let known = REASONS.iter().find(|(known, _)| *known == code);
    known.map(|(_, key)| *key)
}

/// Reasons as codes with their words. "Another reason" says nothing to the resident.
const REASONS: [(&str, &str); 8] = [
    ("conditions-met", "reason-conditions-met"),
    ("conditions-partly-met", "reason-conditions-partly-met"),
    ("conditions-not-met", "reason-conditions-not-met"),
    ("already-granted", "reason-already-granted"),
    ("not-proved", "reason-not-proved"),
    ("other-office", "reason-other-office"),
    ("other-area", "reason-other-area"),
    ("twice", "reason-twice"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::care::Rating;
    use linli_l10n::{Lang, Messages};

    impl ActionWords {
        const fn key(self) -> &'static str {
            match self {
                Self::Plain(key) | Self::By(key) => key,
            }
        }
    }

    const ALL: [S; 12] = [
        S::Draft,
        S::Sent,
        S::Received,
        S::Accepted,
        S::InReview,
        S::NeedsMore,
        S::NotAccepted,
        S::Decided,
        S::Closed,
        S::Withdrawn,
        S::Lapsed,
        S::Discarded,
    ];

    /// How somebody found it.
    fn rating() -> Rating {
        Rating {
            grade: 4,
            words: String::new(),
        }
    }

    #[test]
    fn what_was_done_for_the_resident_is_told_by_whom_and_you_is_who_did_it() {
        use Audience::{Helper, Office, Own};
        let text = String::new;
        let actions = [
            E::Submitted { by_proxy: true },
            E::Unsent,
            E::Supplemented,
            E::Withdrawn { reason: text() },
            E::Objected { words: text() },
            E::CorrectionAsked { words: text() },
            E::Rated { rating: rating() },
            E::Served,
        ];
        for lang in [Lang::En, Lang::ZhCn] {
            let messages = Messages::new(lang);
            let is_you = |said: &str| said.starts_with("You") || said.contains('您');
            let said = |what: &E, doer, audience| {
                let told = happened_words(what, doer, audience).unwrap();
                let who = [("who", "王小明".to_owned().into())];
                (told, messages.text(told.key(), &who))
            };
            for what in &actions {
                for audience in [Own, Helper, Office] {
                    let (told, mine) = said(what, Doer::Me, audience);
                    assert!(
                        matches!(told, ActionWords::Plain(_)) && is_you(&mine),
                        "{mine}"
                    );
                    let (told, theirs) = said(what, Doer::Another, audience);
                    assert!(
                        matches!(told, ActionWords::By(_)) && !is_you(&theirs),
                        "{theirs}"
                    );
                    assert!(theirs.contains("王小明"), "{theirs}");
                }
                let (told, theirs) = said(what, Doer::Resident, Office);
                assert!(
                    matches!(told, ActionWords::Plain(_)) && !is_you(&theirs),
                    "{theirs}"
                );
            }
        }
    }

    #[test]
    fn nobody_is_told_you_about_somebody_elses_application() {
        let words = String::new;
        let events = [
            E::Submitted { by_proxy: false },
            E::Unsent,
            E::Checked,
            E::Received {
                tracking: words(),
                sender: words(),
            },
            E::Accepted,
            E::Supplemented,
            E::Lapsed,
            E::NoMoreAsked,
            E::Served,
            E::Withdrawn { reason: words() },
            E::Objected { words: words() },
            E::CorrectionAsked { words: words() },
            E::FollowedUp { words: words() },
        ];
        for lang in [Lang::En, Lang::ZhCn] {
            let messages = Messages::new(lang);
            for audience in [Audience::Helper, Audience::Office] {
                let states = ALL
                    .map(|status| Some(application_words(status, Delivered::AtCentre, audience).0));
                let ways = events.iter().map(|what| {
                    happened_words(what, Doer::Resident, audience).map(ActionWords::key)
                });
                for key in states.into_iter().chain(ways).flatten() {
                    let said = messages.text(key, &[]).to_lowercase();
                    let you = said.split(|c: char| !c.is_alphabetic());
                    let is_you = you.into_iter().any(|word| word.starts_with("you"));
                    assert!(!is_you && !said.contains('您'), "{key}: {said}");
                }
            }
        }
    }
}
