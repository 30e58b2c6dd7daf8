//! One answer given twice while apart: both are kept, and choosing settles it for all.

use crate::{
    gate::judge,
    hall::{Hall, application},
    town::{NOON, assert_kept, key_of},
};
use linli_domain::answer::{BlobHash, BlobRef, FieldId, Value};
use linli_replica::{
    gate::{Admission, accept},
    replica::{Edit, Replica},
    signed::SignedChange,
};
use linli_testing::cases;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn phone() -> FieldId {
    FieldId("phone".into())
}

fn whole(number: &str) -> Edit {
    Edit::Whole(phone(), Value::Text(number.into()))
}

fn hear(replica: &mut Replica, change: &SignedChange) {
    let mut heard = Some(replica.clone());
    let admission = accept(&mut heard, change, &key_of(change.device).public());
    assert!(
        matches!(admission, Ok(Admission::New { .. })),
        "{admission:?}"
    );
    *replica = heard.unwrap();
}

fn shown(replica: &Replica) -> Option<Value> {
    application(replica).answers.get(&phone()).cloned()
}

#[test]
fn both_numbers_are_kept_until_somebody_chooses_either() {
    for keep in [0, 1] {
        let mut hall = Hall::draft();
        let mut hers = hall.filed.clone();
        let one = hall.wang.edit(&mut hall.filed, &[whole("138")]);
        let other = hall.daughter.edit(&mut hers, &[whole("139")]);
        assert!(judge(&hall.filed, &other, &hall.daughter).is_ok());
        hear(&mut hall.filed, &other);
        hear(&mut hers, &one);
        let clashes = hall.filed.clashes().unwrap();
        assert_eq!(clashes, hers.clashes().unwrap());
        let versions = &clashes[&phone()];
        assert_eq!(versions.len(), 2);
        assert_eq!(Some(&versions[0].value), shown(&hall.filed).as_ref());
        for version in versions {
            let expected = if version.value == Value::Text("138".into()) {
                hall.wang.id
            } else {
                hall.daughter.id
            };
            assert_eq!((version.source.device, version.source.at), (expected, NOON));
        }
        let chosen = versions[keep].value.clone();
        let before = hers.clone();
        let settled = hall
            .daughter
            .edit(&mut hers, &[Edit::Whole(phone(), chosen.clone())]);
        assert!(judge(&before, &settled, &hall.daughter).is_ok());
        hear(&mut hall.filed, &settled);
        for replica in [&hall.filed, &hers] {
            assert!(replica.clashes().unwrap().is_empty());
            assert_eq!(shown(replica), Some(chosen.clone()));
        }
    }
}

#[test]
fn the_same_number_twice_is_no_clash() {
    let mut hall = Hall::draft();
    let mut hers = hall.filed.clone();
    hall.wang.edit(&mut hall.filed, &[whole("138")]);
    let other = hall.daughter.edit(&mut hers, &[whole("138")]);
    hear(&mut hall.filed, &other);
    assert!(hall.filed.clashes().unwrap().is_empty());
}

fn photos() -> FieldId {
    FieldId("photos".into())
}

fn photo(number: u8) -> BlobRef {
    BlobRef {
        hash: BlobHash::of_digest([number; 32]),
        bytes: 1000,
        name: format!("{number}.jpg"),
    }
}

fn shown_photos(replica: &Replica) -> Vec<BlobRef> {
    match application(replica).answers.get(&photos()) {
        Some(Value::Photos(shown)) => shown.clone(),
        None => Vec::new(),
        other => panic!("photos, not {other:?}"),
    }
}

fn list(photos_now: Vec<BlobRef>) -> Edit {
    Edit::Whole(photos(), Value::Photos(photos_now))
}

