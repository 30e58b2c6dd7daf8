//! Answers as they are shown to those who need not read them in full.

use super::{IdentityPaper, QuestionKind, Value, words::plain};

/// What stands for what is not shown, however long it is.
const HIDDEN: &str = "••••";
/// Numbers shorter than this say too much by their last four characters.
const SHORTEST: usize = 8;

/// The answer with its last four characters, where it is the number of a paper, a card
/// or a telephone; the first character, where it is somebody's name; nothing of any other.
/// Never more than four digits.
#[must_use]
pub fn masked(value: &Value, kind: &QuestionKind) -> String {
    match (value, kind) {
        (Value::Text(words), QuestionKind::IdNumber) => last_four(IdentityPaper::read(words).1),
        (Value::Text(words), kind) if kind.is_paper_number() || *kind == QuestionKind::Phone => {
            last_four(words)
        }
        (Value::Person(contact), _) => {
            let first = contact.name.trim().chars().next();
            let first = first.filter(|c| c.is_alphabetic());
            let first = first.map(String::from).unwrap_or_default();
            format!("{first}{HIDDEN} {}", last_four(&contact.phone))
        }
        _ => HIDDEN.to_owned(),
    }
}

fn last_four(words: &str) -> String {
    let number: Vec<char> = plain(words).chars().collect();
    let shown = match number.len().checked_sub(4) {
        Some(from) if number.len() >= SHORTEST => number.get(from..).unwrap_or_default(),
        _ => &[],
    };
    if shown.is_empty() {
        return HIDDEN.to_owned();
    }
    format!("{HIDDEN} {}", shown.iter().collect::<String>())
}
