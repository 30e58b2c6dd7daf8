//! People and matters for the tests.

use expect_test::expect_file;
use linli_domain::{
    access::{Refusal, Writer},
    care::{Care, CareEvent, Place, VisitId, VisitStep, When},
    catalogue::KindId,
    document::{Author, DocKind, Event, Header, next_turn},
    id::{AreaId, DocId, EventId, OfficeId, PersonId},
    offer::{Offer, OfferEvent, Terms},
    role::{Role, Scope, scopes_of},
    time::{Date, Minute, Timestamp},
};
use std::collections::BTreeMap;

pub(crate) const WANG: PersonId = PersonId([1; 16]);
pub(crate) const CHEN: PersonId = PersonId([2; 16]);
pub(crate) const LI: PersonId = PersonId([3; 16]);
/// An officer in the office that decides.
pub(crate) const SUN: PersonId = PersonId([6; 16]);
/// The worker of the area.
pub(crate) const LIN: PersonId = PersonId([4; 16]);
pub(crate) const DAY: Date = Date::constant(2026, 11, 23);
pub(crate) const VISIT: VisitId = VisitId {
    date: DAY,
    slot: Minute(0),
};

pub(crate) fn area() -> AreaId {
    AreaId("demo-lane".into())
}

pub(crate) fn office() -> OfficeId {
    OfficeId("civil-affairs".into())
}

pub(crate) fn writer(person: PersonId, role: Role) -> Writer {
    Writer {
        person,
        role,
        scopes: scopes_of(role, person, &area()).into_iter().collect(),
    }
}

/// Everyone whose writing is judged, by a short name.
pub(crate) fn writers() -> Vec<(&'static str, Writer)> {
    let mut daughter = writer(PersonId([5; 16]), Role::Delegate);
    daughter.scopes.insert(Scope::Person(WANG));
    let mut officer = writer(SUN, Role::Officer);
    officer.scopes.insert(Scope::Office(office()));
    vec![
        ("resident", writer(WANG, Role::Resident)),
        ("delegate", daughter),
        ("assigned", writer(CHEN, Role::Caregiver)),
        ("caregiver", writer(LI, Role::Caregiver)),
        ("worker", writer(LIN, Role::Worker)),
        ("officer", officer),
        ("centre", writer(PersonId([9; 16]), Role::Centre)),
        ("stranger", writer(PersonId([7; 16]), Role::Resident)),
    ]
}

pub(crate) fn header(kind: DocKind) -> Header {
    let resident = match kind {
        DocKind::Offer => PersonId::default(),
        DocKind::Person | DocKind::Care | DocKind::Application | DocKind::Consent => WANG,
    };
    Header::new(DocId([0xd0; 16]), kind, resident, area())
}

pub(crate) fn event<What: Clone>(before: &[Event<What>], by: Author, what: What) -> Event<What> {
    let turn = next_turn(before);
    let mut id = [0xe0; 16];
    id[..8].copy_from_slice(&u64::try_from(before.len()).unwrap().to_be_bytes());
    Event {
        id: EventId(id),
        turn,
        at: Timestamp(i64::try_from(turn).unwrap() * 1_000),
        by,
        what,
    }
}

pub(crate) fn draft() -> Care {
    Care {
        header: header(DocKind::Care),
        kind: KindId("bathing".into()),
        when: Some(When::Soon { date: DAY }),
        place: Some(Place::default()),
        answers: BTreeMap::new(),
        events: Vec::new(),
        unknown_events: 0,
    }
}

/// A care request to which `events` happened, each by whoever does that.
pub(crate) fn care(events: &[CareEvent]) -> Care {
    let mut care = draft();
    for what in events {
        let (person, role) = match what {
            CareEvent::Received | CareEvent::Assigned { .. } | CareEvent::OutOfReach => {
                (PersonId([9; 16]), Role::Centre)
            }
            CareEvent::Step { .. } | CareEvent::Checked { .. } => (CHEN, Role::Caregiver),
            CareEvent::Seen | CareEvent::TakenOn | CareEvent::Settled { .. } => (LIN, Role::Worker),
            _ => (WANG, Role::Resident),
        };
        let next = event(&care.events, Author { person, role }, what.clone());
        care.events.push(next);
    }
    care
}

pub(crate) fn assigned(caregiver: PersonId) -> CareEvent {
    CareEvent::Assigned {
        caregiver,
        name: "Chen".into(),
        claim: None,
    }
}

/// A care request in each of its states.
pub(crate) fn states() -> Vec<(&'static str, Care)> {
    let cancelled = CareEvent::Cancelled {
        reason: String::new(),
    };
    let finished = CareEvent::Step {
        visit: VISIT,
        step: VisitStep::Finished,
    };
    let to_chen = [CareEvent::Sent, CareEvent::Received, assigned(CHEN)];
    let then = |last: CareEvent| care(&[&to_chen[..], &[last]].concat());
    vec![
        ("draft", draft()),
        ("discarded", care(&[CareEvent::Discarded])),
        ("sent", care(&to_chen[..1])),
        ("received", care(&to_chen[..2])),
        ("assigned", care(&to_chen)),
        ("completed", then(finished)),
        ("cancelled", then(cancelled)),
    ]
}

/// An offer to which `events` happened: claims by Chen, the rest by the centre.
pub(crate) fn offer(events: &[OfferEvent]) -> Offer {
    let mut offer = Offer {
        header: header(DocKind::Offer),
        terms: Terms {
            care: DocId([0xd0; 16]),
            kind: KindId("bathing".into()),
            when: When::Soon { date: DAY },
            block: "Block 3".into(),
            answers: BTreeMap::new(),
        },
        events: Vec::new(),
        unknown_events: 0,
    };
    for what in events {
        let (person, role) = match what {
            OfferEvent::Claimed | OfferEvent::Withdrawn => (CHEN, Role::Caregiver),
            _ => (PersonId([9; 16]), Role::Centre),
        };
        let next = event(&offer.events, Author { person, role }, what.clone());
        offer.events.push(next);
    }
    offer
}

/// A judgement as a word of a table.
pub(crate) fn word(judgement: Result<(), Refusal>) -> &'static str {
    match judgement {
        Ok(()) => "yes",
        Err(reason) => reason.code(),
    }
}

/// Compares `table` with the file of that name; `UPDATE_EXPECT=1` writes the file anew.
pub(crate) fn golden(name: &str, table: &str) {
    let lines = table.lines().map(|line| format!("{}\n", line.trim_end()));
    let table: String = lines.collect();
    expect_file![format!("../../golden/{name}")].assert_eq(&table);
}
