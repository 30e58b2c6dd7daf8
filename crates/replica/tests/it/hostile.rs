//! Changes put together at random from what a document holds, by anybody, at each stage of a
//! request: whatever the gate lets in, the document can be saved, loaded and read again, and
//! events stay. Most operations are such as a device makes, so that the gate comes to its last
//! question and not only to its first; how often it gives each answer is counted.

use crate::{
    craft::{Craft, act, characters, delete, ids, insert, inside, keys, map, op_id, put, standing},
    town::{DOC, Device, NOON, Town, assert_kept, key_of},
};
use automerge::{
    ChangeHash, ObjType, ROOT, ReadDoc, ScalarValue,
    legacy::{ElementId, Key, ObjectId, Op, OpId, OpType},
};
use linli_domain::{
    care::{CareEvent, When},
    document::{Author, Event},
    id::{DocId, EventId, PersonId},
    role::Role,
    time::Date,
};
use linli_replica::{
    gate::{Admission, accept, admit},
    replica::{Edit, Replica},
    signed::{MAX_CHANGE_BYTES, SignedChange},
};
use linli_testing::cases;
use proptest::{
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, RngSeed, TestRunner},
};
use std::collections::BTreeMap;

/// Numbers from which one operation is put together.
#[derive(Debug, Clone)]
struct Dice {
    /// As a device makes it.
    fits: bool,
    obj: usize,
    key: usize,
    action: usize,
    preds: Vec<usize>,
    exact: bool,
    insert: bool,
}

fn dice() -> impl Strategy<Value = Dice> {
    (
        proptest::bool::weighted(0.9),
        any::<usize>(),
        any::<usize>(),
        any::<usize>(),
        proptest::collection::vec(any::<usize>(), 0..2),
        proptest::bool::weighted(0.7),
        any::<bool>(),
    )
        .prop_map(|(fits, obj, key, action, preds, exact, insert)| Dice {
            fits,
            obj,
            key,
            action,
            preds,
            exact,
            insert,
        })
}

/// What is wrong with a change beside its operations.
#[derive(Debug, Clone, Copy)]
enum Bend {
    Nothing,
    /// Its actor's number was left out.
    Number,
    /// Its operations' numbers jump.
    Counter,
    /// It is another device's.
    Actor,
    /// It is signed by another key.
    Signature,
    /// It is for another document.
    Document,
    /// It ends in the middle.
    Cut,
    /// It is longer than a change may be.
    Long,
    /// It stands on something that nobody has.
    Ground,
    /// It is in the document already.
    Again,
}

fn bend() -> impl Strategy<Value = Bend> {
    prop_oneof![
        70 => Just(Bend::Nothing),
        3 => Just(Bend::Number),
        3 => Just(Bend::Counter),
        3 => Just(Bend::Actor),
        4 => Just(Bend::Signature),
        3 => Just(Bend::Document),
        4 => Just(Bend::Cut),
        3 => Just(Bend::Long),
        4 => Just(Bend::Ground),
        3 => Just(Bend::Again),
    ]
}

/// A change before it is made.
#[derive(Debug, Clone)]
struct Draw {
    stage: usize,
    author: usize,
    rolls: Vec<Dice>,
    bend: Bend,
}

fn draw() -> impl Strategy<Value = Draw> {
    (
        any::<usize>(),
        any::<usize>(),
        proptest::collection::vec(dice(), 1..4),
        bend(),
    )
        .prop_map(|(stage, author, rolls, bend)| Draw {
            stage,
            author,
            rolls,
            bend,
        })
}

impl Draw {
    /// A request at one of its stages, with a message in it.
    fn town(&self) -> Town {
        let stages = [
            Town::draft,
            Town::draft,
            Town::draft,
            Town::sent,
            Town::assigned,
        ];
        let mut town = pick(&stages, self.stage)();
        let said = Edit::Care(CareEvent::Said {
            text: "here".into(),
        });
        let said = town.wang.edit(&mut town.care, &[said]);
        town.log.push(said);
        town
    }

    /// Who makes the change; half of all are the worker's, who may most.
    fn author(&self, town: &Town) -> Device {
        let stranger = Device::new(7, Role::Resident);
        let zhao = || town.zhao.clone();
        let all = [
            zhao(),
            zhao(),
            zhao(),
            zhao(),
            town.wang.clone(),
            town.wang.clone(),
            town.chen.clone(),
            stranger,
        ];
        pick(&all, self.author).clone()
    }

