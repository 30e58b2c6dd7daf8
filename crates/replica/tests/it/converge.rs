//! Four people edit while apart; whatever order the changes travel in, however
//! often, all end with the same document, and nothing typed is lost.

use crate::{
    craft::inside,
    town::{Device, Town, answer, assert_kept, key_of, replay, text},
};
use automerge::{ROOT, ReadDoc, Value as Amv};
use linli_domain::{
    answer::{FieldId, Value},
    care::{self, CareEvent, Place, When},
    role::{Role, Scope},
    time::Date,
};
use linli_replica::{
    gate::{Admission, accept, admit},
    replica::{Edit, Replica},
    signed::{Hash, SignedChange},
};
use linli_testing::cases;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// One thing that one of the four does.
#[derive(Debug, Clone)]
enum Act {
    /// Adds a word that occurs nowhere else to a text answer.
    Type {
        field: usize,
    },
    Choose {
        field: usize,
        number: i64,
    },
    /// Takes an option back.
    Clear {
        field: usize,
    },
    Place,
    When {
        day: i8,
    },
    Say,
    /// Sends, cancels, discards: in whatever order.
    Move {
        event: usize,
    },
    /// Hears a change that another made, if all it stands on is there.
    Hear {
        change: usize,
    },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0usize..3).prop_map(|field| Act::Type { field }),
        2 => (0usize..3, any::<i64>()).prop_map(|(field, number)| Act::Choose { field, number }),
        1 => (0usize..3).prop_map(|field| Act::Clear { field }),
        1 => Just(Act::Place),
        1 => (1i8..28).prop_map(|day| Act::When { day }),
        2 => Just(Act::Say),
        1 => (0usize..3).prop_map(|event| Act::Move { event }),
        6 => (0usize..60).prop_map(|change| Act::Hear { change }),
    ]
}

/// Text fields; the first exists before they part, the others are made while apart.
const TEXTS: [&str; 3] = ["note", "needs", "door"];
const CHOICES: [&str; 3] = ["lift", "stairs", "pets"];

struct Apart {
    people: Vec<(Device, Replica)>,
    log: Vec<SignedChange>,
    words: Vec<(&'static str, String)>,
}

impl Apart {
    fn of(town: &Town) -> Self {
        let wang = Scope::Person(town.wang.writer.person);
        let people = [
            town.wang.clone(),
            town.zhao.clone(),
            Device::new(5, Role::Delegate).with_scope(wang.clone()),
            Device::new(6, Role::Delegate).with_scope(wang),
        ];
        Self {
            people: people.map(|device| (device, town.care.clone())).into(),
            log: town.log.clone(),
            words: Vec::new(),
        }
    }

