//! The words on the screen, in the language of the test.

use expect_test::expect_file;
use linli_l10n::{Lang, Messages};
use std::path::Path;

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

    /// The message `key`, which takes no arguments. A key of no message fails the test.
    pub(crate) fn t(&self, key: &str) -> String {
        let text = self.messages.text(key, &[]);
        assert_ne!(text, key, "there is no such message");
        text
    }

    /// The message `key` about so many.
    pub(crate) fn count(&self, key: &str, count: u32) -> String {
        self.messages
            .text(key, &[("count", i64::from(count).into())])
    }

    /// The message `key` with somebody's name as its `argument`.
    pub(crate) fn named(&self, key: &str, argument: &str, name: &str) -> String {
        self.messages.text(key, &[(argument, name.into())])
    }

    /// Words of the catalogue.
    pub(crate) const fn pick<'a>(&self, chinese: &'a str, english: &'a str) -> &'a str {
        match self.lang {
            Lang::ZhCn => chinese,
            _ => english,
        }
    }

    /// Compares what was noted with what is kept in this language in `docs/<folder>/`;
    /// `UPDATE_EXPECT=1` writes it anew.
    pub(crate) fn agrees_with(&self, folder: &str, noted: &str) {
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
        let file = docs.join(folder).join(format!("{}.txt", self.tag()));
        expect_file![file].assert_eq(noted);
    }
}
