//! What is kept of a document beside it is what would be read of it anew, and keeping it
//! up to date costs the same however much has happened.

use crate::town::{NOON, Town, answer, area, assert_kept, key_of, text};
use linli_domain::{
    access::Refusal,
    answer::Value,
    care::CareEvent,
    device::{DeviceKind, DeviceNote},
    document::{DocKind, Header},
    id::{AreaId, DocId, PersonId},
    role::Scope,
};
use linli_replica::{
    gate::{Admission, accept, admit},
    replica::{Edit, Replica},
    signed::SignedChange,
};
use std::collections::BTreeMap;

fn said(number: usize) -> Edit {
    Edit::Care(CareEvent::Said {
        text: format!("message {number}"),
    })
}

/// How many acts were applied to the state of `replica`.
fn steps(replica: &mut Option<Replica>) -> u64 {
    replica.as_mut().unwrap().folded().unwrap().steps()
}

fn let_in(there: &mut Option<Replica>, town: &Town, signed: &SignedChange) {
    let admission = admit(
        there,
        signed,
        &key_of(signed.device).public(),
        &town.wang.writer,
    );
    assert!(
        matches!(admission, Ok(Admission::New { .. })),
        "{admission:?}"
    );
}

#[test]
fn the_thousandth_message_has_nothing_read_or_folded_again() {
    let mut town = Town::sent();
    let mut there = Some(Replica::load(&town.care.save()).unwrap());
    let before = steps(&mut there);
    for number in 0..1_000 {
        let signed = town.wang.edit(&mut town.care, &[said(number)]);
        let_in(&mut there, &town, &signed);
    }
    assert_eq!(steps(&mut there), before, "a message has nothing folded");
    // An act that is read last is one step, whatever was said before it.
    let cancelled = CareEvent::Cancelled {
        reason: String::new(),
    };
    let signed = town.wang.edit(&mut town.care, &[Edit::Care(cancelled)]);
    let_in(&mut there, &town, &signed);
    assert_eq!(steps(&mut there), before + 1);
    assert_kept(there.as_mut().unwrap());
    assert_kept(&mut town.care);
}

#[test]
fn what_may_not_enter_leaves_the_document_as_it_was_with_nothing_to_load() {
    let mut town = Town::sent();
    let mut there = Some(Replica::load(&town.care.save()).unwrap());
    let (heads, before) = {
        let there = there.as_mut().unwrap();
        (there.heads(), there.folded().unwrap().clone())
    };
    // Said and cancelled may be; an answer to what was sent may not, and takes both along.
    let edits = [
        said(1),
        Edit::Care(CareEvent::Cancelled {
            reason: String::new(),
        }),
        text("note", "too late"),
    ];
    let mut ahead = town.care.clone();
    let late = town.wang.edit(&mut ahead, &edits);
    let key = key_of(late.device).public();
    let refused = admit(&mut there, &late, &key, &town.wang.writer);
    assert_eq!(refused, Err(Refusal::TooLate));
    let forged = SignedChange {
        signature: town.log[0].signature,
        ..late
    };
    assert_eq!(accept(&mut there, &forged, &key), Err(Refusal::Forged));
    let kept = there.as_mut().unwrap();
    assert_eq!(kept.heads(), heads);
    assert_eq!(kept.folded().unwrap().contents(), before.contents());
    assert_kept(kept);
    // The same device goes on as if nothing had been.
    town.wang.incarnation += 1;
    let signed = town.wang.edit(&mut town.care, &[said(2)]);
    let_in(&mut there, &town, &signed);
    assert_kept(there.as_mut().unwrap());
}

#[test]
fn an_answer_taken_away_and_given_again_is_kept_as_it_is_read() {
    let mut town = Town::draft();
    let lift = |value| Edit::Answer(linli_domain::answer::FieldId("lift".into()), value);
    for edit in [
        lift(None),
        answer("lift", Value::Number(3)),
        text("note", "ring"),
        Edit::Whole(
            linli_domain::answer::FieldId("note".into()),
            Value::Text("once".into()),
        ),
        text("note", "once more"),
    ] {
        town.wang.edit(&mut town.care, &[edit]);
        assert_kept(&mut town.care);
    }
}

#[test]
fn a_move_and_devices_noted_are_kept_as_they_are_read() {
    let mut town = Town::sent();
    let moved = Edit::Area(AreaId("elsewhere".into()));
    town.centre
        .edit(&mut town.care, std::slice::from_ref(&moved));
    assert_kept(&mut town.care);
    let scopes = town.care.folded().unwrap().scopes();
    assert!(scopes.contains(&Scope::AreaWorker(AreaId("elsewhere".into()))));
    let own = PersonId([1; 16]);
    let header = Header::new(DocId([3; 16]), DocKind::Person, own, area());
    let (mut person, _) = town
        .centre
        .write(|pen| Replica::begin_person(pen, &header, &BTreeMap::new()))
        .unwrap();
    let tablet = DeviceNote {
        kind: DeviceKind::Tablet,
        since: NOON,
        off_at: None,
    };
    for edit in [moved, Edit::Devices(vec![tablet])] {
        town.centre.edit(&mut person, &[edit]);
        assert_kept(&mut person);
    }
}
