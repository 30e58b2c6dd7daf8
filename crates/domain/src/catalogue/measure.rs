//! What a safety check measures: a value with one digit after the point, and its limits.

use crate::{signs, text::LocalText};
use serde::{Deserialize, Serialize, de};
use std::{fmt, str::FromStr};

/// A measured value in tenths of its unit, written as a person writes it: `37` or `37.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tenths(pub i32);

/// Most digits before the point: what has more was mistyped.
const MOST_DIGITS: usize = 4;

/// A text that is no value with at most one digit after the point.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no number such as `37` or `37.5`")]
pub struct NotAValue(pub String);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        write!(f, "{sign}{whole}")?;
        if tenth == 0 {
            Ok(())
        } else {
            write!(f, ".{tenth}")
        }
    }
}

impl FromStr for Tenths {
    type Err = NotAValue;

    /// Reads what was typed: digits of any width, and a point as any keyboard has it.
    fn from_str(text: &str) -> Result<Self, NotAValue> {
        let read = || {
            let narrow = signs::narrow(text).trim().replace(['。', ','], ".");
            let (sign, digits) = narrow
                .strip_prefix('-')
                .map_or((1, narrow.as_str()), |digits| (-1, digits));
            let (whole, tenth) = digits.split_once('.').unwrap_or((digits, "0"));
            let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
            let fits = (1..=MOST_DIGITS).contains(&whole.len()) && tenth.len() == 1;
            (fits && is_digits(whole) && is_digits(tenth)).then_some(())?;
            let (whole, tenth): (i32, i32) = (whole.parse().ok()?, tenth.parse().ok()?);
            Some(Self(sign * (whole * 10 + tenth)))
        };
        read().ok_or_else(|| NotAValue(text.to_owned()))
    }
}

impl Serialize for Tenths {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Tenths {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// What a safety check measures, and between which values it is in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    pub unit: LocalText,
    /// The least that is in order.
    pub least: Tenths,
    /// The most that is in order.
    pub most: Tenths,
}

impl Measure {
    /// Whether a value is in order: both limits are.
    #[must_use]
    pub fn allows(&self, value: Tenths) -> bool {
        (self.least..=self.most).contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn a_value_is_read_as_keyboards_write_it() {
        for (typed, tenths) in [
            ("37", Some(370)),
            ("37.5", Some(375)),
            (" ３７．５ ", Some(375)),
            ("37,5", Some(375)),
            ("37。5", Some(375)),
            ("-0.5", Some(-5)),
            ("37.55", None),
            ("37.", None),
            (".5", None),
            ("12345", None),
            ("37°", None),
            ("+37", None),
            ("", None),
            ("-", None),
        ] {
            let read = typed.parse::<Tenths>().ok();
            assert_eq!(read, tenths.map(Tenths), "{typed}");
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn a_value_reads_as_it_is_written(tenths in -99_999..=99_999) {
            prop_assert_eq!(Tenths(tenths).to_string().parse(), Ok(Tenths(tenths)));
        }
    }
}
