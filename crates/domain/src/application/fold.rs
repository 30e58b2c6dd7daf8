//! From an application's events to its state: a pure function that every device
//! and the server compute alike. Whose office an officer sits in is not known
//! here; the gate has checked it ([`crate::access`]).

use super::{
    Application, ApplicationEvent, ApplicationState, ApplicationStatus, Asked, Correction,
    Decision, Ignored, Lease, Said, TurnedAway, arrival::Arrivals,
};
use crate::{
    document::{Event, in_order},
    role::Role,
};
use ApplicationStatus as S;
use std::collections::BTreeSet;

/// Folds the events of `application` into its state.
///
/// Independent of the order in which the events are held. Events that are not
/// allowed where they stand have no effect and are listed in `ignored`.
#[must_use]
pub fn fold(application: &Application) -> ApplicationState {
    let mut state = ApplicationState::default();
    let ordered = in_order(&application.events);
    let (arrivals, mut counted) = (Arrivals::of(&ordered), BTreeSet::new());
    for event in ordered {
        let counts = match event.what {
            ApplicationEvent::Arrived { event: of } => {
                counted.contains(&of) && arrivals.is_by(of, event.id)
            }
            _ => apply(&mut state, &arrivals.timed(event)),
        };
        if counts {
            counted.insert(event.id);
            wait(&mut state, event, arrivals.has(event.id));
        } else {
            state.ignored.push(Ignored {
                id: event.id,
                by: event.by,
            });
        }
    }
    state
}

/// Notes whether the office may not know yet what the resident did last. What an
/// officer acts upon has arrived, also where nobody noted it.
fn wait(state: &mut ApplicationState, event: &Event<ApplicationEvent>, has_arrived: bool) {
    if event.what.awaits_receipt() {
        state.waiting_for_receipt = !has_arrived && state.tracking.is_some();
    } else if event.by.role == Role::Officer && !matches!(event.what, ApplicationEvent::Said { .. })
    {
        state.waiting_for_receipt = false;
    }
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
        ApplicationEvent::Discarded if state.status == S::Draft => {
            state.status = S::Discarded;
            state.ended_at = Some(at);
        }
        ApplicationEvent::Resumed if state.status != S::Lapsed && state.reopens(at) => {
            resume(state);
        }
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
            state.ended_at = Some(at);
            state.lease = None;
            state.clock.stop(at);
        }
        ApplicationEvent::Objected { words } if state.status.has_answer() => {
            // What was never taken on is looked at from the beginning.
            state.status = match state.status {
                S::NotAccepted => S::Received,
                _ => S::Accepted,
            };
            state.clock.restart(at, state.status == S::Accepted);
            state.turned_away = None;
            state.served_at = None;
            state.objections.push(said(event, words));
        }
        ApplicationEvent::CorrectionAsked { words } if state.may_ask_correction() => {
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

/// A draft again. A number that it had comes back with the next receipt; what was said
/// stays.
fn resume(state: &mut ApplicationState) {
    let before = std::mem::take(state);
    *state = ApplicationState {
        checked: before.checked,
        earlier_tracking: before.tracking.or(before.earlier_tracking),
        objections: before.objections,
        rating: before.rating,
        follow_up: before.follow_up,
        said: before.said,
        ignored: before.ignored,
        ..ApplicationState::default()
    };
}

fn supplement(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    let in_time = match state.status {
        S::NeedsMore => true,
        S::Lapsed => state.reopens(event.at),
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
        ApplicationEvent::LeaseGiven if state.holder(at) == Some(by.person) => {
            state.lease = None;
            state.status = without_turn(state.status);
        }
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
                from: without_turn(state.status),
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

/// Where it stands once nobody works on it.
const fn without_turn(status: S) -> S {
    match status {
        S::InReview => S::Accepted,
        other => other,
    }
}

fn serve(state: &mut ApplicationState, event: &Event<ApplicationEvent>) -> bool {
    let is_due = state.is_to_be_served();
    if is_due {
        state.status = match state.status {
            S::Decided => S::Closed,
            other => other,
        };
        state.served_at = Some(event.at);
    }
    is_due
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
