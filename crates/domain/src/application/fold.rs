//! From an application's events to its state: a pure function that every device
//! and the server compute alike. What may happen where is asked of [`may`].

use super::{
    Application, ApplicationEvent as E, ApplicationMove, ApplicationState, ApplicationStatus as S,
    Asked, Correction, Decision, Ignored, Lease, NotTaken, PaperShown, Said, arrival::Arrivals,
    may,
};
use crate::{
    course::{self, Foldable},
    document::Event,
    id::PersonId,
    role::Role,
    time::Timestamp,
};
use std::collections::BTreeSet;

/// Folds the events of `application` into its state.
///
/// Independent of the order in which the events are held. Events that are not
/// allowed where they stand have no effect and are listed in `ignored`.
#[must_use]
pub fn fold(application: &Application) -> ApplicationState {
    course::fold(application)
}

impl Foldable for Application {
    type What = E;
    type State = ApplicationState;

    fn events(&self) -> &[Event<E>] {
        &self.events
    }

    fn is_act(what: &E) -> bool {
        !matches!(what, E::Said { .. })
    }

    fn fold_acts(&self, acts: &[&Event<E>]) -> ApplicationState {
        let mut state = ApplicationState::default();
        let (arrivals, mut counted) = (Arrivals::of(acts), BTreeSet::new());
        for event in acts {
            let counts = match event.what {
                E::Arrived { event: of } => counted.contains(&of) && arrivals.is_by(of, event.id),
                _ => apply(&mut state, &arrivals.timed(event)),
            };
            if counts {
                counted.insert(event.id);
                wait(&mut state, event, arrivals.has(event.id));
            } else {
                ignore(&mut state, event);
            }
        }
        state
    }

    /// A note of an arrival puts another time to what came before it. Nothing that is read
    /// last has been noted yet.
    fn add_last(&self, state: &mut ApplicationState, act: &Event<E>) -> bool {
        if matches!(act.what, E::Arrived { .. }) {
            return false;
        }
        if apply(state, act) {
            wait(state, act, false);
        } else {
            ignore(state, act);
        }
        true
    }

    fn part(state: &ApplicationState, _: &Event<E>) -> ApplicationState {
        let mut part = state.clone();
        part.ignored.clear();
        part
    }
}

fn ignore(state: &mut ApplicationState, event: &Event<E>) {
    state.ignored.push(Ignored {
        id: event.id,
        by: event.by,
    });
}

/// Notes whether the office may not know yet what the resident did last. What an
/// officer acts upon has arrived, also where nobody noted it.
fn wait(state: &mut ApplicationState, event: &Event<E>, has_arrived: bool) {
    if event.what.awaits_receipt() {
        state.waiting_for_receipt = !has_arrived && state.tracking.is_some();
    } else if event.by.role == Role::Officer {
        state.waiting_for_receipt = false;
    }
}

/// Lets `event` have its effect; says whether it had one.
fn apply(state: &mut ApplicationState, event: &Event<E>) -> bool {
    let may = ApplicationMove::of(&event.what)
        .is_some_and(|what| may(state, event.by, what, event.at).is_ok());
    if !may || !is_sound(event) {
        return false;
    }
    match event.by.role {
        Role::Officer => by_officer(state, event),
        _ => by_client_or_centre(state, event),
    }
    true
}

/// What the gate lets in is; a state could not bear the rest.
fn is_sound(event: &Event<E>) -> bool {
    match &event.what {
        E::LeaseTaken { officer, until, .. } => *officer == event.by.person && *until > event.at,
        E::Rated { rating } => rating.is_valid(),
        _ => true,
    }
}

fn said(event: &Event<E>, text: &str) -> Said {
    Said {
        id: event.id,
        by: event.by,
        at: event.at,
        text: text.to_owned(),
    }
}

