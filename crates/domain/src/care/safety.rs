//! Which answers a safety check takes. Asked by the gate, before work begins, and by pages.

use super::{Check, VisitState};
use crate::catalogue::SafetyCheck;

impl SafetyCheck {
    /// Whether `result` can be its answer. What is measured is in order by its value only;
    /// a worry about it may have one. Nothing else has a value.
    #[must_use]
    pub fn takes(&self, result: &Check) -> bool {
        match (&self.measure, result) {
            (None, Check::Fine | Check::Worry { value: None, .. })
            | (Some(_), Check::Worry { .. }) => true,
            (Some(measure), Check::Measured { value }) => measure.allows(*value),
            (None, Check::Measured { .. } | Check::Worry { value: Some(_), .. })
            | (Some(_), Check::Fine) => false,
        }
    }

    /// Whether there is an answer at a visit that it takes: not one from before it was measured.
    #[must_use]
    pub fn is_answered(&self, visit: &VisitState) -> bool {
        let result = visit.checks.get(&self.id);
        result.is_some_and(|result| self.takes(result))
    }

    /// An answer with which work may begin.
    #[must_use]
    pub fn in_order(&self) -> Check {
        let measured = self.measure.as_ref().map(|measure| Check::Measured {
            value: measure.least,
        });
        measured.unwrap_or(Check::Fine)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        catalogue::{Measure, Tenths},
        text::LocalText,
    };
    use linli_testing::cases;
    use proptest::prelude::*;

    fn water() -> SafetyCheck {
        SafetyCheck {
            id: "water".to_owned(),
            text: LocalText::default(),
            stop_if_no: true,
            measure: Some(Measure {
                unit: LocalText::default(),
                least: Tenths(370),
                most: Tenths(410),
            }),
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn outside_the_limits_it_is_in_order_for_nobody(tenths in 300..=500) {
            let value = Tenths(tenths);
            let is_inside = (370..=410).contains(&tenths);
            prop_assert_eq!(water().takes(&Check::Measured { value }), is_inside);
            let (why, value) = ("too hot".to_owned(), Some(value));
            let worry = Check::Worry { why, value };
            prop_assert!(water().takes(&worry));
        }
    }

    #[test]
    fn what_is_measured_has_a_value_and_nothing_else_has_one() {
        let floor = SafetyCheck {
            measure: None,
            ..water()
        };
        let worry = |value| Check::Worry {
            why: "too hot".to_owned(),
            value,
        };
        let value = Tenths(380);
        for (check, result, takes) in [
            (&floor, Check::Fine, true),
            (&floor, worry(None), true),
            (&floor, worry(Some(value)), false),
            (&floor, Check::Measured { value }, false),
            (&water(), Check::Fine, false),
            (&water(), worry(None), true),
            (&water(), worry(Some(value)), true),
            (&water(), Check::Measured { value }, true),
        ] {
            assert_eq!(check.takes(&result), takes, "{check:?} {result:?}");
        }
        assert!(floor.takes(&floor.in_order()) && water().takes(&water().in_order()));
    }
}
