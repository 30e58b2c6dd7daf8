//! Telephone numbers as people write, copy and paste them, and the one spelling in which they
//! are kept: digits with spaces, dashes and brackets, and an extension after `#`.

use super::AnswerError;
use crate::signs;

/// Digits of a mobile number.
const MOBILE_DIGITS: usize = 11;
/// Most digits of a number without the code of its area: with more, a leading 86 is China's.
const LOCAL_DIGITS: usize = 8;
/// Fewest digits of a number that has extensions, and of one of two with a slash between.
const SWITCHBOARD_DIGITS: usize = 5;
const WHOLE_DIGITS: usize = 7;
/// Most digits of an extension.
const EXTENSION_DIGITS: usize = 6;
/// What a link or an address book may put before a number.
const PREFIXES: [&str; 3] = ["tel:", "tel.", "tel"];
/// What stands before an extension.
const EXTENSION: [&str; 10] = [
    ";ext=",
    "extension",
    "ext",
    "转",
    "轉",
    "分机",
    "分機",
    "x",
    "#",
    ",",
];

/// A number in its parts.
struct Parts {
    /// As it was written, with the usual signs between its digits.
    number: String,
    /// What is dialled once somebody answers; mostly none.
    extension: String,
}

/// Whether `words` are a telephone number: 3 to 15 digits (ITU-T E.164), and 11 for a mobile
/// number. Nothing at all is none yet, and no mistake.
pub(super) fn check(words: &str) -> Result<(), AnswerError> {
    if signs::narrow(words).trim().is_empty() {
        return Ok(());
    }
    let parts = parts(words).ok_or(AnswerError::NotAPhone)?;
    let own = within_china(&parts.number);
    let is_mobile = |own: &str| {
        let mut first = own.bytes();
        first.next() == Some(b'1') && first.next().is_some_and(|second| second >= b'3')
    };
    match own {
        Some(own) if is_mobile(&own) && own.len() != MOBILE_DIGITS => {
            Err(AnswerError::MobileLength)
        }
        _ => Ok(()),
    }
}

/// The number in the spelling in which it is kept; what is none, in narrow signs.
pub(super) fn normal(words: &str) -> String {
    match parts(words) {
        Some(Parts { number, extension }) if extension.is_empty() => number,
        Some(Parts { number, extension }) => format!("{number}#{extension}"),
        None => signs::narrow(words).trim().to_owned(),
    }
}

/// What a telephone dials: the digits, with a plus where one stands, and after a pause the
/// extension.
#[must_use]
pub fn dialled(number: &str) -> String {
    let is_dialled = |sign: &char| sign.is_ascii_digit() || *sign == '+';
    match parts(number) {
        Some(parts) => {
            let digits: String = parts.number.chars().filter(is_dialled).collect();
            match parts.extension.as_str() {
                "" => digits,
                extension => format!("{digits},{extension}"),
            }
        }
        None => signs::narrow(number).chars().filter(is_dialled).collect(),
    }
}

/// The digits by which a number is looked for: without China's own code, with the extension.
#[must_use]
pub fn own(number: &str) -> String {
    let Some(parts) = parts(number) else {
        return digits(&signs::narrow(number));
    };
    let own = within_china(&parts.number);
    own.unwrap_or_else(|| digits(&parts.number)) + &parts.extension
}

/// The digits within China; `None` of a number of another country, which says so with its
/// plus or 00.
fn within_china(number: &str) -> Option<String> {
    let digits = digits(number);
    let abroad = match number.contains('+') {
        true => Some(digits.as_str()),
        false => digits.strip_prefix("00"),
    };
    match abroad {
        Some(abroad) => abroad.strip_prefix("86").map(str::to_owned),
        None if digits.len() > LOCAL_DIGITS => {
            Some(digits.strip_prefix("86").unwrap_or(&digits).to_owned())
        }
        None => Some(digits),
    }
}

fn parts(words: &str) -> Option<Parts> {
    let words = signs::narrow(words).to_ascii_lowercase();
    let words = words.trim();
    let bare = PREFIXES
        .iter()
        .find_map(|prefix| words.strip_prefix(prefix));
    let words = bare.unwrap_or(words).trim();
    let at = EXTENSION.iter().filter_map(|mark| words.find(mark)).min();
    let (number, extension) = words.split_at(at.unwrap_or(words.len()));
    let number = number_of(number.trim())?;
    let extension = match extension {
        "" => String::new(),
        written => extension_of(written, &number)?,
    };
    Some(Parts { number, extension })
}

/// The number with the usual signs between its digits, where nothing else stands there.
fn number_of(words: &str) -> Option<String> {
    let is_two = words
        .split('/')
        .filter(|part| digits(part).len() >= WHOLE_DIGITS);
    if is_two.count() > 1 {
        return None;
    }
    let mut number = String::with_capacity(words.len());
    for sign in words.chars() {
        match sign {
            '+' if number.chars().all(|before| " (".contains(before)) => number.push('+'),
            '.' | '/' | '-' => number.push('-'),
            '0'..='9' | ' ' | '(' | ')' => number.push(sign),
            _ => return None,
        }
    }
    (3..=15).contains(&digits(&number).len()).then_some(number)
}

