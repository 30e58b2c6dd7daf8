//! The sheet of text size, colours and language: one touch from every page.
//!
//! Access: three groups of radio cards; every choice takes effect at once, so
//! that it can be judged by eye; languages are named in their own language and marked with it.

use super::{Choice, ChoiceItem, Example, Prompt};
use crate::hooks::use_words;
use linli_domain::person::{TextSize, Theme};
use linli_l10n::{Lang, negotiate};
use yew::prelude::*;

/// How the screen looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Look {
    /// Text size.
    pub text_size: TextSize,
    /// Colours.
    pub theme: Theme,
    /// Language.
    pub lang: Lang,
}

/// The sizes with their word in `<html data-text>`.
const SIZES: [(TextSize, &str, &str); 4] = [
    (TextSize::Normal, "100", "look-size-100"),
    (TextSize::Large, "125", "look-size-125"),
    (TextSize::Larger, "150", "look-size-150"),
    (TextSize::Largest, "200", "look-size-200"),
];

/// The colours with their word in `<html data-theme>`.
const THEMES: [(Theme, &str, &str); 3] = [
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

/// Properties of [`LookSheet`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct LookSheetProps {
    /// How it looks now.
    pub look: Look,
    /// Called with how it shall look.
    pub on_change: Callback<Look>,
}

/// The sheet.
#[component]
pub fn LookSheet(props: &LookSheetProps) -> Html {
    let words = use_words();
    let look = props.look;
    let change = |to: fn(Look, &str) -> Look| {
        let on_change = props.on_change.clone();
        Callback::from(move |value: AttrValue| on_change.emit(to(look, &value)))
    };
    let sizes: Vec<_> = SIZES
        .iter()
        .map(|(_, word, key)| ChoiceItem::new(*word, words.text(key)))
        .collect();
    let themes: Vec<_> = THEMES
        .iter()
        .map(|(_, word, key)| ChoiceItem::new(*word, words.text(key)))
        .collect();
    let langs: Vec<_> = Lang::OFFERED
        .iter()
        .map(|lang| ChoiceItem::new(lang.tag(), lang.own_name()).lang(lang.tag()))
        .collect();
    html! {
        <>
            <Choice prompt={Prompt::new("text-size", words.text("look-size"))} items={sizes}
                chosen={AttrValue::from(look.size_word())} on_choose={change(Look::sized)} />
            <Choice prompt={Prompt::new("theme", words.text("look-theme"))} items={themes}
                chosen={AttrValue::from(look.theme_word())} on_choose={change(Look::coloured)} />
            <Choice prompt={Prompt::new("language", words.text("look-language"))} items={langs}
                chosen={AttrValue::from(look.lang.tag())}
                on_choose={change(|look, tag| Look { lang: negotiate(&[tag]), ..look })} />
        </>
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![Example::new(
        "sheet",
        html! { <LookSheet look={Look::default()} on_change={Callback::from(|_| {})} /> },
    )]
}
