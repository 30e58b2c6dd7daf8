//! The officer's desk on a device: the queue, asking for more, deciding.

use crate::{
    applications::{
        SUBMIT, SUN, advance, answer, daughter, fill_in, officer, open, received, refused,
        some_answer, start, wang,
    },
    centre::{CATALOGUE, Centre},
    phone::{Phone, ask},
};
use linli_api::{
    Answer, Code, CountQueue, GetKeptForm, KeepForm, ListQueue, ListRefused, dispatch,
    view::{
        ApplicationPage, Entitled, FormName, ListPage, PaperLine, QueueFilter, QueueLine,
        RefusedAbout,
    },
};
use linli_domain::{
    answer::{FieldId, Value},
    application::{
        ApplicationAction as A, ApplicationEvent as E, ApplicationMove as M,
        ApplicationStatus as S, Item, Outcome,
    },
    id::DocId,
    role::Role,
    time::{DAY_MS, Date},
};
use std::sync::atomic::Ordering;

fn queue(sun: &mut Phone, filter: QueueFilter, search: &str) -> ListPage<QueueLine> {
    let ask_for = ListQueue {
        filter,
        service: None,
        search: search.into(),
        after: None,
        limit: 20,
    };
    ask(&mut sun.engine, ask_for)
}

#[test]
fn the_office_asks_for_more_and_decides() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let draft = start(&mut phone, "senior-card", None);
    answer(&mut phone, draft, "full_name", some_answer("full_name"));
    let doc = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    let page = queue(&mut sun, QueueFilter::ToDo, "");
    assert_eq!(
        (page.rows.len(), page.total),
        (1, 1),
        "drafts are nobody's business"
    );
    let line = &page.rows[0];
    assert_eq!((line.doc, line.applicant.as_str()), (doc, "王秀英"));
    assert_eq!(line.due, None, "not taken on yet");
    assert!(line.take_on.is_some(), "but not forgotten");
    for found in ["王", "秀英", "138", "1000"] {
        assert_eq!(queue(&mut sun, QueueFilter::All, found).total, 1, "{found}");
    }
    for lost in ["李", "139", "***"] {
        assert_eq!(queue(&mut sun, QueueFilter::All, lost).total, 0, "{lost}");
    }

    advance(&mut sun, doc, A::Accept);
    assert!(queue(&mut sun, QueueFilter::ToDo, "").rows[0].due.is_some());
    let more = A::AskMore {
        items: vec![Item {
            field: FieldId("account".into()),
            words: "卡号少一位".into(),
        }],
        words: "请再写一次卡号。".into(),
        due: Date::constant(2026, 12, 20),
        again: None,
    };
    advance(&mut sun, doc, more);
    let counts = ask(&mut sun.engine, CountQueue {});
    assert_eq!((counts.to_do, counts.waiting), (0, 1));
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let own = open(&mut phone, doc);
    assert_eq!(own.status, S::NeedsMore);
    assert!(own.due.is_some_and(|due| due.is_paused));
    // Only what was asked for can be written.
    let field = FieldId("phone".into());
    let other = Answer {
        doc,
        field,
        value: Some(Value::Text("1".into())),
    };
    assert!(dispatch(&mut phone.engine, other.into()).result.is_err());
    answer(&mut phone, doc, "account", Value::Text("1".into()));
    assert_eq!(refused(&mut phone, doc, A::Supplement).0, Code::NotValid);
    answer(&mut phone, doc, "account", some_answer("account"));
    advance(&mut phone, doc, A::Supplement);
    centre.meet(&mut phone);
    centre.meet(&mut sun);

    decide_as(&mut sun, doc);
    let counts = ask(&mut sun.engine, CountQueue {});
    assert_eq!((counts.to_do, counts.mine), (0, 0));
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let own = open(&mut phone, doc);
    assert_eq!(own.status, S::Decided);
    assert!(own.decision.is_some());
    let rating = linli_domain::care::Rating {
        grade: 2,
        words: "太慢".into(),
    };
    advance(&mut phone, doc, A::Rate { rating });
    centre.meet(&mut phone);
    centre.meet(&mut sun);
    let page = queue(&mut sun, QueueFilter::FollowUp, "");
    assert_eq!(page.total, 1);
    assert!(page.rows[0].follow_up.is_some(), "by a day");
    assert!(open(&mut sun, doc).follow_up.is_some());

    // What is written while she listens is there until it is sent.
    let form = FormName::FollowUp;
    let text = String::from("排队太久");
    ask(&mut sun.engine, KeepForm { doc, form, text });
    let mut sun = sun.restart();
    let kept = ask(&mut sun.engine, GetKeptForm { doc, form });
    assert_eq!(kept, "排队太久");
    advance(&mut sun, doc, A::FollowUp { words: kept });
    assert_eq!(ask(&mut sun.engine, GetKeptForm { doc, form }), "");
    assert_eq!(queue(&mut sun, QueueFilter::FollowUp, "").total, 0);
    let own = open(&mut sun, doc);
    assert_eq!(own.followed_up.as_deref(), Some("排队太久"));
}

