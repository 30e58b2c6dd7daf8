//! Visits out of thin air, work that is not safe, and who says how it was.

use crate::consents::under;
use crate::siege::{
    Craft, NOT_FOR_ROLE, NOT_VALID, Siege, TODAY, TOO_LATE,
    Verdict::{Enters, Refused},
    writes, writes_at,
};
use linli_domain::{
    access::Refusal,
    care::{CareEvent, Check, Rating, ReleaseReason, TaskResult, VisitId, VisitStep, When, fold},
    id::DocId,
    offer::OfferEvent,
    time::{Minute, Weekdays, Window, add_days},
};
use linli_replica::replica::Edit;
use linli_server::core::reactions::offer_of;

pub const SOON: VisitId = VisitId {
    date: TODAY,
    slot: Minute(0),
};

fn says(doc: DocId, what: CareEvent) -> Craft {
    writes(doc, vec![Edit::Care(what)])
}

pub fn step(doc: DocId, visit: VisitId, step: VisitStep) -> Craft {
    says(doc, CareEvent::Step { visit, step })
}

fn done(doc: DocId, visit: VisitId, task: &str, result: TaskResult) -> Craft {
    let task = task.to_owned();
    says(
        doc,
        CareEvent::Task {
            visit,
            task,
            result,
        },
    )
}

pub fn checked(doc: DocId, check: &str, result: Check) -> Craft {
    let (visit, check) = (SOON, check.to_owned());
    says(
        doc,
        CareEvent::Checked {
            visit,
            check,
            result,
        },
    )
}

pub fn said(doc: DocId, text: &str) -> Craft {
    let text = text.to_owned();
    says(doc, CareEvent::Said { text })
}

fn worry(why: &str) -> Check {
    Check::Worry {
        why: why.to_owned(),
        value: None,
    }
}

fn measured(value: &str) -> Check {
    Check::Measured {
        value: value.parse().unwrap(),
    }
}