#[test]
fn photos_added_and_taken_away_while_apart_become_one_list_without_a_question() {
    let mut hall = Hall::draft();
    let first = hall
        .wang
        .edit(&mut hall.filed, &[list(vec![photo(1), photo(2)])]);
    assert_eq!(first.device, hall.wang.id);
    let mut hers = hall.filed.clone();
    let one = hall
        .wang
        .edit(&mut hall.filed, &[list(vec![photo(1), photo(2), photo(3)])]);
    let other = hall
        .daughter
        .edit(&mut hers, &[list(vec![photo(2), photo(4)])]);
    assert!(judge(&hall.filed, &other, &hall.daughter).is_ok());
    hear(&mut hall.filed, &other);
    hear(&mut hers, &one);
    for replica in [&hall.filed, &hers] {
        assert!(replica.clashes().unwrap().is_empty(), "nobody is asked");
        let shown: BTreeSet<_> = shown_photos(replica)
            .iter()
            .map(|p| p.name.clone())
            .collect();
        let expected = ["2.jpg", "3.jpg", "4.jpg"].map(String::from).into();
        assert_eq!(shown, expected, "the first was seen and taken away");
    }
    assert_eq!(shown_photos(&hall.filed), shown_photos(&hers));
}

/// One thing that one of the three does while apart.
#[derive(Debug, Clone)]
enum Act {
    Add,
    TakeAway(usize),
    Hear(usize),
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::Add),
        2 => (0usize..9).prop_map(Act::TakeAway),
        3 => (0usize..40).prop_map(Act::Hear),
    ]
}

/// A photo stays unless somebody who had seen it took it away.
fn photos_stay(acts: Vec<(usize, Act)>) -> Result<(), TestCaseError> {
    let hall = Hall::draft();
    let mut devices = [hall.wang, hall.daughter, hall.zhao];
    let mut replicas = [hall.filed.clone(), hall.filed.clone(), hall.filed];
    let mut log: Vec<SignedChange> = Vec::new();
    let (mut added, mut gone) = (0_u8, BTreeSet::new());
    for (who, act) in acts {
        let mut now = shown_photos(&replicas[who]);
        match act {
            Act::Add => {
                added += 1;
                now.push(photo(added));
            }
            Act::TakeAway(place) if place < now.len() => {
                gone.insert(now.remove(place).hash);
            }
            Act::TakeAway(_) => continue,
            Act::Hear(number) => {
                if let Some(change) = log.get(number) {
                    let mut heard = Some(replicas[who].clone());
                    let key = key_of(change.device).public();
                    if let Ok(Admission::New { .. }) = accept(&mut heard, change, &key) {
                        replicas[who] = heard.unwrap();
                    }
                }
                continue;
            }
        }
        log.push(devices[who].edit(&mut replicas[who], &[list(now)]));
    }
    for replica in &mut replicas {
        for change in &log {
            let mut heard = Some(replica.clone());
            let admission = accept(&mut heard, change, &key_of(change.device).public());
            prop_assert!(admission.is_ok(), "{:?}", admission);
            *replica = heard.unwrap();
        }
        assert_kept(replica);
    }
    let all = (1..=added).map(|number| photo(number).hash);
    let expected: BTreeSet<_> = all.filter(|hash| !gone.contains(hash)).collect();
    for replica in &replicas {
        let shown: BTreeSet<_> = shown_photos(replica).into_iter().map(|p| p.hash).collect();
        prop_assert_eq!(&shown, &expected);
        prop_assert_eq!(shown_photos(replica), shown_photos(&replicas[0]));
        prop_assert!(replica.clashes().unwrap().is_empty());
    }
    Ok(())
}

#[test]
fn a_photo_added_after_one_was_taken_away_stays() {
    let acts = [
        (1, Act::Add),
        (2, Act::Add),
        (2, Act::Add),
        (2, Act::Add),
        (0, Act::Add),
        (1, Act::Hear(4)),
        (1, Act::TakeAway(1)),
        (0, Act::Add),
    ];
    photos_stay(acts.into()).unwrap();
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn a_photo_stays_unless_somebody_who_saw_it_took_it_away(
        acts in prop::collection::vec((0usize..3, act()), 0..40)
    ) {
        photos_stay(acts)?;
    }
}
