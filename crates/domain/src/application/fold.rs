//! From an application's events to its state: a pure function that every device
//! and the server compute alike. Whose office an officer sits in is not known
//! here; the gate has checked it ([`crate::access`]).

use super::{
    Application, ApplicationEvent, ApplicationState, ApplicationStatus, Asked, Correction,
    Decision, Ignored, Lease, Said, TurnedAway,
};
use crate::{
    document::{Event, in_order},
    role::Role,
    time::DAY_MS,
};
use ApplicationStatus as S;

/// How many days what has lapsed can be taken up again.
pub const REOPEN_DAYS: i64 = 30;

/// Folds the events of `application` into its state.
///
/// Independent of the order in which the events are held. Events that are not
/// allowed where they stand have no effect and are listed in `ignored`.
#[must_use]
pub fn fold(application: &Application) -> ApplicationState {
    let mut state = ApplicationState::default();
    for event in in_order(&application.events) {
        if !apply(&mut state, event) {
            state.ignored.push(Ignored {
                id: event.id,
                by: event.by,
            });
        }
    }
    state
}

fn apply(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    match event.by.role {
        _ if matches!(event.what, ApplicationEvent::Said { .. }) => say(state, event),
        Role::Resident | Role::Delegate | Role::Worker => by_client(state, event),
        Role::Officer => by_officer(state, event),
        Role::Centre => by_centre(state, event),
        Role::Caregiver => false,
    }
}

fn say(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    let ApplicationEvent::Said { text } = &event.what else {
        return false;
    };
    state.said.push(said(event, text));
    true
}

fn said(event: &Event<ApplicationEvent>, text: &str) -> Said {
    Said {
        id: event.id,
        by: event.by,
        at: event.at,
        text: text.to_owned(),
    }
}

/// What the resident does, or who acts for them.
fn by_client(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    let at = event.at;
    match &event.what {
        ApplicationEvent::Submitted { by_proxy } if state.status == S::Draft => {
            state.status = S::Sent;
            state.submitted_at = Some(at);
            state.by_proxy = *by_proxy;
        }
        ApplicationEvent::Unsent if state.status == S::Sent => {
            state.status = S::Draft;
            state.submitted_at = None;
            state.by_proxy = false;
        }
        ApplicationEvent::Discarded if state.status == S::Draft => state.status = S::Discarded,
        ApplicationEvent::Checked
            if event.by.role == Role::Worker && matches!(state.status, S::Draft | S::Sent) =>
        {
            state.checked = Some((event.by.person, at));
        }
        ApplicationEvent::Supplemented => return supplement(state, event),
        ApplicationEvent::Withdrawn { reason }
            if state.status.is_open() && state.status != S::Draft =>
        {
            state.status = S::Withdrawn;
            state.withdrawn = Some(reason.clone());
            state.lease = None;
            state.clock.stop(at);
        }
        ApplicationEvent::Objected { words } if state.status.has_answer() => {
            // What was never taken on is looked at from the beginning.
            state.status = match state.status {
                S::NotAccepted => S::Received,
                _ => S::InReview,
            };
            state.clock.restart(at, state.status == S::InReview);
            state.turned_away = None;
            state.served_at = None;
            state.objections.push(said(event, words));
        }
        ApplicationEvent::CorrectionAsked { words } if may_correct(state) => {
            state.correction = Some(Correction {
                words: words.clone(),
                at,
                answer: None,
            });
        }
        ApplicationEvent::Rated { rating }
            if state.status.has_answer()
                && state.rating.is_none()
                && (1..=5).contains(&rating.grade) =>
        {
            state.follow_up = rating.grade <= 2;
            state.rated_at = Some(at);
            state.rating = Some(rating.clone());
        }
        _ => return false,
    }
    true
}

fn supplement(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    let in_time = match (state.status, state.lapsed_at) {
        (S::NeedsMore, _) => true,
        (S::Lapsed, Some(since)) => event.at.since(since) <= REOPEN_DAYS * DAY_MS,
        _ => false,
    };
    let Some(asked) = state.asked.as_mut().filter(|_| in_time) else {
        return false;
    };
    asked.supplemented_at = Some(event.at);
    state.status = asked.from;
    state.lapsed_at = None;
    state.clock.resume(event.at);
    true
}

