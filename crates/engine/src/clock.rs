//! The engine's time: the device's clock, put right by the centre's, never before the
//! centre's last word, and with a doubt where the clock is known to be off.

use linli_domain::time::{DAY_MS, MINUTE_MS, Timestamp};
use serde::{Deserialize, Serialize};

/// Smaller differences to the centre's clock are not worth a write.
const TOLERANCE_MS: i64 = 2_000;
/// A clock that goes back by less is corrected by its system, a little at a time: time
/// stands still meanwhile.
const SMALL_STEP_MS: i64 = 5 * MINUTE_MS;
/// No device that runs is left alone for so long between two looks at its clock.
const LEAP_MS: i64 = 7 * DAY_MS;

/// Kept as a setting, so that it holds from the first moment after a restart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct DeviceClock {
    /// What to add to the device's clock.
    offset_ms: i64,
    /// The last time used.
    last: Timestamp,
    /// The centre's last word: it is later than this.
    #[serde(default)]
    known: Timestamp,
    /// The clock was seen to be off, and the centre was not asked since.
    #[serde(default)]
    doubted: bool,
    /// Whether it was read since the program started: a device may be switched off for
    /// as long as it likes.
    #[serde(skip)]
    is_running: bool,
}

impl DeviceClock {
    /// The time, given what the device's clock shows. A clock that was ahead for a while
    /// and is right again is followed: what it showed meanwhile does not stay.
    pub(crate) fn read(&mut self, device: Timestamp) -> Timestamp {
        let shown = device.plus_ms(self.offset_ms);
        let step = shown.since(self.last);
        let is_before_known = shown.since(self.known) < -SMALL_STEP_MS;
        let has_leapt = step > LEAP_MS && self.is_running;
        if step < -SMALL_STEP_MS || is_before_known || has_leapt {
            self.doubted |= self.last != Timestamp::default();
        }
        let is_small_step_back = (-SMALL_STEP_MS..0).contains(&step);
        self.last = if is_small_step_back { self.last } else { shown }.max(self.known);
        self.is_running = true;
        self.last
    }

    /// Whether the clock was seen to be off and the centre was not asked since.
    pub(crate) const fn is_doubted(&self) -> bool {
        self.doubted
    }

    /// Learns from the centre's clock; says whether that made a difference.
    /// The centre may also set back a time that ran ahead.
    pub(crate) fn learn(&mut self, device: Timestamp, centre: Timestamp) -> bool {
        let shown = device.plus_ms(self.offset_ms).max(self.last);
        let differs = shown.since(centre).abs() > TOLERANCE_MS || self.doubted;
        if differs {
            self.offset_ms = centre.since(device);
            self.last = centre;
            self.doubted = false;
        }
        self.known = centre;
        differs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: Timestamp = Timestamp(1_795_406_400_000);
    const YEAR_MS: i64 = 365 * DAY_MS;

    fn met_at_noon() -> DeviceClock {
        let mut clock = DeviceClock::default();
        clock.learn(NOON, NOON);
        clock.read(NOON);
        clock
    }

    #[test]
    fn a_device_a_year_ahead_follows_the_centre() {
        let mut clock = DeviceClock::default();
        let device = NOON.plus_ms(YEAR_MS);
        assert_eq!(clock.read(device), device, "nothing better is known yet");
        assert!(!clock.is_doubted(), "and nothing says that it is wrong");
        assert!(clock.learn(device, NOON));
        assert_eq!(clock.read(device.plus_ms(1_000)), NOON.plus_ms(1_000));
        assert!(!clock.is_doubted());
    }

    #[test]
    fn a_year_ahead_for_a_minute_does_not_stay() {
        let mut clock = met_at_noon();
        assert_eq!(clock.read(NOON.plus_ms(YEAR_MS)), NOON.plus_ms(YEAR_MS));
        assert!(clock.is_doubted(), "no running device skips a year");
        let after = NOON.plus_ms(MINUTE_MS);
        assert_eq!(clock.read(after), after);
        assert!(clock.is_doubted(), "until the centre has been asked");
        clock.learn(after, after);
        assert!(!clock.is_doubted());
        assert_eq!(clock.read(after.plus_ms(1)), after.plus_ms(1));
    }

    #[test]
    fn it_is_never_before_what_the_centre_said() {
        let mut clock = met_at_noon();
        assert_eq!(clock.read(NOON.plus_ms(-YEAR_MS)), NOON);
        assert!(clock.is_doubted());
    }

    #[test]
    fn the_doubt_outlasts_a_restart_and_time_switched_off_is_no_doubt() {
        let mut clock = met_at_noon();
        let kept = serde_json::to_string(&clock).unwrap();
        let mut started: DeviceClock = serde_json::from_str(&kept).unwrap();
        let later = NOON.plus_ms(30 * DAY_MS);
        assert_eq!(started.read(later), later);
        assert!(!started.is_doubted(), "it was switched off for a month");
        clock.read(NOON.plus_ms(-YEAR_MS));
        let kept = serde_json::to_string(&clock).unwrap();
        let started: DeviceClock = serde_json::from_str(&kept).unwrap();
        assert!(started.is_doubted());
    }

    #[test]
    fn a_small_step_back_is_waited_out_and_no_doubt() {
        let mut clock = met_at_noon();
        let later = NOON.plus_ms(10 * MINUTE_MS);
        clock.read(later);
        assert_eq!(clock.read(later.plus_ms(-1_000)), later);
        assert!(!clock.is_doubted());
    }

    #[test]
    fn what_earlier_versions_kept_is_read() {
        let kept = r#"{"offset_ms":5,"last":1795406400000}"#;
        let mut clock: DeviceClock = serde_json::from_str(kept).unwrap();
        assert_eq!(clock.read(NOON.plus_ms(1_000)), NOON.plus_ms(1_005));
        assert!(!clock.is_doubted());
    }

    #[test]
    fn a_small_difference_changes_nothing() {
        let mut clock = DeviceClock::default();
        clock.read(NOON);
        assert!(!clock.learn(NOON.plus_ms(500), NOON));
    }
}