/// The digits of an extension that is written with its mark, such as `转801` or `ext. 801`.
fn extension_of(written: &str, number: &str) -> Option<String> {
    let mut rest = written;
    loop {
        let signs = rest.trim_start_matches([' ', '.', ':', '-']);
        let mark = EXTENSION.iter().find_map(|mark| signs.strip_prefix(mark));
        match mark {
            Some(after) => rest = after,
            None => {
                rest = signs;
                break;
            }
        }
    }
    let is_extension = (1..=EXTENSION_DIGITS).contains(&rest.len())
        && rest.bytes().all(|byte| byte.is_ascii_digit())
        && digits(number).len() >= SWITCHBOARD_DIGITS;
    is_extension.then(|| rest.to_owned())
}

fn digits(words: &str) -> String {
    words.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_kept_in_one_spelling_however_they_were_copied() {
        for (typed, kept, dials) in [
            (
                "\u{202a}138\u{a0}0013\u{a0}8000\u{202c}",
                "138 0013 8000",
                "13800138000",
            ),
            ("138\u{200b}00138000", "13800138000", "13800138000"),
            (
                "\u{2066}+86 138-0013-8000\u{2069}",
                "+86 138-0013-8000",
                "+8613800138000",
            ),
            ("138.0013.8000", "138-0013-8000", "13800138000"),
            ("030/1234567", "030-1234567", "0301234567"),
            ("tel:+86-10-65123456", "+86-10-65123456", "+861065123456"),
            ("Tel: 010-65123456", "010-65123456", "01065123456"),
            ("010-65123456转801", "010-65123456#801", "01065123456,801"),
            (
                "010-65123456 转分机 801",
                "010-65123456#801",
                "01065123456,801",
            ),
            (
                "010-65123456 ext. 801",
                "010-65123456#801",
                "01065123456,801",
            ),
            ("010-65123456 x801", "010-65123456#801", "01065123456,801"),
            (
                "０１０－６５１２３４５６＃８０１",
                "010-65123456#801",
                "01065123456,801",
            ),
            (
                "tel:01065123456;ext=801",
                "01065123456#801",
                "01065123456,801",
            ),
            (
                "（+86）138 0013 8000",
                "(+86)138 0013 8000",
                "+8613800138000",
            ),
            ("120", "120", "120"),
        ] {
            assert_eq!(check(typed), Ok(()), "{typed}");
            assert_eq!(normal(typed), kept, "{typed}");
            assert_eq!(dialled(typed), dials, "{typed}");
        }
    }

    #[test]
    fn what_is_no_number_is_told() {
        for (typed, why) in [
            ("861380013800", AnswerError::MobileLength),
            ("86 138 0013 80001", AnswerError::MobileLength),
            ("0086 1380013800", AnswerError::MobileLength),
            ("138x0013", AnswerError::NotAPhone),
            ("65123456转", AnswerError::NotAPhone),
            ("65123456转王", AnswerError::NotAPhone),
            ("65123456/65123457", AnswerError::NotAPhone),
            ("+", AnswerError::NotAPhone),
        ] {
            assert_eq!(check(typed), Err(why), "{typed}");
        }
        // An own number of eight digits may begin so.
        assert_eq!(check("8613 8001"), Ok(()));
        assert_eq!(check("8613800138000"), Ok(()));
        assert_eq!(check("+49 30 1234567"), Ok(()));
    }

    #[test]
    fn a_number_is_looked_for_without_the_code_of_the_country() {
        for typed in [
            "13800138000",
            "+86 138 0013 8000",
            "0086-138-0013-8000",
            "86 13800138000",
        ] {
            assert_eq!(own(typed), "13800138000", "{typed}");
        }
        assert_eq!(own("8613 8001"), "86138001");
        assert_eq!(own("+49 30 1234567"), "49301234567");
        assert_eq!(own("010-65123456转801"), "01065123456801");
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn one_spelling_is_kept_as_it_is_and_judged_as_what_was_typed(
            typed in "(tel:|tel |\\+|\u{202a})?[0-9 ()./\u{a0}\u{200b}０-９—-]{0,18}(转|ext\\.? ?|#|x|;ext=)?[0-9]{0,7}"
        ) {
            let kept = normal(&typed);
            prop_assert_eq!(normal(&kept), kept.clone());
            prop_assert_eq!(check(&kept), check(&typed));
            prop_assert_eq!(dialled(&kept), dialled(&typed));
            prop_assert_eq!(own(&kept), own(&typed));
        }

        #[test]
        fn whatever_is_typed_is_judged(typed in ".{0,40}") {
            let kept = normal(&typed);
            prop_assert_eq!(normal(&kept), kept.clone());
            prop_assert_eq!(check(&kept), check(&typed));
            let _ = (dialled(&typed), own(&typed));
        }
    }
}
