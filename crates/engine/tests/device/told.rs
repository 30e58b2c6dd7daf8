//! What is told to whom: what family sent, what a carer gave back, whose record a visit is.

use crate::{
    applications::{SUBMIT, advance, daughter, fill_in, start, wang},
    centre::Centre,
    phone::{Phone, ask},
};
use linli_api::{
    CheckSafety, Code, DoTask, GetCatalogue, GetHome, GetRound, GetSession, GiveBack,
    ListGiveBacks, NoteVisit, OpenVisit, SeeNews, SendCare, TakeStep, dispatch,
    view::{SentMatter, Stop},
};
use linli_domain::{
    care::{CareEvent, Check, TaskResult, VisitId, VisitMove, VisitStatus, VisitStep},
    catalogue::CareKind,
    id::{DocId, PersonId},
    role::Role,
    time::{DAY_MS, Timestamp},
};
use linli_replica::replica::Edit;
use std::sync::atomic::Ordering;

pub(crate) const SUN: PersonId = PersonId([5; 16]);
const HE: PersonId = PersonId([4; 16]);

fn told(phone: &mut Phone) -> Vec<(DocId, Role)> {
    let sent = ask(&mut phone.engine, GetHome {}).sent_for_you.into_iter();
    sent.map(|sent| (sent.doc, sent.by.role)).collect()
}

#[test]
fn what_family_wrote_and_sent_is_told_to_the_resident_until_she_has_opened_it() {
    let mut centre = Centre::new();
    let (mut mother, mut second) = (wang(&mut centre, 1), wang(&mut centre, 3));
    let mut daughter = daughter(&mut centre);
    let own = mother.fill_in();
    ask(&mut mother.engine, SendCare { doc: own });
    let care = daughter.fill_in();
    ask(&mut daughter.engine, SendCare { doc: care });
    daughter.host.clock.fetch_add(60_000, Ordering::SeqCst);
    let applied = start(&mut daughter, "old-age-allowance", None);
    fill_in(&mut daughter, applied);
    centre.meet(&mut mother);
    assert_eq!(told(&mut mother), [], "nothing was sent yet");
    advance(&mut daughter, applied, SUBMIT);
    for phone in [&mut daughter, &mut mother, &mut second] {
        centre.meet(phone);
    }
    let all = [(applied, Role::Delegate), (care, Role::Delegate)];
    assert_eq!(told(&mut mother), all, "her own is nothing to tell her");
    let sent = ask(&mut mother.engine, GetHome {}).sent_for_you;
    let kinds: Vec<_> = sent.iter().map(|sent| &sent.what).collect();
    assert!(matches!(kinds[0], SentMatter::Application(name) if !name.get("en").is_empty()));
    assert!(matches!(kinds[1], SentMatter::Care(kind) if kind.0 == "bath"));
    assert_eq!(told(&mut daughter), [], "who did it knows");

    ask(&mut mother.engine, SeeNews { doc: applied });
    assert_eq!(told(&mut mother), [(care, Role::Delegate)]);
    let mut mother = mother.restart();
    assert_eq!(told(&mut mother), [(care, Role::Delegate)]);
    ask(&mut mother.engine, SeeNews { doc: care });
    assert_eq!(told(&mut mother), []);
    assert_eq!(told(&mut second), all, "another phone has not shown it");
    second.host.clock.fetch_add(91 * DAY_MS, Ordering::SeqCst);
    assert_eq!(told(&mut second), [], "nor is it told for ever");
}

#[test]
fn a_draft_that_she_began_and_family_sent_is_told_to_her() {
    let mut centre = Centre::new();
    let mut mother = wang(&mut centre, 1);
    let mut daughter = daughter(&mut centre);
    let draft = mother.fill_in();
    centre.meet(&mut mother);
    centre.meet(&mut daughter);
    ask(&mut daughter.engine, SendCare { doc: draft });
    assert_eq!(told(&mut mother), [], "she has not heard of it");
    centre.meet(&mut daughter);
    centre.meet(&mut mother);
    assert_eq!(told(&mut mother), [(draft, Role::Delegate)]);
    assert_eq!(told(&mut daughter), []);
}

#[test]
fn family_is_told_for_whom_they_act_and_nobody_else_acts_for_anybody() {
    let mut centre = Centre::new();
    let acts_for = |phone: &mut Phone| {
        ask(&mut phone.engine, GetSession {})
            .account
            .unwrap()
            .acts_for
    };
    let mut daughter = daughter(&mut centre);
    assert_eq!(acts_for(&mut daughter).as_deref(), Some("王秀英"));
    assert_eq!(acts_for(&mut wang(&mut centre, 1)), None);
    let mut worker = Phone::new(7);
    centre.enrol(&mut worker, PersonId([2; 16]), Role::Worker);
    assert_eq!(acts_for(&mut worker), None);
}

pub(crate) fn enrolled(centre: &mut Centre, seed: u64, person: PersonId, role: Role) -> Phone {
    let mut phone = Phone::new(seed);
    centre.enrol(&mut phone, person, role);
    phone
}

/// A bath today for which the centre sends `caregiver`.
pub(crate) fn assigned(centre: &mut Centre, mother: &mut Phone, caregiver: PersonId) -> DocId {
    let doc = mother.fill_in();
    ask(&mut mother.engine, SendCare { doc });
    centre.meet(mother);
    centre.receive_all();
    send(centre, doc, caregiver);
    doc
}