/// Whether the resident may ask for a correction: of a result, one at a time.
fn may_correct(state: &ApplicationState) -> bool {
    let waits = state
        .correction
        .as_ref()
        .is_some_and(|correction| correction.answer.is_none());
    matches!(state.status, S::Decided | S::Closed) && !waits
}

/// What the office does. While one officer works on it, no other does.
fn by_officer(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    let (by, at) = (event.by, event.at);
    if !state.is_free_for(by.person, at) {
        return false;
    }
    match &event.what {
        ApplicationEvent::Accepted if state.status == S::Received => {
            let is_held = state.holder(at).is_some();
            state.status = if is_held { S::InReview } else { S::Accepted };
            state.clock.start(at);
        }
        ApplicationEvent::NotAccepted {
            reason,
            words,
            where_to_go,
        } if state.status == S::Received => {
            state.status = S::NotAccepted;
            state.lease = None;
            state.turned_away = Some(TurnedAway {
                reason: reason.clone(),
                words: words.clone(),
                where_to_go: where_to_go.clone(),
                at,
            });
        }
        ApplicationEvent::LeaseTaken { officer, until, .. }
            if *officer == by.person && *until > at && state.status.is_at_office() =>
        {
            state.lease = Some(Lease {
                officer: *officer,
                until: *until,
            });
            if state.status == S::Accepted {
                state.status = S::InReview;
            }
        }
        ApplicationEvent::LeaseGiven if state.holder(at) == Some(by.person) => state.lease = None,
        ApplicationEvent::MoreAsked {
            items,
            words,
            due,
            again,
        } if state.status.is_at_office() && (state.rounds == 0 || again.is_some()) => {
            state.asked = Some(Asked {
                items: items.clone(),
                words: words.clone(),
                due: *due,
                at,
                supplemented_at: None,
                from: state.status,
            });
            state.status = S::NeedsMore;
            state.rounds = state.rounds.saturating_add(1);
            state.lease = None;
            state.clock.pause(at);
        }
        ApplicationEvent::Decided {
            outcome,
            reason,
            words,
            appeal,
        } if matches!(state.status, S::Accepted | S::InReview) => {
            state.status = S::Decided;
            state.lease = None;
            state.clock.stop(at);
            state.decisions.push(Decision {
                outcome: *outcome,
                reason: reason.clone(),
                words: words.clone(),
                appeal: appeal.clone(),
                by,
                at,
            });
        }
        ApplicationEvent::FollowedUp { words } if state.follow_up => {
            state.follow_up = false;
            state.followed_up = Some(said(event, words));
        }
        ApplicationEvent::Served => return serve(state, event),
        ApplicationEvent::CorrectionAnswered { approved, words } => {
            let waiting = state.correction.as_mut();
            let Some(correction) = waiting.filter(|correction| correction.answer.is_none()) else {
                return false;
            };
            correction.answer = Some((*approved, words.clone()));
        }
        _ => return false,
    }
    true
}

fn serve(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    let is_decided = state.status == S::Decided;
    if is_decided {
        state.status = S::Closed;
        state.served_at = Some(event.at);
    }
    is_decided
}

fn by_centre(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    match &event.what {
        // Withdrawn on the way: the number stays good to ask about it.
        ApplicationEvent::Received { tracking }
            if state.tracking.is_none() && matches!(state.status, S::Sent | S::Withdrawn) =>
        {
            if state.status == S::Sent {
                state.status = S::Received;
            }
            state.tracking = Some(tracking.clone());
            state.received_at = Some(event.at);
        }
        ApplicationEvent::Lapsed if state.status == S::NeedsMore => {
            state.status = S::Lapsed;
            state.lapsed_at = Some(event.at);
        }
        ApplicationEvent::Served => return serve(state, event),
        _ => return false,
    }
    true
}
