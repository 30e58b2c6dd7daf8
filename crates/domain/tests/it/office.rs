//! Applications for the tests, in each of their states, and what can happen to them.

use crate::{
    policy::Making,
    town::{DAY, SUN, WANG, event, header, office},
};
use linli_domain::{
    access::{Touch, Writer},
    answer::FieldId,
    application::{Application, ApplicationEvent, Item, Outcome},
    care::Rating,
    catalogue::ServiceId,
    document::{Author, DocKind},
    id::{EventId, PersonId},
    role::Role,
    time::Timestamp,
};
use std::collections::BTreeMap;

pub(crate) const SUBMITTED: ApplicationEvent = ApplicationEvent::Submitted { by_proxy: false };

/// An application to which `events` happened, each by whoever does that.
pub(crate) fn application(events: &[ApplicationEvent]) -> Application {
    let mut application = Application {
        header: header(DocKind::Application),
        service: ServiceId("old-age-allowance".into()),
        version: "1".into(),
        office: office(),
        bundle: None,
        answers: BTreeMap::new(),
        events: Vec::new(),
        unknown_events: 0,
    };
    for what in events {
        use ApplicationEvent as E;
        let (person, role) = match what {
            E::Received { .. } | E::Arrived { .. } | E::Lapsed | E::Introduced { .. } => {
                (PersonId([9; 16]), Role::Centre)
            }
            E::Checked => (PersonId([4; 16]), Role::Worker),
            E::Accepted
            | E::NotAccepted { .. }
            | E::LeaseTaken { .. }
            | E::LeaseGiven
            | E::MoreAsked { .. }
            | E::NoMoreAsked
            | E::PaperSeen { .. }
            | E::Decided { .. }
            | E::CorrectionAnswered { .. }
            | E::FollowedUp { .. }
            | E::Served => (SUN, Role::Officer),
            _ => (WANG, Role::Resident),
        };
        let next = event(&application.events, Author { person, role }, what.clone());
        application.events.push(next);
    }
    application
}

pub(crate) fn received() -> ApplicationEvent {
    ApplicationEvent::Received {
        tracking: "2026-0001".into(),
        sender: String::new(),
    }
}

/// The centre's note of when it got the event of this place in the list.
pub(crate) fn arrived(index: u64) -> ApplicationEvent {
    let mut id = [0xe0; 16];
    id[..8].copy_from_slice(&index.to_be_bytes());
    ApplicationEvent::Arrived { event: EventId(id) }
}

/// `officer` works on it until `until`, in milliseconds.
pub(crate) fn taken(officer: PersonId, until: i64) -> ApplicationEvent {
    ApplicationEvent::LeaseTaken {
        officer,
        until: Timestamp(until),
        name: "Sun Li".into(),
    }
}

pub(crate) fn not_accepted() -> ApplicationEvent {
    ApplicationEvent::NotAccepted {
        reason: "not-ours".into(),
        words: "The health centre does this.".into(),
        where_to_go: "The health centre, Spring Lane 3".into(),
    }
}

/// The answer to `lift` is asked for again.
pub(crate) fn more_asked(again: Option<&str>) -> ApplicationEvent {
    ApplicationEvent::MoreAsked {
        items: vec![Item {
            field: FieldId("lift".into()),
            words: String::new(),
        }],
        words: "Please say which.".into(),
        due: DAY,
        again: again.map(String::from),
    }
}

pub(crate) fn paper_seen() -> ApplicationEvent {
    ApplicationEvent::PaperSeen {
        paper: "household_register".into(),
    }
}

/// What the officer is called.
pub(crate) fn introduced() -> ApplicationEvent {
    ApplicationEvent::Introduced {
        person: SUN,
        name: "Sun Li".into(),
    }
}

pub(crate) fn decided(outcome: Outcome) -> ApplicationEvent {
    ApplicationEvent::Decided {
        outcome,
        reason: "age".into(),
        words: "Younger than 80.".into(),
        appeal: "Within 60 days at the service hall.".into(),
    }
}

pub(crate) fn withdrawn() -> ApplicationEvent {
    ApplicationEvent::Withdrawn {
        reason: String::new(),
    }
}

