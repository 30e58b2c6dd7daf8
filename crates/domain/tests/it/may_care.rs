//! What may happen to a care request and at its visits: the tables role × state × move,
//! and that the gate and the fold say the same. `UPDATE_EXPECT=1` writes them anew.

use crate::{
    folds::sound,
    may::said,
    town::{CHEN, DAY, LI, VISIT, WANG, assigned, care, draft, event, golden, states, writers},
};
use linli_domain::{
    access::{Refusal, Touch, Writer, may_write},
    care::{
        Care, CareEvent, CareMove, Check, Rating, ReleaseReason, TaskResult, VisitMove, VisitRules,
        VisitStatus, VisitStep, fold, may, may_happen, may_visit,
    },
    catalogue::SafetyCheck,
    contents::Contents,
    role::Role,
    text::LocalText,
    why::Why,
};
use linli_testing::cases;
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use std::{collections::BTreeSet, fmt::Write as _};

/// Who does something to a request; `assigned` is who comes where somebody does.
fn people() -> Vec<(&'static str, Writer)> {
    let mut people = writers();
    people.retain(|(name, _)| *name != "stranger");
    people
}

fn head(table: &mut String, name: &str) {
    write!(table, "\n{name:18}").unwrap();
    for (who, _) in people() {
        write!(table, "{who:14}").unwrap();
    }
    table.push('\n');
}

#[test]
fn who_may_do_what_to_a_care_request_where_it_stands() {
    let mut table = String::new();
    for (name, care) in states() {
        head(&mut table, name);
        let state = fold(&care);
        for what in CareMove::ALL {
            write!(table, "  {:16}", format!("{what:?}")).unwrap();
            for (_, writer) in people() {
                write!(table, "{:14}", said(may(&state, writer.author(), what))).unwrap();
            }
            table.push('\n');
        }
    }
    golden("may-care.txt", &table);
}

fn step(step: VisitStep) -> CareEvent {
    CareEvent::Step { visit: VISIT, step }
}

fn stopped() -> VisitStep {
    VisitStep::Stopped {
        reason: "dark".into(),
    }
}

fn called_off() -> VisitStep {
    VisitStep::CancelledByProvider {
        reason: "ill".into(),
    }
}

fn rated() -> CareEvent {
    CareEvent::Rated {
        visit: VISIT,
        rating: Rating {
            grade: 5,
            words: String::new(),
        },
        by_proxy: false,
    }
}

/// One check that stops the work, and one that does not.
fn safety() -> Vec<SafetyCheck> {
    let check = |id: &str, stop_if_no| SafetyCheck {
        id: id.into(),
        text: LocalText::default(),
        stop_if_no,
    };
    vec![check("water", true), check("key", false)]
}

fn checked(check: &str, result: Check) -> CareEvent {
    CareEvent::Checked {
        visit: VISIT,
        check: check.into(),
        result,
    }
}

fn worry() -> Check {
    Check::Worry {
        why: "too hot".into(),
    }
}

fn cleared() -> CareEvent {
    CareEvent::WorryCleared {
        visit: VISIT,
        check: "water".into(),
        words: "mixed".into(),
    }
}

/// A request with a visit in each of its states.
fn visits() -> Vec<(&'static str, Care)> {
    let to_chen = [CareEvent::Sent, CareEvent::Received, assigned(CHEN)];
    let then = |last: &[CareEvent]| care(&[&to_chen[..], last].concat());
    let cancelled = CareEvent::Cancelled {
        reason: String::new(),
    };
    vec![
        ("nobody comes", care(&to_chen[..2])),
        ("booked", then(&[])),
        ("on the way", then(&[step(VisitStep::OnTheWay)])),
        ("arrived", then(&[step(VisitStep::Arrived)])),
        (
            "half checked",
            then(&[step(VisitStep::Arrived), checked("water", Check::Fine)]),
        ),
        (
            "checked",
            then(&[
                step(VisitStep::Arrived),
                checked("water", Check::Fine),
                checked("key", worry()),
            ]),
        ),
        (
            "not safe",
            then(&[
                step(VisitStep::Arrived),
                checked("water", worry()),
                checked("key", Check::Fine),
                checked("water", Check::Fine),
            ]),
        ),
        (
            "cleared",
            then(&[
                step(VisitStep::Arrived),
                checked("water", worry()),
                checked("key", Check::Fine),
                cleared(),
            ]),
        ),
        ("in progress", then(&[step(VisitStep::Started)])),
        ("finished", then(&[step(VisitStep::Finished)])),
        ("confirmed", then(&[step(VisitStep::Finished), rated()])),
        ("no answer", then(&[step(VisitStep::NoAnswer)])),
        ("stopped", then(&[step(stopped())])),
        ("called off", then(&[step(called_off())])),
        ("not wanted", then(&[step(VisitStep::CancelledByClient)])),
        ("request cancelled", then(&[cancelled])),
    ]
}