fn more(fields: &[&str]) -> A {
    let item = |field: &&str| Item {
        field: FieldId((*field).into()),
        words: "请补上".into(),
    };
    A::AskMore {
        items: fields.iter().map(item).collect(),
        words: "还差一点。".into(),
        due: Date::constant(2026, 12, 20),
        again: None,
    }
}

/// The daughter wrote another number before she heard that it was sent: both are kept,
/// and neither can be changed any more.
#[test]
fn two_answers_that_were_not_asked_for_keep_nobody_from_sending_what_was() {
    let mut centre = Centre::new();
    let mut mother = wang(&mut centre, 1);
    let doc = start(&mut mother, "old-age-allowance", None);
    fill_in(&mut mother, doc);
    centre.meet(&mut mother);
    let mut daughter = daughter(&mut centre);
    let phone = |number: &str| Value::Text(number.into());
    answer(&mut daughter, doc, "phone", phone("13900000000"));
    answer(&mut mother, doc, "phone", phone("13700000000"));
    advance(&mut mother, doc, SUBMIT);
    centre.meet(&mut daughter);
    centre.meet(&mut mother);
    centre.receive_all();
    let mut sun = officer(&mut centre);
    assert_eq!(open(&mut sun, doc).clashes["phone"].len(), 2);
    advance(&mut sun, doc, A::Accept);
    advance(&mut sun, doc, more(&["account", "household_register"]));
    centre.meet(&mut sun);
    centre.meet(&mut mother);
    advance(&mut mother, doc, A::Supplement);
    centre.meet(&mut mother);
    centre.meet(&mut sun);
    assert_eq!(open(&mut sun, doc).status, S::Accepted);
}

/// As somebody who holds it.
fn decide_as(sun: &mut Phone, doc: DocId) {
    advance(sun, doc, A::Take);
    assert_eq!(open(sun, doc).holder.unwrap().name, "王秀英");
    assert_eq!(ask(&mut sun.engine, CountQueue {}).mine, 1);
    assert_eq!(open(sun, doc).holder.unwrap().person, SUN);
    let decided = A::Decide {
        outcome: Outcome::Refused,
        reason: "other".into(),
        words: "另有补贴。".into(),
        appeal: "六十天内可以申请复议。".into(),
    };
    advance(sun, doc, decided);
}

#[test]
fn an_officer_cannot_do_what_is_the_residents_and_the_other_way_round() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let doc = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    assert_eq!(refused(&mut phone, doc, A::Accept).0, Code::NotAllowed);
    let withdrawn = A::Withdraw {
        reason: String::new(),
    };
    assert_eq!(refused(&mut sun, doc, withdrawn).0, Code::NotAllowed);
    let queue = dispatch(&mut phone.engine, CountQueue {}.into());
    assert_eq!(queue.result.unwrap_err().code, Code::NotAllowed);
}

#[test]
fn what_nobody_took_on_comes_first_and_becomes_late() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    // A device that has not heard of the first one sends the same again: officers see both.
    let mut other = wang(&mut centre, 2);
    let mut sun = officer(&mut centre);
    let old = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    advance(&mut sun, old, A::Accept);
    centre.meet(&mut sun);
    let new = received(&mut centre, &mut other);
    centre.meet(&mut sun);
    let page = queue(&mut sun, QueueFilter::ToDo, "");
    let order: Vec<_> = page.rows.iter().map(|line| line.doc).collect();
    assert_eq!(order, [new, old], "five working days before twenty");
    assert_eq!(queue(&mut sun, QueueFilter::Overdue, "").total, 0);

    sun.host.clock.fetch_add(10 * DAY_MS, Ordering::SeqCst);
    let page = queue(&mut sun, QueueFilter::Overdue, "");
    assert_eq!((page.total, page.rows[0].doc), (1, new));
    assert!(page.rows[0].take_on.is_some_and(|due| due.overdue_by > 0));
    assert_eq!(open(&mut sun, new).take_on, page.rows[0].take_on);
    assert_eq!(ask(&mut sun.engine, CountQueue {}).overdue, 1);
}

