//! The languages there are, and which of them fits best what a person wants.

use unic_langid::LanguageIdentifier;

/// A language in which the screens can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// Chinese in simplified characters.
    #[default]
    ZhCn,
    En,
    /// For tests: English, accented and a third longer, to find what is cut off.
    LongEn,
    /// For tests: English written from right to left, to find what is not mirrored.
    MirroredEn,
}

impl Lang {
    /// The languages that people are offered.
    pub const OFFERED: [Self; 2] = [Self::ZhCn, Self::En];

    /// The tag as it stands in `<html lang>` and in the kept settings.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
            Self::LongEn => "en-x-long",
            Self::MirroredEn => "en-x-mirrored",
        }
    }

    /// The language's own name for itself, the same in every language.
    #[must_use]
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::ZhCn => "中文",
            Self::En => "English",
            Self::LongEn => "Éñğļïšĥ (long)",
            Self::MirroredEn => "English (mirrored)",
        }
    }

    /// The direction of writing, as in `<html dir>`.
    #[must_use]
    pub const fn dir(self) -> &'static str {
        match self {
            Self::MirroredEn => "rtl",
            Self::ZhCn | Self::En | Self::LongEn => "ltr",
        }
    }

    /// Whether catalogue texts are shown in Chinese.
    #[must_use]
    pub const fn is_chinese(self) -> bool {
        matches!(self, Self::ZhCn)
    }

    pub(crate) fn identifier(self) -> LanguageIdentifier {
        // Both tags are well formed; plural rules of the root language otherwise.
        let tag = if self.is_chinese() { "zh-CN" } else { "en" };
        tag.parse().unwrap_or_default()
    }
}

/// The best language for `wanted`, tags such as `zh-Hans-CN` in order of
/// liking. Chinese where nothing fits.
#[must_use]
pub fn negotiate(wanted: &[&str]) -> Lang {
    wanted.iter().find_map(|tag| known(tag)).unwrap_or_default()
}

fn known(tag: &str) -> Option<Lang> {
    let tag = tag.trim().to_ascii_lowercase().replace('_', "-");
    match tag.as_str() {
        "en-x-long" => Some(Lang::LongEn),
        "en-x-mirrored" => Some(Lang::MirroredEn),
        _ => match tag.split('-').next() {
            Some("zh") => Some(Lang::ZhCn),
            Some("en") => Some(Lang::En),
            _ => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_known_tag_wins() {
        assert_eq!(negotiate(&["fr", "en-GB", "zh-CN"]), Lang::En);
        assert_eq!(negotiate(&["zh-Hans-CN"]), Lang::ZhCn);
        assert_eq!(negotiate(&["ZH_hk", "en"]), Lang::ZhCn);
        assert_eq!(negotiate(&["de"]), Lang::ZhCn, "Chinese where nothing fits");
        assert_eq!(negotiate(&[]), Lang::ZhCn);
    }

    #[test]
    fn a_tag_reads_back() {
        for lang in [Lang::ZhCn, Lang::En, Lang::LongEn, Lang::MirroredEn] {
            assert_eq!(negotiate(&[lang.tag()]), lang);
        }
    }
}
