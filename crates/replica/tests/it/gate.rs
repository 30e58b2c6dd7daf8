//! The gate by its table of hostile inputs: each refused with its reason.

use crate::{
    craft::{Craft, delete, map, put, standing},
    town::{DOC, Device, Town, answer, area, assert_kept, key_of, replay, text},
};
use linli_domain::{
    access::{Refusal, Touch},
    answer::Value,
    care::{CareEvent, Place},
    catalogue::KindId,
    document::{DocKind, Header},
    id::{AreaId, DocId, PersonId},
    profile::ProfileField,
    role::{Role, Scope},
};
use linli_replica::{
    gate::{Admission, admit},
    replica::{Edit, Replica},
    signed::SignedChange,
};
use std::collections::BTreeMap;

/// What the gate says to a change by `device` on top of `before`.
pub(crate) fn judge(
    before: &Replica,
    signed: &SignedChange,
    device: &Device,
) -> Result<Admission, Refusal> {
    let mut replica = Some(before.clone());
    let admission = admit(&mut replica, signed, &device.key.public(), &device.writer);
    let mut replica = replica.unwrap();
    if let Ok(Admission::New { .. }) = &admission {
        let again = Replica::load(&replica.save()).unwrap();
        assert_eq!(again.heads(), replica.heads());
    } else {
        assert_eq!(
            replica.heads(),
            before.heads(),
            "what is refused spoils nothing"
        );
    }
    assert_kept(&mut replica);
    admission
}

#[track_caller]
pub(crate) fn refused(before: &Replica, signed: &SignedChange, device: &Device, reason: Refusal) {
    assert_eq!(judge(before, signed, device), Err(reason));
}

/// A draft with an honest next change that is not in it yet.
fn honest() -> (Town, SignedChange) {
    let mut town = Town::draft();
    let mut ahead = town.care.clone();
    let signed = town
        .wang
        .edit(&mut ahead, &[text("note", "ring three times")]);
    (town, signed)
}

#[test]
fn an_honest_change_enters_once() {
    let (town, signed) = honest();
    let mut replica = Some(town.care.clone());
    let key = town.wang.key.public();
    let first = admit(&mut replica, &signed, &key, &town.wang.writer);
    let Ok(Admission::New { touches, .. }) = first else {
        panic!("{first:?}");
    };
    assert!(matches!(&touches[..], [Touch::Answer(field)] if field.0 == "note"));
    let second = admit(&mut replica, &signed, &key, &town.wang.writer);
    assert_eq!(second, Ok(Admission::Known));
}

#[test]
fn a_change_waits_for_what_it_stands_on() {
    let town = Town::sent();
    let [begun, written, sent] = &town.log[..] else {
        panic!("three changes");
    };
    let (key, writer) = (town.wang.key.public(), &town.wang.writer);
    let mut replica = None;
    let early = admit(&mut replica, written, &key, writer);
    assert_eq!(early, Ok(Admission::Missing(written.read().unwrap().deps)));
    assert!(admit(&mut replica, begun, &key, writer).is_ok());
    let early = admit(&mut replica, sent, &key, writer);
    let lacking = vec![written.read().unwrap().hash];
    assert_eq!(early, Ok(Admission::Missing(lacking)));
}

#[test]
fn an_assignment_opens_the_document_to_the_caregiver() {
    let mut town = Town::sent();
    let mut ahead = town.care.clone();
    let change = town.centre.edit(
        &mut ahead,
        &[
            Edit::Care(CareEvent::Received),
            Edit::Care(CareEvent::Assigned {
                caregiver: town.chen.writer.person,
                name: "Chen".into(),
                claim: None,
            }),
        ],
    );
    let Ok(Admission::New {
        scopes_before,
        scopes_after,
        ..
    }) = judge(&town.care, &change, &town.centre)
    else {
        panic!("refused");
    };
    let chen = Scope::Person(town.chen.writer.person);
    assert!(!scopes_before.contains(&chen) && scopes_after.contains(&chen));
}

#[test]
fn a_forged_signature() {
    let (town, signed) = honest();
    let forged = SignedChange::sign(&town.zhao.key, signed.device, DOC, signed.change.clone());
    refused(&town.care, &forged, &town.wang, Refusal::Forged);
    let mut bent = signed;
    bent.signature.0[3] ^= 1;
    refused(&town.care, &bent, &town.wang, Refusal::Forged);
}

#[test]
fn another_devices_actor() {
    let (town, signed) = honest();
    let stolen = SignedChange::sign(&town.zhao.key, town.zhao.id, DOC, signed.change);
    refused(&town.care, &stolen, &town.zhao, Refusal::WrongActor);
}