    fn act(&mut self, who: usize, act: &Act) {
        let number = self.words.len();
        let (device, replica) = &mut self.people[who];
        let edit = match act {
            Act::Type { field } => {
                let field = TEXTS[*field];
                let care = replica.contents().unwrap().into_care().unwrap();
                let before = match care.answers.get(field) {
                    Some(Value::Text(words)) => words.clone(),
                    _ => String::new(),
                };
                let word = format!("<{who}:{number}>");
                self.words.push((field, word.clone()));
                text(field, &format!("{before}{word}"))
            }
            Act::Choose { field, number } => answer(CHOICES[*field], Value::Number(*number)),
            Act::Clear { field } => Edit::Answer(FieldId(CHOICES[*field].into()), None),
            Act::Place => Edit::Place(Place {
                door: format!("{who}"),
                ..Place::default()
            }),
            Act::When { day } => Edit::When(When::Soon {
                date: Date::constant(2026, 12, *day),
            }),
            Act::Say => Edit::Care(CareEvent::Said {
                text: format!("{who}"),
            }),
            Act::Move { event } => Edit::Care(match event {
                0 => CareEvent::Sent,
                1 => CareEvent::Discarded,
                _ => CareEvent::Cancelled {
                    reason: String::new(),
                },
            }),
            Act::Hear { change } => {
                if let Some(signed) = self.log.get(*change) {
                    hear(replica, signed);
                }
                return;
            }
        };
        // Setting what is set, or clearing what is clear, is no change.
        if let Ok(signed) = device.write(|pen| replica.edit(pen, &[edit])) {
            self.log.push(signed);
        }
    }
}

/// Takes a change in; says whether it is there afterwards.
fn hear(replica: &mut Replica, signed: &SignedChange) -> bool {
    let mut heard = Some(replica.clone());
    let admission = accept(&mut heard, signed, &key_of(signed.device).public());
    match admission {
        Ok(Admission::New { .. } | Admission::Known) => *replica = heard.unwrap(),
        Ok(Admission::Missing(hashes)) => {
            assert!(!hashes.is_empty());
            return false;
        }
        Err(reason) => panic!("an honest change was refused: {reason}"),
    }
    true
}

/// Hears the changes in the given order, going round until nothing waits.
fn hear_all(replica: &mut Replica, mut changes: Vec<SignedChange>) {
    while !changes.is_empty() {
        let before = changes.len();
        changes.retain(|signed| !hear(replica, signed));
        assert!(changes.len() < before, "a change waits for ever");
    }
}

fn shuffled(log: &[SignedChange], keys: &[u64]) -> Vec<SignedChange> {
    let mut order: Vec<_> = log.iter().enumerate().collect();
    order.sort_by_key(|(index, _)| {
        keys.get(index % keys.len().max(1))
            .map(|key| key.wrapping_mul(u64::try_from(*index).unwrap_or(0).wrapping_add(1)))
    });
    // Every third one comes twice.
    let repeated = order.iter().step_by(3).copied();
    let all = order.iter().copied().chain(repeated);
    all.map(|(_, signed)| signed.clone()).collect()
}

/// Whether `word` stands in one of the values that were given for `field`.
fn holds(replica: &Replica, field: &str, word: &str) -> bool {
    let doc = inside(replica);
    let (_, answers) = doc.get(ROOT, "answers").unwrap().unwrap();
    let values = doc.get_all(&answers, field).unwrap();
    values
        .iter()
        .any(|(value, id)| matches!(value, Amv::Object(_)) && doc.text(id).unwrap().contains(word))
}

/// All four hear everything, each in an order of their own, and end alike.
fn end_alike(acts: &[(usize, Act)], orders: &[Vec<u64>; 4]) -> Result<(), TestCaseError> {
    let town = Town::draft();
    let mut apart = Apart::of(&town);
    for (who, act) in acts {
        apart.act(*who, act);
    }
    let Apart { people, log, words } = apart;
    let mut ends = Vec::new();
    for ((_, mut replica), order) in people.into_iter().zip(orders) {
        hear_all(&mut replica, shuffled(&log, order));
        assert_kept(&mut replica);
        let again = Replica::load(&replica.save()).unwrap();
        prop_assert_eq!(again.heads(), replica.heads());
        ends.push(replica);
    }
    let (first, others) = ends.split_first().unwrap();
    let expected = &first.contents().unwrap().into_care().unwrap();
    for other in others {
        prop_assert_eq!(other.heads(), first.heads());
        let care = other.contents().unwrap().into_care().unwrap();
        prop_assert_eq!(&care, expected);
        prop_assert_eq!(care::fold(&care), care::fold(expected));
    }
    let events = log.iter().filter(|signed| {
        let text = String::from_utf8_lossy(&signed.change);
        text.contains("\"turn\"")
    });
    prop_assert_eq!(expected.events.len(), events.count());
    for (field, word) in words {
        prop_assert!(holds(first, field, &word), "{} lost {}", field, word);
    }
    Ok(())
}

#[test]
fn a_place_written_by_two_while_apart_ends_alike() {
    let acts = [
        (3, Act::Place),
        (1, Act::Type { field: 0 }),
        (0, Act::Place),
        (3, Act::Hear { change: 4 }),
        (3, Act::Place),
    ];
    let orders = [
        vec![0],
        vec![25],
        vec![
            7_334_407_202_372_543_814,
            15_409_660_519_383_263_518,
            5_707_424_266_239_379_655,
            15_285_732_960_314_044_753,
            10_431_366_071_210_102_850,
        ],
        vec![
            637_595_751_888_743_582,
            12_632_165_525_599_501_062,
            3_694_546_605_386_688_420,
            17_674_609_279_184_870_655,
            6_981_000_487_019_419_917,
        ],
    ];
    end_alike(&acts, &orders).unwrap();
}

proptest! {
    #![proptest_config(cases(900))]

    #[test]
    fn what_is_kept_is_what_would_be_read_after_every_change(
        acts in proptest::collection::vec((0usize..4, act()), 1..30),
    ) {
        let mut apart = Apart::of(&Town::draft());
        for (who, act) in &acts {
            apart.act(*who, act);
            assert_kept(&mut apart.people[*who].1);
        }
    }

    #[test]
    fn four_replicas_end_alike_and_nothing_typed_is_lost(
        acts in proptest::collection::vec((0usize..4, act()), 1..40),
        orders in proptest::array::uniform4(proptest::collection::vec(any::<u64>(), 1..8)),
    ) {
        end_alike(&acts, &orders)?;
    }

    #[test]
    fn a_refusal_takes_along_what_stood_on_it_and_nothing_else(
        acts in proptest::collection::vec((0usize..4, act()), 1..30),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 1..3),
    ) {
        let town = Town::draft();
        let begun = town.log.len();
        let mut apart = Apart::of(&town);
        for (who, act) in &acts {
            apart.act(*who, act);
        }
        let log = apart.log;
        prop_assume!(log.len() > begun);
        let mut whole = town.care.clone();
        hear_all(&mut whole, log.clone());
        let refused: BTreeSet<Hash> = picks
            .iter()
            .map(|pick| log[begun + pick.index(log.len() - begun)].read().unwrap().hash)
            .collect();
        let (rest, fallen) = whole.without(&refused).unwrap();

        let mut falls = refused.clone();
        let mut kept = Vec::new();
        for signed in &log {
            let read = signed.read().unwrap();
            if falls.contains(&read.hash) || read.deps.iter().any(|dep| falls.contains(dep)) {
                falls.insert(read.hash);
            } else {
                kept.push(signed.clone());
            }
        }
        prop_assert_eq!(fallen.iter().copied().collect::<BTreeSet<_>>(), falls);
        for (index, hash) in fallen.iter().enumerate() {
            let signed = log.iter().map(|signed| signed.read().unwrap()).find(|read| read.hash == *hash).unwrap();
            let later = &fallen[index..];
            prop_assert!(signed.deps.iter().all(|dep| !later.contains(dep)), "in order");
        }
        let never = replay(&kept, key_of);
        prop_assert_eq!(rest.heads(), never.heads());
        prop_assert_eq!(rest.contents().unwrap(), never.contents().unwrap());
    }
}

