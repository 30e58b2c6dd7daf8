//! What may happen to an application: the table role × state × move, and that the gate
//! and the fold say the same as the table. `UPDATE_EXPECT=1` writes the table anew.

use crate::{
    applications::sound,
    histories::mixed,
    office::{
        SUBMITTED, application, decided, filed, happenings, made, more_asked, not_accepted,
        objected, received, taken, withdrawn,
    },
    town::{LI, SUN, event, golden, office, writer, writers},
};
use linli_domain::{
    access::{Refusal, Touch, Writer, may_write},
    application::{
        Application, ApplicationAction as A, ApplicationEvent as E, ApplicationMove,
        ApplicationStatus as S, Outcome, fold, may,
    },
    contents::Contents,
    document::Event,
    role::{Role, Scope},
    time::{DAY_MS, MINUTE_MS, Timestamp},
    why::Why,
};
use linli_testing::cases;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Who does something to an application; `colleague` is of the same office as `officer`.
fn people() -> Vec<(&'static str, Writer)> {
    let mut colleague = writer(LI, Role::Officer);
    colleague.scopes.insert(Scope::Office(office()));
    let mut people = writers();
    people.retain(|(name, _)| !["assigned", "stranger"].contains(name));
    people.insert(4, ("colleague", colleague));
    people
}

/// An application in each of its states, and in those that differ for what may happen.
fn states() -> Vec<(&'static str, Application)> {
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        decided(Outcome::Granted),
    ];
    let after = |upto: usize, then: &[E]| application(&[&path[..upto], then].concat());
    let correct = || E::CorrectionAsked {
        words: "My name.".into(),
    };
    let mut states = filed();
    states.extend([
        ("received, held", after(2, &[taken(SUN, 1_000_000)])),
        ("received, asked", after(2, &[more_asked(None)])),
        (
            "accepted again",
            after(3, &[more_asked(None), E::Supplemented]),
        ),
        ("turned away, told", after(2, &[not_accepted(), E::Served])),
        ("correction asked", after(4, &[correct()])),
        ("objected", after(4, &[objected()])),
        ("withdrawn decided", after(4, &[objected(), withdrawn()])),
        ("taken up again", after(2, &[withdrawn(), E::Resumed])),
    ]);
    states
}

pub(crate) fn said(judged: Result<(), Why>) -> &'static str {
    match judged {
        Ok(()) => "yes",
        Err(Why::NotForRole) => "-",
        Err(why) => why.code(),
    }
}

/// When something happens next to it.
fn next_at(own: &Application) -> Timestamp {
    let last = own.events.iter().map(|event| event.at.0).max();
    Timestamp(last.unwrap_or(0) + 1_000)
}

#[test]
fn who_may_do_what_to_an_application_where_it_stands() {
    let people = people();
    let months_later = |own: &Application| next_at(own).plus_ms(60 * DAY_MS);
    let cases = states().into_iter().flat_map(|(name, own)| {
        let (now, later) = (next_at(&own), months_later(&own));
        let reopens = fold(&own).reopens_until().is_some();
        let late = reopens.then(|| (format!("{name}, long ago"), own.clone(), later));
        [(name.to_owned(), own, now)].into_iter().chain(late)
    });
    let mut table = String::new();
    for (name, own, now) in cases {
        write!(table, "\n{name:22}").unwrap();
        for (who, _) in &people {
            write!(table, "{who:14}").unwrap();
        }
        table.push('\n');
        let state = fold(&own);
        for what in ApplicationMove::ALL {
            write!(table, "  {:20}", format!("{what:?}")).unwrap();
            for (_, writer) in &people {
                let judged = may(&state, writer.author(), what, now);
                write!(table, "{:14}", said(judged)).unwrap();
            }
            table.push('\n');
        }
    }
    golden("may-application.txt", &table);
}

/// Everything that can be done, asking for more with and without a reason.
fn all() -> Vec<(&'static str, E)> {
    let mut all = happenings();
    all.push(("more asked, no reason", more_asked(None)));
    all
}

