//! What waits for the resident on the home page, and a request whose day is over.

use crate::{
    applications::{advance, answer, fill_in, officer, received, some_answer, start, wang},
    centre::Centre,
    phone::{Phone, ask},
    told::{SUN, assigned, begin_work, enrolled},
};
use linli_api::{
    GetHome, GetSession, OpenCare, RateVisit, SendCare, SetWhen, StartCare, TakeStep,
    view::WaitingFor,
};
use linli_domain::{
    answer::FieldId,
    application::{ApplicationAction as A, Item, Outcome},
    care::{CareStatus, Rating, VisitStep, When},
    catalogue::KindId,
    id::DocId,
    recur,
    role::Role,
    time::{DAY_MS, Date, add_days},
};
use std::sync::atomic::Ordering;

fn waits(phone: &mut Phone) -> Vec<(DocId, WaitingFor)> {
    let waits = ask(&mut phone.engine, GetHome {}).waits.into_iter();
    waits.map(|waiting| (waiting.doc, waiting.what)).collect()
}

fn docs(phone: &mut Phone) -> Vec<DocId> {
    waits(phone).into_iter().map(|(doc, _)| doc).collect()
}

fn bath() -> KindId {
    KindId("bath".into())
}

#[test]
fn a_request_whose_day_is_over_is_asked_about_and_the_new_one_takes_its_place() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let asked = phone.fill_in();
    let day = ask(&mut phone.engine, GetSession {}).today;
    assert_eq!(
        waits(&mut phone),
        [(asked, WaitingFor::CareDraft { kind: bath() })],
        "it was begun"
    );
    ask(&mut phone.engine, SendCare { doc: asked });
    centre.meet(&mut phone);
    centre.receive_all();
    centre.meet(&mut phone);
    assert_eq!(waits(&mut phone), [], "it is the others' turn");
    phone.host.clock.fetch_add(2 * DAY_MS, Ordering::SeqCst);
    assert_eq!(waits(&mut phone), [], "somebody may have taken it on");
    centre.now = centre.now.plus_ms(2 * DAY_MS);
    centre.meet(&mut phone);
    let kind = bath();
    assert_eq!(
        waits(&mut phone),
        [(asked, WaitingFor::Outdated { kind, day })]
    );

    let (kind, again) = (bath(), Some(asked));
    let new = ask(&mut phone.engine, StartCare { kind, again }).doc;
    assert_eq!(docs(&mut phone), [asked, new], "until the new one is sent");
    let (kind, again) = (bath(), Some(asked));
    let twice = ask(&mut phone.engine, StartCare { kind, again }).doc;
    assert_eq!(twice, new, "one press more begins nothing new");
    let date = add_days(day, 3);
    let window = recur::window(&When::Soon { date });
    let when = When::Once { date, window };
    ask(&mut phone.engine, SetWhen { doc: new, when });
    ask(&mut phone.engine, SendCare { doc: new });
    let status = |phone: &mut Phone, doc| ask(&mut phone.engine, OpenCare { doc }).status;
    assert_eq!(status(&mut phone, asked), CareStatus::Cancelled);
    assert_eq!(status(&mut phone, new), CareStatus::Sent);
    assert_eq!(waits(&mut phone), []);
}

#[test]
fn how_a_visit_was_is_asked_for_two_weeks_and_until_it_is_said() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = enrolled(&mut centre, 8, SUN, Role::Caregiver);
    let doc = assigned(&mut centre, &mut phone, SUN);
    centre.meet(&mut sun);
    let visit = begin_work(&mut sun, doc);
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    assert_eq!(waits(&mut phone), [], "she is still there");
    let step = VisitStep::Finished;
    ask(&mut sun.engine, TakeStep { doc, visit, step });
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let kind = bath();
    assert_eq!(
        waits(&mut phone),
        [(doc, WaitingFor::Rating { kind, visit })]
    );
    let rating = Rating {
        grade: 4,
        words: String::new(),
    };
    let later = |phone: &mut Phone, days: i64| {
        phone.host.clock.fetch_add(days * DAY_MS, Ordering::SeqCst);
        waits(phone).len()
    };
    assert_eq!((later(&mut phone, 14), later(&mut phone, 1)), (1, 0));
    phone.host.clock.fetch_sub(15 * DAY_MS, Ordering::SeqCst);
    ask(&mut phone.engine, RateVisit { doc, visit, rating });
    assert_eq!(waits(&mut phone), []);
}

#[test]
fn what_the_office_asks_comes_before_what_it_answered_and_both_before_what_was_begun() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let answered = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    advance(&mut sun, answered, A::Accept);
    advance(&mut sun, answered, A::Take);
    let decided = A::Decide {
        outcome: Outcome::Refused,
        reason: "other".into(),
        words: "另有补贴。".into(),
        appeal: "六十天内可以申请复议。".into(),
    };
    advance(&mut sun, answered, decided);
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let asked = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    advance(&mut sun, asked, A::Accept);
    let until = Date::constant(2026, 12, 20);
    let more = A::AskMore {
        items: vec![Item {
            field: FieldId("account".into()),
            words: "卡号少一位".into(),
        }],
        words: "请再写一次卡号。".into(),
        due: until,
        again: None,
    };
    advance(&mut sun, asked, more);
    let begun = start(&mut phone, "senior-card", None);
    answer(&mut phone, begun, "full_name", some_answer("full_name"));
    fill_in(&mut phone, begun);
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let all = waits(&mut phone);
    assert_eq!(docs(&mut phone), [asked, answered, begun]);
    assert!(matches!(&all[0].1, WaitingFor::More { until: day, .. } if *day == until));
    assert!(matches!(&all[1].1, WaitingFor::Answer { name } if !name.get("en").is_empty()));
    assert!(matches!(all[2].1, WaitingFor::ApplicationDraft { .. }));

    phone.host.clock.fetch_add(20 * DAY_MS, Ordering::SeqCst);
    assert!(docs(&mut phone).contains(&answered), "however long it lies");
    phone.host.clock.fetch_sub(20 * DAY_MS, Ordering::SeqCst);
    advance(&mut phone, answered, A::Serve);
    assert_eq!(docs(&mut phone), [asked, begun], "it was opened");
    assert_eq!(waits(&mut sun), [], "an officer is nobody's resident");
}