#[test]
fn after_a_refusal_a_new_incarnation_goes_on() {
    let mut town = Town::sent();
    let late = town.wang.edit(&mut town.care, &[text("note", "too late")]);
    let refused = BTreeSet::from([late.read().unwrap().hash]);
    let (mut rest, fallen) = town.care.without(&refused).unwrap();
    assert_eq!(fallen, refused.iter().copied().collect::<Vec<_>>());
    town.wang.incarnation += 1;
    let said = Edit::Care(CareEvent::Said {
        text: "please".into(),
    });
    let signed = town.wang.edit(&mut rest, &[said]);
    let mut at_centre = Some(replay(&town.log, key_of));
    let entered = admit(
        &mut at_centre,
        &signed,
        &town.wang.key.public(),
        &town.wang.writer,
    );
    assert!(matches!(entered, Ok(Admission::New { .. })), "{entered:?}");
}

#[test]
fn an_edit_that_changes_nothing_or_belongs_elsewhere_leaves_no_trace() {
    let mut town = Town::draft();
    let before = town.care.save();
    for edit in [
        Edit::Answer(FieldId("never".into()), None),
        text("note", "ring twice"),
        Edit::Preference("theme".into(), "dark".into()),
        Edit::Offer(linli_domain::offer::OfferEvent::Claimed),
    ] {
        let edited = town.wang.write(|pen| town.care.edit(pen, &[edit]));
        assert!(edited.is_err());
        assert_eq!(town.care.save(), before);
    }
}

#[test]
fn a_document_is_loaded_from_a_snapshot_and_the_changes_after_it() {
    let town = Town::assigned();
    let mut bytes = replay(&town.log[..2], key_of).save();
    for signed in &town.log[2..] {
        bytes.extend(&signed.change);
    }
    let loaded = Replica::load(&bytes).unwrap();
    assert_eq!(loaded.heads(), town.care.heads());
    assert_eq!(loaded.contents().unwrap(), town.care.contents().unwrap());
    assert!(Replica::load(b"no document").is_err());
    assert!(Replica::load(&[]).unwrap().contents().is_err());
}
