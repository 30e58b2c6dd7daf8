//! The engine's time: the device's clock, put right by the centre's, and never
//! behind a time that was used before.

use linli_domain::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Smaller differences to the centre's clock are not worth a write.
const TOLERANCE_MS: i64 = 2_000;

/// Kept as a setting, so that it holds from the first moment after a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct DeviceClock {
    /// What to add to the device's clock.
    offset_ms: i64,
    /// The last time used.
    last: Timestamp,
}

impl DeviceClock {
    /// The time, given what the device's clock shows.
    pub(crate) fn read(&mut self, device: Timestamp) -> Timestamp {
        self.last = device.plus_ms(self.offset_ms).max(self.last);
        self.last
    }

    /// Learns from the centre's clock; says whether that made a difference.
    /// The centre may also set back a time that ran ahead.
    pub(crate) fn learn(&mut self, device: Timestamp, centre: Timestamp) -> bool {
        let differs = device
            .plus_ms(self.offset_ms)
            .max(self.last)
            .since(centre)
            .abs()
            > TOLERANCE_MS;
        if differs {
            *self = Self {
                offset_ms: centre.since(device),
                last: centre,
            };
        }
        differs
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_domain::time::DAY_MS;

    const NOON: Timestamp = Timestamp(1_795_406_400_000);

    #[test]
    fn a_device_a_year_ahead_follows_the_centre() {
        let mut clock = DeviceClock::default();
        let device = NOON.plus_ms(365 * DAY_MS);
        assert_eq!(clock.read(device), device, "nothing better is known yet");
        assert!(clock.learn(device, NOON));
        assert_eq!(clock.read(device.plus_ms(1_000)), NOON.plus_ms(1_000));
    }

    #[test]
    fn time_does_not_go_back_when_somebody_sets_the_clock() {
        let mut clock = DeviceClock::default();
        clock.learn(NOON, NOON);
        clock.read(NOON);
        assert_eq!(clock.read(NOON.plus_ms(-365 * DAY_MS)), NOON);
    }

    #[test]
    fn a_small_difference_changes_nothing() {
        let mut clock = DeviceClock::default();
        clock.read(NOON);
        assert!(!clock.learn(NOON.plus_ms(500), NOON));
    }
}