#[test]
fn a_number_of_an_actor_used_twice_or_left_out() {
    let mut town = Town::sent();
    let fork = replay(&town.log[..2], key_of);
    let mut fork = fork;
    // Wang's device from before a restore: the same number for another change.
    let reused = town.wang.edit(&mut fork, &[text("note", "never mind")]);
    refused(&town.care, &reused, &town.wang, Refusal::WrongActor);
    for seq in [0, 1, 3, 5, u64::MAX >> 1] {
        let answers = map(&town.care, "answers");
        let pred = standing(&town.care, "answers", "lift");
        let signed = Craft::on(&town.care, &town.wang)
            .op(delete(answers, "lift", pred))
            .bend(|change| change.seq = seq)
            .sign(&town.wang);
        refused(&town.care, &signed, &town.wang, Refusal::WrongActor);
    }
}

#[test]
fn a_first_change_of_an_actor_must_have_the_number_one() {
    let town = Town::draft();
    let answers = map(&town.care, "answers");
    let craft =
        || Craft::on(&town.care, &town.zhao).op(put(answers.clone(), "a", "\"not_known\"", vec![]));
    assert!(judge(&town.care, &craft().sign(&town.zhao), &town.zhao).is_ok());
    let late = craft().bend(|change| change.seq = 2).sign(&town.zhao);
    refused(&town.care, &late, &town.zhao, Refusal::WrongActor);
}

#[test]
fn an_actor_that_forks_its_own_history() {
    let mut town = Town::draft();
    let behind = replay(&town.log[..1], key_of);
    // Zhao's second change does not stand on Zhao's first.
    let first = town.zhao.edit(&mut town.care, &[text("note", "one")]);
    town.log.push(first);
    let answers = map(&behind, "answers");
    let signed = Craft::on(&behind, &town.zhao)
        .op(put(answers, "a", "\"not_known\"", vec![]))
        .bend(|change| change.seq = 2)
        .sign(&town.zhao);
    refused(&town.care, &signed, &town.zhao, Refusal::WrongActor);
}

#[test]
fn a_document_of_others() {
    let (town, _) = honest();
    let mut ahead = town.care.clone();
    let mut stranger = Device::new(7, Role::Resident);
    let signed = stranger.edit(&mut ahead, &[text("note", "hello")]);
    refused(&town.care, &signed, &stranger, Refusal::NotTheirs);
    let mut ahead = town.care.clone();
    let mut chen = town.chen.clone();
    let signed = chen.edit(
        &mut ahead,
        &[Edit::Care(CareEvent::Said { text: "hi".into() })],
    );
    refused(&town.care, &signed, &chen, Refusal::NotTheirs);
}

#[test]
fn a_part_that_is_not_for_the_role() {
    let town = Town::assigned();
    for (mut device, edit, reason) in [
        (
            town.chen.clone(),
            Edit::Place(Place {
                door: "x".into(),
                ..Place::default()
            }),
            Refusal::NotForRole,
        ),
        (town.chen.clone(), text("note", "x"), Refusal::NotForRole),
        (
            town.chen.clone(),
            Edit::Care(CareEvent::Cancelled {
                reason: String::new(),
            }),
            Refusal::NotForRole,
        ),
        (
            town.wang.clone(),
            Edit::Care(CareEvent::Received),
            Refusal::NotForRole,
        ),
        (
            town.wang.clone(),
            Edit::Care(CareEvent::Assigned {
                caregiver: PersonId([3; 16]),
                name: "Li".into(),
                claim: None,
            }),
            Refusal::NotForRole,
        ),
        (town.wang.clone(), text("note", "x"), Refusal::TooLate),
        (
            town.wang.clone(),
            Edit::Care(CareEvent::Sent),
            Refusal::TooLate,
        ),
        (
            town.wang.clone(),
            Edit::Care(CareEvent::Discarded),
            Refusal::TooLate,
        ),
        (
            town.wang.clone(),
            Edit::Care(CareEvent::Said { text: " ".into() }),
            Refusal::NotValid,
        ),
        (
            town.wang.clone(),
            Edit::Care(CareEvent::Said {
                text: "x".repeat(4_001),
            }),
            Refusal::NotValid,
        ),
    ] {
        let mut ahead = town.care.clone();
        let signed = device.edit(&mut ahead, std::slice::from_ref(&edit));
        assert_eq!(judge(&town.care, &signed, &device), Err(reason), "{edit:?}");
    }
}

#[test]
fn a_change_for_another_document() {
    let (town, signed) = honest();
    let other = DocId([0xee; 16]);
    let replayed = SignedChange {
        doc: other,
        ..signed.clone()
    };
    refused(&town.care, &replayed, &town.wang, Refusal::Forged);
    // Signed anew for the other document by its own author.
    let moved = SignedChange::sign(&town.wang.key, town.wang.id, other, signed.change);
    refused(&town.care, &moved, &town.wang, Refusal::NotTheirs);
    let begun = &town.log[0];
    let moved = SignedChange::sign(&town.wang.key, town.wang.id, other, begun.change.clone());
    let entered = admit(
        &mut None,
        &moved,
        &town.wang.key.public(),
        &town.wang.writer,
    );
    assert_eq!(entered, Err(Refusal::NotTheirs));
}