/// An application after a walk: each step picks one of the things that may happen then.
/// Most lead to where it has not been, and few to an early end, so that what is far is
/// come to.
pub(crate) fn walked(steps: &[(u8, u8)]) -> Application {
    let (mut own, mut seen) = (application(&[]), Vec::new());
    let (all, people) = (all(), people());
    for (which, by) in steps {
        let (state, now) = (fold(&own), next_at(&own));
        seen.push(state.status);
        let mut possible = mixed(all.len(), *which, *by).filter_map(|place| {
            let what = &all[place].1;
            let own_move = ApplicationMove::of(what)?;
            let mut by = mixed(people.len(), *by, *which);
            let by = by.find(|by| may(&state, people[*by].1.author(), own_move, now).is_ok())?;
            let writer = &people[by].1;
            Some(next(&own, writer, made(what, writer, now)))
        });
        let leads_on = |event: &Event<E>| {
            let mut after = own.clone();
            after.events.push(event.clone());
            let after = fold(&after).status;
            let is_early_end = matches!(after, S::Discarded | S::Withdrawn);
            !seen.contains(&after) && (*which < 64 || !is_early_end)
        };
        let first = possible.next();
        let next = if *which >= 32 && !first.as_ref().is_some_and(leads_on) {
            possible.find(leads_on).or(first)
        } else {
            first
        };
        own.events.push(next.unwrap());
    }
    own
}

fn next(own: &Application, writer: &Writer, what: E) -> Event<E> {
    let mut next = event(&own.events, writer.author(), what);
    next.at = next_at(own);
    next
}

pub(crate) fn walk() -> impl Strategy<Value = Application> {
    proptest::collection::vec(any::<(u8, u8)>(), 0..16).prop_map(|steps| walked(&steps))
}

/// The action that is read from an event which was kept in its place.
fn as_kept(event: &E) -> A {
    let json = serde_json::to_value(event).unwrap();
    serde_json::from_value(json).unwrap()
}

/// A device keeps what somebody did to do it again; earlier versions kept the event.
#[test]
fn an_action_is_read_from_the_event_that_was_kept_instead() {
    let mut actions = 0;
    for (name, kept) in all() {
        // These were never done by a command of their own.
        if matches!(
            kept,
            E::Received { .. }
                | E::Arrived { .. }
                | E::Lapsed
                | E::Introduced { .. }
                | E::Said { .. }
        ) {
            continue;
        }
        // These were actions from the start: no version kept their events.
        let (sun, now) = (writer(SUN, Role::Officer), Timestamp(5_000));
        let action = match &kept {
            E::NoMoreAsked => A::AskNoMore,
            E::PaperSeen { paper } => A::SeePaper {
                paper: paper.clone(),
            },
            _ => as_kept(&kept),
        };
        let written = serde_json::to_value(&action).unwrap();
        assert_eq!(serde_json::from_value::<A>(written).unwrap(), action);
        let event = action.event(sun.author(), "Sun Li", now);
        match &event {
            E::LeaseTaken {
                officer,
                until,
                name,
            } => {
                assert_eq!((*officer, name.as_str()), (SUN, "Sun Li"));
                assert_eq!(until.since(now), 120 * MINUTE_MS);
            }
            E::Submitted { by_proxy } => assert!(by_proxy),
            _ => assert_eq!(event, kept, "{name}"),
        }
        actions += 1;
    }
    assert_eq!(actions, 22);
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_gate_and_the_fold_say_what_the_table_says(own in walk()) {
        let (state, contents) = (fold(&own), Contents::Application(own.clone()));
        sound(&state, &own.events)?;
        prop_assert!(state.ignored.is_empty());
        for ((_, writer), (name, what)) in people().into_iter().flat_map(|who| {
            all().into_iter().map(move |what| (who.clone(), what))
        }) {
            let event = next(&own, &writer, made(&what, &writer, next_at(&own)));
            let Some(what) = ApplicationMove::of(&event.what) else { continue };
            let judged = may(&state, writer.author(), what, event.at);
            let gate = may_write(&writer, &contents, &Touch::Application(Box::new(event.clone())));
            if gate != Err(Refusal::NotTheirs) {
                prop_assert_eq!(gate, judged.map_err(Refusal::from), "{}", name);
            }
            let mut after = own.clone();
            after.events.push(event.clone());
            let is_ignored = fold(&after).ignores(event.id);
            // Nothing said is lost.
            prop_assert_eq!(is_ignored, judged.is_err() && what != ApplicationMove::Say, "{}", name);
        }
    }
}
