//! Who reads a request and until when, and by what name they are known there.

use crate::{
    siege::{Craft, NOT_FOR_ROLE, NOT_THEIRS, Siege, TODAY, Verdict::Enters, writes, writes_at},
    visits::{SOON, all_in_order, assigned, checked, said, step},
};
use linli_domain::{
    care::{self, CareEvent, CareState, VisitStep, When},
    id::DocId,
    role::Scope,
    time::add_days,
};
use linli_replica::replica::Edit;

/// A day, in minutes.
const DAY: i64 = 24 * 60;

fn state(siege: &Siege, care: DocId) -> CareState {
    let contents = siege.load(care).contents().unwrap();
    care::fold(contents.as_care().unwrap())
}

fn message(care: DocId) -> Craft {
    said(care, "let me in")
}

/// A note that was written at the door, long before it arrives.
fn early_note(care: DocId, minutes_ago: i64) -> Craft {
    let (visit, text) = (SOON, "door code 1234".to_owned());
    writes_at(
        care,
        -minutes_ago,
        vec![Edit::Care(CareEvent::Noted { visit, text })],
    )
}

#[test]
fn who_came_reads_until_a_day_after_the_visit() {
    let siege = Siege::new();
    let care = assigned(&siege, When::Soon { date: TODAY });
    siege.does("Sun", &step(care, SOON, VisitStep::Arrived));
    for (check, result) in all_in_order() {
        siege.does("Sun", &checked(care, check, result));
    }
    siege.does("Sun", &step(care, SOON, VisitStep::Started));
    siege.does("Sun", &step(care, SOON, VisitStep::Finished));
    let reads = |who: &str| {
        let scope = Scope::Person(siege.person(who));
        siege.is_read_by(care, &scope)
    };
    siege.town.pass_minutes(DAY - 1);
    assert_eq!(siege.town.release_lapsed(), 0, "not yet a day");
    siege.stands(lines! {
        "a word on the next day", Sun: message(care) => Enters;
    });
    siege.town.pass_minutes(2);
    assert_eq!(siege.town.release_lapsed(), 1);
    assert_eq!(siege.town.release_lapsed(), 0, "it ends once");
    assert!(!reads("Sun") && reads("Wang"));
    assert_eq!(state(&siege, care).reader(), None);
    siege.town.pass_minutes(60);
    siege.stands(lines! {
        "to be let in", Sun: message(care) => NOT_THEIRS;
        "a note that was written now", Sun: early_note(care, 0) => NOT_THEIRS;
        "a note that waited for a network", Sun: early_note(care, 2 * DAY) => Enters;
        "the end of another's reading", Sun: writes(care, vec![Edit::Care(CareEvent::ReadingEnded)]) => NOT_THEIRS;
        "the same by a worker", Lin: writes(care, vec![Edit::Care(CareEvent::ReadingEnded)]) => NOT_FOR_ROLE;
        "a word of the resident's", Wang: said(care, "thank you") => Enters;
    });
}

/// A visit that was begun and never finished, or never begun, is no door left open.
#[test]
fn who_never_finished_reads_until_a_day_after_the_visit() {
    let tomorrow = When::Soon {
        date: add_days(TODAY, 1),
    };
    let today = When::Soon { date: TODAY };
    let cases: [(&str, &When, &[VisitStep], i64); 4] = [
        ("set out", &today, &[VisitStep::OnTheWay], 2 * DAY),
        ("at the door", &today, &[VisitStep::Arrived], 2 * DAY),
        (
            "nobody opened",
            &today,
            &[VisitStep::Arrived, VisitStep::NoAnswer],
            2 * DAY,
        ),
        ("never came", &tomorrow, &[], 3 * DAY),
    ];
    for (what, when, steps, minutes) in cases {
        let siege = Siege::new();
        let care = assigned(&siege, when.clone());
        for taken in steps {
            siege.does("Sun", &step(care, SOON, taken.clone()));
        }
        siege.town.pass_minutes(DAY - 1);
        assert_eq!(siege.town.release_lapsed(), 0, "{what}: not yet a day");
        siege.stands(lines! {
            "a word on the day", Sun: message(care) => Enters;
        });
        siege.town.pass_minutes(minutes);
        assert_eq!(siege.town.release_lapsed(), 1, "{what}");
        assert_eq!(state(&siege, care).reader(), None, "{what}");
        siege.stands(lines! {
            "to be let in", Sun: message(care) => NOT_THEIRS;
            "a word of the resident's", Wang: said(care, "nobody came") => Enters;
        });
    }
}

#[test]
fn who_would_have_come_reads_until_a_day_after_it_was_cancelled() {
    let siege = Siege::new();
    let care = assigned(&siege, When::Soon { date: TODAY });
    let reason = "my daughter comes".to_owned();
    siege.does(
        "Wang",
        &writes(care, vec![Edit::Care(CareEvent::Cancelled { reason })]),
    );
    siege.town.pass_minutes(DAY + 1);
    assert_eq!(siege.town.release_lapsed(), 1);
    siege.stands(lines! {
        "to be let in", Sun: message(care) => NOT_THEIRS;
    });
}

#[test]
fn who_writes_for_the_resident_is_called_by_the_name_that_the_centre_knows() {
    let siege = Siege::new();
    let care = siege.asks("Ming", "bath", When::Soon { date: TODAY });
    let called = |who: &str| state(&siege, care).names.get(&siege.person(who)).cloned();
    assert_eq!(called("Ming").as_deref(), Some("Ming"));
    assert_eq!(called("Lin"), None, "who has not written is not named");
    let named = |name: &str| {
        let (person, name) = (siege.person("Ming"), name.to_owned());
        writes(
            care,
            vec![Edit::Care(CareEvent::Introduced { person, name })],
        )
    };
    siege.stands(lines! {
        "a worker's word", Lin: said(care, "I will ring") => Enters;
        "another name, by family", Ming: named("Doctor") => NOT_FOR_ROLE;
        "another name, by a worker", Lin: named("Doctor") => NOT_FOR_ROLE;
        "another name, by the resident", Wang: named("Doctor") => NOT_FOR_ROLE;
    });
    assert_eq!(called("Lin").as_deref(), Some("Lin"));
    let alone = siege.asks("Wang", "bath", When::Soon { date: TODAY });
    assert_eq!(state(&siege, alone).names.len(), 0, "her own needs no name");
}
