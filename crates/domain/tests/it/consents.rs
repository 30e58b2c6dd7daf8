//! What a resident consents to, and what nobody does for them without it.

use crate::{
    begin::{catalogue, people},
    office::at_the_office,
    policy::{Making, documents, touches},
    town::{DAY, LI, LIN, WANG, area, care, draft, event, golden, header, writer, writers},
};
use linli_domain::{
    access::{
        CLOCK_DOUBT_MS, Consented, Ground, Refusal, Touch, Writer, may_change, may_write,
        permission_for,
    },
    answer::{FieldId, SignedName},
    care::CareEvent,
    consent::{
        self, Assent, Consent, ConsentEvent, ConsentMove, ConsentState, Grant, Permission, fold,
    },
    contents::Contents,
    document::{DocKind, Event},
    folded::Folded,
    role::Role,
    time::{DAY_MS, Timestamp, add_days},
};
use linli_testing::cases;
use proptest::prelude::*;
use std::{collections::BTreeSet, fmt::Write as _};

/// Noon of [`DAY`] where Wang lives.
pub(crate) const NOON: Timestamp = Timestamp(1_795_406_400_000);

/// Wang lets the worker ask for care until a week from now.
pub(crate) fn grant() -> Grant {
    Grant {
        to: LIN,
        to_name: "Lin Xiaoyan".into(),
        purpose: "to ask for help with washing".into(),
        may: BTreeSet::from([Permission::Care]),
        until: add_days(DAY, 7),
        how: Assent::Signed {
            name: SignedName::Typed("Wang".into()),
        },
    }
}

/// A consent to which `events` happened, all written down by the worker.
pub(crate) fn consent(events: &[ConsentEvent]) -> Consent {
    let mut consent = Consent {
        header: header(DocKind::Consent),
        events: Vec::new(),
        unknown_events: 0,
    };
    let lin = writer(LIN, Role::Worker).author();
    for what in events {
        let mut next = event(&consent.events, lin, what.clone());
        next.at = NOON;
        consent.events.push(next);
    }
    consent
}

/// A consent in each state, by a short name.
pub(crate) fn consents() -> impl Iterator<Item = (&'static str, Consent)> {
    let given = ConsentEvent::Given(grant());
    [
        ("begun", consent(&[])),
        ("given", consent(std::slice::from_ref(&given))),
        ("ended", consent(&[given, ConsentEvent::Ended])),
    ]
    .into_iter()
}

/// What is wrong with a grant, and how it comes to be.
type Fault<'a> = (&'a str, &'a dyn Fn(&mut Grant));

/// An event of a consent.
pub(crate) fn in_consent(what: ConsentEvent) -> Making {
    Box::new(move |contents, writer| {
        let events = contents
            .as_consent()
            .map_or(&[][..], |consent| &consent.events);
        Touch::Consent(Box::new(event(events, writer.author(), what.clone())))
    })
}

#[test]
fn who_may_give_and_end_a_consent() {
    let mut table = String::new();
    for (state, consent) in consents() {
        writeln!(table, "{state}").unwrap();
        let state = fold(&consent);
        for (who, writer) in writers() {
            let cells =
                ConsentMove::ALL.map(|what| match consent::may(&state, writer.author(), what) {
                    Ok(()) => "yes".to_owned(),
                    Err(why) => why.code().to_owned(),
                });
            writeln!(table, "  {who:12} give: {:14} end: {}", cells[0], cells[1]).unwrap();
        }
    }
    golden("may_consent.txt", &table);
}

/// Of everything that a worker may write at all: what is the resident's, and what the desk's.
#[test]
fn what_a_worker_needs_a_consent_for() {
    let lin = writer(LIN, Role::Worker);
    let mut needs = BTreeSet::new();
    for (state, contents) in documents() {
        let kind = state.split(' ').next().unwrap().to_owned();
        for (name, make) in touches().into_iter().chain(at_the_office()) {
            let touch = make(&contents, &lin);
            if may_write(&lin, &contents, &touch).is_ok() {
                let what = permission_for(&lin, &Folded::of(contents.clone()), &touch);
                needs.insert(format!("{kind:8} {name:18} {what:?}"));
            }
        }
    }
    let table: String = needs.into_iter().map(|line| line + "\n").collect();
    golden("on_behalf.txt", &table.replace("None", "-"));
}

/// What becomes of `touch` in `contents`, written by `by` at `at` under `consent`.
fn judged(
    by: &Writer,
    contents: impl Into<Contents>,
    touch: Touch,
    (consent, at): (&Consent, Timestamp),
) -> Result<(), Refusal> {
    let (catalogue, state) = (catalogue(), fold(consent));
    let ground = Ground {
        now: NOON.plus_ms(30 * DAY_MS),
        catalogues: vec![&catalogue],
        people: Some(&people),
        consent: Some(Consented {
            header: &consent.header,
            state: &state,
            at,
        }),
    };
    may_change(
        by,
        &mut Folded::of(contents.into()),
        &[touch],
        Some(&ground),
    )
}