    fn signed(&self, town: &Town, author: &Device) -> SignedChange {
        let pool = Pool::of(town, author);
        let mut craft = Craft::on(&town.care, author);
        for (place, roll) in self.rolls.iter().enumerate() {
            craft = craft.op(pool.op(town, roll, place));
        }
        let other = Device::new(6, Role::Worker);
        let by = |bytes| SignedChange::sign(&author.key, author.id, DOC, bytes);
        match self.bend {
            Bend::Nothing => craft.sign(author),
            Bend::Number => craft.bend(|change| change.seq += 1).sign(author),
            Bend::Counter => craft
                .bend(|change| change.start_op = change.start_op.saturating_add(7))
                .sign(author),
            Bend::Actor => craft
                .bend(|change| change.actor_id = other.actor())
                .sign(author),
            Bend::Signature => SignedChange::sign(&other.key, author.id, DOC, craft.bytes()),
            Bend::Document => {
                let elsewhere = DocId([0xee; 16]);
                SignedChange::sign(&author.key, author.id, elsewhere, craft.bytes())
            }
            Bend::Cut => {
                let mut bytes = craft.bytes();
                bytes.truncate(bytes.len() / 2);
                by(bytes)
            }
            Bend::Long => by(vec![0; MAX_CHANGE_BYTES + 1]),
            Bend::Ground => craft
                .bend(|change| change.deps.push(ChangeHash([0xcc; 32])))
                .sign(author),
            Bend::Again => town.log[0].clone(),
        }
    }
}

struct Pool {
    by: Author,
    turn: u64,
    objects: Vec<ObjectId>,
    keys: Vec<String>,
    elements: Vec<OpId>,
    characters: Vec<OpId>,
    actions: Vec<OpType>,
}

impl Pool {
    fn of(town: &Town, author: &Device) -> Self {
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
        let characters = characters(&town.care, "note");
        elements.extend(characters.clone());
        elements.push(OpId(999, town.wang.actor()));
        let mut known = keys(&town.care, "events");
        known.extend(["lift", "note", "new", "when", "header"].map(String::from));
        let mut pool = Self {
            by: author.writer.author(),
            turn: town.care.clone().folded().unwrap().next_turn(),
            objects,
            keys: known,
            elements,
            characters,
            actions: Vec::new(),
        };
        let (key, event) = pool.event(0x55, CareEvent::Said { text: "x".into() });
        pool.keys.push(key);
        pool.actions = vec![
            written("x"),
            written("\"not_known\""),
            written(&event),
            OpType::Delete,
            OpType::Make(ObjType::Text),
            OpType::Make(ObjType::Map),
            OpType::Increment(1),
        ];
        pool
    }

    /// An event of the author's, and its key.
    fn event(&self, number: u8, what: CareEvent) -> (String, String) {
        let event = Event {
            id: EventId([number; 16]),
            turn: self.turn,
            at: NOON,
            by: self.by,
            what,
        };
        let text = serde_json::to_string(&event).unwrap();
        (event.id.to_string(), text)
    }

    /// The operation at one `place` of a change.
    fn op(&self, town: &Town, dice: &Dice, place: usize) -> Op {
        if dice.fits {
            self.fitting(town, dice, place)
        } else {
            self.any(town, dice)
        }
    }

    /// What a device makes, if not for everybody or at any time. Each place of a change writes
    /// at a key of its own.
    fn fitting(&self, town: &Town, dice: &Dice, place: usize) -> Op {
        let care = &town.care;
        let (answers, events) = (map(care, "answers"), map(care, "events"));
        let number = 0x60 + u8::try_from(place).unwrap();
        let root = |key: &str| ids(care, &ROOT, key);
        let soon = When::Soon {
            date: Date::constant(2026, 11, 24),
        };
        match dice.action % 8 {
            0 if place == 0 => delete(answers, "lift", standing(care, "answers", "lift")),
            1 if place == 0 => {
                let preds = standing(care, "answers", "lift");
                put(answers, "lift", "\"not_known\"", preds)
            }
            2 if place == 0 => {
                let when = serde_json::to_string(&soon).unwrap();
                put(ObjectId::Root, "when", &when, root("when"))
            }
            3 => {
                let note = ObjectId::Id(standing(care, "answers", "note")[0].clone());
                let after = pick(&self.characters, dice.key).clone();
                insert(note, ElementId::Id(after), "y")
            }
            4 => {
                let (key, event) = self.event(number, pick(&deeds(), dice.key).clone());
                put(events, &key, &event, Vec::new())
            }
            5 => {
                let said = CareEvent::Said { text: "x".into() };
                let (key, event) = self.event(number, said);
                put(events, &key, &event, Vec::new())
            }
            _ => put(answers, &format!("new{place}"), "\"not_known\"", Vec::new()),
        }
    }

