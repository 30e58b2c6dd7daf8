//! The number of a bank card: 12 to 19 digits that fit each other (ISO/IEC 7812, Luhn).

use super::{
    AnswerError,
    words::{fits, plain},
};

/// Most digits of a card.
const MOST: u32 = 19;

/// Whether `words` is a card's number, written with or without spaces.
///
/// # Errors
/// What is wrong with it.
pub fn check(words: &str) -> Result<(), AnswerError> {
    // Nobody mistypes that much; a draft need not keep it.
    if words.len() > 200 {
        fits(words, MOST)?;
    }
    let number = plain(words);
    let is_long_enough = (12..=19).contains(&number.len());
    if !is_long_enough || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(AnswerError::CardLength);
    }
    if luhn(&number).is_multiple_of(10) {
        Ok(())
    } else {
        Err(AnswerError::CardCheck)
    }
}

/// Every second digit from the right counts twice, with its own digits added up.
fn luhn(number: &str) -> u32 {
    let digits = number.bytes().rev().map(|byte| u32::from(byte - b'0'));
    digits
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, twice) => twice / 10 + twice % 10,
        })
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn length_and_digits_are_told_apart_from_a_slip() {
        assert_eq!(check("6222 0212 3456 7890 128"), Ok(()));
        assert_eq!(
            check("6222 0212 3456 7890 123"),
            Err(AnswerError::CardCheck)
        );
        assert_eq!(check("6222021234"), Err(AnswerError::CardLength));
        assert_eq!(check("62220212345678901234"), Err(AnswerError::CardLength));
        assert_eq!(check("6222o21234567890"), Err(AnswerError::CardLength));
        assert_eq!(
            check(&"6".repeat(300)),
            Err(AnswerError::TooLong { max: 19 })
        );
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn a_valid_card_is_accepted_and_each_single_changed_digit_refused(front in "[0-9]{11,18}") {
            let rest = luhn(&format!("{front}0")) % 10;
            let card = format!("{front}{}", (10 - rest) % 10);
            prop_assert_eq!(check(&card), Ok(()));
            for place in 0..card.len() {
                for other in b'0'..=b'9' {
                    let mut changed = card.clone().into_bytes();
                    if changed[place] == other {
                        continue;
                    }
                    changed[place] = other;
                    let changed = String::from_utf8(changed).unwrap();
                    prop_assert_eq!(check(&changed), Err(AnswerError::CardCheck));
                }
            }
        }
    }
}
