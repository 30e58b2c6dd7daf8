//! Catalogues.

use super::Case;
use linli_domain::time::Timestamp;

pub fn every_catalogue_stays_and_the_last_one_is_known(case: &Case) {
    assert_eq!(case.read(|tx| tx.last_catalogue()), None);
    let put = |version, bytes: &[u8], at| {
        case.write(|tx| tx.put_catalogue(version, bytes, Timestamp(at)));
    };
    put("one", b"1", 1);
    put("two", b"2", 2);
    assert_eq!(
        case.read(|tx| tx.catalogue("one")).as_deref(),
        Some(&b"1"[..])
    );
    assert_eq!(case.read(|tx| tx.catalogue("none")), None);
    assert_eq!(
        case.read(|tx| tx.last_catalogue()).as_deref(),
        Some(&b"2"[..])
    );
    put("one", b"1", 3);
    assert_eq!(
        case.read(|tx| tx.last_catalogue()).as_deref(),
        Some(&b"1"[..]),
        "an older one is in use again"
    );
    let all = case.read(|tx| tx.catalogues());
    assert_eq!(all, [b"1", b"2"], "the one taken into use last comes first");
}
