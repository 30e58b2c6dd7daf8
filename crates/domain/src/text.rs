//! Text for people in data files, once per language.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The same words in several languages, by language tag.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LocalText(pub BTreeMap<String, String>);

/// Languages in which every text must be present.
pub const REQUIRED: [&str; 2] = ["zh-CN", "en"];

impl LocalText {
    /// The words in `lang`: exactly, else the tag without its last parts, else
    /// zh-CN, else en, else the empty text.
    #[must_use]
    pub fn get(&self, lang: &str) -> &str {
        let mut tag = lang;
        loop {
            if let Some(words) = self.0.get(tag) {
                return words;
            }
            match tag.rsplit_once('-') {
                Some((shorter, _)) => tag = shorter,
                None => break,
            }
        }
        REQUIRED
            .iter()
            .find_map(|tag| self.0.get(*tag))
            .map_or("", String::as_str)
    }

    /// The first required language whose words are missing or blank.
    #[must_use]
    pub fn missing(&self) -> Option<&'static str> {
        REQUIRED
            .into_iter()
            .find(|tag| self.0.get(*tag).is_none_or(|words| words.trim().is_empty()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &[(&str, &str)]) -> LocalText {
        let words = words
            .iter()
            .map(|(tag, words)| ((*tag).to_owned(), (*words).to_owned()));
        LocalText(words.collect())
    }

    #[test]
    fn a_language_that_is_missing_falls_back_to_the_nearest() {
        let tea = text(&[("zh-CN", "茶"), ("en", "tea"), ("pt", "chá")]);
        for (lang, words) in [
            ("en", "tea"),
            ("en-GB-x-plain", "tea"),
            ("pt-BR", "chá"),
            ("zh-TW", "茶"),
            ("ar", "茶"),
            ("", "茶"),
        ] {
            assert_eq!(tea.get(lang), words, "{lang}");
        }
        assert_eq!(text(&[("en", "tea")]).get("ar"), "tea");
        assert_eq!(LocalText::default().get("en"), "");
    }

    #[test]
    fn blank_words_are_missing_words() {
        assert_eq!(text(&[("zh-CN", "茶"), ("en", " ")]).missing(), Some("en"));
        assert_eq!(text(&[("en", "tea")]).missing(), Some("zh-CN"));
        assert_eq!(text(&[("zh-CN", "茶"), ("en", "tea")]).missing(), None);
    }
}