    fn any(&self, town: &Town, dice: &Dice) -> Op {
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
                Some(root) => standing(&town.care, root, name),
                None if is_map => ids(&town.care, &ROOT, name),
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

/// Events of all roles, at all stages.
fn deeds() -> [CareEvent; 6] {
    [
        CareEvent::Sent,
        CareEvent::Received,
        CareEvent::Discarded,
        CareEvent::Cancelled {
            reason: String::new(),
        },
        CareEvent::Assigned {
            caregiver: PersonId([2; 16]),
            name: "Chen".into(),
            claim: None,
        },
        CareEvent::Said { text: " ".into() },
    ]
}

fn written(text: &str) -> OpType {
    OpType::Put(ScalarValue::Str(text.into()))
}

fn pick<T>(from: &[T], number: usize) -> &T {
    &from[number % from.len()]
}

proptest! {
    #![proptest_config(cases(1_000))]

    #[test]
    fn whatever_enters_leaves_a_sound_document(
        draw in draw(),
        beside in any::<bool>(),
    ) {
        let mut town = draw.town();
        let author = draw.author(&town);
        let signed = draw.signed(&town, &author);
        let mut now = town.care.clone();
        if beside {
            town.wang.edit(&mut now, &[Edit::Answer(linli_domain::answer::FieldId("lift".into()), None)]);
        }
        let before = now.contents().unwrap().into_care().unwrap();
        for judged in [true, false] {
            let mut replica = Some(now.clone());
            let key = key_of(signed.device).public();
            let admission = if judged {
                admit(&mut replica, &signed, &key, &author.writer)
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

/// What the gate can answer to one change of a document that is there. The others are the
/// centre's: it knows devices and counts what one person wrote.
const ANSWERS: [&str; 12] = [
    "Entered",
    "Entered with more than one operation",
    "Known",
    "Missing",
    "Malformed",
    "TooLarge",
    "Forged",
    "WrongActor",
    "NotTheirs",
    "NotForRole",
    "TooLate",
    "NotValid",
];

fn answer(draw: &Draw) -> String {
    let town = draw.town();
    let author = draw.author(&town);
    let signed = draw.signed(&town, &author);
    let mut replica = Some(town.care.clone());
    let key = key_of(signed.device).public();
    match admit(&mut replica, &signed, &key, &author.writer) {
        Ok(Admission::New { .. }) if draw.rolls.len() > 1 => ANSWERS[1].to_owned(),
        Ok(Admission::New { .. }) => ANSWERS[0].to_owned(),
        Ok(Admission::Known) => "Known".to_owned(),
        Ok(Admission::Missing(_)) => "Missing".to_owned(),
        Err(refusal) => format!("{refusal:?}"),
    }
}

#[test]
fn the_gate_gives_each_of_its_answers_often_enough() {
    const DRAWS: u32 = 1_000;
    let mut runner = TestRunner::new(Config {
        rng_seed: RngSeed::Fixed(linli_testing::SEED),
        ..Config::default()
    });
    let mut counts = BTreeMap::new();
    for _ in 0..DRAWS {
        let draw = draw().new_tree(&mut runner).unwrap().current();
        *counts.entry(answer(&draw)).or_insert(0) += 1;
    }
    let times = |answer: &str| counts.get(answer).copied().unwrap_or(0);
    let seldom = ANSWERS.iter().filter(|answer| times(answer) * 100 < DRAWS);
    assert_eq!(
        seldom.collect::<Vec<_>>(),
        Vec::<&&str>::new(),
        "{counts:?}"
    );
    let entered = times(ANSWERS[0]) + times(ANSWERS[1]);
    assert!(entered * 5 > DRAWS, "more than a fifth enters: {counts:?}");
}
