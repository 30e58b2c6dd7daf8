//! What is written as an answer: how long it may be, how a telephone number looks, and in
//! which form words are kept.

use super::AnswerError;

/// Digits of a mobile number.
const MOBILE_DIGITS: usize = 11;

pub(super) fn fits(words: &str, max: u32) -> Result<(), AnswerError> {
    let length = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    if length > max {
        Err(AnswerError::TooLong { max })
    } else {
        Ok(())
    }
}

/// The same with full-width signs made narrow, and every dash the short one.
pub(super) fn narrowed(words: &str) -> String {
    let narrow = |c: char| match c {
        // The full-width block repeats ASCII in the same order.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    };
    words.chars().map(narrow).collect()
}

/// What was typed for a number of an official paper, narrow, without spaces and dashes,
/// in upper case.
pub(super) fn plain(words: &str) -> String {
    narrowed(words)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

/// Digits with the usual spaces, dashes, brackets and a leading plus; 3 to 15 digits
/// (ITU-T E.164), and 11 for a mobile number.
pub(super) fn phone(words: &str) -> Result<(), AnswerError> {
    let words = narrowed(words);
    let words = words.trim();
    if words.is_empty() {
        return Ok(());
    }
    let number: String = words.chars().filter(char::is_ascii_digit).collect();
    let digits = number.len();
    let rest = words.strip_prefix('+').unwrap_or(words);
    let usual = rest
        .chars()
        .all(|c| c.is_ascii_digit() || " -()".contains(c));
    if !usual || !(3..=15).contains(&digits) {
        return Err(AnswerError::NotAPhone);
    }
    let is_mobile = |own: &str| {
        let mut first = own.bytes();
        first.next() == Some(b'1') && first.next().is_some_and(|second| second >= b'3')
    };
    // A number of another country says so with its plus.
    let own = match words.strip_prefix('+') {
        Some(_) => number.strip_prefix("86"),
        None => Some(number.strip_prefix("0086").unwrap_or(&number)),
    };
    match own {
        Some(own) if is_mobile(own) && own.len() != MOBILE_DIGITS => Err(AnswerError::MobileLength),
        _ => Ok(()),
    }
}
