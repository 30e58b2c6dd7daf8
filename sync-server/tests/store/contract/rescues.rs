//! What revoked devices handed over.

use super::{Case, DEVICE};
use linli_domain::time::Timestamp;

pub fn what_was_handed_over_is_kept_once_until_it_is_removed(case: &Case) {
    let device = DEVICE;
    let put = |bytes: &[u8], at| {
        let bytes = bytes.to_vec();
        case.write(move |tx| tx.put_rescue(device, &bytes, Timestamp(at)));
    };
    put(b"one", 10);
    put(b"two", 11);
    put(b"one", 12);
    let all = case.read(|tx| tx.rescues());
    let told: Vec<_> = all.iter().map(|one| (one.by, one.at, one.size)).collect();
    assert_eq!(
        told,
        [(device, Timestamp(10), 3), (device, Timestamp(11), 3)]
    );
    let first = all[0].id;
    assert_eq!(case.read(|tx| tx.count_rescues(device)), 2);
    assert_eq!(
        case.read(|tx| tx.rescue_bytes(first)).as_deref(),
        Some(&b"one"[..])
    );
    assert!(case.write(move |tx| tx.remove_rescue(first)));
    assert!(!case.write(move |tx| tx.remove_rescue(first)));
    assert_eq!(case.read(|tx| tx.rescue_bytes(first)), None);
}
