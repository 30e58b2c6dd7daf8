//! The gate by its table of hostile inputs: each refused with its reason.

use crate::{
    craft::{self, Craft, act, characters, delete, insert, make, map, put, set, standing},
    town::{DOC, Device, NOON, Town, answer, area, key_of, replay, text},
};
use automerge::{
    ObjType, ScalarValue,
    legacy::{ElementId, Key, ObjectId, OpId, OpType},
};
use linli_domain::{
    access::{Contents, Refusal, Touch},
    answer::Value,
    care::{CareEvent, Place},
    catalogue::KindId,
    document::{DocKind, Event, Header},
    id::{DocId, EventId, PersonId},
    role::{Role, Scope},
};
use linli_replica::{
    exchange::MAX_CHANGE_BYTES,
    gate::{Admission, accept, admit},
    replica::{Edit, Replica},
    signed::SignedChange,
};
use std::collections::BTreeMap;

/// What the gate says to a change by `device` on top of `before`.
fn judge(before: &Replica, signed: &SignedChange, device: &Device) -> Result<Admission, Refusal> {
    let mut replica = Some(before.clone());
    let admission = admit(&mut replica, signed, &device.key.public(), &device.writer);
    assert_eq!(replica.is_none(), admission.is_err());
    if let (Some(replica), Ok(Admission::New { .. })) = (&replica, &admission) {
        let again = Replica::load(&replica.save()).unwrap();
        assert_eq!(again.heads(), replica.heads());
    }
    admission
}

