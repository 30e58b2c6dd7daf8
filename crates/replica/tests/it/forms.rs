//! What may stand in a change: events that are written once, and only operations
//! that an honest device makes.

use crate::{
    craft::{self, Craft, act, characters, delete, insert, make, map, put, set, standing},
    gate::{judge, refused},
    town::{DOC, NOON, Town, key_of, replay},
};
use automerge::{
    ObjType, ScalarValue,
    legacy::{ElementId, Key, ObjectId, OpId, OpType},
};
use linli_domain::{
    access::{Refusal, Touch},
    care::{CareEvent, Place},
    document::Event,
    id::EventId,
};
use linli_replica::{
    gate::{Admission, accept},
    replica::Edit,
    signed::{MAX_CHANGE_BYTES, SignedChange},
};

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
            "an address with more than its parts",
            craft().op(put(
                answers.clone(),
                "a",
                "{\"address\":{\"building\":\"3\",\"unit\":\"\",\"room\":\"\",\"more\":1}}",
                vec![],
            )),
        ),
        (
            "a picture without a hash",
            craft().op(put(
                answers.clone(),
                "a",
                "{\"photos\":[{\"hash\":\"00\",\"bytes\":1,\"name\":\"\"}]}",
                vec![],
            )),
        ),
        (
            "a signature of no kind",
            craft().op(put(
                answers.clone(),
                "a",
                "{\"signature\":{\"sung\":\"la\"}}",
                vec![],
            )),
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
        (
            "a time before all clocks",
            craft().bend(|change| change.time = -5),
        ),
        (
            "a time after all clocks",
            craft().bend(|change| change.time = 253_402_300_800),
        ),
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
    let care = town.care.contents().unwrap().into_care().unwrap();
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
