//! How the screen looks: at the start, kept on this device, and agreed with
//! what the person chose on another device.

use crate::{
    bridge::Bridge,
    hooks::{Look, keep as keep_here, kept, system_languages, system_wants},
};
use linli_api::SetPreferences;
use linli_domain::person::{Preferences, TextSize, Theme};
use linli_l10n::negotiate;

/// Where the last look is kept: `<size> <colours> <language>`.
const KEY: &str = "linli-look";

/// The look of the last time, else what the system asks for.
pub(super) fn at_start() -> Look {
    kept(KEY)
        .and_then(|text| read(&text))
        .unwrap_or_else(of_system)
}

fn of_system() -> Look {
    let languages = system_languages();
    let wanted: Vec<_> = languages.iter().map(String::as_str).collect();
    let theme = if system_wants("(prefers-contrast: more)") {
        Theme::Contrast
    } else if system_wants("(prefers-color-scheme: dark)") {
        Theme::Dark
    } else {
        Theme::Light
    };
    Look {
        text_size: TextSize::Normal,
        theme,
        lang: negotiate(&wanted),
    }
}

fn read(text: &str) -> Option<Look> {
    let mut words = text.split(' ');
    let (size, theme, lang) = (words.next()?, words.next()?, words.next()?);
    let look = Look {
        lang: negotiate(&[lang]),
        ..Look::default()
    };
    Some(look.sized(size).coloured(theme))
}

fn write(look: Look) -> String {
    format!(
        "{} {} {}",
        look.size_word(),
        look.theme_word(),
        look.lang.tag()
    )
}

/// Keeps `look` on this device and in the person's profile.
pub(super) fn keep(look: Look, bridge: &Bridge) {
    keep_here(KEY, &write(look));
    let bridge = bridge.clone();
    let preferences = Preferences {
        text_size: look.text_size,
        theme: look.theme,
        language: Some(look.lang.tag().to_owned()),
    };
    wasm_bindgen_futures::spawn_local(async move {
        // Before enrolment there is no profile; then this device's copy counts.
        let _ = bridge.call(SetPreferences { preferences }).await;
    });
}

/// What to change to, given the profile's wishes; `None` where nothing changes.
/// Wishes made on this device before it was enrolled go into an empty profile.
pub(super) fn agreed(look: Look, preferences: &Preferences, enrolled: bool) -> Option<Look> {
    if *preferences == Preferences::default() {
        return (enrolled && kept(KEY).is_some()).then_some(look);
    }
    let lang = preferences
        .language
        .as_deref()
        .map_or(look.lang, |tag| negotiate(&[tag]));
    let wished = Look {
        text_size: preferences.text_size,
        theme: preferences.theme,
        lang,
    };
    if wished == look {
        return None;
    }
    keep_here(KEY, &write(wished));
    Some(wished)
}

#[cfg(test)]
mod tests {
    use super::*;
    use linli_l10n::Lang;

    #[test]
    fn a_look_reads_what_was_kept() {
        let look = Look {
            text_size: TextSize::Larger,
            theme: Theme::Contrast,
            lang: Lang::En,
        };
        assert_eq!(write(look), "150 contrast en");
        assert_eq!(read("150 contrast en"), Some(look));
        assert_eq!(read("150"), None);
        assert_eq!(
            read("9 pink xx"),
            Some(Look::default()),
            "unknown words fall back"
        );
    }
}