#[test]
fn a_second_beginning() {
    let mut town = Town::draft();
    let header = Header::new(DOC, DocKind::Care, town.wang.writer.person, area());
    let kind = KindId("cooking".into());
    town.wang.incarnation = 2;
    let (_, begun) = town
        .wang
        .write(|pen| Replica::begin_care(pen, &header, &kind))
        .unwrap();
    refused(&town.care, &begun, &town.wang, Refusal::NotValid);
}

#[test]
fn documents_begun_by_the_wrong_hands() {
    let town = Town::draft();
    let begin = |device: &Device, header: &Header| {
        let mut device = device.clone();
        let kind = KindId("bathing".into());
        let profile = BTreeMap::from([(ProfileField::Name, "Wang".to_owned())]);
        let (_, signed) = device
            .write(|pen| match header.kind {
                DocKind::Person => Replica::begin_person(pen, header, &profile),
                _ => Replica::begin_care(pen, header, &kind),
            })
            .unwrap();
        let key = device.key.public();
        admit(&mut None, &signed, &key, &device.writer).map(|_| ())
    };
    let wang = town.wang.writer.person;
    let care = Header::new(DOC, DocKind::Care, wang, area());
    let person = Header::new(DOC, DocKind::Person, wang, area());
    let next_format = Header {
        format: 2,
        ..care.clone()
    };
    assert_eq!(begin(&town.wang, &care), Ok(()));
    assert_eq!(begin(&town.centre, &person), Ok(()));
    assert_eq!(begin(&town.zhao, &person), Err(Refusal::NotForRole));
    assert_eq!(begin(&town.chen, &care), Err(Refusal::NotForRole));
    assert_eq!(begin(&town.wang, &person), Err(Refusal::NotForRole));
    assert_eq!(begin(&town.wang, &next_format), Err(Refusal::NotValid));
    assert_eq!(
        begin(&Device::new(7, Role::Resident), &care),
        Err(Refusal::NotTheirs)
    );
    // An offer's header, but a care request's parts.
    let offer = Header::new(DOC, DocKind::Offer, PersonId::default(), area());
    assert_eq!(begin(&town.centre, &offer), Err(Refusal::NotValid));
}

#[test]
fn work_done_while_apart_enters_whenever_it_arrives() {
    let mut town = Town::draft();
    let mut at_wang = town.care.clone();
    let mut at_zhao = town.care.clone();
    let wang = [
        town.wang.edit(
            &mut at_wang,
            &[Edit::Answer(
                linli_domain::answer::FieldId("note".into()),
                None,
            )],
        ),
        town.wang.edit(
            &mut at_wang,
            &[text("note", "new words"), answer("lift", Value::Yes(true))],
        ),
    ];
    // Zhao writes into the text that Wang takes away meanwhile.
    let zhao = [
        town.zhao
            .edit(&mut at_zhao, &[text("note", "ring twice, please")]),
        town.zhao.edit(
            &mut at_zhao,
            &[text("note", "ring twice!"), answer("lift", Value::NotKnown)],
        ),
    ];
    for order in [[&wang, &zhao], [&zhao, &wang]] {
        let mut replica = Some(town.care.clone());
        for signed in order.into_iter().flatten() {
            let device = if signed.device == town.wang.id {
                &town.wang
            } else {
                &town.zhao
            };
            let entered = admit(&mut replica, signed, &device.key.public(), &device.writer);
            assert!(matches!(entered, Ok(Admission::New { .. })), "{entered:?}");
        }
        let replica = replica.unwrap();
        assert_eq!(
            Replica::load(&replica.save()).unwrap().heads(),
            replica.heads()
        );
    }
}

/// Where the resident has moved is known to the centre; anybody else could pull her papers
/// into another area's hands.
#[test]
fn only_the_centre_moves_a_document_to_another_area() {
    let mut town = Town::sent();
    let elsewhere = AreaId("elsewhere".into());
    let moved = [Edit::Area(elsewhere.clone())];
    for device in [&mut town.wang, &mut town.zhao] {
        let change = device.edit(&mut town.care.clone(), &moved);
        assert_eq!(judge(&town.care, &change, device), Err(Refusal::NotForRole));
    }
    let mut care = town.care.clone();
    let change = town.centre.edit(&mut care, &moved);
    let admitted = judge(&town.care, &change, &town.centre);
    let Ok(Admission::New { scopes_after, .. }) = admitted else {
        panic!("{admitted:?}");
    };
    assert!(scopes_after.contains(&Scope::AreaWorker(elsewhere.clone())));
    assert!(!scopes_after.contains(&Scope::AreaWorker(area())));
    assert_eq!(care.contents().unwrap().header().area, elsewhere);
}