/// What the resident does, or who acts for them, and what the centre notes.
fn by_client_or_centre(state: &mut ApplicationState, event: &Event<E>) {
    let at = event.at;
    match &event.what {
        E::Submitted { by_proxy } => {
            state.status = S::Sent;
            state.submitted_at = Some(at);
            state.by_proxy = *by_proxy;
            state.sent_by = Some(event.by);
        }
        E::Unsent => {
            state.status = S::Draft;
            state.submitted_at = None;
            state.by_proxy = false;
            state.sent_by = None;
        }
        E::Discarded => {
            state.status = S::Discarded;
            state.ended_at = Some(at);
        }
        E::Resumed => resume(state),
        E::Checked => state.checked = Some((event.by.person, at)),
        E::Received { tracking, sender } => {
            state.sender = (!sender.is_empty()).then(|| sender.clone());
            receive(state, tracking, at);
        }
        E::Supplemented => supplement(state, at),
        E::Lapsed => {
            state.status = S::Lapsed;
            state.lapsed_at = Some(at);
        }
        E::Served => serve(state, at),
        E::Withdrawn { reason } => {
            state.status = S::Withdrawn;
            state.withdrawn = Some(reason.clone());
            state.ended_at = Some(at);
            state.lease = None;
            state.clock.stop(at);
        }
        E::Objected { words } => object(state, said(event, words)),
        E::CorrectionAsked { words } => {
            state.correction = Some(Correction {
                words: words.clone(),
                at,
                answer: None,
            });
        }
        E::Introduced { person, name } => {
            state.names.insert(*person, name.clone());
        }
        E::Rated { rating } => {
            state.follow_up = rating.grade <= 2;
            state.rated_at = Some(at);
            state.rating = Some(rating.clone());
        }
        _ => {}
    }
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
        rated_at: before.rated_at,
        follow_up: before.follow_up,
        followed_up: before.followed_up,
        shown: before.shown,
        names: before.names,
        ignored: before.ignored,
        ..ApplicationState::default()
    };
}

fn receive(state: &mut ApplicationState, tracking: &str, at: Timestamp) {
    if state.status == S::Sent {
        state.status = S::Received;
    }
    state.tracking = Some(tracking.to_owned());
    state.received_at = Some(at);
}

fn supplement(state: &mut ApplicationState, at: Timestamp) {
    if let Some(asked) = &mut state.asked {
        asked.supplemented_at = Some(at);
        state.status = asked.from;
    }
    state.lapsed_at = None;
    state.clock.resume(at);
}

/// What was never taken on is looked at from the beginning.
fn object(state: &mut ApplicationState, objection: Said) {
    state.status = match state.status {
        S::NotAccepted => S::Received,
        _ => S::Accepted,
    };
    let is_taken_on = state.status == S::Accepted;
    state.clock.restart(objection.at, is_taken_on);
    state.turned_away = None;
    state.served_at = None;
    state.objections.push(objection);
}

fn serve(state: &mut ApplicationState, at: Timestamp) {
    if state.status == S::Decided {
        state.status = S::Closed;
    }
    state.served_at = Some(at);
}

/// What the office does.
fn by_officer(state: &mut ApplicationState, event: &Event<E>) {
    let (by, at) = (event.by, event.at);
    match &event.what {
        E::Accepted => {
            let is_held = state.holder(at).is_some();
            state.status = if is_held { S::InReview } else { S::Accepted };
            state.clock.start(at);
        }
        E::NotAccepted { .. } => turn_away(state, event),
        E::LeaseTaken { officer, until, .. } => take(state, *officer, *until),
        E::LeaseGiven => {
            state.lease = None;
            state.status = without_turn(state.status);
        }
        E::MoreAsked { .. } => ask_more(state, event),
        E::NoMoreAsked => supplement(state, at),
        E::PaperSeen { paper } => {
            state.shown.insert(paper.clone(), PaperShown { by, at });
        }
        E::Decided {
            outcome,
            reason,
            words,
            appeal,
        } => {
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
        E::Served => serve(state, at),
        E::CorrectionAnswered { approved, words } => {
            if let Some(correction) = &mut state.correction {
                correction.answer = Some((*approved, words.clone()));
            }
        }
        E::FollowedUp { words } => {
            state.follow_up = false;
            state.followed_up = Some(said(event, words));
        }
        _ => {}
    }
}

fn turn_away(state: &mut ApplicationState, event: &Event<E>) {
    let E::NotAccepted {
        reason,
        words,
        where_to_go,
    } = &event.what
    else {
        return;
    };
    state.status = S::NotAccepted;
    state.lease = None;
    state.turned_away = Some(NotTaken {
        reason: reason.clone(),
        words: words.clone(),
        where_to_go: where_to_go.clone(),
        at: event.at,
    });
}

fn take(state: &mut ApplicationState, officer: PersonId, until: Timestamp) {
    state.lease = Some(Lease { officer, until });
    if state.status == S::Accepted {
        state.status = S::InReview;
    }
}

fn ask_more(state: &mut ApplicationState, event: &Event<E>) {
    let E::MoreAsked {
        items, words, due, ..
    } = &event.what
    else {
        return;
    };
    state.asked = Some(Asked {
        items: items.clone(),
        words: words.clone(),
        due: *due,
        at: event.at,
        supplemented_at: None,
        from: without_turn(state.status),
    });
    state.status = S::NeedsMore;
    state.rounds = state.rounds.saturating_add(1);
    state.lease = None;
    state.clock.pause(event.at);
}

/// Where it stands once nobody works on it.
const fn without_turn(status: S) -> S {
    match status {
        S::InReview => S::Accepted,
        other => other,
    }
}