pub(crate) fn objected() -> ApplicationEvent {
    ApplicationEvent::Objected {
        words: "I am 81.".into(),
    }
}

fn low() -> ApplicationEvent {
    ApplicationEvent::Rated {
        rating: Rating {
            grade: 2,
            words: "Too slow.".into(),
        },
    }
}

/// An application in each of its states.
pub(crate) fn filed() -> Vec<(&'static str, Application)> {
    use ApplicationEvent as E;
    let refused = decided(Outcome::Refused);
    let path = [
        SUBMITTED,
        received(),
        E::Accepted,
        taken(SUN, 1_000_000),
        refused,
    ];
    let after =
        |upto: usize, then: &[ApplicationEvent]| application(&[&path[..upto], then].concat());
    vec![
        ("draft", after(0, &[])),
        ("discarded", after(0, &[E::Discarded])),
        ("sent", after(1, &[])),
        ("received", after(2, &[])),
        ("not accepted", after(2, &[not_accepted()])),
        ("accepted", after(3, &[])),
        ("in review", after(4, &[])),
        ("needs more", after(4, &[more_asked(None)])),
        ("lapsed", after(4, &[more_asked(None), E::Lapsed])),
        ("decided", after(5, &[])),
        ("closed", after(5, &[E::Served])),
        ("rated low", after(5, &[low()])),
        ("withdrawn", after(4, &[withdrawn()])),
    ]
}

/// `what` as `writer` does it at `now`: whoever sends for another says so, and nobody
/// works on an application for somebody else.
pub(crate) fn made(what: &ApplicationEvent, writer: &Writer, now: Timestamp) -> ApplicationEvent {
    match what {
        ApplicationEvent::Submitted { .. } => ApplicationEvent::Submitted {
            by_proxy: writer.role != Role::Resident,
        },
        ApplicationEvent::LeaseTaken { .. } => taken(writer.person, now.plus_ms(10_000).0),
        other => other.clone(),
    }
}

fn in_application(what: ApplicationEvent) -> Making {
    Box::new(move |contents, writer| {
        let application = contents.as_application();
        let events = application.map_or(&[][..], |application| &application.events);
        let mut event = event(events, writer.author(), what.clone());
        event.what = made(&what, writer, event.at);
        Touch::Application(Box::new(event))
    })
}

/// Everything that can happen to an application, for the policy's table.
pub(crate) fn at_the_office() -> Vec<(&'static str, Making)> {
    let events = happenings().into_iter();
    events
        .map(|(name, what)| (name, in_application(what)))
        .collect()
}

/// Everything that can happen to an application.
pub(crate) fn happenings() -> Vec<(&'static str, ApplicationEvent)> {
    use ApplicationEvent as E;
    let words = || String::from("words");
    vec![
        ("submitted", E::Submitted { by_proxy: false }),
        ("unsent", E::Unsent),
        ("thrown away", E::Discarded),
        ("taken up", E::Resumed),
        ("looked over", E::Checked),
        ("app received", received()),
        ("app arrived", arrived(0)),
        ("accepted", E::Accepted),
        ("not accepted", not_accepted()),
        ("turn taken", taken(SUN, 10_000)),
        ("turn given", E::LeaseGiven),
        ("more asked", more_asked(Some("supervisor"))),
        ("supplemented", E::Supplemented),
        ("no more asked", E::NoMoreAsked),
        ("paper seen", paper_seen()),
        ("lapsed", E::Lapsed),
        ("decided", decided(Outcome::Refused)),
        ("served", E::Served),
        ("taken back", withdrawn()),
        ("objected", objected()),
        ("correct?", E::CorrectionAsked { words: words() }),
        (
            "correct!",
            E::CorrectionAnswered {
                approved: true,
                words: words(),
            },
        ),
        ("followed up", E::FollowedUp { words: words() }),
        ("app said", E::Said { text: words() }),
        ("app introduced", introduced()),
        (
            "app rated",
            E::Rated {
                rating: Rating {
                    grade: 5,
                    words: words(),
                },
            },
        ),
    ]
}
