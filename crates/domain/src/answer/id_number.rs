//! The number of a resident's ID card (GB 11643): region, day of birth, order, check character.
//!
//! Whether a day of birth lies in the future is for who knows today to say; here is no clock.

use super::{
    AnswerError,
    words::{fits, plain},
};
use crate::time::Date;

/// Characters of an ID number.
const LENGTH: u32 = 18;
/// Nobody alive was born before.
const EARLIEST_YEAR: i16 = 1850;
/// First two digits: provinces, municipalities, regions (GB/T 2260; 81 to 83 by the rules for
/// residence permits of Hong Kong, Macao and Taiwan residents).
const PROVINCES: [u8; 35] = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52,
    53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
];
/// What each of the first 17 digits counts (ISO 7064, MOD 11-2).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check character for each remainder.
const CHECKS: [u8; 11] = *b"10X98765432";

/// The sex that an ID number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// An even order number.
    Female,
    /// An odd order number.
    Male,
}

impl Sex {
    /// The sex that the last digit of an order number names.
    pub(super) const fn of_order(digit: u8) -> Self {
        if digit.is_multiple_of(2) {
            Self::Female
        } else {
            Self::Male
        }
    }

    /// Its word in profiles and as an option.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Female => "female",
            Self::Male => "male",
        }
    }
}

/// Whether `words` is an ID number, written with or without spaces.
///
/// # Errors
/// The first thing that is wrong with it, from left to right.
pub fn check(words: &str) -> Result<(), AnswerError> {
    // Nobody mistypes that much; a draft need not keep it.
    if words.len() > 200 {
        fits(words, LENGTH)?;
    }
    let number = plain(words);
    let digits = digits(&number).ok_or(AnswerError::IdLength)?;
    if !is_region(&digits) {
        return Err(AnswerError::IdRegion);
    }
    born(&digits).ok_or(AnswerError::IdBirth)?;
    if number.bytes().last() == Some(check_character(&digits)) {
        Ok(())
    } else {
        Err(AnswerError::IdCheck)
    }
}

/// The day of birth that a valid ID number names.
#[must_use]
pub fn birth_date(words: &str) -> Option<Date> {
    check(words).ok()?;
    born(&digits(&plain(words))?)
}

/// The sex that a valid ID number names.
#[must_use]
pub fn sex(words: &str) -> Option<Sex> {
    check(words).ok()?;
    let [.., order] = digits(&plain(words))?;
    Some(Sex::of_order(order))
}

/// Whether `number` begins with the two digits of a province.
pub(super) fn is_province(number: &str) -> bool {
    let first = number.get(..2).and_then(|first| first.parse().ok());
    first.is_some_and(|first: u8| PROVINCES.contains(&first))
}

/// The first 17 digits, where a digit or X is the eighteenth.
fn digits(number: &str) -> Option<[u8; 17]> {
    let (last, front) = number.as_bytes().split_last()?;
    let front: [u8; 17] = front.try_into().ok()?;
    let is_last = last.is_ascii_digit() || *last == b'X';
    (is_last && front.iter().all(u8::is_ascii_digit)).then(|| front.map(|byte| byte - b'0'))
}

/// Permanent residence cards of foreigners begin with 9; the province follows.
fn is_region(digits: &[u8; 17]) -> bool {
    let [first, second, third, ..] = *digits;
    let province = if first == 9 {
        second * 10 + third
    } else {
        first * 10 + second
    };
    PROVINCES.contains(&province)
}

fn born(digits: &[u8; 17]) -> Option<Date> {
    let [_, _, _, _, _, _, y1, y2, y3, y4, m1, m2, d1, d2, ..] = digits.map(i16::from);
    let year = y1 * 1000 + y2 * 100 + y3 * 10 + y4;
    let (month, day) = (i8::try_from(m1 * 10 + m2), i8::try_from(d1 * 10 + d2));
    (year >= EARLIEST_YEAR).then_some(())?;
    Date::new(year, month.ok()?, day.ok()?).ok()
}

fn check_character(digits: &[u8; 17]) -> u8 {
    let weighed = digits.iter().zip(WEIGHTS);
    let sum: u32 = weighed
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum();
    let place = usize::try_from(sum % 11).unwrap_or(0);
    CHECKS.get(place).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    fn with_check(front: &str) -> String {
        let digits: Vec<u8> = front.bytes().map(|byte| byte - b'0').collect();
        let check = check_character(&digits.try_into().unwrap());
        format!("{front}{}", char::from(check))
    }

    fn any_number() -> impl Strategy<Value = String> {
        let region = (prop::sample::select(PROVINCES.to_vec()), 0..10_000_u32);
        (region, 1850..2100_u32, 1..13_u32, 1..29_u32, 0..1000_u32).prop_map(
            |((province, county), year, month, day, order)| {
                with_check(&format!(
                    "{province}{county:04}{year}{month:02}{day:02}{order:03}"
                ))
            },
        )
    }

    #[test]
    fn the_standards_own_examples() {
        assert_eq!(check("11010519491231002X"), Ok(()));
        assert_eq!(check("440524188001010014"), Ok(()));
        assert_eq!(
            birth_date("11010519491231002X"),
            Some(Date::constant(1949, 12, 31))
        );
        assert_eq!(sex("11010519491231002X"), Some(Sex::Female));
        assert_eq!(sex("440524188001010014"), Some(Sex::Male));
    }

    #[test]
    fn each_mistake_is_called_by_its_name() {
        for (number, wrong) in [
            ("1101051949123100", AnswerError::IdLength),
            ("11010519491231002XX", AnswerError::IdLength),
            ("1101051949123100X2", AnswerError::IdLength),
            ("身份证", AnswerError::IdLength),
            ("00010519491231002X", AnswerError::IdRegion),
            ("11010518491231002X", AnswerError::IdBirth),
            ("11010519490229002X", AnswerError::IdBirth),
            ("11010519491331002X", AnswerError::IdBirth),
            ("110105194912310020", AnswerError::IdCheck),
        ] {
            assert_eq!(check(number), Err(wrong), "{number}");
            assert_eq!((birth_date(number), sex(number)), (None, None), "{number}");
        }
        assert_eq!(
            check(&"1".repeat(300)),
            Err(AnswerError::TooLong { max: 18 })
        );
    }

    #[test]
    fn it_may_be_written_as_people_write_it() {
        assert_eq!(check(" 110105 19491231 002x "), Ok(()));
        assert_eq!(check("１１０１０５-１９４９１２３１-００２Ｘ"), Ok(()));
        assert_eq!(check(&with_check("93115619850101002")), Ok(()));
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn a_valid_number_is_accepted_and_each_single_changed_character_refused(number in any_number()) {
            prop_assert_eq!(check(&number), Ok(()));
            prop_assert!(birth_date(&number).is_some());
            for place in 0..18 {
                for other in "0123456789X".chars() {
                    let mut changed: Vec<char> = number.chars().collect();
                    if changed[place] == other {
                        continue;
                    }
                    changed[place] = other;
                    let changed: String = changed.into_iter().collect();
                    prop_assert!(check(&changed).is_err(), "{} -> {}", number, changed);
                }
            }
        }

        #[test]
        fn whatever_is_typed_is_judged(words in "[0-9Xx １9-]{0,24}|.{0,24}") {
            if check(&words).is_ok() {
                prop_assert_eq!(plain(&words).len(), 18);
            }
        }
    }
}
