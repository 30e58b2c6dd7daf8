//! The parts of a day in which somebody can be wanted for a kind of care.

use super::CareKind;
use crate::{
    text::LocalText,
    time::{Minute, Window},
};
use serde::{Deserialize, Serialize};

/// A part of the day with a name of its own, such as lunch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayPart {
    /// Its id within the kind.
    pub id: String,
    pub name: LocalText,
    #[serde(with = "crate::time::clock")]
    pub from: Minute,
    #[serde(with = "crate::time::clock")]
    pub to: Minute,
}

impl DayPart {
    #[must_use]
    pub const fn window(&self) -> Window {
        Window::between(self.from, self.to)
    }
}

/// How long before an appointment somebody comes who goes along, in minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BeforeAppointment {
    pub earliest: u16,
    pub latest: u16,
}

impl BeforeAppointment {
    /// When somebody comes for an appointment at `at`; `None` where that is on the day before.
    #[must_use]
    pub fn window(self, at: Minute) -> Option<Window> {
        let before = |minutes: u16| at.0.checked_sub(minutes).map(Minute);
        let window = Window {
            from: before(self.earliest)?,
            to: before(self.latest)?,
            appointment: Some(at),
        };
        window.is_valid().then_some(window)
    }
}

impl CareKind {
    /// The parts of a day that can be chosen.
    #[must_use]
    pub fn day_windows(&self) -> Vec<Window> {
        if self.windows.is_empty() {
            return vec![Window::MORNING, Window::AFTERNOON];
        }
        self.windows.iter().map(DayPart::window).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    const BEFORE: BeforeAppointment = BeforeAppointment {
        earliest: 90,
        latest: 60,
    };

    #[test]
    fn who_goes_along_comes_before_the_appointment() {
        let window = BEFORE.window(Minute::of(9, 30)).unwrap();
        assert_eq!(
            (window.from, window.to),
            (Minute::of(8, 0), Minute::of(8, 30))
        );
        assert_eq!(window.appointment, Some(Minute::of(9, 30)));
        assert_eq!(BEFORE.window(Minute::of(1, 29)), None, "the day before");
        assert_eq!(BEFORE.window(Minute::of(24, 0)), None, "no time of a day");
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn every_window_that_follows_is_valid(
            at in 0_u16..1600, earliest in 0_u16..300, latest in 0_u16..300,
        ) {
            let before = BeforeAppointment { earliest, latest };
            if let Some(window) = before.window(Minute(at)) {
                prop_assert!(window.is_valid());
                prop_assert_eq!(window.appointment, Some(Minute(at)));
            }
        }
    }
}