pub(crate) fn send(centre: &mut Centre, doc: DocId, caregiver: PersonId) {
    let name = if caregiver == SUN { "孙丽" } else { "何平" }.to_owned();
    let claim = None;
    centre.put(
        doc,
        Edit::Care(CareEvent::Assigned {
            caregiver,
            name,
            claim,
        }),
    );
}

#[test]
fn the_desk_is_told_who_gave_back_three_within_a_week_and_since_when() {
    let mut centre = Centre::new();
    let mut mother = wang(&mut centre, 1);
    let mut worker = enrolled(&mut centre, 7, PersonId([2; 16]), Role::Worker);
    let (mut sun, mut he) = (
        enrolled(&mut centre, 8, SUN, Role::Caregiver),
        enrolled(&mut centre, 9, HE, Role::Caregiver),
    );
    let list = |worker: &mut Phone, centre: &mut Centre| {
        centre.meet(worker);
        ask(&mut worker.engine, ListGiveBacks {})
    };
    let give = |centre: &mut Centre, phone: &mut Phone, mother: &mut Phone, who| {
        let doc = assigned(centre, mother, who);
        centre.meet(phone);
        ask(&mut phone.engine, GiveBack { doc });
        centre.meet(phone);
    };
    give(&mut centre, &mut sun, &mut mother, SUN);
    give(&mut centre, &mut he, &mut mother, HE);
    give(&mut centre, &mut sun, &mut mother, SUN);
    assert_eq!(list(&mut worker, &mut centre), [], "twice is nothing");
    give(&mut centre, &mut sun, &mut mother, SUN);
    let lines = list(&mut worker, &mut centre);
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].name.as_str(), lines[0].count), ("孙丽", 3));
    assert!(lines[0].since > Timestamp(0));
    worker.host.clock.fetch_add(8 * DAY_MS, Ordering::SeqCst);
    assert_eq!(
        ask(&mut worker.engine, ListGiveBacks {}),
        [],
        "a week is over"
    );
    for phone in [&mut sun, &mut mother] {
        let outcome = dispatch(&mut phone.engine, ListGiveBacks {}.into());
        assert_eq!(outcome.result.unwrap_err().code, Code::NotAllowed);
    }
}

fn only_stop(phone: &mut Phone) -> Stop {
    let mut stops = ask(&mut phone.engine, GetRound { date: None }).stops;
    assert_eq!(stops.len(), 1);
    stops.remove(0)
}

fn bath(phone: &mut Phone) -> CareKind {
    let mut kinds = ask(&mut phone.engine, GetCatalogue {}).care.into_iter();
    kinds.find(|kind| kind.id.0 == "bath").unwrap()
}

/// Goes to her only visit and finds all in order there.
pub(crate) fn begin_work(sun: &mut Phone, doc: DocId) -> VisitId {
    let visit = only_stop(sun).visit;
    let step = |step| TakeStep { doc, visit, step };
    ask(&mut sun.engine, step(VisitStep::OnTheWay));
    ask(&mut sun.engine, step(VisitStep::Arrived));
    for safety in bath(sun).safety {
        let (result, check) = (safety.in_order(), safety.id);
        ask(
            &mut sun.engine,
            CheckSafety {
                doc,
                visit,
                check,
                result,
            },
        );
    }
    ask(&mut sun.engine, step(VisitStep::Started));
    visit
}

#[test]
fn a_finished_visit_is_closed_and_its_makers_words_stand_beside_it() {
    let mut centre = Centre::new();
    let mut mother = wang(&mut centre, 1);
    let mut sun = enrolled(&mut centre, 8, SUN, Role::Caregiver);
    let doc = assigned(&mut centre, &mut mother, SUN);
    centre.meet(&mut sun);
    let visit = begin_work(&mut sun, doc);
    let kind = bath(&mut sun);
    let check = |check: &str, result| CheckSafety {
        doc,
        visit,
        check: check.to_owned(),
        result,
    };
    let step = |step| TakeStep { doc, visit, step };
    let note = |text: &str| NoteVisit {
        doc,
        visit,
        text: text.to_owned(),
    };
    ask(&mut sun.engine, note("all well"));
    ask(&mut sun.engine, step(VisitStep::Finished));
    let closed = ask(&mut sun.engine, OpenVisit { doc, visit }).line;
    assert_eq!(closed.state.status, VisitStatus::Finished);
    assert!(closed.may.contains(&VisitMove::Add) && !closed.may.contains(&VisitMove::Record));

    let why = "cold".to_owned();
    let late = check(&kind.safety[0].id, Check::Worry { why, value: None });
    let task = DoTask {
        doc,
        visit,
        task: kind.tasks[0].id.clone(),
        result: TaskResult::Done,
    };
    for command in [late.into(), task.into()] {
        let outcome = dispatch(&mut sun.engine, command);
        assert_eq!(outcome.result.unwrap_err().code, Code::TooLate);
    }
    ask(&mut sun.engine, note("she wants soup tomorrow"));
    let page = ask(&mut sun.engine, OpenVisit { doc, visit });
    let state = page.line.state;
    assert_eq!(
        (&state.checks, &*state.note),
        (&closed.state.checks, "all well")
    );
    assert_eq!(state.remarks[0].text, "she wants soup tomorrow");
    assert_eq!(state.steps.len(), state.step_by.len());
    assert_eq!(page.names.get(&SUN).map(String::as_str), Some("孙丽"));
    centre.meet(&mut sun);
    assert_eq!(ask(&mut sun.engine, linli_api::ListRefused {}), []);
}
