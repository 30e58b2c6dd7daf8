//! The latest time.

use super::Case;
use linli_domain::time::Timestamp;

pub fn the_latest_time_is_kept_and_never_goes_back(case: &Case) {
    assert_eq!(case.read(|tx| tx.latest_time()), Timestamp(0));
    for (noted, latest) in [(7, 7), (5, 7), (9, 9)] {
        case.write(|tx| tx.note_time(Timestamp(noted)));
        assert_eq!(
            case.other().read(|tx| tx.latest_time()).unwrap(),
            Timestamp(latest)
        );
    }
}
