//! Leases of care requests, and what was given back.

use super::Case;
use linli_domain::{
    id::PersonId,
    time::{DAY_MS, Timestamp},
};

pub fn a_lease_ends_after_its_time(case: &Case) {
    let (doc, earlier) = (case.begin(1), case.begin(2));
    let set = |doc, at: Option<i64>| case.write(|tx| tx.set_lease(doc, at.map(Timestamp)));
    let ended = |now| case.read(|tx| tx.ended_leases(Timestamp(now)));
    set(doc, Some(10));
    assert_eq!(ended(10), []);
    assert_eq!(ended(11), [doc]);
    set(earlier, Some(9));
    assert_eq!(ended(11), [earlier, doc]);
    set(doc, Some(20));
    assert_eq!(ended(11), [earlier], "a lease that was set anew ends later");
    set(doc, None);
    set(earlier, None);
    assert_eq!(ended(99), []);
}

pub fn what_each_gave_back_is_known_for_a_day(case: &Case) {
    let (sun, he) = (PersonId([1; 16]), PersonId([2; 16]));
    let notes = |who, at: i64| case.write(|tx| tx.note_give_back(who, Timestamp(at)));
    let of = |who, since: i64| case.read(|tx| tx.give_backs(who, Timestamp(since)));
    let all = |times: &[i64]| -> Vec<Timestamp> { times.iter().copied().map(Timestamp).collect() };
    assert_eq!(of(sun, 0), []);
    notes(sun, 20);
    notes(sun, 10);
    notes(he, 15);
    assert_eq!(of(sun, 0), all(&[10, 20]), "the earliest first");
    assert_eq!(of(sun, 11), all(&[20]));
    assert_eq!(of(he, 15), all(&[15]));
    notes(sun, 2 * DAY_MS);
    assert_eq!(of(sun, 0), all(&[10, 20, 2 * DAY_MS]));
    notes(sun, 15 + 2 * DAY_MS);
    let kept = all(&[20, 2 * DAY_MS, 15 + 2 * DAY_MS]);
    assert_eq!(of(sun, 0), kept, "older ones are forgotten");
}
