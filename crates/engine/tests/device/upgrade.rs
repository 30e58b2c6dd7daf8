//! A database that an earlier release wrote: nothing in it is lost, and all that is
//! new works on it.

use crate::{
    applications::{SUBMIT, advance, answer, open, received, some_answer, wang},
    centre::Centre,
    phone::{Phone, ask},
};
use flate2::read::GzDecoder;
use linli_api::{
    GetDelivery, GetSession, ListMatters, ListRefused, OpenCare, OpenService, Redo, SendCare,
    view::{Entitled, Matter},
};
use linli_domain::{
    access::Refusal,
    answer::Value,
    application::{ApplicationAction, ApplicationStatus as S},
    care::CareStatus,
    id::DocId,
};
use std::{fs, io::Read as _};

/// Written by the release before applications: Wang's request for a bath with four
/// answers and a day, not sent, and a message that was being typed.
const RELEASE_2: &[u8] = include_bytes!("release-2.db.gz");

/// Written by the release before papers were asked for and rules came as trees: Wang's
/// application for the old-age allowance, all but who applies, the last answer not sent.
const RELEASE_5: &[u8] = include_bytes!("release-5.db.gz");

fn opened(written: &[u8]) -> Phone {
    let mut database = Vec::new();
    GzDecoder::new(written).read_to_end(&mut database).unwrap();
    let mut phone = Phone::new(9).restart_after(|path| fs::write(path, database).unwrap());
    assert!(!ask(&mut phone.engine, GetSession {}).rescued);
    phone
}

#[test]
fn a_draft_of_an_application_goes_on_after_an_upgrade() {
    let mut phone = opened(RELEASE_5);
    let doc: DocId = "59f0e9417ddf743f59f0e9417ddf743f".parse().unwrap();
    let own = open(&mut phone, doc);
    assert_eq!((own.status, own.answers.len()), (S::Draft, 6));
    assert_eq!(own.answers["account"], some_answer("account"));
    assert!(
        own.service.evidence.iter().any(|paper| paper.photo)
            && own
                .service
                .questions
                .iter()
                .all(|q| own.service.paper(&q.id).is_none()),
        "it is asked what was asked then"
    );
    answer(&mut phone, doc, "applicant", some_answer("applicant"));
    advance(&mut phone, doc, SUBMIT);
    let mut phone = phone.restart();
    assert_eq!(open(&mut phone, doc).status, S::Sent);
    // Rules of that time are unknown here, and never a "no" that nobody can explain.
    let service = own.service.id;
    let page = ask(&mut phone.engine, OpenService { service });
    assert_eq!(page.entitled, Entitled::Unknown);
}

#[test]
fn a_draft_of_an_earlier_release_goes_on() {
    let mut phone = opened(RELEASE_2);
    let doc: DocId = "59f0e9417ddf743f59f0e9417ddf743f".parse().unwrap();
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!((care.status, care.answers.len()), (CareStatus::Draft, 4));
    assert_eq!(care.answers["door_note"], Value::Text("按两次门铃".into()));
    assert_eq!(care.typed, "还没写完");
    let waiting = ask(&mut phone.engine, GetDelivery {}).waiting;
    ask(&mut phone.engine, SendCare { doc });
    assert_eq!(ask(&mut phone.engine, GetDelivery {}).waiting, waiting + 1);
    let under_way = ListMatters {
        open: true,
        after: None,
        limit: 9,
    };
    let matters = ask(&mut phone.engine, under_way);
    assert!(matches!(matters.rows.as_slice(), [Matter::Care(line)] if line.doc == doc));
}

#[test]
fn an_answer_that_was_refused_to_an_earlier_release_is_given_again() {
    const REFUSED: &str = r#"INSERT INTO refused (doc, intent, words, reason, at) VALUES (
        x'59f0e9417ddf743f59f0e9417ddf743f',
        '{"ask":"answer_care","with":{"doc":"59f0e9417ddf743f59f0e9417ddf743f",
          "field":"door_note","value":{"text":"敲门"}}}',
        '敲门', '"too_late"', 0)"#;
    let mut phone = opened(RELEASE_2).restart_after(|path| {
        let db = rusqlite::Connection::open(path).unwrap();
        db.execute(REFUSED, []).unwrap();
    });
    let kept = ask(&mut phone.engine, ListRefused {});
    assert_eq!((kept[0].words.as_str(), kept[0].can_redo), ("敲门", true));
    let doc = kept[0].doc;
    ask(
        &mut phone.engine,
        Redo {
            refused: kept[0].id,
        },
    );
    assert!(ask(&mut phone.engine, ListRefused {}).is_empty());
    let care = ask(&mut phone.engine, OpenCare { doc });
    assert_eq!(care.answers["door_note"], Value::Text("敲门".into()));
}

/// What was kept of a refused change was an event; now it is an action.
#[test]
fn what_was_refused_before_an_upgrade_is_done_again() {
    let mut centre = Centre::new();
    let mut phone = wang(&mut centre, 1);
    let doc = received(&mut centre, &mut phone);
    centre.refuse = Some(Refusal::NotValid);
    let reason = "不办了".to_owned();
    advance(&mut phone, doc, ApplicationAction::Withdraw { reason });
    centre.meet(&mut phone);
    let mut phone = phone.restart_after(|path| {
        let db = rusqlite::Connection::open(path).unwrap();
        let kept = r#"UPDATE refused SET intent = replace(intent, '"withdraw"', '"withdrawn"')"#;
        assert_eq!(db.execute(kept, ()).unwrap(), 1);
    });
    let refused = ask(&mut phone.engine, ListRefused {}).remove(0);
    assert!(refused.can_redo);
    let refused = refused.id;
    ask(&mut phone.engine, Redo { refused });
    let own = open(&mut phone, doc);
    assert_eq!(
        (own.status, own.withdrawn),
        (S::Withdrawn, Some("不办了".into()))
    );
}