#[test]
fn nothing_is_done_for_somebody_without_their_consent_or_outside_of_it() {
    let lin = writer(LIN, Role::Worker);
    let answer = || Touch::Answer(FieldId("lift".into()));
    let given = consent(&[ConsentEvent::Given(grant())]);
    let ended = consent(&[ConsentEvent::Given(grant()), ConsentEvent::Ended]);
    let with = |change: &dyn Fn(&mut Grant)| {
        let mut grant = grant();
        change(&mut grant);
        consent(&[ConsentEvent::Given(grant)])
    };
    let (to_other, to_apply) = (
        with(&|grant| grant.to = LI),
        with(&|grant| grant.may = BTreeSet::from([Permission::Apply])),
    );
    let mut of_other = given.clone();
    of_other.header.resident = LI;
    let (later, last_day) = (NOON.plus_ms(1), NOON.plus_ms(7 * DAY_MS));
    let refused = Err(Refusal::NoConsent);
    for (why, consent, at, expected) in [
        ("given", &given, NOON, Ok(())),
        ("on the last day", &given, last_day, Ok(())),
        (
            "after the last day",
            &given,
            last_day.plus_ms(DAY_MS),
            refused,
        ),
        ("written before it was taken back", &ended, NOON, Ok(())),
        ("written after it was taken back", &ended, later, refused),
        ("to somebody else", &to_other, NOON, refused),
        ("to something else", &to_apply, NOON, refused),
        ("somebody else's", &of_other, NOON, refused),
        ("never given", &consent(&[]), NOON, refused),
        (
            "by a clock that is far ahead",
            &given,
            NOON.plus_ms(30 * DAY_MS + CLOCK_DOUBT_MS + 1),
            refused,
        ),
    ] {
        assert_eq!(
            judged(&lin, draft(), answer(), (consent, at)),
            expected,
            "{why}"
        );
    }
    // What the desk does as the desk needs none; nor does the resident.
    let received = care(&[CareEvent::Sent, CareEvent::Received]);
    let seen = event(&received.events, lin.author(), CareEvent::Seen);
    let seen = Touch::Care(Box::new(Event { at: NOON, ..seen }));
    assert_eq!(judged(&lin, received, seen, (&ended, later)), Ok(()));
    let wang = writer(WANG, Role::Resident);
    assert_eq!(judged(&wang, draft(), answer(), (&ended, later)), Ok(()));
}

#[test]
fn a_consent_says_what_it_must_and_a_worker_writes_down_only_what_is_for_them() {
    let lin = writer(LIN, Role::Worker);
    let wang = writer(WANG, Role::Resident);
    let given = |by: &Writer, change: &dyn Fn(&mut Grant)| {
        let (mut grant, begun) = (grant(), consent(&[]));
        change(&mut grant);
        let mut event = event(&begun.events, by.author(), ConsentEvent::Given(grant));
        event.at = NOON;
        let touch = Touch::Consent(Box::new(event));
        judged(by, begun.clone(), touch, (&begun, NOON))
    };
    assert_eq!(given(&lin, &|_| {}), Ok(()));
    assert_eq!(given(&wang, &|_| {}), Ok(()));
    let dot = || SignedName::Drawn("10,10 11,11".into());
    let faults: [Fault<'_>; 8] = [
        ("for a colleague", &|grant| grant.to = LI),
        ("without a purpose", &|grant| grant.purpose = " ".into()),
        ("without a name", &|grant| grant.to_name.clear()),
        ("to nothing", &|grant| grant.may.clear()),
        ("until yesterday", &|grant| grant.until = add_days(DAY, -1)),
        ("for ever", &|grant| grant.until = add_days(DAY, 400)),
        ("without a mark", &|grant| {
            grant.how = Assent::Signed { name: dot() };
        }),
        ("without a witness", &|grant| {
            grant.how = Assent::Witnessed {
                witness: String::new(),
            };
        }),
    ];
    for (fault, change) in faults {
        assert_eq!(given(&lin, change), Err(Refusal::NotValid), "{fault}");
    }
}

proptest! {
    #![proptest_config(cases(64))]

    /// However the events of a consent arrive, all devices read it alike, and what was taken
    /// back is never given again in the same document.
    #[test]
    fn a_consent_ends_once_and_for_all(
        acts in prop::collection::vec((0..5_usize, any::<bool>()), 1..8),
        order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
        first in 0..8_usize,
    ) {
        let mut consent = consent(&[]);
        for (who, gives) in acts {
            let by = writers()[who].1.author();
            let what = if gives { ConsentEvent::Given(grant()) } else { ConsentEvent::Ended };
            consent.events.push(event(&consent.events, by, what));
        }
        let expected = fold(&consent);
        let mut shuffled = consent.clone();
        shuffled.events = order
            .iter()
            .filter_map(|index| consent.events.get(*index).cloned())
            .collect();
        prop_assert_eq!(&fold(&shuffled), &expected);
        // Who knows only the beginning knows no end that there is not.
        let mut part = consent.clone();
        part.events.truncate(first);
        let before: ConsentState = fold(&part);
        if before.ended.is_some() {
            prop_assert_eq!(&before, &expected);
        }
        let ends = [Role::Resident, Role::Delegate, Role::Worker];
        prop_assert!(expected.ended.is_none_or(|ended| ends.contains(&ended.by.role)));
        prop_assert!(expected.given.is_none_or(|given| given.by.role != Role::Delegate));
    }
}

#[test]
fn where_a_consent_is_read() {
    let folded = Folded::of(consent(&[]).into());
    let scopes: Vec<_> = folded.scopes().iter().map(ToString::to_string).collect();
    assert_eq!(
        scopes,
        [
            format!("person:{WANG}"),
            format!("area:{}:worker", area().0)
        ]
    );
}