#[track_caller]
fn refused(before: &Replica, signed: &SignedChange, device: &Device, reason: Refusal) {
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
        let profile = BTreeMap::from([("name".to_owned(), "Wang".to_owned())]);
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
    assert_eq!(begin(&town.zhao, &person), Ok(()));
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
fn an_event_is_written_once_and_stays() {
    let town = Town::sent();
    let key = craft::keys(&town.care, "events").pop().unwrap();
    let event = standing(&town.care, "events", &key);
    let events = map(&town.care, "events");
    let answers = map(&town.care, "answers");
    let root = ObjectId::Root;
    let said = |id: [u8; 16], turn| {
        let event = Event {
            id: EventId(id),
            turn,
            at: NOON,
            by: town.wang.writer.author(),
            what: CareEvent::Said {
                text: "hello".into(),
            },
        };
        (event.id.to_string(), serde_json::to_string(&event).unwrap())
    };
    let known: EventId = key.parse().unwrap();
    let (_, overwriting) = said(known.0, 2);
    let (fresh, text) = said([0x77; 16], 2);
    let craft = || Craft::on(&town.care, &town.wang);
    let cases = [
        (
            "overwrite",
            craft().op(put(events.clone(), &key, &overwriting, event.clone())),
        ),
        (
            "rival at the same key",
            craft().op(put(events.clone(), &key, &overwriting, vec![])),
        ),
        (
            "delete",
            craft().op(delete(events.clone(), &key, event.clone())),
        ),
        (
            "delete behind a new event",
            craft().op(put(events.clone(), &fresh, &text, event.clone())),
        ),
        (
            "delete behind an answer",
            craft()
                .op(put(events.clone(), &fresh, &text, vec![]))
                .op(delete(answers, "lift", event.clone())),
        ),
        (
            "delete with the map",
            craft().op(delete(
                root.clone(),
                "events",
                standing_root(&town, "events"),
            )),
        ),
        (
            "another map",
            craft().op(make(
                root,
                "events",
                ObjType::Map,
                standing_root(&town, "events"),
            )),
        ),
        (
            "under another key",
            craft().op(put(events.clone(), &"ab".repeat(16), &text, vec![])),
        ),
        ("twice in one change", {
            let craft = craft().op(put(events.clone(), &fresh, &text, vec![]));
            let own = OpId(craft.change.start_op.get(), craft.change.actor_id.clone());
            craft.op(put(events.clone(), &fresh, &text, vec![own]))
        }),
        (
            "no event at all",
            craft().op(put(events.clone(), &fresh, "{}", vec![])),
        ),
        ("a turn far ahead", {
            let (fresh, text) = said([0x77; 16], u64::MAX);
            craft().op(put(events.clone(), &fresh, &text, vec![]))
        }),
        ("no turn", {
            let (fresh, text) = said([0x77; 16], 0);
            craft().op(put(events.clone(), &fresh, &text, vec![]))
        }),
        ("in another's name", {
            let text = text.replace(
                &town.wang.writer.person.to_string(),
                &town.chen.writer.person.to_string(),
            );
            craft().op(put(events.clone(), &fresh, &text, vec![]))
        }),
    ];
    for (name, craft) in cases {
        let signed = craft.sign(&town.wang);
        assert_eq!(
            judge(&town.care, &signed, &town.wang),
            Err(Refusal::NotValid),
            "{name}"
        );
    }
    let honest = craft()
        .op(put(events, &fresh, &text, vec![]))
        .sign(&town.wang);
    assert!(
        judge(&town.care, &honest, &town.wang).is_ok(),
        "the cases differ from this in one thing"
    );
}

fn standing_root(town: &Town, key: &str) -> Vec<OpId> {
    craft::ids(&town.care, &automerge::ROOT, key)
}

#[test]
fn operations_of_a_form_that_no_honest_device_makes() {
    let town = Town::draft();
    let root = ObjectId::Root;
    let answers = map(&town.care, "answers");
    let lift = standing(&town.care, "answers", "lift");
    let note = ObjectId::Id(standing(&town.care, "answers", "note").pop().unwrap());
    let letters = characters(&town.care, "note");
    let last = ElementId::Id(letters.last().unwrap().clone());
    let unknown = OpId(5_000, town.wang.actor());
    let craft = || Craft::on(&town.care, &town.wang);
    let known = "\"not_known\"";
    let header = serde_json::to_string(town.care.contents().unwrap().header()).unwrap();
    let cases = [
        (
            "header rewritten",
            craft().op(put(
                root.clone(),
                "header",
                &header,
                standing_root(&town, "header"),
            )),
        ),
        (
            "header beside the header",
            craft().op(put(root.clone(), "header", &header, vec![])),
        ),
        (
            "kind rewritten",
            craft().op(put(
                root.clone(),
                "kind",
                "\"other\"",
                standing_root(&town, "kind"),
            )),
        ),
        (
            "unknown root key",
            craft().op(put(root.clone(), "more", "1", vec![])),
        ),
        (
            "when deleted",
            craft().op(delete(root.clone(), "when", standing_root(&town, "when"))),
        ),
        (
            "when is no when",
            craft().op(put(root.clone(), "when", "1", standing_root(&town, "when"))),
        ),
        (
            "nested map",
            craft().op(make(answers.clone(), "a", ObjType::Map, vec![])),
        ),
        (
            "nested list",
            craft().op(make(answers.clone(), "a", ObjType::List, vec![])),
        ),
        (
            "number",
            craft().op(set(answers.clone(), "a", ScalarValue::Int(1), vec![])),
        ),
        (
            "counter",
            craft().op(set(answers.clone(), "a", ScalarValue::counter(1), vec![])),
        ),
        (
            "increment",
            craft().op(act(
                answers.clone(),
                Key::Map("lift".into()),
                OpType::Increment(1),
                lift.clone(),
            )),
        ),
        (
            "words outside a text",
            craft().op(put(answers.clone(), "a", "{\"text\":\"x\"}", vec![])),
        ),
        (
            "no answer",
            craft().op(put(answers.clone(), "a", "{", vec![])),
        ),
        (
            "no key",
            craft().op(put(answers.clone(), "", known, vec![])),
        ),
        (
            "long key",
            craft().op(put(answers.clone(), &"k".repeat(65), known, vec![])),
        ),
        (
            "predecessor left out",
            craft().op(put(answers.clone(), "lift", known, vec![])),
        ),
        (
            "predecessor of another key",
            craft().op(put(answers.clone(), "a", known, lift.clone())),
        ),
        (
            "predecessor unknown",
            craft().op(put(answers.clone(), "a", known, vec![unknown.clone()])),
        ),
        ("predecessor in the future", {
            let craft = craft();
            let next = OpId(craft.next().0 + 1, town.wang.actor());
            craft
                .op(put(answers.clone(), "a", known, vec![next]))
                .op(put(answers.clone(), "b", known, vec![]))
        }),
        (
            "nothing to delete",
            craft().op(delete(answers.clone(), "a", vec![])),
        ),
        (
            "object unknown",
            craft().op(put(ObjectId::Id(unknown.clone()), "a", known, vec![])),
        ),
        (
            "text as a map",
            craft().op(put(note.clone(), "a", known, vec![])),
        ),
        (
            "map as a text",
            craft().op(insert(answers.clone(), ElementId::Head, "x")),
        ),
        (
            "root as a text",
            craft().op(insert(root.clone(), ElementId::Head, "x")),
        ),
        (
            "insert after the unknown",
            craft().op(insert(note.clone(), ElementId::Id(unknown.clone()), "x")),
        ),
        (
            "insert after a key's value",
            craft().op(insert(note.clone(), ElementId::Id(lift[0].clone()), "x")),
        ),
        ("insert after itself", {
            let craft = craft();
            let own = ElementId::Id(craft.next());
            craft.op(insert(note.clone(), own, "x"))
        }),
        (
            "many characters in one",
            craft().op(insert(note.clone(), last.clone(), "xx")),
        ),
        (
            "no character in one",
            craft().op(insert(note.clone(), last.clone(), "")),
        ),
        (
            "insert with a predecessor",
            craft().op(automerge::legacy::Op {
                pred: lift.clone().into(),
                ..insert(note.clone(), last.clone(), "x")
            }),
        ),
        (
            "character overwritten",
            craft().op(act(
                note.clone(),
                Key::Seq(last.clone()),
                OpType::Put(ScalarValue::Str("x".into())),
                vec![letters.last().unwrap().clone()],
            )),
        ),
        (
            "character deleted without naming it",
            craft().op(act(
                note.clone(),
                Key::Seq(last.clone()),
                OpType::Delete,
                vec![],
            )),
        ),
        (
            "character deleted, another value named",
            craft().op(act(
                note.clone(),
                Key::Seq(last.clone()),
                OpType::Delete,
                lift.clone(),
            )),
        ),
        ("character deleted twice", {
            let character = letters.last().unwrap().clone();
            let remove = || {
                act(
                    note.clone(),
                    Key::Seq(last.clone()),
                    OpType::Delete,
                    vec![character.clone()],
                )
            };
            craft().op(remove()).op(remove())
        }),
        (
            "object in a text",
            craft().op(automerge::legacy::Op {
                insert: true,
                ..act(
                    note.clone(),
                    Key::Seq(last.clone()),
                    OpType::Make(ObjType::Map),
                    vec![],
                )
            }),
        ),
        (
            "counters that jump",
            craft()
                .op(put(answers.clone(), "a", known, vec![]))
                .bend(|change| change.start_op = change.start_op.saturating_add(1)),
        ),
        (
            "counters that go back",
            craft()
                .op(put(answers.clone(), "a", known, vec![]))
                .bend(|change| change.start_op = 3.try_into().unwrap()),
        ),
        (
            "not all that was there",
            craft()
                .op(put(answers.clone(), "a", known, vec![]))
                .bend(|change| change.deps = vec![craft::hashes(&town.care)[0]]),
        ),
    ];
    for (name, craft) in cases {
        let signed = craft.sign(&town.wang);
        assert_eq!(
            judge(&town.care, &signed, &town.wang),
            Err(Refusal::NotValid),
            "{name}"
        );
        let mut replica = Some(town.care.clone());
        let accepted = accept(&mut replica, &signed, &town.wang.key.public());
        assert_eq!(accepted, Err(Refusal::NotValid), "accept: {name}");
    }
    let fine = craft()
        .op(put(answers.clone(), "lift", known, lift))
        .op(insert(note, last, "!"))
        .sign(&town.wang);
    assert!(
        judge(&town.care, &fine, &town.wang).is_ok(),
        "the cases differ from this in one thing"
    );
}

#[test]
fn changes_that_automerge_would_not_write_so() {
    let town = Town::draft();
    let answers = map(&town.care, "answers");
    let craft =
        || Craft::on(&town.care, &town.wang).op(put(answers.clone(), "a", "\"not_known\"", vec![]));
    let cases = [
        (
            "a message",
            craft().bend(|change| change.message = Some("hidden".into())),
        ),
        ("a time", craft().bend(|change| change.time = 5)),
        (
            "bytes at the end",
            craft().bend(|change| change.extra_bytes = vec![1, 2, 3]),
        ),
        (
            "no operation",
            craft().bend(|change| change.operations.clear()),
        ),
        (
            "the same dependency twice",
            craft().bend(|change| change.deps = [&change.deps[..], &change.deps[..]].concat()),
        ),
    ];
    for (name, craft) in cases {
        let signed = craft.sign(&town.wang);
        assert_eq!(
            judge(&town.care, &signed, &town.wang),
            Err(Refusal::Malformed),
            "{name}"
        );
    }
}

#[test]
fn a_change_larger_than_a_change_may_be() {
    let town = Town::draft();
    let bytes = vec![0x85; MAX_CHANGE_BYTES + 1];
    let signed = SignedChange::sign(&town.wang.key, town.wang.id, DOC, bytes);
    refused(&town.care, &signed, &town.wang, Refusal::TooLarge);
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

#[test]
fn choosing_the_value_that_shows_enters_and_choosing_away_the_rest_does_not() {
    let mut town = Town::draft();
    let (mut at_wang, mut at_zhao) = (town.care.clone(), town.care.clone());
    let place = |door: &str| {
        Edit::Place(Place {
            door: door.into(),
            ..Place::default()
        })
    };
    let theirs = [
        town.wang.edit(&mut at_wang, &[place("1")]),
        town.zhao.edit(&mut at_zhao, &[place("2")]),
    ];
    town.log.extend(theirs);
    town.care = replay(&town.log, key_of);
    let Contents::Care(care) = town.care.contents().unwrap() else {
        panic!("a care request");
    };
    let shown = care.place.unwrap();
    let mut ahead = town.care.clone();
    let chosen = town.wang.edit(&mut ahead, &[Edit::Place(shown.clone())]);
    let Ok(Admission::New { touches, .. }) = judge(&town.care, &chosen, &town.wang) else {
        panic!("refused");
    };
    assert_eq!(touches, [Touch::Place(shown)]);
    // The same operation on the value that shows, and on all of them.
    let both = standing_root(&town, "place");
    for pred in [both[1..].to_vec(), both.clone(), Vec::new()] {
        let signed = Craft::on(&town.care, &town.wang)
            .op(delete(ObjectId::Root, "place", pred))
            .sign(&town.wang);
        refused(&town.care, &signed, &town.wang, Refusal::NotValid);
    }
}
