//! What is written as an answer: how long it may be, and in which form the numbers of papers
//! are kept.

use super::AnswerError;
use crate::signs;

pub(super) fn fits(words: &str, max: u32) -> Result<(), AnswerError> {
    let length = u32::try_from(words.chars().count()).unwrap_or(u32::MAX);
    if length > max {
        Err(AnswerError::TooLong { max })
    } else {
        Ok(())
    }
}

/// What was typed for a number of an official paper, narrow, without spaces and dashes,
/// in upper case.
pub(super) fn plain(words: &str) -> String {
    signs::narrow(words)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| c.to_ascii_uppercase())
        .collect()
}
