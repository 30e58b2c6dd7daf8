//! The whole policy as a table: role × touch × state. `UPDATE_EXPECT=1` writes it
//! anew; whoever changes a rule sees in the table what else it changed.

use crate::{
    consents::{consents, grant, in_consent},
    office::{at_the_office, filed},
    town::{
        CHEN, DAY, LI, VISIT, WANG, area, assigned, care, draft, event, golden, header, offer,
        states, word, writer, writers,
    },
};
use linli_domain::{
    access::{MAX_TEXT_CHARS, Refusal, Touch, Writer, may_begin, may_change, may_write},
    answer::FieldId,
    care::{CareEvent, Check, Place, Rating, ReleaseReason, TaskResult, VisitId, VisitStep, When},
    consent::ConsentEvent,
    contents::Contents,
    document::{DocKind, Event},
    folded::Folded,
    id::{AreaId, EventId},
    offer::OfferEvent,
    person::Person,
    profile::ProfileField,
    role::Role,
    time::{Minute, Window},
};
use std::{collections::BTreeMap, fmt::Write as _};

pub(crate) type Making = Box<dyn Fn(&Contents, &Writer) -> Touch>;

fn fixed(touch: Touch) -> Making {
    Box::new(move |_, _| touch.clone())
}

fn in_care(what: CareEvent) -> Making {
    Box::new(move |contents, writer| {
        let events = contents.as_care().map_or(&[][..], |care| &care.events);
        Touch::Care(Box::new(event(events, writer.author(), what.clone())))
    })
}

fn in_offer(what: OfferEvent) -> Making {
    Box::new(move |contents, writer| {
        let events = contents.as_offer().map_or(&[][..], |offer| &offer.events);
        Touch::Offer(event(events, writer.author(), what.clone()))
    })
}

fn step(step: VisitStep) -> Making {
    in_care(CareEvent::Step { visit: VISIT, step })
}

fn rated(by_proxy: bool) -> Making {
    in_care(CareEvent::Rated {
        visit: VISIT,
        rating: Rating {
            grade: 5,
            words: String::new(),
        },
        by_proxy,
    })
}

pub(crate) fn touches() -> Vec<(&'static str, Making)> {
    let words = String::from;
    vec![
        ("creation", fixed(Touch::Creation)),
        ("elsewhere", fixed(Touch::Elsewhere(words("x")))),
        ("devices", fixed(Touch::Devices(Vec::new()))),
        ("area", fixed(Touch::Area(AreaId(words("elsewhere"))))),
        ("when", fixed(Touch::When(When::Soon { date: DAY }))),
        ("place", fixed(Touch::Place(Place::default()))),
        ("answer", fixed(Touch::Answer(FieldId(words("lift"))))),
        ("sent", in_care(CareEvent::Sent)),
        ("discarded", in_care(CareEvent::Discarded)),
        ("received", in_care(CareEvent::Received)),
        ("assigned", in_care(assigned(LI))),
        (
            "released",
            in_care(CareEvent::Released {
                reason: ReleaseReason::GaveBack,
            }),
        ),
        (
            "cancelled",
            in_care(CareEvent::Cancelled { reason: words("") }),
        ),
        (
            "said",
            in_care(CareEvent::Said {
                text: words("hello"),
            }),
        ),
        ("on the way", step(VisitStep::OnTheWay)),
        ("finished", step(VisitStep::Finished)),
        ("not this once", step(VisitStep::CancelledByClient)),
        (
            "checked",
            in_care(CareEvent::Checked {
                visit: VISIT,
                check: words("water"),
                result: Check::Fine,
            }),
        ),
        (
            "task",
            in_care(CareEvent::Task {
                visit: VISIT,
                task: words("wash"),
                result: TaskResult::Done,
            }),
        ),
        (
            "noted",
            in_care(CareEvent::Noted {
                visit: VISIT,
                text: words(""),
            }),
        ),
        ("rated", rated(false)),
        ("rated for them", rated(true)),
        (
            "worry cleared",
            in_care(CareEvent::WorryCleared {
                visit: VISIT,
                check: words("water"),
                words: words("mixed"),
            }),
        ),
        (
            "introduced",
            in_care(CareEvent::Introduced {
                person: LI,
                name: words("Li"),
            }),
        ),
        ("reading ended", in_care(CareEvent::ReadingEnded)),
        ("out of reach", in_care(CareEvent::OutOfReach)),
        ("seen", in_care(CareEvent::Seen)),
        ("taken on", in_care(CareEvent::TakenOn)),
        (
            "settled",
            in_care(CareEvent::Settled {
                words: words("lifted"),
            }),
        ),
        ("claimed", in_offer(OfferEvent::Claimed)),
        ("withdrawn", in_offer(OfferEvent::Withdrawn)),
        (
            "offer assigned",
            in_offer(OfferEvent::Assigned {
                caregiver: LI,
                claim: None,
            }),
        ),
        (
            "offer released",
            in_offer(OfferEvent::Released {
                reason: ReleaseReason::Override,
            }),
        ),
        ("closed", in_offer(OfferEvent::Closed)),
        ("consent given", in_consent(ConsentEvent::Given(grant()))),
        ("consent ended", in_consent(ConsentEvent::Ended)),
        ("profile", fixed(Touch::Profile(ProfileField::Phone.into()))),
        ("preference", fixed(Touch::Preference(words("theme")))),
    ]
}

