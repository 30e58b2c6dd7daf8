//! Tracking codes of applications, as `4821-0937-9`: short enough to say over the
//! telephone, with a check digit that finds every single wrong digit and every two
//! that were swapped (Damm). The eight digits are random, so that a code does not
//! tell how many applications there are.

use crate::{check_digit::damm, signs};

/// How many codes there are.
pub const CODES: u32 = 100_000_000;

/// The code with this number; of a number of more than eight digits the last eight.
#[must_use]
pub fn code(number: u32) -> String {
    let digits = format!("{:08}", number % CODES);
    let (first, second) = digits.split_at(4);
    format!("{first}-{second}-{}", damm(&digits))
}

/// The code that somebody wrote or said, in its one spelling; `None` where it is none.
/// Spaces and dashes may stand anywhere.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let digits: String = signs::narrow(text)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .collect();
    let is_code = digits.len() == 9 && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_code || damm(&digits) != 0 {
        return None;
    }
    digits.get(..8)?.parse().ok().map(code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn a_code_is_spelled_in_one_way() {
        assert_eq!(code(48_210_937), "4821-0937-9");
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn what_was_heard_right_is_read_and_what_was_heard_wrong_is_not(
            number in 0..CODES, at in 0..9_usize, other in 1..10_u8
        ) {
            let spelled = code(number);
            let digits: Vec<u8> = spelled.bytes().filter(u8::is_ascii_digit).collect();
            let text = |digits: &[u8]| String::from_utf8(digits.to_vec()).unwrap();
            prop_assert_eq!(read(&text(&digits)), Some(spelled.clone()));
            prop_assert_eq!(read(&spelled.replace('-', " ")), Some(spelled));
            let mut wrong = digits.clone();
            wrong[at] = (wrong[at] - b'0' + other) % 10 + b'0';
            prop_assert_eq!(read(&text(&wrong)), None);
            let mut swapped = digits.clone();
            swapped.swap(at.min(7), at.min(7) + 1);
            if swapped != digits {
                prop_assert_eq!(read(&text(&swapped)), None);
            }
        }
    }
}