#[test]
fn a_promise_stays_what_it_was_when_the_catalogue_changes() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let doc = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    advance(&mut sun, doc, A::Accept);
    let promised = open(&mut sun, doc).due;
    assert!(promised.is_some());
    decide_as(&mut sun, doc);
    // Decided, but the resident may still object: its questions stay known too.
    let mut newer = CATALOGUE.clone();
    newer.version = "newer".into();
    for service in &mut newer.services {
        service.promise.working_days = 1;
        service.questions.clear();
    }
    centre.give_catalogue(&mut sun, &newer);
    let mut sun = sun.restart();
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let words = "我不同意。".into();
    advance(&mut phone, doc, A::Object { words });
    centre.meet(&mut phone);
    centre.meet(&mut sun);
    let own = open(&mut sun, doc);
    assert!(!own.service.questions.is_empty());
    let line = &queue(&mut sun, QueueFilter::ToDo, "").rows[0];
    assert_eq!(line.applicant, "王秀英", "by the questions of then");
    assert_eq!(line.due, own.due, "list and case say the same");
    assert_eq!(own.due, promised);
}

/// What somebody shows at the desk is on record, and what nobody has seen stands out.
#[test]
fn papers_are_seen_at_the_desk_and_what_is_missing_is_told() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let doc = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    let missing = |page: &ApplicationPage| {
        let lines = page.papers.iter().filter(|line| line.is_missing());
        lines.map(|line| line.paper.clone()).collect::<Vec<_>>()
    };
    let page = open(&mut sun, doc);
    assert_eq!(missing(&page), ["id_card", "household_register", "card"]);
    let is_if_any = |line: &&PaperLine| line.paper == "photo";
    assert!(page.papers.iter().find(is_if_any).unwrap().optional);

    let paper = String::from("id_card");
    advance(&mut sun, doc, A::SeePaper { paper });
    let unknown = A::SeePaper {
        paper: "a_letter".into(),
    };
    assert_eq!(refused(&mut sun, doc, unknown).0, Code::NotValid);
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    for desk in [&mut sun, &mut phone] {
        let page = open(desk, doc);
        assert_eq!(missing(&page), ["household_register", "card"]);
        let shown = page.papers[0].shown.unwrap();
        assert_eq!(shown.by.person, SUN);
    }
}

#[test]
fn the_question_is_withdrawn_and_the_promise_runs_on() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let doc = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    advance(&mut sun, doc, A::Accept);
    advance(&mut sun, doc, more(&["account"]));
    assert!(open(&mut sun, doc).due.is_some_and(|due| due.is_paused));
    assert!(open(&mut sun, doc).may.contains(&M::AskNoMore));
    advance(&mut sun, doc, A::AskNoMore);
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    for desk in [&mut sun, &mut phone] {
        let page = open(desk, doc);
        assert_eq!(page.status, S::Accepted);
        assert!(page.due.is_some_and(|due| !due.is_paused));
        let last = page.happened.last().unwrap();
        assert_eq!(last.what, E::NoMoreAsked);
    }
    assert_eq!(refused(&mut phone, doc, A::Supplement).0, Code::TooLate);
}

#[test]
fn an_officer_sees_what_the_same_person_sent_besides_and_what_the_rules_say() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut other = wang(&mut centre, 2);
    let mut sun = officer(&mut centre);
    let first = received(&mut centre, &mut phone);
    let again = received(&mut centre, &mut other);
    let draft = start(&mut phone, "senior-card", None);
    answer(&mut phone, draft, "full_name", some_answer("full_name"));
    centre.meet(&mut phone);
    centre.meet(&mut sun);
    advance(&mut sun, first, A::Accept);
    let page = open(&mut sun, again);
    let [line] = &page.others[..] else {
        panic!("one, and no draft: {:?}", page.others);
    };
    assert_eq!((line.doc, line.status), (first, S::Accepted));
    assert!(line.is_same && !line.tracking.is_empty());
    let by_rules = page.by_rules.unwrap();
    assert_eq!(by_rules.entitled, Entitled::Yes);
    assert!(!by_rules.reasons.is_empty());
    // Neither is the resident's to see.
    let own = open(&mut phone, first);
    assert!(own.others.is_empty() && own.by_rules.is_none());
}

#[test]
fn what_the_centre_refused_says_of_which_case_it_was() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let mut away = Phone::new(31);
    centre.enrol(&mut away, SUN, Role::Officer);
    let doc = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    centre.meet(&mut away);
    advance(&mut sun, doc, A::Accept);
    centre.meet(&mut sun);
    let words = String::from("不归我们管");
    let turned_away = A::TurnAway {
        reason: "other-office".into(),
        words: words.clone(),
        where_to_go: "街道".into(),
    };
    advance(&mut away, doc, turned_away);
    centre.meet(&mut away);
    let refused = ask(&mut away.engine, ListRefused {}).remove(0);
    assert_eq!((refused.doc, refused.words), (doc, words));
    let tracking = open(&mut away, doc).tracking.unwrap();
    let Some(RefusedAbout::Application {
        name,
        applicant,
        tracking: told,
        is_draft: false,
    }) = refused.about
    else {
        panic!("of no case");
    };
    assert_eq!((applicant.as_str(), told), ("王秀英", tracking));
    assert!(!name.get("en").is_empty());
}