pub(crate) fn documents() -> Vec<(String, Contents)> {
    let person = Person {
        header: header(DocKind::Person),
        profile: BTreeMap::new(),
        preferences: BTreeMap::new(),
        devices: Vec::new(),
    };
    let to_chen = OfferEvent::Assigned {
        caregiver: CHEN,
        claim: None,
    };
    let offers = [
        ("open", offer(&[])),
        ("claimed", offer(&[OfferEvent::Claimed])),
        ("assigned", offer(&[OfferEvent::Claimed, to_chen])),
        ("closed", offer(&[OfferEvent::Closed])),
    ];
    let cares = states().into_iter();
    cares
        .map(|(state, care)| (format!("care {state}"), Contents::Care(care)))
        .chain(offers.map(|(state, offer)| (format!("offer {state}"), Contents::Offer(offer))))
        .chain(
            filed()
                .into_iter()
                .map(|(state, own)| (format!("app {state}"), Contents::Application(own))),
        )
        .chain([("person".to_owned(), Contents::Person(person))])
        .chain(consents().map(|(state, one)| (format!("consent {state}"), one.into())))
        .collect()
}

#[test]
fn who_may_write_what_when() {
    let mut table = String::new();
    let writers = writers();
    for (state, contents) in documents() {
        write!(table, "\n{state:18}").unwrap();
        for (who, _) in &writers {
            write!(table, "{who:14}").unwrap();
        }
        table.push('\n');
        for (name, make) in touches().into_iter().chain(at_the_office()) {
            let cells: Vec<_> = writers
                .iter()
                .map(|(_, writer)| word(may_write(writer, &contents, &make(&contents, writer))))
                .collect();
            // What belongs to another kind of document is refused to all who read this one.
            if cells
                .iter()
                .all(|cell| matches!(*cell, "not-valid" | "not-theirs"))
            {
                continue;
            }
            let cells = cells.iter().fold(String::new(), |mut line, cell| {
                write!(line, "{cell:14}").unwrap();
                line
            });
            writeln!(table, "  {name:16}{}", cells.trim_end()).unwrap();
        }
    }
    golden("policy.txt", &table);
}

#[track_caller]
fn refused(contents: &Contents, writer: &Writer, touch: &Touch, reason: Refusal) {
    assert_eq!(may_write(writer, contents, touch), Err(reason), "{touch:?}");
}

#[test]
fn an_event_names_its_author_takes_its_turn_and_is_new() {
    let resident = writer(WANG, Role::Resident);
    let before = care(&[CareEvent::Sent]);
    let contents = Contents::Care(before.clone());
    let said = CareEvent::Said {
        text: "hello".into(),
    };
    let fine = event(&before.events, resident.author(), said);
    let touch = |event: Event<CareEvent>| Touch::Care(Box::new(event));
    assert_eq!(
        may_write(&resident, &contents, &touch(fine.clone())),
        Ok(())
    );
    let other = writer(LI, Role::Resident).author();
    let worker = writer(WANG, Role::Worker).author();
    for bent in [
        Event {
            by: other,
            ..fine.clone()
        },
        Event {
            by: worker,
            ..fine.clone()
        },
        Event {
            turn: 0,
            ..fine.clone()
        },
        Event {
            turn: 3,
            ..fine.clone()
        },
        Event {
            turn: u64::MAX,
            ..fine.clone()
        },
        Event {
            id: before.events[0].id,
            ..fine.clone()
        },
    ] {
        refused(&contents, &resident, &touch(bent), Refusal::NotValid);
    }
}

