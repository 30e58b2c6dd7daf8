//! Enrolment codes, as `4821 0937 3315 8069`: fifteen random digits and a check digit, so
//! that a slip of the finger is told before anything is sent. How long they must be, and
//! why nobody is locked out for wrong ones, is in `docs/decisions/`.

use crate::check_digit::{damm, digits_of};

/// How many codes there are.
pub const CODES: u64 = 1_000_000_000_000_000;
/// Digits of a code, with the check digit.
pub const DIGITS: usize = 16;
/// How many digits stand together where a code is shown.
const GROUP: usize = 4;

/// Why what was typed is no code. Nothing needs to be asked of anybody to know this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeMistake {
    /// Fewer than [`DIGITS`] were typed.
    #[error("digits are missing")]
    Incomplete,
    /// There are more digits than a code has.
    #[error("there are too many digits")]
    TooLong,
    /// A digit is wrong, or two were swapped.
    #[error("a digit is wrong")]
    OneWrong,
}

/// The code with this number; of a larger number the last fifteen digits.
#[must_use]
pub fn code(number: u64) -> String {
    let mut digits = format!("{:015}", number % CODES);
    digits.push(char::from(b'0' + damm(&digits)));
    digits
}

/// The digits of a code that somebody typed or pasted; spaces, dashes and full-width
/// digits do not matter.
///
/// # Errors
/// Why it cannot be a code.
pub fn read(text: &str) -> Result<String, CodeMistake> {
    let digits = digits_of(text);
    match digits.len() {
        0..DIGITS => Err(CodeMistake::Incomplete),
        DIGITS if damm(&digits) == 0 => Ok(digits),
        DIGITS => Err(CodeMistake::OneWrong),
        _ => Err(CodeMistake::TooLong),
    }
}

/// A code as it is shown: in groups of four digits.
#[must_use]
pub fn spaced(code: &str) -> String {
    let mut text = String::with_capacity(code.len() + code.len() / GROUP);
    for (at, digit) in code.chars().enumerate() {
        if at > 0 && at % GROUP == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn what_is_typed_is_judged_before_it_is_sent() {
        let code = code(482_109_373_315_806);
        assert_eq!((code.len(), read(&code)), (DIGITS, Ok(code.clone())));
        let shown = spaced(&code);
        assert_eq!((shown.len(), read(&shown)), (19, Ok(code.clone())));
        assert_eq!(read(""), Err(CodeMistake::Incomplete));
        assert_eq!(read(&code[1..]), Err(CodeMistake::Incomplete));
        assert_eq!(read(&format!("{code}0")), Err(CodeMistake::TooLong));
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn every_single_slip_is_found(
            number in 0..CODES, at in 0..DIGITS, other in 1..10_u8
        ) {
            let right = code(number);
            let mut wrong = right.clone().into_bytes();
            wrong[at] = (wrong[at] - b'0' + other) % 10 + b'0';
            prop_assert_eq!(read(&String::from_utf8(wrong).unwrap()), Err(CodeMistake::OneWrong));
            let mut swapped = right.clone().into_bytes();
            let at = at.min(DIGITS - 2);
            swapped.swap(at, at + 1);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert_eq!(read(&swapped).is_ok(), swapped == right);
        }
    }
}
