//! Lives of the store.

use super::Case;
use linli_replica::exchange::Epoch;

pub fn a_life_goes_on_until_another_begins(case: &Case) {
    let now = || case.read(|tx| tx.epoch());
    assert_eq!(now(), Epoch(0));
    for number in [7, u64::MAX >> 1] {
        case.write(|tx| tx.set_epoch(Epoch(number)));
        assert_eq!(now(), Epoch(number));
        assert_eq!(case.other().read(|tx| tx.epoch()).unwrap(), Epoch(number));
    }
}