#[test]
fn words_are_bounded_and_parts_are_valid() {
    let long = "x".repeat(MAX_TEXT_CHARS + 1);
    let resident = writer(WANG, Role::Resident);
    let chen = writer(CHEN, Role::Caregiver);
    let states = states();
    let state = |name: &str| {
        let found = states.iter().find(|(state, _)| *state == name);
        Contents::Care(found.unwrap().1.clone())
    };
    let assigned = state("assigned");
    let window = Window::between(Minute(10), Minute(10));
    let when = Touch::When(When::Once { date: DAY, window });
    refused(&state("draft"), &resident, &when, Refusal::NotValid);
    let tomorrow = VisitId {
        date: DAY.tomorrow().unwrap(),
        ..VISIT
    };
    for (who, what) in [
        (&resident, CareEvent::Said { text: long.clone() }),
        (&resident, CareEvent::Said { text: " \n".into() }),
        (
            &resident,
            CareEvent::Cancelled {
                reason: long.clone(),
            },
        ),
        (
            &resident,
            CareEvent::Rated {
                visit: VISIT,
                rating: Rating {
                    grade: 0,
                    words: String::new(),
                },
                by_proxy: false,
            },
        ),
        (
            &resident,
            CareEvent::Rated {
                visit: VISIT,
                rating: Rating {
                    grade: 6,
                    words: String::new(),
                },
                by_proxy: false,
            },
        ),
        (
            &resident,
            CareEvent::Rated {
                visit: VISIT,
                rating: Rating {
                    grade: 3,
                    words: long.clone(),
                },
                by_proxy: false,
            },
        ),
        (
            &chen,
            CareEvent::Noted {
                visit: VISIT,
                text: long.clone(),
            },
        ),
        (
            &chen,
            CareEvent::Noted {
                visit: tomorrow,
                text: String::new(),
            },
        ),
        (
            &chen,
            CareEvent::Step {
                visit: tomorrow,
                step: VisitStep::OnTheWay,
            },
        ),
        (
            &chen,
            CareEvent::Step {
                visit: VISIT,
                step: VisitStep::Stopped {
                    reason: long.clone(),
                },
            },
        ),
        (
            &chen,
            CareEvent::Step {
                visit: VISIT,
                step: VisitStep::CancelledByProvider {
                    reason: long.clone(),
                },
            },
        ),
        (
            &chen,
            CareEvent::Checked {
                visit: VISIT,
                check: long.clone(),
                result: Check::Fine,
            },
        ),
        (
            &chen,
            CareEvent::Checked {
                visit: VISIT,
                check: String::new(),
                result: Check::Worry {
                    why: long.clone(),
                    value: None,
                },
            },
        ),
        (
            &chen,
            CareEvent::Task {
                visit: VISIT,
                task: long.clone(),
                result: TaskResult::Done,
            },
        ),
        (
            &chen,
            CareEvent::Task {
                visit: VISIT,
                task: String::new(),
                result: TaskResult::Refused { why: long.clone() },
            },
        ),
    ] {
        let touch = in_care(what)(&assigned, who);
        refused(&assigned, who, &touch, Refusal::NotValid);
    }
}

#[test]
fn nothing_is_sent_before_it_says_when_and_where() {
    let resident = writer(WANG, Role::Resident);
    let mut care = draft();
    let when = care.when.take().unwrap();
    let place = care.place.take().unwrap();
    let contents = Contents::Care(care);
    let sent = in_care(CareEvent::Sent)(&contents, &resident);
    let (when, place) = (Touch::When(when), Touch::Place(place));
    let judge = |touches: &[&Touch]| {
        let touches: Vec<_> = touches.iter().copied().cloned().collect();
        may_change(&resident, &mut Folded::of(contents.clone()), &touches, None)
    };
    assert_eq!(judge(&[&when, &sent]), Err(Refusal::NotValid));
    assert_eq!(judge(&[&place, &sent]), Err(Refusal::NotValid));
    assert_eq!(judge(&[&when, &place, &sent]), Ok(()));
    assert_eq!(
        judge(&[&when, &place, &sent, &place]),
        Err(Refusal::TooLate)
    );
}

#[test]
fn an_early_turn_does_not_open_what_is_closed() {
    let chen = writer(CHEN, Role::Caregiver);
    let states = states();
    let (_, cancelled) = states
        .iter()
        .find(|(state, _)| *state == "cancelled")
        .unwrap();
    let contents = Contents::Care(cancelled.clone());
    let finished = CareEvent::Step {
        visit: VISIT,
        step: VisitStep::Finished,
    };
    let late = event(&cancelled.events, chen.author(), finished);
    // In its own turn it is kept, without effect; before the cancelling it would complete.
    let kept = Touch::Care(Box::new(late.clone()));
    assert_eq!(may_write(&chen, &contents, &kept), Ok(()));
    let early = Event {
        id: EventId([0; 16]),
        turn: 4,
        ..late
    };
    refused(
        &contents,
        &chen,
        &Touch::Care(Box::new(early)),
        Refusal::TooLate,
    );
}

#[test]
fn only_known_fields_and_the_right_format() {
    let worker = writer(CHEN, Role::Worker);
    let (_, person) = documents().pop().unwrap();
    refused(
        &person,
        &worker,
        &Touch::Profile("salary".into()),
        Refusal::NotValid,
    );
    let mut next = header(DocKind::Care);
    next.format += 1;
    assert_eq!(may_begin(&worker, &next, None), Err(Refusal::NotValid));
    let mut elsewhere = header(DocKind::Care);
    elsewhere.area.0.push('x');
    assert_eq!(
        may_begin(&worker, &elsewhere, None),
        Err(Refusal::NotTheirs)
    );
    assert_eq!(area(), header(DocKind::Care).area);
}