/// What is checked before a bath, with an answer to each that lets it begin.
pub fn all_in_order() -> [(&'static str, Check); 5] {
    [
        ("vitals", Check::Fine),
        ("meal", Check::Fine),
        ("warm", Check::Fine),
        ("water", measured("38.5")),
        ("floor", Check::Fine),
    ]
}

fn cleared(doc: DocId, words: &str) -> Craft {
    let (visit, check, words) = (SOON, "warm".to_owned(), words.to_owned());
    says(
        doc,
        CareEvent::WorryCleared {
            visit,
            check,
            words,
        },
    )
}

/// A bath of Wang's for which Sun comes.
pub fn assigned(siege: &Siege, when: When) -> DocId {
    let care = siege.asks("Wang", "bath", when);
    siege.does(
        "Sun",
        &writes(offer_of(care), vec![Edit::Offer(OfferEvent::Claimed)]),
    );
    care
}

#[test]
fn steps_follow_each_other_and_lie_in_the_past() {
    use VisitStep::{Arrived, Finished, NoAnswer, OnTheWay, Started};
    let siege = Siege::new();
    let care = assigned(&siege, When::Soon { date: TODAY });
    let go = |taken| step(care, SOON, taken);
    let later = |minutes, taken: VisitStep| {
        let event = CareEvent::Step {
            visit: SOON,
            step: taken,
        };
        writes_at(care, minutes, vec![Edit::Care(event)])
    };
    let all_at_once = writes(
        care,
        [OnTheWay, Arrived, Finished]
            .map(|step| Edit::Care(CareEvent::Step { visit: SOON, step }))
            .to_vec(),
    );
    siege.stands(lines! {
        "finished out of thin air", Sun: go(Finished) => TOO_LATE;
        "started without being there", Sun: go(Started) => TOO_LATE;
        "nobody opened where nobody knocked", Sun: go(NoAnswer) => TOO_LATE;
        "on the way, arrived, finished", Sun: all_at_once => TOO_LATE;
        "on the way tomorrow", Sun: later(24 * 60, OnTheWay) => NOT_VALID;
        "on the way in a quarter of an hour", Sun: later(15, OnTheWay) => NOT_VALID;
        "another's visit", He: go(OnTheWay) => Refused(Refusal::NotTheirs);
        "the resident's step", Wang: go(OnTheWay) => NOT_FOR_ROLE;
        "on the way", Sun: go(OnTheWay) => Enters;
        "finished on the way", Sun: go(Finished) => TOO_LATE;
        "at the door", Sun: later(5, Arrived) => Enters;
        "finished at the door", Sun: go(Finished) => TOO_LATE;
        "started unchecked", Sun: go(Started) => TOO_LATE;
    });
}

#[test]
fn tomorrows_visit_is_not_made_today() {
    let siege = Siege::new();
    let (date, window) = (add_days(TODAY, 1), Window::MORNING);
    let care = assigned(&siege, When::Once { date, window });
    let visit = VisitId {
        date,
        slot: window.from,
    };
    let off = VisitStep::CancelledByProvider {
        reason: "ill".into(),
    };
    siege.stands(lines! {
        "on the way to tomorrow's", Sun: step(care, visit, VisitStep::OnTheWay) => TOO_LATE;
        "at the door of tomorrow's", Sun: step(care, visit, VisitStep::Arrived) => TOO_LATE;
        "a visit that nobody asked for", Sun: step(care, SOON, VisitStep::OnTheWay) => NOT_VALID;
        "that one cannot come", Sun: step(care, visit, off) => Enters;
    });
}

#[test]
fn no_work_begins_before_it_is_safe() {
    let siege = Siege::new();
    let care = assigned(&siege, When::Soon { date: TODAY });
    siege.does("Sun", &step(care, SOON, VisitStep::OnTheWay));
    siege.does("Sun", &step(care, SOON, VisitStep::Arrived));
    for check in ["vitals", "meal"] {
        siege.does("Sun", &checked(care, check, Check::Fine));
    }
    let start = || step(care, SOON, VisitStep::Started);
    siege.stands(lines! {
        "half checked", Sun: start() => TOO_LATE;
        "a check that there is not", Sun: checked(care, "gold", Check::Fine) => NOT_VALID;
        "the empty check", Sun: checked(care, "", Check::Fine) => NOT_VALID;
        "a worry without words", Sun: checked(care, "warm", worry(" ")) => NOT_VALID;
        "a worry", Sun: checked(care, "warm", worry("18 degrees")) => Enters;
        "another check", Sun: checked(care, "floor", Check::Fine) => Enters;
        "water that nobody measured", Sun: checked(care, "water", Check::Fine) => NOT_VALID;
        "water too hot called in order", Sun: checked(care, "water", measured("41.1")) => NOT_VALID;
        "a floor of so many degrees", Sun: checked(care, "floor", measured("38")) => NOT_VALID;
        "the last check", Sun: checked(care, "water", measured("41")) => Enters;
        "started with a worry", Sun: start() => TOO_LATE;
        "fine after all, says the caregiver", Sun: checked(care, "warm", Check::Fine) => Enters;
        "started on her own word", Sun: start() => TOO_LATE;
        "cleared by the caregiver", Sun: cleared(care, "now") => NOT_FOR_ROLE;
        "cleared by a stranger", Li: cleared(care, "now") => Refused(Refusal::NotTheirs);
        "cleared without a word", Wang: cleared(care, "") => NOT_VALID;
        "cleared by family", Ming: cleared(care, "the heating is on") => Enters;
        "cleared twice", Lin: cleared(care, "the heating is on") => TOO_LATE;
        "started without checking again", Sun: start() => TOO_LATE;
        "checked again", Sun: checked(care, "warm", Check::Fine) => Enters;
        "started", Sun: start() => Enters;
    });
    let task = |task: &str, result| done(care, SOON, task, result);
    siege.stands(lines! {
        "a task that there is not", Sun: task("gold", TaskResult::Done) => NOT_VALID;
        "a task refused without a word", Sun: task("wash", TaskResult::Refused { why: String::new() }) => NOT_VALID;
        "a task", Sun: task("wash", TaskResult::Done) => Enters;
    });
}

#[test]
fn who_was_served_says_how_it_was() {
    let siege = Siege::new();
    let care = assigned(&siege, When::Soon { date: TODAY });
    siege.does("Sun", &step(care, SOON, VisitStep::Arrived));
    for (check, result) in all_in_order() {
        siege.does("Sun", &checked(care, check, result));
    }
    let rated = |grade, by_proxy| {
        let rating = Rating {
            grade,
            words: String::new(),
        };
        says(
            care,
            CareEvent::Rated {
                visit: SOON,
                rating,
                by_proxy,
            },
        )
    };
    let consent = siege.consent_of("Wang");
    siege.stands(lines! {
        "before it is done", Wang: rated(5, false) => TOO_LATE;
        "started", Sun: step(care, SOON, VisitStep::Started) => Enters;
        "finished", Sun: step(care, SOON, VisitStep::Finished) => Enters;
        "by who came", Sun: rated(5, false) => NOT_FOR_ROLE;
        "by another caregiver", He: rated(5, false) => Refused(Refusal::NotTheirs);
        "by a worker, as if she were served", Lin: rated(1, false) => NOT_VALID;
        "by the resident, as if for another", Wang: rated(5, true) => NOT_VALID;
        "six of five", Wang: rated(6, false) => NOT_VALID;
        "by a worker without her consent", Lin: rated(4, true) => Refused(Refusal::NoConsent);
        "by a worker on her behalf", Lin: under(consent, rated(4, true)) => Enters;
        "by who was served", Wang: rated(5, false) => Enters;
    });
}

#[test]
fn who_comes_is_a_caregiver_of_the_area_by_their_own_name() {
    let siege = Siege::new();
    let care = siege.asks("Wang", "bath", When::Soon { date: TODAY });
    let named = |who: &str, name: &str| {
        let (caregiver, name) = (siege.person(who), name.to_owned());
        says(
            care,
            CareEvent::Assigned {
                caregiver,
                name,
                claim: None,
            },
        )
    };
    let in_offer = |who: &str| {
        let (caregiver, claim) = (siege.person(who), None);
        let event = OfferEvent::Assigned { caregiver, claim };
        writes(offer_of(care), vec![Edit::Offer(event)])
    };
    siege.stands(lines! {
        "a resident", Lin: named("Li", "Li") => NOT_VALID;
        "somebody whom nobody knows", Lin: named("Nobody", "Sun") => NOT_VALID;
        "a caregiver of another area", Lin: named("Tan", "Tan") => NOT_VALID;
        "a caregiver under another's name", Lin: named("Sun", "He") => NOT_VALID;
        "a caregiver under no name", Lin: named("Sun", "") => NOT_VALID;
        "a resident, in the offer", Lin: in_offer("Li") => NOT_VALID;
        "a caregiver of another area, in the offer", Lin: in_offer("Tan") => NOT_VALID;
        "by another area's worker", Zhou: named("Sun", "Sun") => Refused(Refusal::NotTheirs);
        "by a caregiver", Sun: named("Sun", "Sun") => Refused(Refusal::NotTheirs);
        "a caregiver of the area", Lin: named("Sun", "Sun") => Enters;
        "another in the offer", Lin: in_offer("He") => Enters;
    });
}

/// The visit of today in a bath of every morning.
const TODAYS: VisitId = VisitId {
    date: TODAY,
    slot: Window::MORNING.from,
};

fn check_today(care: DocId, check: &str, result: Check) -> Craft {
    let (visit, check) = (TODAYS, check.to_owned());
    says(
        care,
        CareEvent::Checked {
            visit,
            check,
            result,
        },
    )
}

/// Sun makes today's visit of a series, from the door to the end.
fn suns_visit(siege: &Siege) -> DocId {
    let series = When::Weekly {
        days: Weekdays([true; 7]),
        window: Window::MORNING,
        from: TODAY,
        until: None,
    };
    let care = assigned(siege, series);
    siege.does("Sun", &step(care, TODAYS, VisitStep::Arrived));
    for (check, result) in all_in_order() {
        siege.does("Sun", &check_today(care, check, result));
    }
    siege.does("Sun", &step(care, TODAYS, VisitStep::Started));
    siege.does("Sun", &step(care, TODAYS, VisitStep::Finished));
    care
}

/// What was done at somebody's home is the record of who was there.
#[test]
fn the_next_carer_does_not_write_into_the_visit_of_who_came_before() {
    let siege = Siege::new();
    let care = suns_visit(&siege);
    let visit = TODAYS;
    let note = |text: &str| {
        let text = text.to_owned();
        says(care, CareEvent::Noted { visit, text })
    };
    let task = || done(care, visit, "wash", TaskResult::Done);
    siege.stands(lines! {
        "her own addition", Sun: note("she wants soup tomorrow") => Enters;
    });
    let reason = ReleaseReason::GaveBack;
    siege.does("Sun", &says(care, CareEvent::Released { reason }));
    let claim = writes(offer_of(care), vec![Edit::Offer(OfferEvent::Claimed)]);
    siege.does("He", &claim);
    siege.stands(lines! {
        "a worry in another's visit", He: check_today(care, "warm", worry("cold")) => NOT_FOR_ROLE;
        "a task in another's visit", He: task() => NOT_FOR_ROLE;
        "a note in another's visit", He: note("I was there") => NOT_FOR_ROLE;
        "the end of another's visit, to no effect", He: step(care, visit, VisitStep::Finished) => Enters;
        "by who gave it back", Sun: note("one thing more") => Refused(Refusal::NotTheirs);
    });
    let made = fold(&siege.load(care).contents().unwrap().into_care().unwrap()).visit(visit);
    assert_eq!(made.maker(), Some(siege.person("Sun")));
    assert_eq!((made.steps.len(), made.remarks.len()), (3, 1));
}
