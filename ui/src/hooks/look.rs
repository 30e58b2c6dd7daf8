//! How the screen looks: text size, colours, language, and their words in the page.

use linli_domain::person::{TextSize, Theme};
use linli_l10n::Lang;

/// How the screen looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Look {
    pub text_size: TextSize,
    pub theme: Theme,
    pub lang: Lang,
}

/// The sizes: each with its word in `<html data-text>` and the key of its name.
pub const SIZES: [(TextSize, &str, &str); 4] = [
    (TextSize::Normal, "100", "look-size-100"),
    (TextSize::Large, "125", "look-size-125"),
    (TextSize::Larger, "150", "look-size-150"),
    (TextSize::Largest, "200", "look-size-200"),
];

/// The colours: each with its word in `<html data-theme>` and the key of their name.
pub const THEMES: [(Theme, &str, &str); 3] = [
    (Theme::Light, "light", "look-theme-light"),
    (Theme::Dark, "dark", "look-theme-dark"),
    (Theme::Contrast, "contrast", "look-theme-contrast"),
];

impl Look {
    /// The word for the text size in `<html data-text>`.
    #[must_use]
    pub fn size_word(self) -> &'static str {
        SIZES
            .iter()
            .find(|(size, ..)| *size == self.text_size)
            .map_or("100", |(_, word, _)| word)
    }

    /// The word for the colours in `<html data-theme>`.
    #[must_use]
    pub fn theme_word(self) -> &'static str {
        THEMES
            .iter()
            .find(|(theme, ..)| *theme == self.theme)
            .map_or("light", |(_, word, _)| word)
    }

    /// The same with another text size, by its word.
    #[must_use]
    pub fn sized(self, word: &str) -> Self {
        let size = SIZES.iter().find(|(_, known, _)| *known == word);
        size.map_or(self, |(text_size, ..)| Self {
            text_size: *text_size,
            ..self
        })
    }

    /// The same in other colours, by their word.
    #[must_use]
    pub fn coloured(self, word: &str) -> Self {
        let theme = THEMES.iter().find(|(_, known, _)| *known == word);
        theme.map_or(self, |(theme, ..)| Self {
            theme: *theme,
            ..self
        })
    }
}
