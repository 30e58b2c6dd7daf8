//! The messages of one language, embedded at compile time.

use crate::{lang::Lang, pseudo};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::fmt;

macro_rules! embedded {
    ($lang:literal: $($file:literal),* $(,)?) => {
        &[$(include_str!(concat!("../../../locales/", $lang, "/", $file, ".ftl"))),*]
    };
}

macro_rules! topics {
    ($lang:literal) => {
        embedded!($lang: "access", "aloud", "application", "ask", "caregiver", "common", "consent", "desk", "devices", "enrol", "failure", "family", "home", "look", "matter", "services", "shell", "urgent", "when", "worker")
    };
}

pub(crate) const ZH_CN: &[&str] = topics!("zh-CN");
pub(crate) const EN: &[&str] = topics!("en");

/// A value inside a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Put in as it is.
    Text(String),
    /// Written as the language does; chooses the plural form.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// All messages of one language. Making one parses them all: keep it.
pub struct Messages {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Messages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Messages")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl PartialEq for Messages {
    /// Messages are compiled in, so those of one language are the same.
    fn eq(&self, other: &Self) -> bool {
        self.lang == other.lang
    }
}

impl Messages {
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new(vec![lang.identifier()]);
        // The marks around arguments are read aloud as "left-to-right isolate"
        // by some voices, and every argument here is short and of one script.
        bundle.set_use_isolating(false);
        for text in if lang.is_chinese() { ZH_CN } else { EN } {
            // A file with an error still gives its good messages; a test
            // makes sure that there is no error and no key twice.
            let resource =
                FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(good, _)| good);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle }
    }

    /// The language that was chosen.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The message `key` with `args` put in. An unknown key is shown as it is,
    /// so that a mistake is seen; tests make that impossible.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, value(arg))).collect();
        let mut problems = Vec::new();
        let text = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut problems)
            .into_owned();
        pseudo::render(self.lang, text)
    }
}

fn value(arg: &Arg) -> FluentValue<'_> {
    match arg {
        Arg::Text(text) => FluentValue::from(text.as_str()),
        Arg::Number(number) => FluentValue::from(*number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_is_put_in_and_chooses_the_plural() {
        let en = Messages::new(Lang::En);
        for (count, said) in [(0usize, "None open"), (1, "1 open")] {
            let args = [("count", count.into())];
            assert_eq!(en.text("home-matters-open", &args), said);
        }
        assert_eq!(
            en.text(
                "ask-step",
                &[("step", 2usize.into()), ("steps", 4usize.into())]
            ),
            "Step 2 of 4"
        );
    }

    #[test]
    fn an_unknown_key_is_seen() {
        assert_eq!(
            Messages::new(Lang::En).text("no-such-key", &[]),
            "no-such-key"
        );
    }

    #[test]
    fn pseudo_languages_show_longer_and_mirrored_text() {
        let plain = Messages::new(Lang::En).text("common-next", &[]);
        let long = Messages::new(Lang::LongEn).text("common-next", &[]);
        assert!(long.chars().count() > plain.chars().count());
        assert!(
            Messages::new(Lang::MirroredEn)
                .text("common-next", &[])
                .starts_with('\u{202e}')
        );
    }
}