#[test]
fn who_may_do_what_at_a_visit_where_it_stands() {
    let mut table = String::new();
    let safety = safety();
    let rules = VisitRules {
        today: DAY,
        safety: &safety,
    };
    for (name, care) in visits() {
        head(&mut table, name);
        let state = fold(&care);
        for what in VisitMove::ALL {
            write!(table, "  {:16}", format!("{what:?}")).unwrap();
            for (_, writer) in people() {
                let judged = may_visit(&state, VISIT, writer.author(), what, Some(&rules));
                write!(table, "{:14}", said(judged)).unwrap();
            }
            table.push('\n');
        }
    }
    golden("may-visit.txt", &table);
}

/// Everything that can be done.
fn happenings() -> Vec<CareEvent> {
    let words = || String::from("words");
    vec![
        CareEvent::Sent,
        CareEvent::Discarded,
        CareEvent::Received,
        assigned(CHEN),
        assigned(LI),
        CareEvent::Released {
            reason: ReleaseReason::GaveBack,
        },
        CareEvent::Cancelled { reason: words() },
        CareEvent::Said { text: words() },
        step(VisitStep::OnTheWay),
        step(VisitStep::Arrived),
        step(VisitStep::Started),
        step(VisitStep::Finished),
        step(VisitStep::NoAnswer),
        step(stopped()),
        step(called_off()),
        step(VisitStep::CancelledByClient),
        CareEvent::Checked {
            visit: VISIT,
            check: "water".into(),
            result: Check::Fine,
        },
        CareEvent::Task {
            visit: VISIT,
            task: "wash".into(),
            result: TaskResult::Done,
        },
        CareEvent::Noted {
            visit: VISIT,
            text: words(),
        },
        checked("water", worry()),
        cleared(),
        CareEvent::Introduced {
            person: WANG,
            name: words(),
        },
        CareEvent::ReadingEnded,
        CareEvent::Seen,
        CareEvent::TakenOn,
        CareEvent::Settled { words: words() },
        rated(),
    ]
}

/// A request after a walk: each step picks one of the things that may happen then.
fn walked(steps: &[(u8, u8)]) -> Care {
    let mut care = draft();
    for (which, by) in steps {
        let state = fold(&care);
        let mut possible = Vec::new();
        for what in happenings() {
            let events = people().into_iter();
            let events = events.map(|(_, who)| event(&care.events, who.author(), what.clone()));
            let may: Vec<_> = events
                .filter(|e| may_happen(&state, e, None).is_ok())
                .collect();
            possible.extend((!may.is_empty()).then_some(may));
        }
        let mut events = possible.swap_remove(usize::from(*which) % possible.len());
        let next = events.swap_remove(usize::from(*by) % events.len());
        care.events.push(next);
    }
    care
}

pub(crate) fn walk() -> impl Strategy<Value = Care> {
    proptest::collection::vec(any::<(u8, u8)>(), 0..16).prop_map(|steps| walked(&steps))
}

#[test]
fn walks_come_to_every_state() {
    let mut runner = TestRunner::new(cases(1));
    let (mut requests, mut visits) = (BTreeSet::new(), Vec::<VisitStatus>::new());
    for _ in 0..20_000 {
        let state = fold(&walk().new_tree(&mut runner).unwrap().current());
        requests.insert(state.status);
        let visit = state.visit(VISIT).status;
        if !visits.contains(&visit) {
            visits.push(visit);
        }
        if (requests.len(), visits.len()) == (7, 10) {
            return;
        }
    }
    panic!("{requests:?} and {visits:?} only");
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_gate_and_the_fold_say_what_the_tables_say(care in walk()) {
        let (state, contents) = (fold(&care), Contents::Care(care.clone()));
        sound(&state, &care.events)?;
        prop_assert!(state.ignored.is_empty());
        for ((_, writer), what) in people().into_iter().flat_map(|who| {
            happenings().into_iter().map(move |what| (who.clone(), what))
        }) {
            let mut event = event(&care.events, writer.author(), what);
            if let CareEvent::Rated { by_proxy, .. } = &mut event.what {
                *by_proxy = writer.role != Role::Resident;
            }
            let judged = may_happen(&state, &event, None);
            let gate = may_write(&writer, &contents, &Touch::Care(Box::new(event.clone())));
            let is_said = matches!(event.what, CareEvent::Said { .. });
            // What the caregiver notes of a visit, and that the desk turned to it, is kept,
            // whatever became of the request.
            let is_record = match &event.what {
                CareEvent::Step { step, .. } => *step != VisitStep::CancelledByClient,
                what => matches!(what, CareEvent::Seen | CareEvent::TakenOn),
            };
            let expected = match judged {
                Err(Why::TooLate) if is_record => Ok(()),
                judged => judged.map_err(Refusal::from),
            };
            if gate != Err(Refusal::NotTheirs) {
                prop_assert_eq!(gate, expected, "{:?}", event);
            }
            let mut after = care.clone();
            after.events.push(event.clone());
            let is_ignored = fold(&after).ignores(event.id);
            // Steps that were left out are read in what an earlier version wrote.
            let is_read = is_said || (is_record && judged == Err(Why::TooEarly));
            prop_assert!(is_ignored == judged.is_err() || is_read, "{:?}", event);
        }
    }
}
