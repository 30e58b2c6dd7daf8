//! The words on the screen, in the language of the test.

use linli_l10n::{Lang, Messages};

/// Messages and catalogue words of one language.
pub(crate) struct Words {
    messages: Messages,
    lang: Lang,
}

impl Words {
    pub(crate) fn of(lang: Lang) -> Self {
        Self {
            messages: Messages::new(lang),
            lang,
        }
    }

    pub(crate) fn tag(&self) -> &'static str {
        self.lang.tag()
    }

    /// The message `key`, which takes no arguments.
    pub(crate) fn t(&self, key: &str) -> String {
        self.messages.text(key, &[])
    }

    /// The message `key` about so many.
    pub(crate) fn count(&self, key: &str, count: u32) -> String {
        self.messages
            .text(key, &[("count", i64::from(count).into())])
    }

    /// Words of the catalogue.
    pub(crate) const fn pick<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.lang {
            Lang::ZhCn => chinese,
            _ => english,
        }
    }
}
