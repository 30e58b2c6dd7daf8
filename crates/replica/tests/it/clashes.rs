//! One answer given twice while apart: both are kept, and choosing settles it for all.

use crate::{
    gate::judge,
    hall::{Hall, application},
    town::{NOON, key_of},
};
use linli_domain::answer::{FieldId, Value};
use linli_replica::{
    gate::{Admission, accept},
    replica::{Edit, Replica},
    signed::SignedChange,
};

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
