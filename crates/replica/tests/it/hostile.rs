//! Operations put together at random from what a document holds: whatever the gate
//! lets in, the document can be saved, loaded and read again, and events stay.

use crate::{
    craft::{Craft, act, characters, inside, keys, map, op_id},
    town::{NOON, Town, assert_kept},
};
use automerge::{
    ObjType, ROOT, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use linli_domain::{care::CareEvent, document::Event, id::EventId};
use linli_replica::{
    gate::{Admission, accept, admit},
    replica::{Edit, Replica},
};
use linli_testing::cases;
use proptest::prelude::*;

/// Numbers from which one operation is put together.
#[derive(Debug, Clone)]
struct Dice {
    obj: usize,
    key: usize,
    action: usize,
    preds: Vec<usize>,
    exact: bool,
    insert: bool,
}

fn dice() -> impl Strategy<Value = Dice> {
    (
        any::<usize>(),
        any::<usize>(),
        any::<usize>(),
        proptest::collection::vec(any::<usize>(), 0..2),
        proptest::bool::weighted(0.7),
        any::<bool>(),
    )
        .prop_map(|(obj, key, action, preds, exact, insert)| Dice {
            obj,
            key,
            action,
            preds,
            exact,
            insert,
        })
}

struct Pool {
    objects: Vec<ObjectId>,
    keys: Vec<String>,
    elements: Vec<OpId>,
    actions: Vec<OpType>,
}

impl Pool {
    fn of(town: &Town) -> Self {
        let doc = inside(&town.care);
        let mut objects = vec![ObjectId::Root];
        let mut elements = Vec::new();
        for key in doc.keys(ROOT) {
            for (_, id) in doc.get_all(ROOT, key.as_str()).unwrap() {
                elements.extend(op_id(&id));
            }
        }
        for root in ["answers", "events"] {
            objects.push(map(&town.care, root));
            let (_, obj) = doc.get(ROOT, root).unwrap().unwrap();
            for key in doc.keys(&obj) {
                for (_, id) in doc.get_all(&obj, key.as_str()).unwrap() {
                    objects.extend(op_id(&id).map(ObjectId::Id));
                    elements.extend(op_id(&id));
                }
            }
        }
        elements.extend(characters(&town.care, "note"));
        elements.push(OpId(999, town.wang.actor()));
        let mut known = keys(&town.care, "events");
        known.extend(["lift", "note", "new", "when", "header"].map(String::from));
        let event = Event {
            id: EventId([0x55; 16]),
            turn: 1,
            at: NOON,
            by: town.wang.writer.author(),
            what: CareEvent::Said { text: "x".into() },
        };
        known.push(event.id.to_string());
        let event = serde_json::to_string(&event).unwrap();
        let put = |text: &str| OpType::Put(ScalarValue::Str(text.into()));
        Self {
            objects,
            keys: known,
            elements,
            actions: vec![
                put("x"),
                put("\"not_known\""),
                put(&event),
                OpType::Delete,
                OpType::Make(ObjType::Text),
                OpType::Make(ObjType::Map),
                OpType::Increment(1),
            ],
        }
    }

    fn op(&self, town: &Town, dice: &Dice) -> Op {
        let obj = pick(&self.objects, dice.obj).clone();
        let is_map = dice.obj % self.objects.len() < 3;
        let name = pick(&self.keys, dice.key);
        let element = pick(&self.elements, dice.key);
        let key = if is_map {
            Key::Map(name.as_str().into())
        } else {
            Key::Seq(ElementId::Id(element.clone()))
        };
        let mut preds: Vec<OpId> = dice
            .preds
            .iter()
            .map(|pred| pick(&self.elements, *pred).clone())
            .collect();
        if dice.exact {
            // What really stands there, so that more than nonsense is tried.
            let root = ["answers", "events"].get((dice.obj % self.objects.len()).wrapping_sub(1));
            preds = match root {
                Some(root) => crate::craft::standing(&town.care, root, name),
                None if is_map => crate::craft::ids(&town.care, &ROOT, name),
                None if dice.insert => Vec::new(),
                None => vec![element.clone()],
            };
        }
        preds.sort();
        preds.dedup();
        Op {
            insert: dice.insert && !is_map,
            ..act(obj, key, pick(&self.actions, dice.action).clone(), preds)
        }
    }
}

fn pick<T>(from: &[T], number: usize) -> &T {
    &from[number % from.len()]
}

proptest! {
    #![proptest_config(cases(1_500))]

    #[test]
    fn whatever_enters_leaves_a_sound_document(
        rolls in proptest::collection::vec(dice(), 1..4),
        beside in any::<bool>(),
    ) {
        let mut town = Town::draft();
        let said = Edit::Care(CareEvent::Said { text: "here".into() });
        let said = town.wang.edit(&mut town.care, &[said]);
        town.log.push(said);
        let pool = Pool::of(&town);
        let mut craft = Craft::on(&town.care, &town.zhao);
        for roll in &rolls {
            craft = craft.op(pool.op(&town, roll));
        }
        let signed = craft.sign(&town.zhao);
        let mut now = town.care.clone();
        if beside {
            town.wang.edit(&mut now, &[Edit::Answer(linli_domain::answer::FieldId("lift".into()), None)]);
        }
        let before = now.contents().unwrap().into_care().unwrap();
        for judged in [true, false] {
            let mut replica = Some(now.clone());
            let key = town.zhao.key.public();
            let admission = if judged {
                admit(&mut replica, &signed, &key, &town.zhao.writer)
            } else {
                accept(&mut replica, &signed, &key)
            };
            let mut replica = replica.unwrap();
            assert_kept(&mut replica);
            let Ok(Admission::New { .. }) = admission else {
                prop_assert_eq!(replica.heads(), now.heads(), "a refusal spoils nothing");
                continue;
            };
            let again = Replica::load(&replica.save()).unwrap();
            prop_assert_eq!(again.heads(), replica.heads());
            prop_assert!(again.contains(&signed.read().unwrap().hash));
            let after = again.contents().unwrap().into_care().unwrap();
            prop_assert_eq!(&after.header, &before.header);
            prop_assert!(before.events.iter().all(|event| after.events.contains(event)));
            prop_assert_eq!(&after, &replica.contents().unwrap().into_care().unwrap());
        }
    }
}
