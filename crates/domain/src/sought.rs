//! What somebody looks for, as they typed it: found where it stands, or, forgivingly, where
//! all but one sign of a word does.

use crate::signs;

/// Words to be found in other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sought {
    words: String,
    is_forgiving: bool,
}

/// In a shorter word one sign is too much of it to be a slip.
const LEAST_SIGNS: usize = 3;
/// The same for letters and digits, of which a word has more.
const LEAST_LETTERS: usize = 5;

impl Sought {
    /// What was typed, to be found as it stands.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self {
            words: signs::sought(typed.trim()),
            is_forgiving: false,
        }
    }

    /// The same, with one sign of each word wrong, missing or too many.
    #[must_use]
    pub fn forgiving(mut self) -> Self {
        self.is_forgiving = true;
        self
    }

    /// Whether a slip is forgiven.
    #[must_use]
    pub const fn is_forgiving(&self) -> bool {
        self.is_forgiving
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words, each in the form in which it is looked for.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.split_whitespace()
    }

    /// Whether every word stands somewhere in `text`.
    #[must_use]
    pub fn is_in(&self, text: &str) -> bool {
        let text = signs::sought(text);
        self.words().all(|word| self.is_word_in(word, &text))
    }

    /// Whether `word` stands in `text`; both in the form in which words are looked for.
    #[must_use]
    pub fn is_word_in(&self, word: &str, text: &str) -> bool {
        text.contains(word) || (self.is_forgiving && is_nearly_in(word, text))
    }
}

/// Whether some part of `text` becomes `word` when one sign is changed, added or taken out
/// (Sellers: edit distance to the best part).
fn is_nearly_in(word: &str, text: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let is_letters = word.iter().all(char::is_ascii);
    let least = if is_letters {
        LEAST_LETTERS
    } else {
        LEAST_SIGNS
    };
    if word.len() < least {
        return false;
    }
    // At each place of `text`, how far the best part that ends there is from the word's first
    // signs.
    let mut distances: Vec<usize> = (0..=word.len()).collect();
    text.chars().any(|sign| {
        let mut before = 0;
        for (at, own) in word.iter().enumerate() {
            let changed = before + usize::from(*own != sign);
            before = distances[at + 1];
            distances[at + 1] = changed.min(before + 1).min(distances[at] + 1);
        }
        distances[word.len()] <= 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_testing::cases;
    use proptest::prelude::*;

    #[test]
    fn one_wrong_sign_is_forgiven_and_two_are_not() {
        for (typed, text, exactly, nearly) in [
            ("残疾证", "残疾人证、残疾证", true, true),
            ("残疾正", "残疾证", false, true),
            ("高领津贴", "高龄津贴", false, true),
            ("高领经贴", "高龄津贴", false, false),
            ("轮以", "轮椅", false, false),
            ("wheelchiar", "A wheelchair", false, false),
            ("wheelchar", "A wheelchair", false, true),
            ("wheeelchair", "A wheelchair", false, true),
            ("bas", "A bath", false, false),
            ("bathh chair", "a chair for the bath", false, true),
            ("", "anything", true, true),
        ] {
            let sought = Sought::new(typed);
            assert_eq!(sought.is_in(text), exactly, "{typed}");
            assert_eq!(sought.forgiving().is_in(text), nearly, "{typed}");
        }
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn whatever_is_one_slip_away_is_found(
            (before, word, after) in ("[a-c]{0,6}", "[a-z]{6,9}", "[a-c]{0,6}"),
            at in 0_usize..5,
            slip in 0..3,
        ) {
            let mut typed: Vec<char> = word.chars().collect();
            match slip {
                0 => typed[at] = '#',
                1 => typed.insert(at, '#'),
                _ => drop(typed.remove(at)),
            }
            let typed: String = typed.into_iter().collect();
            let text = format!("{before}{word}{after}");
            prop_assert!(Sought::new(&typed).forgiving().is_in(&text), "{typed} in {text}");
        }
    }
}
