//! Applications: the whole way, what enters and what is refused, and the bytes.

use crate::{
    craft::inside,
    gate::{judge, refused},
    hall::{Hall, application, begin, decided, event, more_asked, office, received},
    town::{DOC, Device, NOON, area, key_of, replay, text},
};
use automerge::{ROOT, ReadDoc, transaction::Transactable};
use data_encoding::HEXLOWER;
use expect_test::expect_file;
use linli_domain::{
    access::Refusal,
    answer::Value,
    application::{ApplicationEvent, ApplicationStatus, fold},
    care::{CareEvent, Rating},
    catalogue::BundleId,
    document::{DocKind, Event, Header},
    id::{EventId, OfficeId},
    role::{Role, Scope},
};
use linli_replica::{
    exchange::encode,
    gate::{Admission, admit},
    replica::{Edit, Replica},
    signed::SignedChange,
};
use std::fmt::Write as _;

#[test]
fn an_application_goes_all_the_way() {
    let mut hall = Hall::needs_more();
    let before = hall.filed.clone();
    // What was asked for is brought in one change with the word that it is there.
    let brought = hall.wang.edit(
        &mut hall.filed,
        &[
            text("card", "0000 1112"),
            event(ApplicationEvent::Supplemented),
        ],
    );
    assert!(judge(&before, &brought, &hall.wang).is_ok());
    hall.log.push(brought);
    let rating = Rating {
        grade: 2,
        words: "slow".into(),
    };
    let hall = hall
        .then(|hall| &mut hall.sun, decided())
        .then(|hall| &mut hall.centre, ApplicationEvent::Served)
        .then(|hall| &mut hall.wang, ApplicationEvent::Rated { rating });
    let own = application(&replay(&hall.log, key_of));
    assert_eq!(own, application(&hall.filed));
    assert_eq!(
        (own.service.0.as_str(), own.version.as_str()),
        ("old-age-allowance", "7")
    );
    assert_eq!(
        (own.office.clone(), own.bundle.clone()),
        (office(), Some(BundleId("turning-80".into())))
    );
    assert_eq!(
        own.answers.get("card"),
        Some(&Value::Text("0000 1112".into()))
    );
    let state = fold(&own);
    assert_eq!(state.status, ApplicationStatus::Closed);
    assert!(state.follow_up && state.ignored.is_empty());
}

#[test]
fn the_receipt_opens_the_document_to_the_office() {
    let mut hall = Hall::draft();
    let mut ahead = hall.filed.clone();
    let sent = event(ApplicationEvent::Submitted { by_proxy: false });
    let sent = hall.wang.edit(&mut ahead, &[sent]);
    let scope = Scope::Office(office());
    let Ok(Admission::New { scopes_after, .. }) = judge(&hall.filed, &sent, &hall.wang) else {
        panic!("refused");
    };
    assert!(!scopes_after.contains(&scope), "it can still be taken back");
    let before = ahead.clone();
    let change = hall.centre.edit(&mut ahead, &[event(received())]);
    let Ok(Admission::New {
        scopes_before,
        scopes_after,
        ..
    }) = judge(&before, &change, &hall.centre)
    else {
        panic!("refused");
    };
    assert!(!scopes_before.contains(&scope) && scopes_after.contains(&scope));
}

#[test]
fn hands_that_may_not() {
    let draft = Hall::draft();
    let accepted = Hall::accepted();
    let needs_more = Hall::needs_more();
    let other_office =
        Device::new(8, Role::Officer).with_scope(Scope::Office(OfficeId("health-centre".into())));
    let related = other_office
        .clone()
        .with_scope(Scope::Person(draft.wang.writer.person));
    let taken = ApplicationEvent::LeaseTaken {
        officer: accepted.wang.writer.person,
        until: NOON.plus_ms(1_000),
        name: String::new(),
    };
    for (name, hall, device, edit, reason) in [
        (
            "resident deciding",
            &accepted,
            &accepted.wang,
            event(decided()),
            Refusal::NotForRole,
        ),
        (
            "delegate taking on",
            &accepted,
            &accepted.daughter,
            event(ApplicationEvent::Accepted),
            Refusal::NotForRole,
        ),
        (
            "worker asking for more",
            &accepted,
            &accepted.zhao,
            event(more_asked()),
            Refusal::NotForRole,
        ),
        (
            "resident receiving",
            &accepted,
            &accepted.wang,
            event(received()),
            Refusal::NotForRole,
        ),
        (
            "officer receiving",
            &accepted,
            &accepted.sun,
            event(received()),
            Refusal::NotForRole,
        ),
        (
            "centre deciding",
            &accepted,
            &accepted.centre,
            event(decided()),
            Refusal::NotForRole,
        ),
        (
            "officer editing answers",
            &accepted,
            &accepted.sun,
            text("card", "x"),
            Refusal::NotForRole,
        ),
        (
            "officer editing what was asked",
            &needs_more,
            &needs_more.sun,
            text("card", "x"),
            Refusal::NotForRole,
        ),
        (
            "officer taking another's turn",
            &accepted,
            &accepted.sun,
            event(taken),
            Refusal::NotValid,
        ),
        (
            "edit after submission",
            &accepted,
            &accepted.wang,
            text("card", "x"),
            Refusal::TooLate,
        ),
        (
            "edit of what was not asked",
            &needs_more,
            &needs_more.wang,
            text("other", "x"),
            Refusal::TooLate,
        ),
        (
            "taken back after the receipt",
            &accepted,
            &accepted.wang,
            event(ApplicationEvent::Unsent),
            Refusal::TooLate,
        ),
        (
            "officer of another office deciding",
            &accepted,
            &other_office,
            event(decided()),
            Refusal::NotTheirs,
        ),
        (
            "the same, as a relative",
            &accepted,
            &related,
            event(decided()),
            Refusal::NotForRole,
        ),
        (
            "officer reading a draft",
            &draft,
            &draft.sun,
            event(ApplicationEvent::Said { text: "hi".into() }),
            Refusal::NotTheirs,
        ),
    ] {
        let mut device = device.clone();
        let mut ahead = hall.filed.clone();
        let signed = device.edit(&mut ahead, std::slice::from_ref(&edit));
        assert_eq!(judge(&hall.filed, &signed, &device), Err(reason), "{name}");
    }
}

