//! The short number of a person, as `P482109-371128`: what an operator or a worker types or
//! says where somebody is meant, because a name never says who. It follows from the
//! [`PersonId`], so it never changes and needs no list; the last digit is a check digit.
//!
//! Two ids in a hundred thousand million share a number. Whoever makes a new person draws
//! again until the number is free, and whoever looks one up finds every id that has it.

use crate::{
    check_digit::{damm, digits_of},
    id::PersonId,
    signs,
};

/// How many numbers there are.
const NUMBERS: u64 = 100_000_000_000;

/// The number of `person`.
#[must_use]
pub fn number(person: PersonId) -> String {
    let drawn = person
        .0
        .first_chunk()
        .copied()
        .map_or(0, u64::from_be_bytes);
    let mut digits = format!("{:011}", drawn % NUMBERS);
    digits.push(char::from(b'0' + damm(&digits)));
    let (first, second) = digits.split_at(6);
    format!("P{first}-{second}")
}

/// The number that somebody typed, in its one spelling; `None` where it is none, also
/// where one digit is wrong. Spaces and dashes may stand anywhere, and the P may lack.
#[must_use]
pub fn read(text: &str) -> Option<String> {
    let text = signs::narrow(text);
    let text = text.trim();
    let text = text.strip_prefix(['P', 'p']).unwrap_or(text);
    let is_plain = |c: char| {
        c.is_whitespace() || c == '-' || !digits_of(c.encode_utf8(&mut [0; 4])).is_empty()
    };
    let digits = digits_of(text);
    let is_number = digits.len() == 12 && text.chars().all(is_plain) && damm(&digits) == 0;
    let (first, second) = digits.split_at_checked(6)?;
    is_number.then(|| format!("P{first}-{second}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn it_has_one_spelling_and_is_read_as_people_type_it() {
        let number = number(PersonId([0x5a; 16]));
        assert_eq!(number.len(), 14);
        let plain = number.replace(['P', '-'], "");
        for typed in [
            number.clone(),
            number.to_lowercase(),
            plain.clone(),
            format!(" {} {} {} ", &plain[..4], &plain[4..8], &plain[8..]),
            format!("\u{202a}{number}\u{202c}\u{200b}").replace('P', "Ｐ"),
        ] {
            assert_eq!(read(&typed), Some(number.clone()), "{typed}");
        }
        for typed in [
            "",
            "P",
            "王秀英",
            "P123",
            &format!("{plain}0"),
            &format!("x{plain}"),
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn one_wrong_digit_is_nobodys_number(
            id in any::<[u8; 16]>(), at in 0..12_usize, other in 1..10_u8
        ) {
            let mut digits: Vec<u8> = number(PersonId(id)).bytes().filter(u8::is_ascii_digit).collect();
            digits[at] = (digits[at] - b'0' + other) % 10 + b'0';
            prop_assert_eq!(read(&String::from_utf8(digits).unwrap()), None);
        }
    }
}
