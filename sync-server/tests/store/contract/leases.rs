//! Leases of care requests.

use super::Case;
use linli_domain::time::Timestamp;

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