#[test]
fn an_edit_and_a_submission_in_one_change_are_judged_in_order() {
    let mut hall = Hall::draft();
    let submitted = || event(ApplicationEvent::Submitted { by_proxy: false });
    let mut ahead = hall.filed.clone();
    let fine = hall
        .wang
        .edit(&mut ahead, &[text("card", "x"), submitted()]);
    assert!(judge(&hall.filed, &fine, &hall.wang).is_ok());
    let mut wang = Hall::draft().wang;
    let mut ahead = hall.filed.clone();
    let late = wang.edit(&mut ahead, &[submitted(), text("card", "x")]);
    refused(&hall.filed, &late, &wang, Refusal::TooLate);
}

#[test]
fn an_application_begun_by_the_wrong_hands_or_with_parts_of_another_kind() {
    let hall = Hall::draft();
    let header = Header::new(DOC, DocKind::Application, hall.wang.writer.person, area());
    let admitted = |device: &Device, signed: &SignedChange| {
        admit(&mut None, signed, &device.key.public(), &device.writer).map(|_| ())
    };
    for (device, expected) in [
        (&hall.wang, Ok(())),
        (&hall.daughter, Ok(())),
        (&hall.zhao, Ok(())),
        (&hall.sun, Err(Refusal::NotForRole)),
        (&hall.centre, Err(Refusal::NotForRole)),
        (&Device::new(2, Role::Caregiver), Err(Refusal::NotForRole)),
        (&Device::new(7, Role::Resident), Err(Refusal::NotTheirs)),
    ] {
        let (_, begun) = begin(&mut device.clone(), &header);
        assert_eq!(
            admitted(device, &begun),
            expected,
            "{:?}",
            device.writer.role
        );
    }
    let care = Header::new(DOC, DocKind::Care, hall.wang.writer.person, area());
    let (_, begun) = begin(&mut hall.wang.clone(), &care);
    assert_eq!(admitted(&hall.wang, &begun), Err(Refusal::NotValid));
    let (_, begun) = hall
        .wang
        .clone()
        .write(|pen| {
            Replica::begin_care(
                pen,
                &header,
                &linli_domain::catalogue::KindId("bathing".into()),
            )
        })
        .unwrap();
    assert_eq!(admitted(&hall.wang, &begun), Err(Refusal::NotValid));
}

#[test]
fn an_edit_for_another_kind_of_document_leaves_no_trace() {
    let mut hall = Hall::draft();
    let before = hall.filed.save();
    for edit in [
        Edit::Care(CareEvent::Sent),
        Edit::Place(linli_domain::care::Place::default()),
    ] {
        assert!(
            hall.wang
                .write(|pen| hall.filed.edit(pen, &[edit]))
                .is_err()
        );
        assert_eq!(hall.filed.save(), before);
    }
}

#[test]
fn an_event_of_a_later_version_is_kept_and_counted() {
    let hall = Hall::received();
    let before = application(&hall.filed);
    let mut doc = inside(&hall.filed).clone();
    let (_, events) = doc.get(ROOT, "events").unwrap().unwrap();
    let later = Event {
        id: EventId([0x33; 16]),
        turn: 3,
        at: NOON,
        by: hall.sun.writer.author(),
        what: serde_json::json!({"is": "hearing_called", "day": "2026-12-01"}),
    };
    let text = serde_json::to_string(&later).unwrap();
    let mut tx = doc.transaction();
    tx.put(&events, later.id.to_string(), text).unwrap();
    tx.commit();
    let kept = Replica::load(&doc.save()).unwrap();
    let after = application(&kept);
    assert_eq!(after.unknown_events, 1);
    assert_eq!(fold(&after), fold(&before));
    let again = application(&Replica::load(&kept.save()).unwrap());
    assert_eq!(again.unknown_events, 1);
}

/// An application written today is read by every later version. `UPDATE_EXPECT=1`
/// writes the file anew.
#[test]
fn the_bytes_of_an_application() {
    let seen = ApplicationEvent::PaperSeen {
        paper: "id_card".into(),
    };
    let hall = Hall::needs_more();
    let (person, name) = (hall.sun.writer.person, "Sun Li".into());
    let introduced = ApplicationEvent::Introduced { person, name };
    let hall = hall
        .then(|hall| &mut hall.sun, seen)
        .then(|hall| &mut hall.sun, ApplicationEvent::NoMoreAsked)
        .then(|hall| &mut hall.centre, introduced);
    let mut text = String::new();
    for signed in &hall.log {
        let hex = HEXLOWER.encode(&encode(signed));
        writeln!(text, "signed_change {hex}").unwrap();
    }
    for event in application(&hall.filed).events {
        writeln!(text, "event {}", serde_json::to_string(&event).unwrap()).unwrap();
    }
    expect_file!["../../golden/application.txt"].assert_eq(&text);
}
