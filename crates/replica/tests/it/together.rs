//! Two who fill in an application and an officer, apart and together again.

use crate::{
    craft::inside,
    hall::{Hall, application, decided, event, more_asked},
    town::{NOON, assert_kept, key_of, text},
};
use automerge::{ROOT, ReadDoc, Value as Amv};
use linli_domain::{
    answer::{FieldId, Value},
    application::{ApplicationEvent, fold},
    care::Rating,
};
use linli_replica::{
    gate::{Admission, accept},
    replica::{Edit, Replica},
    signed::SignedChange,
};
use linli_testing::cases;
use proptest::prelude::*;

/// One thing that one of the three does while apart.
#[derive(Debug, Clone)]
enum Act {
    /// A word that occurs nowhere else, in what was asked for.
    Type,
    Choose(bool),
    Say,
    Do(usize),
    Hear(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::Type),
        2 => any::<bool>().prop_map(Act::Choose),
        1 => Just(Act::Say),
        3 => (0usize..4).prop_map(Act::Do),
        6 => (0usize..40).prop_map(Act::Hear),
    ]
}

fn hear(replica: &mut Replica, signed: &SignedChange) -> bool {
    let mut heard = Some(replica.clone());
    match accept(&mut heard, signed, &key_of(signed.device).public()) {
        Ok(Admission::New { .. } | Admission::Known) => *replica = heard.unwrap(),
        Ok(Admission::Missing(_)) => return false,
        Err(reason) => panic!("an honest change was refused: {reason}"),
    }
    true
}

/// What each of them does of their own: the two who fill in, and the officer.
fn own(is_officer: bool, number: usize) -> ApplicationEvent {
    match (is_officer, number) {
        (true, 0) => ApplicationEvent::LeaseTaken {
            officer: linli_domain::id::PersonId([6; 16]),
            until: NOON.plus_ms(1_000),
            name: String::new(),
        },
        (true, 1) => ApplicationEvent::LeaseGiven,
        (true, 2) => decided(),
        (true, _) => more_asked(),
        (false, 0) => ApplicationEvent::Supplemented,
        (false, 1) => ApplicationEvent::Withdrawn {
            reason: String::new(),
        },
        (false, 2) => ApplicationEvent::Objected { words: "no".into() },
        (false, _) => ApplicationEvent::Rated {
            rating: Rating {
                grade: 5,
                words: String::new(),
            },
        },
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn two_who_fill_in_and_an_officer_end_alike_and_nothing_typed_is_lost(
        acts in proptest::collection::vec((0usize..3, act()), 1..30),
        orders in proptest::array::uniform3(any::<u64>()),
    ) {
        let hall = Hall::needs_more();
        let Hall { wang, daughter, sun, filed, mut log, .. } = hall;
        let mut people = [wang, daughter, sun].map(|device| (device, filed.clone()));
        let mut words = Vec::new();
        for (who, act) in &acts {
            let (device, replica) = &mut people[*who];
            let is_officer = *who == 2;
            let edit = match act {
                Act::Type | Act::Choose(_) if is_officer => continue,
                Act::Type => {
                    let word = format!("<{who}:{}>", words.len());
                    let before = match application(replica).answers.get("card") {
                        Some(Value::Text(before)) => before.clone(),
                        _ => String::new(),
                    };
                    words.push(word.clone());
                    text("card", &format!("{before}{word}"))
                }
                Act::Choose(yes) => Edit::Answer(FieldId("married".into()), Some(Value::Yes(*yes))),
                Act::Say => event(ApplicationEvent::Said { text: format!("{who}") }),
                Act::Do(number) => event(own(is_officer, *number)),
                Act::Hear(change) => {
                    if let Some(signed) = log.get(*change) {
                        hear(replica, signed);
                    }
                    continue;
                }
            };
            // Setting what is set is no change.
            if let Ok(signed) = device.write(|pen| replica.edit(pen, &[edit])) {
                log.push(signed);
            }
        }
        let mut ends = Vec::new();
        for ((_, mut replica), order) in people.into_iter().zip(orders) {
            let mut waiting = log.clone();
            waiting.sort_by_key(|signed| {
                let first = signed.signature.0[..8].try_into().unwrap();
                u64::from_be_bytes(first).wrapping_mul(order | 1)
            });
            while !waiting.is_empty() {
                let before = waiting.len();
                waiting.retain(|signed| !hear(&mut replica, signed));
                prop_assert!(waiting.len() < before, "a change waits for ever");
            }
            assert_kept(&mut replica);
            let again = Replica::load(&replica.save()).unwrap();
            prop_assert_eq!(again.heads(), replica.heads());
            ends.push(replica);
        }
        let expected = application(&ends[0]);
        for other in &ends[1..] {
            prop_assert_eq!(other.heads(), ends[0].heads());
            let other = application(other);
            prop_assert_eq!(fold(&other), fold(&expected));
            prop_assert_eq!(&other, &expected);
        }
        let doc = inside(&ends[0]);
        let (_, answers) = doc.get(ROOT, "answers").unwrap().unwrap();
        let texts: Vec<String> = doc.get_all(&answers, "card").unwrap().iter()
            .filter(|(value, _)| matches!(value, Amv::Object(_)))
            .map(|(_, id)| doc.text(id).unwrap())
            .collect();
        for word in words {
            prop_assert!(texts.iter().any(|text| text.contains(&word)), "lost {word}");
        }
    }
}
