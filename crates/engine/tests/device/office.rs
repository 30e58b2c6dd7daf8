//! The officer's desk on a device: the queue, asking for more, deciding.

use crate::{
    applications::{
        SUN, advance, answer, officer, open, received, refused, some_answer, start, wang,
    },
    centre::Centre,
    phone::{Phone, ask},
};
use linli_api::{AnswerApplication, Code, Queue, QueueCounts, dispatch, view::QueueFilter};
use linli_domain::{
    answer::{FieldId, Value},
    application::{ApplicationEvent as E, ApplicationStatus as S, Item, Outcome},
    id::{DocId, PersonId},
    time::Date,
};

#[test]
fn the_office_asks_for_more_and_decides() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let mut sun = officer(&mut centre);
    let draft = start(&mut phone, "senior-card", None);
    answer(&mut phone, draft, "full_name", some_answer("full_name"));
    let doc = received(&mut centre, &mut phone);
    centre.meet(&mut sun);
    let queue = |sun: &mut Phone, filter, search: &str| {
        let ask_for = Queue {
            filter,
            service: None,
            search: search.into(),
            after: None,
            limit: 20,
        };
        ask(&mut sun.engine, ask_for)
    };
    let page = queue(&mut sun, QueueFilter::ToDo, "");
    assert_eq!(
        (page.rows.len(), page.total),
        (1, 1),
        "drafts are nobody's business"
    );
    let line = &page.rows[0];
    assert_eq!((line.doc, line.applicant.as_str()), (doc, "王秀英"));
    assert_eq!(line.due, None, "not taken on yet");
    for found in ["王", "秀英", "138", "1000"] {
        assert_eq!(queue(&mut sun, QueueFilter::All, found).total, 1, "{found}");
    }
    for lost in ["李", "139", "***"] {
        assert_eq!(queue(&mut sun, QueueFilter::All, lost).total, 0, "{lost}");
    }

    advance(&mut sun, doc, E::Accepted);
    assert!(queue(&mut sun, QueueFilter::ToDo, "").rows[0].due.is_some());
    let more = E::MoreAsked {
        items: vec![Item {
            field: FieldId("account".into()),
            words: "卡号少一位".into(),
        }],
        words: "请再写一次卡号。".into(),
        due: Date::constant(2026, 12, 20),
        again: None,
    };
    advance(&mut sun, doc, more);
    let counts = ask(&mut sun.engine, QueueCounts {});
    assert_eq!((counts.to_do, counts.waiting), (0, 1));
    centre.meet(&mut sun);
    centre.meet(&mut phone);
    let own = open(&mut phone, doc);
    assert_eq!(own.status, S::NeedsMore);
    assert!(own.due.is_some_and(|due| due.is_paused));
    // Only what was asked for can be written.
    let field = FieldId("phone".into());
    let other = AnswerApplication {
        doc,
        field,
        value: Some(Value::Text("1".into())),
    };
    assert!(dispatch(&mut phone.engine, other.into()).result.is_err());
    answer(&mut phone, doc, "account", Value::Text("1".into()));
    assert_eq!(refused(&mut phone, doc, E::Supplemented).0, Code::NotValid);
    answer(&mut phone, doc, "account", some_answer("account"));
    advance(&mut phone, doc, E::Supplemented);
    centre.meet(&mut phone);
    centre.meet(&mut sun);

    decide_as(&mut sun, doc);
    let counts = ask(&mut sun.engine, QueueCounts {});
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
    advance(&mut phone, doc, E::Rated { rating });
    centre.meet(&mut phone);
    centre.meet(&mut sun);
    assert_eq!(queue(&mut sun, QueueFilter::FollowUp, "").total, 1);
}

/// As somebody who holds it.
fn decide_as(sun: &mut Phone, doc: DocId) {
    let lease = E::LeaseTaken {
        officer: PersonId::default(),
        until: linli_domain::time::Timestamp::default(),
        name: String::new(),
    };
    advance(sun, doc, lease);
    assert_eq!(ask(&mut sun.engine, QueueCounts {}).mine, 1);
    assert_eq!(open(sun, doc).holder, Some(SUN));
    let decided = E::Decided {
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
    assert_eq!(refused(&mut phone, doc, E::Accepted).0, Code::NotAllowed);
    let withdrawn = E::Withdrawn {
        reason: String::new(),
    };
    assert_eq!(refused(&mut sun, doc, withdrawn).0, Code::NotAllowed);
    let queue = dispatch(&mut phone.engine, QueueCounts {}.into());
    assert_eq!(queue.result.unwrap_err().code, Code::NotAllowed);
}
